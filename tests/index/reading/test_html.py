"""A post in HTML is read for its words, headings and links, and none of it is Markdown."""

from __future__ import annotations

import tracemalloc
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.post import Link
from index.reading.files.kinds.jekyll import JEKYLL
from index.reading.files.site import Site
from index.reading.files.walk import SourceFile
from index.reading.html import scan
from index.reading.read import read, scan_of
from index.reading.scanning import scanned

_POST = """<p>첫 <a href="/b">글</a> &amp; <b>굵은</b>글</p>
<h2>둘째 <em>제목</em></h2>
<!-- 숨은
말 --><script>
hidden()
</script>
<ul><li>하나</li><li>둘</li></ul>
<pre class="brush: ruby"><code>x = 1
y &lt; 2</code></pre>
    # 표시 *아님* `code`
"""


def test_words_stand_on_their_lines_without_markup() -> None:
    found = scan(_POST, 5)
    assert found.prose.split("\n") == [
        *("첫 글 & 굵은글", "둘째 제목", "", "", "", "", "하나 둘", "", ""),
        *("# 표시 *아님* `code`", ""),
    ]
    assert found.code.split("\n") == [*[""] * 7, "x = 1", "y < 2", "", ""]
    assert found.languages == ("ruby",)
    assert found.flags == ("code", "link")


def test_headings_have_ids_and_lines() -> None:
    found = scan('<h1 id="top">A</h1>\n<h2>B <br>c\n</h2><H2>B</H2><h3></h3>\n<h2>open<p>x', 3)
    assert [(h.level, h.id, h.text, h.line) for h in found.headings] == [
        (1, "top", "A", 3),
        (2, "b-c", "B c", 4),
        (2, "b", "B", 5),
        (2, "open", "open", 6),
    ]


def test_links_pictures_and_media_are_links() -> None:
    found = scan(
        '<a href="/b?x=1&amp;y=2">글\n이다</a> <a name="here">no</a>\n'
        '<img src="/a.png" alt="그림"> https://example.org/x.\n'
        '<iframe src="https://youtu.be/1"></iframe> <code>http://in.code</code>',
        2,
    )
    assert found.links == (
        Link("/b?x=1&y=2", "글 이다", 2),
        Link("/a.png", "그림", 4, "image"),
        Link("https://example.org/x", "https://example.org/x", 4),
        Link("https://youtu.be/1", "", 5, "embed"),
    )
    assert found.prose.split("\n")[2:] == [
        "그림 https://example.org/x.",
        "http://in.code",
    ]


def test_liquid_is_read_as_in_markdown() -> None:
    found = scan(
        "{% highlight erb %}\n<%= link %>\n{% endhighlight %}\n"
        "{% comment %}<b>hidden{% endcomment %}{{ site.title }}{% post_url 2020-01-01-a %} end",
        1,
    )
    assert found.code.split("\n") == ["", "<%= link %>", "", ""]
    assert found.languages == ("erb",)
    assert found.prose.split() == ["end"]
    assert [link.target for link in found.links] == ["{% post_url 2020-01-01-a %}"]


def test_a_post_in_html_is_a_post_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "2012-01-20-rails.html"
    front = '---\ntitle: "Rails 3.2: 빠른 모드"\ncategories: releases\n---\n'
    path.write_text(front + _POST + "<!--more-->*끝*", "utf-8")
    file = SourceFile(f"_posts/{path.name}", str(path), 0, path.stat().st_size, "post", "posts")
    site = Site(root=tmp_path, kind=JEKYLL)
    document = read(file, site)
    post = document.post
    assert (post.title, post.day, post.categories) == (
        "Rails 3.2: 빠른 모드",
        "2012-01-20",
        ("releases",),
    )
    assert post.url == "/releases/2012/01/20/rails.html"
    assert post.excerpt == "첫 글 & 굵은글 둘째 제목 하나 둘 # 표시 *아님* `code`"
    assert document.html
    assert [heading.line for heading in document.outline.headings] == [6]
    again = scanned(file, site, partial(scan_of, file, site))
    assert again is not None
    assert (again.prose, again.code) == (document.prose, document.code)


@given(body=st.text(st.sampled_from("<>/ap!-\"='\n&;{%}hr1#* "), max_size=200))
def test_any_text_is_read_line_by_line(body: str) -> None:
    found = scan(body, 1)
    assert found.prose.count("\n") == found.code.count("\n") == body.count("\n")
    lines = range(1, body.count("\n") + 2)
    assert all(one.line in lines for one in found.headings)
    assert all(one.line in lines for one in found.links)


@pytest.mark.parametrize(
    "part",
    [
        *("<div>x ", '<p class="a>', "<a href='x ", "<", "<!--", "<script>", "<h2>a ", "<pre>a\n"),
        *("{% highlight a %}", "{% comment %}<b>", "<td><a href=x>", "</div>", "<b\n", "&amp"),
    ],
)
def test_what_is_never_closed_takes_little_memory(part: str) -> None:
    body = part * (5_000_000 // 20 // len(part))
    tracemalloc.start()
    try:
        found = scan(body, 1)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found.prose.count("\n") == body.count("\n")
    assert peak < 200 * len(body)
