"""The tree of the journal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar, Literal

from rich.cells import cell_len
from rich.text import Text
from textual.binding import BindingType
from textual.message import Message

from tui.commands import bindings_of
from tui.language import translatable, translate

from .base.row_list import RowList, StyleNamed
from .branches import Branches, Node, Order

if TYPE_CHECKING:
    from index.results import Facets

Use = Literal["only", "add", "exclude"]


class JournalTree(RowList[Node]):
    """Categories, tags, dates, people, series and problems, each with the posts it has now."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("tree")]
    BORDER_TITLE = translatable("Journal")

    @dataclass
    class Filter(Message):
        """A node is to narrow the list: ``query`` alone, added to the query, or excluded."""

        query: str
        use: Use

    class Problems(Message):
        """The problems are asked for."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(draw_node, key=attrgetter("key"), id=id)
        self._branches: Branches | None = None
        self._unfolded = {"categories", "tags", "dates"}
        self._order: Order = "name"
        self._is_whole = True
        self.commands_offered = {
            **self.commands_offered,
            "tree.choose": self._choose_node,
            "tree.add": partial(self._filter, "add"),
            "tree.exclude": partial(self._filter, "exclude"),
            "tree.unfold": self._unfold_or_enter,
            "tree.fold": self._fold_or_leave,
            "tree.toggle": self._toggle,
            "tree.unfold_all": self._toggle_all,
            "tree.sort": self._change_order,
        }

    def show(
        self,
        whole: Facets,
        problems: int,
        narrowed: Facets | None = None,
        *,
        is_whole: bool = True,
        folds_empty: bool = False,
    ) -> None:
        """Show the facets of a journal.

        Args:
            whole: How many posts of the journal carry each name.
            problems: The number of problems.
            narrowed: The counts of the posts that a query finds, where there is a query.
            is_whole: Whether all of the journal has been read. Until then the counts are so far,
                and no posts are listed as without a category, tag or date.
            folds_empty: Whether names that the query does not find fold into one row.
        """
        to_top = not any(node.has_children for node in self.rows)
        branches = self._branches
        if branches is None or not branches.are_of(whole, problems, is_whole=is_whole):
            self._branches = branches = Branches(whole, problems, is_whole=is_whole)
        branches.narrow(narrowed or whole, folds_empty=folds_empty)
        self._is_whole = is_whole
        self._show_rows(to_top=to_top)

    def _show_rows(self, *, to_top: bool = False) -> None:
        """Show what is unfolded, and at the foot what the counts are and their order."""
        order = translate("by count") if self._order == "count" else ""
        so_far = "" if self._is_whole else translate("so far")
        self.foot = " · ".join(filter(None, (so_far, order)))
        if self._branches is not None:
            self.set_rows(self._branches.rows(self._unfolded, self._order), to_top=to_top)

    def _choose_node(self) -> None:
        """Narrow the list to the node; a section folds instead, and Problems lists them."""
        node = self.current
        if node is None:
            return
        if node.section == "problems":
            self.post_message(self.Problems())
        elif node.query:
            self.post_message(self.Filter(node.query, "only"))
        else:
            self._toggle()

    def _filter(self, use: Use) -> None:
        """Narrow the list by the node, if it stands for posts."""
        if self.current and self.current.query:
            self.post_message(self.Filter(self.current.query, use))

    def _toggle(self) -> None:
        """Fold or unfold the node."""
        if self.current and self.current.has_children:
            self._unfolded ^= {self.current.key}
            self._show_rows()

    def _unfold_or_enter(self) -> None:
        """Unfold the node, or step into it."""
        if self.current and self.current.has_children:
            if self.current.unfolded:
                self.cursor += 1
            else:
                self._toggle()

    def _fold_or_leave(self) -> None:
        """Fold the node, or step out to what holds it."""
        node = self.current
        if node is None:
            return
        if node.unfolded:
            self._toggle()
            return
        above = range(self.cursor - 1, -1, -1)
        self.cursor = next((i for i in above if self.rows[i].depth < node.depth), self.cursor)

    def _toggle_all(self) -> None:
        """Unfold every branch, or fold all where that is done already."""
        if self._branches is not None:
            keys = self._branches.keys()
            self._unfolded = set() if keys <= self._unfolded else keys
            self._show_rows()

    def _change_order(self) -> None:
        """Sort by count, or by name again."""
        self._order = "count" if self._order == "name" else "name"
        self._show_rows()

    def clicked(self, column: int, again: bool) -> None:
        """A click on a fold mark folds, any other chooses."""
        node = self.current
        if node and node.has_children and column <= 2 * node.depth + 1:
            self._toggle()
        elif again or (node and node.query):
            self._choose_node()


def draw_node(row: Node, _line: int, width: int, style: StyleNamed) -> Text:
    """Draw the fold mark, the label and, at the right edge, the count.

    Args:
        row: The node.
        _line: Always 0.
        width: The cells that there is room for.
        style: The styles by name.
    """
    width -= 1
    fold = ("▾ " if row.unfolded else "▸ ") if row.has_children else "  "
    count = str(row.count) if row.count or row.section == "problems" else ""
    indent = " " * max(0, 2 * row.depth - 1)
    label = Text(f"{indent}{fold}{row.label}", end="")
    if row.depth == 0:
        label.stylize(style("strong"))
    elif not row.count:
        label.stylize(style("dim"))
    room = max(1, width - len(count) - 1) if count else width
    label.truncate(room, overflow="ellipsis")
    if count:
        label.append(" " * (width - cell_len(label.plain) - len(count)))
        label.append(count, style("dim"))
    return label
