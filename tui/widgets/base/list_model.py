"""The rows of a list and the arithmetic of its window: which rows are in sight, how far to scroll.

Nothing is painted here and nothing of Textual is known; ``RowList`` is the widget over it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Row = TypeVar("Row")

Snapshot = tuple[tuple[int, float, int, int], Sequence[Row]]
"""All that decides what a window shows: row height, scroll offset, number of lines and cursor; and
the rows in sight."""


class ListModel(Generic[Row]):
    """Rows of one height, seen through a window that is scrolled in lines.

    Above one of the rows there may be a line that is none of them: the *divider*.

    Args:
        key: What identifies a row when the rows are replaced.
    """

    def __init__(self, key: Callable[[Row], object]) -> None:
        self.key = key
        self.rows: Sequence[Row] = ()
        self.row_height = 1
        self.divided_at: int | None = None
        """The index of the row that the divider is above; None where there is none."""

    @property
    def lines(self) -> int:
        """How many lines all rows and the divider take."""
        return len(self.rows) * self.row_height + (self.divided_at is not None)

    def top(self, index: int) -> int:
        """The first line of a row."""
        is_below = self.divided_at is not None and index >= self.divided_at
        return index * self.row_height + is_below

    def row_at(self, line: int) -> tuple[int, int] | None:
        """The index of the row that a line belongs to and the line within it; None: the divider."""
        if self.divided_at is not None:
            divider = self.divided_at * self.row_height
            if line == divider:
                return None
            line -= line > divider
        return divmod(line, self.row_height)

    def at(self, index: int) -> Row | None:
        """The row with that index from 0; None where there is none."""
        return self.rows[index] if 0 <= index < len(self.rows) else None

    def clamp(self, index: int) -> int:
        """The nearest index that has a row; 0 where there are no rows."""
        return max(0, min(index, len(self.rows) - 1))

    def find(self, key: object, near: int = 0) -> int | None:
        """The index of the row with a key; the one at ``near`` is compared first."""
        if near < len(self.rows) and self.key(self.rows[near]) == key:
            return near
        return next((i for i, row in enumerate(self.rows) if self.key(row) == key), None)

    def in_sight(self, scroll: float, height: int) -> Sequence[Row]:
        """The rows of which a window of ``height`` lines shows a part."""
        first = max(0, round(scroll) - (self.divided_at is not None)) // self.row_height
        return self.rows[first : first + height // self.row_height + 2]

    def page(self, height: int) -> int:
        """How many whole rows a window of ``height`` lines shows, at least one."""
        return max(1, height // self.row_height)

    def scroll_to_show(self, index: int, scroll: float, height: int) -> int | None:
        """How far to scroll so that a row is wholly in sight, by as little as possible.

        Args:
            index: The index of the row.
            scroll: The line that is at the top of the window now.
            height: The height of the window in lines.

        Returns:
            The line that should be at the top, or None where the row is in sight already.
        """
        top = self.top(index)
        below = top + self.row_height
        top -= index == self.divided_at
        if height <= 0:
            return None
        if top < scroll:
            return top
        if below > scroll + height:
            return below - height
        return None

    def snapshot(self, cursor: int, scroll: float, height: int) -> Snapshot[Row]:
        """What decides which lines a window shows, to compare with ``changed_rows`` afterwards.

        Args:
            cursor: The index of the row under the cursor.
            scroll: The line at the top of the window.
            height: The height of the window in lines.
        """
        position = self.row_height, scroll, self.lines, cursor
        return position, self.in_sight(scroll, height)

    def changed_rows(self, before: Snapshot[Row], now: Snapshot[Row]) -> Sequence[int] | None:
        """Which of the rows in sight differ, counted from the first in sight.

        None where more than single rows changed, so that the whole window has to be painted.
        """
        (position, rows), (position_now, rows_now) = before, now
        if position != position_now or not rows_now or self.divided_at is not None:
            return None
        pairs = enumerate(zip(rows_now, rows, strict=True))
        return [at for at, (row, other) in pairs if row != other]
