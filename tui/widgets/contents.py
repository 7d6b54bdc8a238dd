"""The contents of a post: its headings, which jump to their place and follow the scroll."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType

from index.post import Heading, Outline
from tui.commands import bindings_of
from tui.language import translate
from tui.text.emoji import first_of_joined

from .base.row_list import MARK, RowList, StyleNamed


class FoldedHeadings:
    """The headings of a post as an outline, some of which hide those under them.

    Args:
        headings: The headings in their order.
        folded: The names of the headings that are folded. It is changed in place.
    """

    def __init__(self, headings: Sequence[Heading], folded: set[str]) -> None:
        self._headings = headings
        self._folded = folded
        self._depths = _depths(headings)
        self._parents = {one.line for one, after in pairwise(headings) if after.level > one.level}

    def rows(self) -> list[Heading]:
        """The headings that show."""
        rows: list[Heading] = []
        hidden_below: int | None = None
        for heading in self._headings:
            if hidden_below is not None and heading.level > hidden_below:
                continue
            hidden_below = heading.level if self.is_folded(heading) else None
            rows.append(heading)
        return rows

    def depth(self, heading: Heading) -> int:
        """How many headings a heading is under."""
        return self._depths.get(heading.line, 0)

    def is_parent(self, heading: Heading) -> bool:
        """Whether others are under a heading."""
        return heading.line in self._parents

    def is_folded(self, heading: Heading) -> bool:
        """Whether others are under a heading and hidden."""
        return self.is_parent(heading) and _name(heading) in self._folded

    def fold(self, heading: Heading, *, folded: bool) -> None:
        """Hide what is under a heading, or show it again."""
        if folded:
            self._folded.add(_name(heading))
        else:
            self._folded.discard(_name(heading))

    def draw(self, row: Heading, line: int, width: int, style: StyleNamed) -> Text:  # noqa: ARG002  as declared above
        """Draw a heading, indented by its depth, after a sign where others are under it.

        Args:
            row: The heading.
            line: Always 0.
            width: The cells that there is room for.
            style: The styles by name.
        """
        depth = self.depth(row)
        sign = ("▸ " if self.is_folded(row) else "▾ ") if self.is_parent(row) else "  "
        text = Text(f"{' ' * depth}{sign if self._parents else ''}{row.text}", end="")
        if depth > 0:
            text.stylize(style("dim"))
        return text


class Contents(RowList[Heading]):
    """The headings of the post that is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("contents")]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(lambda *line: self._outline.draw(*line), key=attrgetter("line"), id=id)
        self._outline = FoldedHeadings((), set())
        self._folded_by_post: dict[str, set[str]] = {}
        self._title = translate("On this page")
        self.border_title = self._title
        self.commands_offered = {
            **self.commands_offered,
            "contents.choose": self.choose,
            "contents.fold": self._fold_or_leave,
            "contents.unfold": self._unfold,
        }

    def show(self, outline: Outline, *, of: str = "") -> None:
        """Show the headings of a post, under the title that its front matter gives them.

        What the reader folded in the post at the path ``of`` is folded when it is shown again.
        """
        self.border_title = Text(first_of_joined(outline.contents.label or self._title))
        headings = [heading for heading in outline.headings if heading.in_contents]
        self._outline = FoldedHeadings(headings, self._folded_by_post.setdefault(of, set()))
        self._show_rows(to_top=True)

    def follow(self, line: int) -> None:
        """Put the cursor on the heading that a line of the file is under.

        Where that one is hidden, on the folded heading that hides it, which stays folded.
        """
        above = [i for i, heading in enumerate(self.rows) if heading.line <= line]
        with self.prevent(self.Moved):
            self.cursor = above[-1] if above else 0

    def _show_rows(self, *, to_top: bool = False) -> None:
        self.set_rows(self._outline.rows(), empty=(translate("No headings."),), to_top=to_top)

    def clicked(self, column: int, again: bool) -> None:  # noqa: ARG002  as declared above
        """A click on a sign folds or unfolds, any other jumps."""
        row = self.current
        if row is None:
            return
        at_sign = column <= self._outline.depth(row) + len(MARK)
        if self._outline.is_parent(row) and at_sign:
            self._fold(row, folded=not self._outline.is_folded(row))
        else:
            self.choose()

    def _fold(self, heading: Heading, *, folded: bool) -> None:
        self._outline.fold(heading, folded=folded)
        self._show_rows()

    def _fold_or_leave(self) -> None:
        """Fold what is under the heading, or go to the heading above it."""
        row = self.current
        if row is None:
            return
        if self._outline.is_parent(row) and not self._outline.is_folded(row):
            self._fold(row, folded=True)
            return
        above = range(self.cursor - 1, -1, -1)
        self.cursor = next((i for i in above if self.rows[i].level < row.level), self.cursor)

    def _unfold(self) -> None:
        """Unfold what is under the heading."""
        if self.current is not None and self._outline.is_folded(self.current):
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
