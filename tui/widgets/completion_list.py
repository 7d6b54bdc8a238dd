"""What the text before the cursor of the search field may become, in a few rows under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual.geometry import Region

from .base.row_list import RowList, StyleNamed

if TYPE_CHECKING:
    from index.results import Completion

_MOST_ROWS = 8
_LEAST_WIDTH, _MOST_WIDTH = 16, 44
_ROWS_OF_SCREEN_FOR_ONE = 5
"""A list of one row for every so many of the screen's, so that the posts can still be seen."""


class CompletionList(RowList["Completion"], can_focus=False):
    """Names and values with how many posts each finds; one is marked to be taken."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self._draw_completion, id=id)
        self._place = ("", 0)
        self._width = _LEAST_WIDTH

    def on_mount(self) -> None:
        """Nothing is typed yet."""
        self.display = False

    def is_for(self, query: str, cursor: int) -> bool:
        """Whether these are the completions of that place in that query."""
        return self._place == (query, cursor)

    @property
    def is_of_fields(self) -> bool:
        """Whether names or values of fields are offered, and not only words of posts."""
        query = self._place[0]
        return any(
            ":" in row.text or (row.start > 0 and not query[row.start - 1].isspace())
            for row in self.rows
        )

    def show(
        self, query: str, cursor: int, completions: Sequence[Completion], field: Region
    ) -> None:
        """Show completions that change the query.

        Names of fields are not offered before a letter is typed.

        Args:
            query: The query as typed.
            cursor: The offset in characters of the cursor.
            completions: What the word at the cursor may become, likeliest first.
            field: Where the search field is on the screen; the list opens under it.
        """
        self._place = (query, cursor)
        rows = [
            row
            for row in completions
            if query[row.start : row.end] != row.text
            and (row.start < cursor or not row.text.endswith(":"))
        ]
        self.display = bool(rows)
        if rows:
            self._take_room(rows, field)
        self.set_rows(rows, to_top=True)

    def hide(self) -> None:
        """Show nothing."""
        self._place = ("", 0)
        self._width = _LEAST_WIDTH
        self.display = False
        self.set_rows(())

    def _take_room(self, rows: Sequence[Completion], field: Region) -> None:
        screen = self.screen.size
        widest = max(cell_len(row.label) + len(_count(row)) for row in rows) + 6
        # As wide as it was for the last letter, so that it is laid out less often.
        self._width = width = min(max(widest, self._width), _MOST_WIDTH, screen.width)
        most = min(_MOST_ROWS, max(2, screen.height // _ROWS_OF_SCREEN_FOR_ONE))
        self.styles.width = width
        self.styles.height = min(len(rows), most)
        self.styles.offset = (max(0, min(field.x, screen.width - width)), field.bottom)

    def mark_next(self) -> None:
        """Mark the next one, after the last the first."""
        if self.rows:
            self.cursor = (self.cursor + 1) % len(self.rows)

    def _draw_completion(
        self,
        row: Completion,
        _line: int,
        width: int,
        style: StyleNamed,
    ) -> Text:
        """The label, and at the right edge the count."""
        count = _count(row)
        text = Text(row.label, no_wrap=True, end="")
        text.truncate(max(1, width - len(count) - 2), overflow="ellipsis", pad=True)
        return text.append(" ").append(count, style("dim")).append(" ")

    def clicked(self, column: int, again: bool) -> None:  # noqa: ARG002  as declared above
        """A click takes a completion."""
        self.choose()


def _count(row: Completion) -> str:
    return "" if row.posts is None else f"{row.posts:,}"
