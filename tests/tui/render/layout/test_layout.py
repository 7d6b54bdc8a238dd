"""What each construct of a post looks like, line by line."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tui.render.blocks.blocks import Span, Title
from tui.render.blocks.parse import parse
from tui.render.layout.layout import Layout, is_title, lay_out
from tui.render.layout.lines import Line
from tui.render.layout.text import ansi, plain


def page(body: str, width: int = 40) -> str:
    return plain(lay_out(parse(dedent(body)), width)).removesuffix("\n")


def looks(body: str, expected: str, width: int = 40) -> None:
    assert page(body, width) == dedent(expected).strip("\n")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("하나<br>둘<br/>셋", "하나\n둘\n셋"),
        ("H<sub>2</sub>O, x<sup>2</sup>, a<sub>ij</sub>", "H₂O, x², a_ij"),
        ("![대체](a.png) ![](b/c.png)", "▣ 대체 a.png ▣ c.png"),
        ("a <a href='/x'><img alt='그림' src='y'></a> b", "a ▣ 그림 y b"),
        ("![](https://img.shields.io/badge/-object%20detection-red)", "object detection"),
        ("![](https://img.shields.io/badge/a--b__c-d_e-blue)", "a-b_c d e"),
        ("![](data:image/png;base64,AAAA)", "▣ picture"),
        ("[글]({% post_url 2021-01-01-a %}) [b]({{ site.baseurl }}/b)", "글 b"),
        ("[[위키|이름]] [[다른 글]] ![[그림.png]]", "이름 다른 글 ▣ 그림.png"),
        ("[글](/a){: .btn target='_blank'} 끝", "글 끝"),
        ("값은 $5, $10 그리고 $a_1*b_1*c$", "값은 $5, $10 그리고 a₁ ∗ b₁ ∗ c"),
        (
            "각주[^가] 끝\n\n[^가]: 설명",
            "각주[가] 끝\n\n" + "─" * 40 + "\n[가] 설명\N{NO-BREAK SPACE}↩",
        ),
        ("{{ page.title }} {% unknown 꼬리표 %}", "{{ page.title }} {% unknown 꼬리표 %}"),
        ('{% include figure image_path="/a.png" caption="설명" %}', "▣ 설명"),
        ('{% include video id="XyZ" provider="youtube" %}', "► youtube XyZ"),
        ('{% image "a/b.jpg" "창가의 책상" %}', "▣ 창가의 책상"),
        ('{{< figure src="/a.png" title="제목" >}}', "▣ 제목"),
        ("앞 <!-- 숨김 --> 뒤", "앞  뒤"),
        ("<script>x</script>\n\n뒤", "뒤"),
        ("앞 <script>x</script><style>y</style>뒤 <script>z", "앞 뒤 z"),
        ("<script>x\n\n뒤", "뒤"),
        ("Vec<String> 그리고 a < b", "Vec<String> 그리고 a < b"),
        ("<iframe src='https://v.example/1'></iframe>", "↗ v.example/1"),
        ("<video controls><source src='a.mp4'></video>", "► a.mp4"),
        ("{::comment}\n숨김\n{:/comment}\n\n뒤", "뒤"),
        ("{% comment %}\n숨김\n{% endcomment %}\n뒤", "뒤"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
        ("* TOC\n{:toc}\n\n뒤", "뒤"),
        ("### 제목 {#id}", "◇ 제목"),
        ("- [ ] 할 일\n- [x] 한 일", "☐ 할 일\n☑ 한 일"),
        ("1. [x] 할 일\n2. [ ]", "1. ☑ 할 일\n2. ☐"),
        ("용어\n: 정의", "용어\n    정의"),
        ("하나<br><br><br/>\n<br>둘\n\n<br>\n\n<br/>\n\n셋", "하나\n\n둘\n\n셋"),
        ("가나\n다라", "가나 다라"),
        ("私は\n学生です。\nそう", "私は学生です。そう"),
        ("word\n漢字\nword", "word 漢字 word"),
        ("a==b와 c==d, ==강조==는", "a==b와 c==d, 강조는"),
        ("HTML\n\n*[HTML]: 표시 언어\n*[CSS]: 모양", "HTML\n\nHTML: 표시 언어\nCSS: 모양"),
        ("| a | b |\n| c | `d|e` |", "a │ b\nc │ d|e"),
        ("|a|b|\n|-|-|\n|`x|y`|p\\|q|", "a   │ b\n────┼────\nx|y │ p|q"),
        ("<pre><code class='language-py'>x\n</code></pre>", "py\n│ x"),
        ("&#27;[31m&#x202e;글 &amp; &lt;b&gt;", "\N{REPLACEMENT CHARACTER}[31m글 & <b>"),
    ],
)
def test_a_piece_of_text_reads_as_on_the_site(body: str, text: str) -> None:
    assert page(body) == text


@pytest.mark.parametrize(
    ("body", "bold"),
    [
        ('**"인용"**입니다', ['"인용"']),
        ("이것은 **괄호(x)**가 된다", ["괄호(x)"]),
        ("**강조**는", ["강조"]),
        ('a**"b"**c', []),
        ("<b>굵게</b>와 <strong>더</strong>", ["굵게", "더"]),
        ("<b>닫지 않은\n\n다음", ["닫지 않은"]),
    ],
)
def test_bold_beside_hangul(body: str, bold: list[str]) -> None:
    spans = [span for block in parse(body) for span in getattr(block, "spans", ())]
    assert [span.text for span in spans if "strong" in span.roles] == bold


def test_lists_nest_and_number() -> None:
    looks(
        """
        앞

        8. 여덟
           이어서
        9. 아홉
           - 안
             - 더 안

        > 인용
        > > 그 안
        """,
        """
        앞

        8. 여덟 이어서
        9. 아홉
           • 안
             • 더 안

        ▌ 인용
        ▌
        ▌ ▌ 그 안
        """,
    )


def test_notices_alerts_and_callouts_are_boxes() -> None:
    looks(
        """
        알림 글
        {: .notice--info}

        > [!WARNING]
        > 조심

        > [!tip]- 접힌 것
        > 안
        """,
        """
        ┃ ⓘ 알림 글

        ┃ ▲ Warning
        ┃ 조심

        ┃ ▾ ✦ 접힌 것
        ┃ 안
        """,
    )


def test_details_hold_markdown_and_html_tables_are_tables() -> None:
    looks(
        """
        <details><summary>펼치기</summary>

        ```py
        x = 1
        ```

        </details>

        <table><tr><th>이름<th>값</tr>
        <tr><td>가나<td>1<br>2</table>

        뒤
        """,
        """
        ▾ 펼치기

          py
          │ x = 1

        이름 │ 값
        ─────┼───
        가나 │ 1
             │ 2

        뒤
        """,
    )


def test_html_lists_nest_and_html_may_hold_markdown() -> None:
    looks(
        """
        <ul><li>하나<li>둘<ol><li>안<li>또</ol><li>셋</ul>

        <div class="notice" markdown="1">
        - **굵게**
        - 글
        </div>

        뒤
        """,
        """
        • 하나
        • 둘
          1. 안
          2. 또
        • 셋

        ┃ • 굵게
        ┃ • 글

        뒤
        """,
    )


def test_columns_align_by_display_width_and_keep_extra_cells() -> None:
    looks(
        """
        한글|n
        --|--:
        가나다|😀
        a|22|더
        """,
        """
        한글   │  n │
        ───────┼────┼───
        가나다 │ 😀 │
        a      │ 22 │ 더
        """,
    )


def test_a_table_too_wide_for_its_columns_folds_their_cells() -> None:
    looks(
        """
        | a | b |
        |---|---|
        | 하나 둘 셋 넷 | x |
        """,
        """
        a         │ b
        ──────────┼──
        하나      │ x
        둘 셋 넷  │
        """,
        width=13,
    )


def test_rows_that_are_folded_are_set_apart() -> None:
    looks(
        """
        | a | b |
        |---|---|
        | 하나 | x |
        | 둘 둘 둘 둘 | y |
        | 셋 | z |
        """,
        """
        a         │ b
        ──────────┼──
        하나      │ x
                  │
        둘        │ y
        둘 둘 둘  │
                  │
        셋        │ z
        """,
        width=13,
    )


def test_a_heading_is_nearer_to_what_is_below_it() -> None:
    body = "앞\n\n## 하나\n\n글\n\n### 둘\n\n#### 셋\n\n- 항목\n\n###### 여섯\n\n    x = 1"
    looks(body, "앞\n\n◆ 하나\n글\n\n◇ 둘\n▪ 셋\n• 항목\n\n· 여섯\n│ x = 1")


def test_notices_are_told_apart_without_colour() -> None:
    kinds = ("note", "tip", "important", "warning", "caution")
    first = [page(f"> [!{kind}]\n> 글").split()[1] for kind in kinds]
    assert len(set(first)) == len(kinds)


def test_code_has_a_margin_at_both_sides() -> None:
    assert page("```\n" + "x" * 60 + "\n```", 40) == "│ " + "x" * 37 + "\n┆ " + "x" * 23


def test_a_table_of_too_many_columns_becomes_records() -> None:
    header = "|".join(f"열{n}" for n in range(12))
    looks(
        f"{header}\n{'|'.join(['--'] * 12)}\n{'|'.join('ab' * (n % 3 + 1) for n in range(12))}",
        "\n".join(f"열{n}: {'ab' * (n % 3 + 1)}" for n in range(12)),
        width=30,
    )


def test_code_keeps_every_blank_and_folds_with_a_mark() -> None:
    looks(
        """
        {% highlight python linenos %}
        def f():
            return "0123456789"
        {% endhighlight %}
        """,
        """
        python
        │ def f():
        │     return "0123
        ┆ 456789"
        """,
        width=18,
    )


def test_words_wider_than_a_line_are_cut() -> None:
    looks("가나다라마바사. (아자차)", "가나다라\n마바사.\n(아자차)", width=13)
    looks("가나다라마바사아", "가나다라\n마바사아", width=9)
    looks("https" + "x" * 20, "httpsxxx\nxxxxxxxx\nxxxxxxxx\nx", width=8)


def test_a_formula_stands_on_its_own() -> None:
    looks("앞\n\n$$\na_1 * b_1\n$$\n\n뒤", "앞\n\n  a₁ ∗ b₁\n\n뒤")


def test_addresses_are_written_where_they_cannot_be_clicked() -> None:
    blocks = parse("[글](/a) <https://b.example>")
    assert plain(lay_out(blocks, 60, addresses=True)) == "글 (/a) https://b.example\n"


def test_colours_are_the_only_escapes() -> None:
    coloured = ansi(lay_out(parse("# 제목\n\n**굵게**"), 40))
    assert coloured == "\x1b[1;35m제목\x1b[0m\n\x1b[2m━━━━\x1b[0m\n\x1b[1m굵게\x1b[0m\n"


def test_every_line_leads_back_to_its_line_in_the_file() -> None:
    layout = lay_out(parse("# 가\n\n나\n다 라\n\n```\nx\ny\n```\n", first_line=5), 40)
    at = {line.text: line.source for line in layout.lines if line.text}
    assert at == {"가": 5, "나 다 라": 7, "x": 11, "y": 12}
    assert layout.lines[layout.line_of(12)].text == "y"
    assert layout.source_of(0) == 5


def test_headings_are_told_by_level_without_colour() -> None:
    looks(
        """
        # 하나
        ## 두 번째 제목은 길다
        ### 셋째도 길어서 접힌다
        """,
        """
        하나
        ━━━━
        ◆ 두 번째
          제목은
          길다
        ◇ 셋째도
          길어서
          접힌다
        """,
        width=12,
    )


def test_only_what_the_outline_has_is_a_heading() -> None:
    blocks = parse("# 제목\n\n ## 글이다\n\n##\n", headings={1})
    assert plain(lay_out(blocks, 40)) == "제목\n━━━━\n## 글이다\n"


@pytest.mark.parametrize(
    ("body", "label", "role"),
    [
        ("Q. 왜?", "Q.", "question"),
        ("- **질문 1:** 왜?", "질문 1:", "question"),
        ("A: 그래서", "A:", "answer"),
        ("A.B는 글이다", "", ""),
        ("`Q.` 글", "", ""),
    ],
)
def test_questions_and_answers_are_marked(body: str, label: str, role: str) -> None:
    spans = [span for block in parse(body) for span in getattr(block, "spans", ())]
    marked = [(span.text, role) for span in spans for role in span.roles & {"question", "answer"}]
    assert marked == ([(label, role)] if label else [])


def test_what_liquid_names_of_site_and_post_is_filled_in() -> None:
    values = {"site.title": "공부", "page.title": "글 <b>", "site.baseurl": "/b"}
    body = "{{ site.title }}의 {{page.title | escape}}, {{ site.baseurl }}/x"
    body += ", {{ site.x }} `{{ site.title }}`"
    shown = plain(lay_out(parse(body, values=values), 80)).strip()
    assert shown == "공부의 글 <b>, /b/x, {{ site.x }} {{ site.title }}"


@pytest.mark.parametrize(
    "body", ["<pre>b<br>~", "<pre>\nb<br>c\nd<br><br>e</pre>\n", "<pre class='language-c'>a<br>b"]
)
def test_line_breaks_of_html_in_code_are_of_lines_that_the_file_has(body: str) -> None:
    layout = lay_out(parse(body), 40)
    assert all(1 <= line.source <= body.count("\n") + 1 for line in layout.lines)
    assert [line.source for line in layout.lines] == sorted(line.source for line in layout.lines)


LONG = " ".join(f"w{number:03}" for number in range(200))
"""A paragraph that takes one line of its file, and many of a page."""


def test_a_title_is_told_from_the_text_and_is_a_heading_where_the_post_has_it_as_one() -> None:
    spans = (Span("One two three four"),)
    layout = lay_out([Title(spans, 1), *parse("text")], 12)
    assert plain(layout).startswith("One two\nthree four\n\ntext")
    assert [is_title(line) for line in layout.lines] == [True, True, False, False]
    assert layout.headings == ()
    assert lay_out([Title(spans, 1, is_heading=True), *parse("text")], 12).headings == (0,)


@pytest.mark.parametrize("other", [24, 40, 61, 90])
def test_a_place_is_on_the_line_with_the_same_words_at_every_width(other: int) -> None:
    blocks = parse(f"# One\n\n{LONG}\n\n- a\n- {LONG}\n\n```\nx\ny\n```\n")
    before, after = lay_out(blocks, 50), lay_out(blocks, other)
    for number, line in enumerate(before.lines):
        place = before.place_of(number)
        assert before.line_at(place) == number or not line.text
        found = after.lines[after.line_at(place)]
        assert found.source == line.source
        if len(line.text) > 20:
            assert line.text.split()[0] in found.text or line.text.split()[1] in found.text


@pytest.mark.parametrize("sources", [[1, 1, 2, 5, 5, 3, 3, 9, 4, 5], [7, 2, 2, 1, 7], [3, 3, 3]])
def test_a_line_of_the_file_is_shown_first_where_it_is_first(sources: list[int]) -> None:
    layout = Layout(tuple(Line((), (), source, 0) for source in sources), 80)
    for source in sources:
        assert layout.line_of(source) == sources.index(source)
    missing = max(sources) + 1
    assert layout.line_of(missing) == sources.index(max(sources))
