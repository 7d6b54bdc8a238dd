"""The page of a post in HTML: its elements as blocks, and none of its signs as Markdown."""

from __future__ import annotations

import pytest

from index.errors import Cancelled
from tui.render.blocks.blocks import Code, Heading, Paragraph
from tui.render.blocks.parse import parse_html
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain


def test_elements_are_blocks_and_signs_are_text() -> None:
    blocks = parse_html(
        "<p>첫 <b>글</b></p>\n<h2>제목</h2>\n<pre><code>x = 1</code></pre>\n    # *아님*\n", 5
    )
    kinds = [(type(block), block.line) for block in blocks]
    assert kinds == [(Paragraph, 5), (Heading, 6), (Code, 7), (Paragraph, 8)]
    assert plain(lay_out(blocks, 40)).rstrip().split("\n")[-1] == "# *아님*"


def test_code_between_liquid_s_tags_is_code() -> None:
    (code,) = parse_html("{% highlight erb %}\n<%= a %>\n{% endhighlight %}\n", 3)
    assert isinstance(code, Code)
    assert (code.text, code.language, code.first_line) == ("<%= a %>", "erb", 4)


def test_reading_can_be_stopped() -> None:
    asked = iter((False, True))
    with pytest.raises(Cancelled):
        parse_html("<p>x</p>" * 10_000, 1, cancelled=lambda: next(asked, True))
