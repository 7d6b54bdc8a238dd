"""A file's text as a page: each line as it is written, folded to the width."""

from __future__ import annotations

from collections.abc import Callable

from tui.render.blocks.blocks import Span
from tui.text.cells import check, never

from .layout import Layout, fold
from .lines import Line, finished, line_list, with_line


def source_layout(text: str, width: int, cancelled: Callable[[], bool] = never) -> Layout:
    """The lines of a whole file, whose first is line 1.

    Args:
        text: The text of the file.
        width: How many cells a line may take.
        cancelled: Asked often whether to stop.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    lines = line_list(text.count("\n"))
    for number, written in enumerate(text.removesuffix("\n").split("\n"), 1):
        check(cancelled)
        for spans, joint in fold((Span(written.expandtabs(4)),), max(width, 8), cancelled):
            lines = with_line(lines, Line((), spans, number, number, joint))
    return Layout(finished(lines), width)
