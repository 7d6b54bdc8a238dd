"""The contents of a post: its headings, which jump to their place and follow the scroll."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType

from index.post import Heading, Outline
from tui.commands import bindings_of
from tui.language import translate
from tui.text.emoji import first_of_joined

from .base.row_list import MARK, RowList


class Contents(RowList[Heading]):
    """The headings of the post that is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("contents")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._headings: Sequence[Heading] = ()
        self._folded: set[str] = set()
        self._folded_of: dict[str, set[str]] = {}
        self._of = ""
        self._depths: dict[int, int] = {}
        self._parents: set[int] = set()
        self._title = translate("On this page")
        self.border_title = self._title

    def show(self, outline: Outline, *, of: str = "") -> None:
        """Show the headings of a post, under the title that its front matter gives them.

        What the reader folded in the post at ``of`` is folded when it is shown again.
        """
        self.border_title = Text(first_of_joined(outline.contents.label or self._title))
        self._headings = [heading for heading in outline.headings if heading.in_contents]
        self._of = of
        self._folded = self._folded_of.get(of, set())
        self._depths = _depths(self._headings)
        self._parents = {
            one.line for one, after in pairwise(self._headings) if after.level > one.level
        }
        self._show_rows(to_top=True)

    def follow(self, line: int) -> None:
        """Put the cursor on the heading that holds a line of the file, or what it is folded into.

        What is folded stays so.
        """
        above = [i for i, heading in enumerate(self.rows) if heading.line <= line]
        with self.prevent(self.Moved):
            self.cursor = above[-1] if above else 0

    def _show_rows(self, *, to_top: bool = False) -> None:
        rows: list[Heading] = []
        hidden_below: int | None = None
        for heading in self._headings:
            if hidden_below is not None and heading.level > hidden_below:
                continue
            hidden_below = heading.level if self._is_folded(heading) else None
            rows.append(heading)
        self.set_rows(rows, empty=(translate("No headings."),), to_top=to_top)

    def row_key(self, row: Heading) -> object:
        """A heading's line."""
        return row.line

    def draw_row(self, row: Heading, line: int, width: int) -> Text:  # noqa: ARG002
        """The heading, set in by its depth, behind a sign where others are under it."""
        depth = self._depths.get(row.line, 0)
        sign = ("▸ " if self._is_folded(row) else "▾ ") if row.line in self._parents else "  "
        text = Text(f"{' ' * depth}{sign if self._parents else ''}{row.text}", end="")
        if depth > 0:
            text.stylize(self.style_named("dim"))
        return text

    def _is_folded(self, heading: Heading) -> bool:
        return heading.line in self._parents and _name(heading) in self._folded

    def clicked(self, column: int, again: bool) -> None:  # noqa: ARG002
        """A click on a sign folds or unfolds, any other jumps."""
        row = self.current
        if row is None:
            return
        at_sign = column <= self._depths.get(row.line, 0) + len(MARK)
        if row.line in self._parents and at_sign:
            self._fold(row, folded=not self._is_folded(row))
        else:
            self.choose()

    def _fold(self, heading: Heading, *, folded: bool) -> None:
        if folded:
            self._folded.add(_name(heading))
        else:
            self._folded.discard(_name(heading))
        self._folded_of[self._of] = self._folded
        self._show_rows()

    def action_contents_choose(self) -> None:
        """Jump to the heading."""
        self.choose()

    def action_contents_fold(self) -> None:
        """Fold what is under the heading, or step out to what holds it."""
        row = self.current
        if row is None:
            return
        if row.line in self._parents and not self._is_folded(row):
            self._fold(row, folded=True)
            return
        above = range(self.cursor - 1, -1, -1)
        self.cursor = next((i for i in above if self.rows[i].level < row.level), self.cursor)

    def action_contents_unfold(self) -> None:
        """Unfold what is under the heading."""
        if self.current is not None and self._is_folded(self.current):
            self._fold(self.current, folded=False)


def _name(heading: Heading) -> str:
    """What stays of a heading when the post is written anew: its id, which no other has."""
    return heading.id or heading.text


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
