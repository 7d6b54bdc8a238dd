"""The contents of a post: its headings, which jump to their place and follow the scroll."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType

from index.post import Heading, Outline
from tui.commands import bindings_of
from tui.emoji import first_of_joined

from .row_list import RowList


class Contents(RowList[Heading]):
    """The headings of the post that is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("contents")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._headings: Sequence[Heading] = ()
        self._folded: set[int] = set()
        self._depths: dict[int, int] = {}
        self._title = _title()
        self.border_title = self._title

    def show(self, outline: Outline) -> None:
        """Show the headings of a post, under the title that its front matter gives them."""
        self.border_title = Text(first_of_joined(outline.contents.label or self._title))
        self._headings = [heading for heading in outline.headings if heading.in_contents]
        self._folded = set()
        self._depths = _depths(self._headings)
        self._show_rows(to_top=True)

    def follow(self, line: int) -> None:
        """Put the cursor on the heading that holds a line of the file."""
        above = [i for i, heading in enumerate(self.rows) if heading.line <= line]
        with self.prevent(self.Moved):
            self.cursor = above[-1] if above else 0

    def _show_rows(self, *, to_top: bool = False) -> None:
        rows: list[Heading] = []
        hidden_below: int | None = None
        for heading in self._headings:
            if hidden_below is not None and heading.level > hidden_below:
                continue
            hidden_below = heading.level if heading.line in self._folded else None
            rows.append(heading)
        self.set_rows(rows, empty=("No headings.",), to_top=to_top)

    def row_key(self, row: Heading) -> object:
        """A heading's line."""
        return row.line

    def draw_row(self, row: Heading, line: int, width: int) -> Text:  # noqa: ARG002
        """The heading, set in by its depth."""
        depth = self._depths.get(row.line, 0)
        mark = "▸ " if row.line in self._folded else ""
        text = Text(f"{'  ' * depth}{mark}{row.text}", end="")
        if depth > 0:
            text.stylize(self.style_named("dim"))
        return text

    def _has_children(self, row: Heading) -> bool:
        at = self._headings.index(row)
        return at + 1 < len(self._headings) and self._headings[at + 1].level > row.level

    def action_contents_choose(self) -> None:
        """Jump to the heading."""
        self.choose()

    def action_contents_fold(self) -> None:
        """Fold what is under the heading, or step out to what holds it."""
        row = self.current
        if row is None:
            return
        if row.line not in self._folded and self._has_children(row):
            self._folded.add(row.line)
            self._show_rows()
            return
        above = range(self.cursor - 1, -1, -1)
        self.cursor = next((i for i in above if self.rows[i].level < row.level), self.cursor)

    def action_contents_unfold(self) -> None:
        """Unfold what is under the heading."""
        if self.current is not None and self.current.line in self._folded:
            self._folded.discard(self.current.line)
            self._show_rows()


def _title() -> str:
    """What the contents are called where the post does not say, in the reader's language."""
    language = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "목차" if language.startswith("ko") else "On this page"


def _depths(headings: Sequence[Heading]) -> dict[int, int]:
    """How deep each heading stands, by its line; levels that are skipped do not count."""
    depths: dict[int, int] = {}
    open_levels: list[int] = []
    for heading in headings:
        while open_levels and open_levels[-1] >= heading.level:
            open_levels.pop()
        depths[heading.line] = len(open_levels)
        open_levels.append(heading.level)
    return depths
