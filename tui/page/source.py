"""A file's text as a page: each line as it is written, folded to the width."""

from __future__ import annotations

from .blocks import Span
from .layout import Layout, Line, fold


def source_layout(text: str, width: int) -> Layout:
    """The lines of a whole file, whose first is line 1."""
    lines: list[Line] = []
    for number, written in enumerate(text.removesuffix("\n").split("\n"), 1):
        for spans, joint in fold((Span(written.expandtabs(4)),), max(width, 8)):
            lines.append(Line((), spans, number, number, joint))
    return Layout(tuple(lines), width)
