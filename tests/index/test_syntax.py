from __future__ import annotations

import pytest

from index.reading.markdown.outline import scan
from index.syntax import (
    ANSWER,
    BARE_ADDRESS,
    QUESTION,
    WIKI_LINK,
    WikiLink,
    address_end,
    inclusion,
)


@pytest.mark.parametrize(
    ("tag", "kind", "target", "captions"),
    [
        ('{% include figure image_path="/a.png" caption="말" %}', "image", "/a.png", ("말",)),
        (
            '{{< figure src="/a.png" title="T" alt="A" caption="C" >}}',
            "image",
            "/a.png",
            ("C", "A", "T"),
        ),
        ('{% image "a/b.jpg" "창가" %}', "image", "a/b.jpg", ("창가",)),
        ("{% img left /a.png 300 200 'plot' %}", "image", "/a.png", ("plot",)),
        ('{% include photo.html file="/x.webp" %}', "image", "/x.webp", ()),
        ("{{< youtube abc >}}", "video", "https://www.youtube.com/watch?v=abc", ()),
        ("{{< bilibili BV1x >}}", "video", "https://www.bilibili.com/video/BV1x", ()),
        ("{% bilibili BV1x %}", "video", "https://www.bilibili.com/video/BV1x", ()),
        (
            '{% include youtubePlayer.html id="abc" %}',
            "video",
            "https://www.youtube.com/watch?v=abc",
            (),
        ),
        ('{% include video id="1" provider="vimeo" %}', "video", "https://vimeo.com/1", ()),
        ("{% youtube https://youtu.be/abc %}", "video", "https://youtu.be/abc", ()),
        ('{{< clip src="/v.mp4" />}}', "video", "/v.mp4", ()),
        ("{% gist someone/1234 a.py %}", "gist", "https://gist.github.com/someone/1234", ()),
        ("{{< gist someone 1234 >}}", "gist", "https://gist.github.com/someone/1234", ()),
        ('{% include button.html url="/x/" text="Go" %}', "link", "/x/", ("Go",)),
        ("{%- post_url  2021-01-01-a -%}", "link", "{% post_url 2021-01-01-a %}", ()),
    ],
)
def test_a_tag_brings_in_what_its_site_shows(
    tag: str, kind: str, target: str, captions: tuple[str, ...]
) -> None:
    found = inclusion(tag)
    assert found is not None
    assert (found.kind, found.target, found.captions) == (kind, target, captions)


@pytest.mark.parametrize(
    "tag",
    [
        '{% include tabs.html id="abc" %}',
        "{% include youtube.html id=page.video %}",
        "{% include toc.html %}",
        "{{ page.title }}",
        "{{< param version >}}",
        "{% assign n = 3 %}",
        "{% gist %}",
    ],
)
def test_a_tag_whose_meaning_is_not_known_brings_in_nothing(tag: str) -> None:
    assert inclusion(tag) is None


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("보라 https://example.com/a，그리고", "https://example.com/a"),
        ("「https://example.com/b」와", "https://example.com/b"),
        ("https://example.com에서 샀다", "https://example.com"),
        ("https://example.com/a입니다.", "https://example.com/a"),
        ("https://ko.wikipedia.org/wiki/경사하강법", "https://ko.wikipedia.org/wiki/경사하강법"),
        ("(https://example.com/x_(1).html)", "https://example.com/x_(1).html"),
        ("https://example.com/q?a=1&amp;b=2;", "https://example.com/q?a=1&amp;b=2"),
        ("https://example.com/x&#8221; 끝", "https://example.com/x"),
        ("HTTP://example.com/!?", "HTTP://example.com/"),
    ],
)
def test_an_address_ends_before_what_belongs_to_the_sentence(text: str, address: str) -> None:
    found = BARE_ADDRESS.search(text)
    assert found is not None
    start = text.index("://", found.start()) + 3
    assert text[found.start() : address_end(text, start, found.end())] == address


@pytest.mark.parametrize(
    ("text", "target", "shown", "image"),
    [
        ("[[글]]", "글", "글", False),
        ("[[글#제목|말]]", "글#제목", "말", False),
        ("![[그림.PNG|200]]", "그림.PNG", "", True),
        ("![[그림.png|100x145]]", "그림.png", "", True),
        ("![[그림.png|2월의 그림]]", "그림.png", "2월의 그림", True),
        ("![[글]]", "글", "", False),
        ("[[글\\|말]]", "글", "말", False),
    ],
)
def test_a_wiki_link_has_a_target_and_a_text(
    text: str, target: str, shown: str, image: bool
) -> None:
    match = WIKI_LINK.fullmatch(text)
    assert match is not None
    link = WikiLink.of(match)
    assert (link.target, link.text, link.is_image) == (target, shown, image)


@pytest.mark.parametrize("text", ["[[ -f x ]]", "[[1]](https://example.com)"])
def test_brackets_that_are_no_wiki_link_are_none(text: str) -> None:
    assert WIKI_LINK.match(text) is None


@pytest.mark.parametrize("text", ["Q. 왜", "Q1: 왜", "질문 2) 왜", "Ｑ.왜"])
def test_a_question_begins_with_a_marker(text: str) -> None:
    assert QUESTION.match(text)


@pytest.mark.parametrize("text", ["Q.E.D", "A.I 는", "Q2.1", "Quick. 아니다"])
def test_an_abbreviation_is_no_marker(text: str) -> None:
    assert not QUESTION.match(text)
    assert not ANSWER.match(text)


@pytest.mark.parametrize(
    ("body", "prose"),
    [
        ("앞\n\n<!-- 열림\n\n뒤", "앞 <!-- 열림 뒤"),
        ("<script>한 줄\n\n뒤", "뒤"),
        ("<div>\n<script>\na\n\nb\n</script>\n</div>\n\n뒤", "뒤"),
        ("<div>*별표* `가\n나` [글](/x)</div>", "*별표* `가 나` [글](/x)"),
        ("글 {::comment}숨김{:/comment} 뒤", "글 뒤"),
        ("{% raw %}{{ a }} **굵게**{% endraw %}", "{{ a }} 굵게"),
        ("*[CSS]: 모양", "CSS: 모양"),
        ("> 첫 줄\n> [!NOTE] 둘째", "첫 줄 [!NOTE] 둘째"),
    ],
)
def test_the_index_hides_no_more_than_the_page(body: str, prose: str) -> None:
    assert " ".join(scan(body, 1).prose.split()) == prose


def test_code_in_html_is_what_a_browser_shows() -> None:
    found = scan('<pre><code class="language-cpp">a &lt; <b>b</b>\n</code></pre>', 1)
    assert found.code.strip() == "a < b"
