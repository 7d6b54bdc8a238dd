"""What kramdown, Hugo and Obsidian write beside CommonMark, as lines of a page."""

from __future__ import annotations

import pytest

from tui.render.blocks.blocks import Code, Paragraph
from tui.render.blocks.parse import parse
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain


@pytest.mark.parametrize(
    ("body", "page"),
    [
        pytest.param("> 한 마디\n{: .prompt-tip}", "┃ ✦ Tip\n┃ 한 마디", id="prompt"),
        pytest.param("> [!tip] **꼭** `보기`\n> 글", "┃ ✦ 꼭 보기\n┃ 글", id="callout's title"),
        pytest.param("> [!tip]- 접은 *글*\n> 속", "┃ ▾ ✦ 접은 글\n┃ 속", id="folding callout"),
        pytest.param("3) 셋\n4) 넷", "3) 셋\n4) 넷", id="numbers with a parenthesis"),
        pytest.param("앞{::comment}속 {x} 속{:/comment}뒤", "앞뒤", id="comment in a line"),
        pytest.param('앞 <progress value="0" max="4"></progress> 뒤', "앞 [0/4] 뒤", id="progress"),
        pytest.param('<meter value="0.6">60%</meter>', "[0.6/1]60%", id="meter with a text"),
        pytest.param("앞 <progress></progress>뒤", "앞 뒤", id="progress without a value"),
        pytest.param("앞{::comment}안 닫음", "앞안 닫음", id="comment left open"),
    ],
)
def test_a_construct_reads_as_on_the_site(body: str, page: str) -> None:
    assert plain(lay_out(parse(body), 60)).strip() == page


def test_lines_with_nothing_but_comments_of_notes_are_hidden() -> None:
    body = "앞\n\n%% 혼자 %%\n\n%% 하나 %%\n%% 둘 #꼬리 %%\n\n뒤"
    assert plain(lay_out(parse(body, notes=True), 60)).strip() == "앞\n\n뒤"


def test_a_title_of_a_callout_is_marked_up() -> None:
    (title, _) = parse("> [!note] [문서](/a)를 `읽기`\n> 글")
    assert isinstance(title, Paragraph)
    assert [span.href for span in title.spans if "link" in span.roles] == ["/a"]
    assert all("note" in span.roles for span in title.spans)


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{{< highlight go >}}", "{{< /highlight >}}"),
        ('{{% highlight "go" "linenos=table" %}}', "{{% /highlight %}}"),
        ("{% highlight go linenos %}", "{% endhighlight %}"),
    ],
)
def test_a_highlight_is_code_of_its_language(opening: str, closing: str) -> None:
    blocks = parse(f"앞\n\n{opening}\n# 하나\n\n둘\n{closing}\n뒤")
    (code,) = (block for block in blocks if isinstance(block, Code))
    assert (code.language, code.text) == ("go", "# 하나\n\n둘")
    assert plain(lay_out(blocks, 60)).endswith("뒤\n")


def test_what_a_formula_defines_is_known_in_the_whole_post() -> None:
    body = (
        "$\\newcommand{\\vect}[1]{\\mathbf{#1}} \\vect{a}$ 과 $\\vect{b} + 1$\n\n$$\n\\vect{c}\n$$"
    )
    assert "\\vect" not in plain(lay_out(parse(body), 60))


@pytest.mark.parametrize("sign", ["> ", "- ", "1. "])
def test_where_nesting_is_cut_the_page_says_so(sign: str) -> None:
    page = plain(lay_out(parse(sign * 3_000 + "끝"), 60))
    assert "cut here" in page
    assert page.rstrip().endswith("끝")
