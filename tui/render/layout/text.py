"""A page as text: plain for a pipe, with colours for a terminal."""

from __future__ import annotations

from tui.render.blocks.blocks import Role, Span

from .layout import Layout

_CODES: dict[Role, str] = {
    "strong": "1",
    "emphasis": "3",
    "underline": "4",
    "strike": "9",
    "mark": "7",
    "kbd": "7",
    "dim": "2",
    "rule": "2",
    "quote": "2",
    "code": "36",
    "math": "35",
    "link": "4;34",
    "image": "35",
    "footnote": "34",
    "marker": "33",
    "summary": "1",
    "question": "1;33",
    "answer": "1;32",
    "note": "34",
    "tip": "32",
    "important": "35",
    "warning": "33",
    "danger": "31",
    "title": "1;4;35",
    "heading1": "1;35",
    "heading2": "1;33",
    "heading3": "1;36",
    "heading4": "1",
    "heading5": "1;3",
    "heading6": "1;2",
    "keyword": "35",
    "string": "32",
    "comment": "2",
    "number": "36",
    "name": "34",
}


def plain(layout: Layout) -> str:
    """The page's lines without any style, ended by one line feed."""
    lines = (
        "".join(span.text for span in (*line.gutter, *line.spans)).rstrip() for line in layout.lines
    )
    return "\n".join(lines).rstrip("\n") + "\n"


def ansi(layout: Layout) -> str:
    """The page's lines with the sixteen colours of the terminal (ECMA-48 SGR), nothing else."""
    lines = (
        "".join(_styled(span) for span in (*line.gutter, *line.spans)).rstrip()
        for line in layout.lines
    )
    return "\n".join(lines).rstrip("\n") + "\n"


def _styled(span: Span) -> str:
    codes = ";".join(_CODES[role] for role in sorted(span.roles) if role in _CODES)
    return f"\x1b[{codes}m{span.text}\x1b[0m" if codes and span.text else span.text
