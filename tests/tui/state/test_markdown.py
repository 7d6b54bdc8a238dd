"""What is printed as Markdown is read back as the text that it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tui.render.blocks.blocks import Paragraph
from tui.render.blocks.parse import parse
from tui.state import markdown, notes

_PIECES = [*"가a1 .:-+*_`~#>|[]()<>&!$^={}%\\\"'@/\n\t", "www.", "http://", ":a:", "---"]
_NASTY = st.lists(st.sampled_from(_PIECES)).map("".join)


def _paragraphs(text: str) -> list[str]:
    """What a text says, paragraph by paragraph, its blanks as one."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return [part for part in re.split(r"\n{2,}", "\n".join(lines).strip("\n")) if part]


def _read_by_ilgi(text: str) -> list[str]:
    blocks = parse(text, 1)
    assert all(isinstance(block, Paragraph) for block in blocks)
    spans = [block.spans for block in blocks if isinstance(block, Paragraph)]
    assert all(span.roles <= {"link"} for row in spans for span in row)
    return ["".join(span.text for span in row) for row in spans]


def _read_as_commonmark(text: str) -> list[str]:
    told = []
    for token in MarkdownIt("commonmark").enable(["strikethrough", "table"]).parse(text):
        assert token.type in ("paragraph_open", "paragraph_close", "inline")
        for part in token.children or ():
            assert part.type in ("text", "text_special", "hardbreak"), part
        if token.type == "inline":
            parts = [c.content if c.type != "hardbreak" else "\n" for c in token.children or ()]
            told.append("".join(parts))
    return told


@given(_NASTY)
@example("1. 하나\n- 둘\n+ 셋\n===\n# 넷\n> 다섯")
@example("a\\\nb\n\n\nc")
@example("| a |\n| - |\n| b |")
@example("Q. 왜?\nA. [^1] {{ page.title }} {% raw %} {: .notice}")
def test_a_text_of_several_lines_is_read_back(text: str) -> None:
    text = notes.tidy(text)
    written = "\n".join(markdown.lines(text))
    assert _read_as_commonmark(written) == _paragraphs(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.title }} {% raw %} {: .notice} $x_1$ [[쪽지]] ![[그림]]",
        "==표시== ~~지움~~ ^위^ ~아래~ :smile: https://example.com/a www.example.com a@b.kr",
        "<b>굵게</b> <script> &amp; &lt; <!-- x -->",
        "[ ] 할 일\n- [x] 한 일\n1) 하나",
        "이름\n: 뜻",
        "[^1]: 각주\n*[HTML]: 줄임말",
    ],
)
def test_what_pages_know_beside_commonmark_is_read_back_by_ilgi(text: str) -> None:
    written = "\n".join(markdown.lines(text))
    assert _read_by_ilgi(written) == _paragraphs(text)


@given(_NASTY)
def test_a_title_is_a_link_with_just_that_text(title: str) -> None:
    title = title.replace("\n", " ")
    if not title.strip():
        return
    _, inline, _ = MarkdownIt("commonmark").parse(markdown.link(title, "_posts/가 나<>%.md"))
    begin, *parts, end = inline.children or [inline]
    assert (begin.type, end.type) == ("link_open", "link_close")
    assert "".join(part.content for part in parts) == " ".join(title.split())
