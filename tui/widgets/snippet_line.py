"""A snippet as one line of so many cells, with its first match in sight."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

Range = tuple[int, int]

_ELLIPSIS = "…"
_LEAST_FOR_PLACE = 36
"""Cells under which a line has no room to say where it stands."""


def fitted(text: str, ranges: Sequence[Range], width: int) -> tuple[str, list[Range]]:
    """The part of a text around its first range that fits a width.

    It begins and ends at a word where one does nearby, else at a character; an ellipsis is put
    where something is left out.

    Args:
        text: The text.
        ranges: What is marked, as offsets ``[start, end)`` in characters, ascending.
        width: The greatest width in cells.

    Returns:
        The part, and the ranges in it.
    """
    start = _start(text, ranges[0] if ranges else (0, 0), width)
    head = _ELLIPSIS if start else ""
    end = _end(text, start, width - len(head))
    tail = _ELLIPSIS if end < len(text) else ""
    shown = head + (text[start:end].rstrip() if tail else text[start:]) + tail
    shift = len(head) - start
    cut = ((max(begin, start) + shift, min(stop, end) + shift) for begin, stop in ranges)
    return shown, [(begin, stop) for begin, stop in cut if begin < stop]


def place(heading: Sequence[str], width: int) -> str:
    """Where something stands in a post, in at most a third of ``width`` cells; may be empty.

    All headings above it, or as many of the innermost as there is room for.
    """
    if width < _LEAST_FOR_PLACE:
        return ""
    room = width // 3
    for left_out in range(len(heading)):
        path = " › ".join(heading[left_out:])
        if cell_len(path) <= room:
            return path
    return fitted(heading[-1], (), room)[0] if heading else ""


def _start(text: str, first: Range, width: int) -> int:
    """From which character to show a text: its first, or a word somewhat before the match."""
    begin, stop = first
    if cell_len(text[:stop]) <= width * 2 // 3 or cell_len(text) <= width:
        return 0
    start, room = begin, max(0, min(width // 3, width - 2 - cell_len(text[begin:stop])))
    while start and (room := room - cell_len(text[start - 1])) >= 0:
        start -= 1
    words = (at for at in range(start, begin + 1) if at and text[at - 1].isspace())
    return next(words, start)


def _end(text: str, start: int, width: int) -> int:
    """Before which character to stop so that the rest takes ``width`` cells, dots included."""
    if cell_len(text[start:]) <= width:
        return len(text)
    end, room = start, width - 1
    while end < len(text) and (room := room - cell_len(text[end])) >= 0:
        end += 1
    words = (at for at in range(end, start + 2 * (end - start) // 3, -1) if text[at].isspace())
    return next(words, end)
