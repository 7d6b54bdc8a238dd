"""Texts laid out over the panes so that none of their wide characters is lost.

Textual composes each line of the screen of pieces, cut at the left and right edges of all widgets
on it, those covered by others as well. Two blanks take the place of a wide character that lies
across a cut, so none is put there: a blank before it, or before its word, moves it on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from textual.screen import Screen

_WIDEST, _RIGHT_OF_NOTICE, _LEFT_OF_TEXT, _RIGHT_OF_TEXT = 60, 2, 2, 1
"""Cells of a notice, beside it, and around its text, as the style sheet has them."""
_LEAST_WIDTH = 4
_WORD = re.compile(r" +|[^ ]+")


def room_for_text(screen_width: int) -> tuple[int, int]:
    """The first column of the text of a notice on such a screen, and the cells of its lines."""
    right = screen_width - _RIGHT_OF_NOTICE
    left = max(0, right - _WIDEST) + _LEFT_OF_TEXT
    return left, max(_LEAST_WIDTH, right - _RIGHT_OF_TEXT - left)


def cut_columns(screen: Screen[object]) -> set[int]:
    """The columns where lines below the top line of a screen are cut: the edges of its widgets."""
    columns: set[int] = set()
    for widget in screen.query("*"):
        region = widget.region
        if region and region.bottom > 1:
            columns.update((region.x, region.right))
            if widget.show_vertical_scrollbar:
                columns.add(widget.scrollable_content_region.right)
    return columns


def has_wide(text: str) -> bool:
    """Whether a character in a text takes more than one cell."""
    return not text.isascii() and any(cell_len(character) > 1 for character in text)


def laid_out(text: str, column: int, width: int, cuts: Collection[int]) -> str:
    """Break a text into lines so that no wide character crosses a cut.

    Lines break at blanks; a word wider than a line is cut. A text without wide characters stays.

    Args:
        text: The text.
        column: The column of the screen that its lines begin in.
        width: The greatest width of a line in cells.
        cuts: The columns that a wide character may not cross.
    """
    if not has_wide(text):
        return text
    lines = (_lines(line, column, width, cuts) for line in text.replace("\t", " ").split("\n"))
    return "\n".join(line for broken in lines for line in broken)


def moved(text: str, column: int, cuts: Collection[int]) -> str:
    """Put blanks into a line of text so that no wide character crosses a cut.

    Args:
        text: The line.
        column: The column of the screen that it begins in.
        cuts: The columns that a wide character may not cross.
    """
    line = ""
    for word in _WORD.findall(text) if has_wide(text) else [text]:
        line += _placed(word, column + cell_len(line), cuts)
    return line


def _lines(text: str, column: int, width: int, cuts: Collection[int]) -> Iterator[str]:
    line = blank = ""
    for word in _WORD.findall(text):
        if word.isspace():
            blank = word
            continue
        longer = line + blank
        longer += _placed(word, column + cell_len(longer), cuts)
        if cell_len(longer) > width and line:
            yield line
            longer = _placed(word, column, cuts)
        if cell_len(longer) > width:
            longer = ""
            for character in word:
                more = longer + _spread(character, column + cell_len(longer), cuts)
                if cell_len(more) > width and longer:
                    yield longer
                    more = _spread(character, column, cuts)
                longer = more
        line, blank = longer, ""
    yield line


def _placed(word: str, column: int, cuts: Collection[int]) -> str:
    """A word for a column: a blank before it where that will do, else blanks in it."""
    for before in ("", " "):
        if _spread(word, column + len(before), cuts) == word:
            return before + word
    return _spread(word, column, cuts)


def _spread(word: str, column: int, cuts: Collection[int]) -> str:
    """A word with blanks before the characters that would lie across cuts."""
    spread = ""
    for character in word:
        cells = cell_len(character)
        while any(cut in cuts for cut in range(column + 1, column + cells)):
            spread += " "
            column += 1
        spread += character
        column += cells
    return spread
