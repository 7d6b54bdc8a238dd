"""Parts of windows that list rows of two lines, found one by one and filtered as one types."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any, Final, Generic, TypeVar

from tui.widgets.base.row_list import RowList

RowT = TypeVar("RowT")

LINES_OF_ROW: Final = 2
_LEAST_LINES = 4
_CELLS_AROUND = 3
"""The borders of the window, and the field."""
_SECONDS_BETWEEN = 0.1


class RowBatch(Generic[RowT]):
    """Rows that were found and not told of yet; they are told of some times a second.

    Args:
        tell: Called with the rows, on the thread that adds them; None to tell of none before the
            last.
    """

    def __init__(self, tell: Callable[[list[RowT]], object] | None) -> None:
        self._tell = tell
        self._told = monotonic()
        self.rows: list[RowT] = []
        """What is left to be told of."""

    def add(self, row: RowT) -> None:
        """Add what was found."""
        self.rows.append(row)
        if self._tell is not None and monotonic() - self._told >= _SECONDS_BETWEEN:
            self._tell(self.rows)
            self.rows, self._told = [], monotonic()


def window_height(rows: int) -> int:
    """How many lines a window needs to list so many rows, with its borders and its field.

    It is as high as all of them are, whatever is typed, so that its foot does not jump.
    """
    return max(rows * LINES_OF_ROW, _LEAST_LINES) + _CELLS_AROUND


def place_of_cursor(rows: RowList[Any], *, whole: bool) -> str:
    """Which row the cursor is on, and of how many; ``whole`` where no more are looked for."""
    place = f"{rows.cursor + 1}/{len(rows.rows)}" if rows.rows else "0"
    return place if whole else f"{place}…"
