"""Text measured and cut by terminal cells, in one pass over it.

Characters that are drawn in one place (a letter with its accents, a joined emoji) are one grapheme
and stay together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.cells import cell_len, split_graphemes

from index.errors import Cancelled

_AT_ONCE = 4_096
"""How many characters are measured between two looks at whether it is still wanted."""
_LONGEST_GRAPHEME = 64
"""How many characters may take the same cells; a row of text ends after more of them.

Without a limit, text without any width would be one row of any length, and slow to draw.
"""


def never() -> bool:
    """No, go on."""
    return False


def check(cancelled: Callable[[], bool]) -> None:
    """Raise ``Cancelled`` if ``cancelled`` says so."""
    if cancelled():
        raise Cancelled


def rows_of(
    text: str, room: int, width: int, cancelled: Callable[[], bool] = never
) -> Iterator[tuple[str, int]]:
    """``text`` cut into rows, each with the cells that it takes.

    Joined they are ``text``. A grapheme that is wider than ``width`` is a row of its own and
    sticks out. The time is proportional to the length of ``text``.

    Args:
        text: Text without line feeds.
        room: How many cells the first row may take. It is empty where nothing fits.
        width: How many cells every other row may take, at least 1.
        cancelled: Asked often whether to stop.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    if text.isascii() and text.isprintable():
        end = max(room, 0)
        yield text[:end], min(end, len(text))
        for number, begin in enumerate(range(end, len(text), width)):
            if number % _AT_ONCE == 0:
                check(cancelled)
            row = text[begin : begin + width]
            yield row, len(row)
        return
    begin = cells = 0
    most = room
    ended = False
    for start, end, size in _graphemes(text, cancelled):
        if ended or (cells + size > most and (start > begin or room < width)):
            yield text[begin:start], cells
            begin, cells, most, room = start, 0, width, width
        cells += size
        ended = end - start > _LONGEST_GRAPHEME
    yield text[begin:], cells


def _graphemes(text: str, cancelled: Callable[[], bool]) -> Iterator[tuple[int, int, int]]:
    """Each grapheme: where it begins, where it ends, how many cells it takes.

    One of more than ``_AT_ONCE`` characters is given in parts.
    """
    at = 0
    while at < len(text):
        check(cancelled)
        found, _ = split_graphemes(text[at : at + _AT_ONCE])
        if at + _AT_ONCE < len(text) and len(found) > 1:
            found.pop()
        for start, end, size in found:
            yield at + start, at + end, size
        at += found[-1][1]


def width_of_text(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else cell_len(text)
