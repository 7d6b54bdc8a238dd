"""What may have been meant by a query that finds nothing, to be chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.binding import BindingType

from tui.commands import bindings_of
from tui.language import translatable, translate
from tui.language.wording import worded
from tui.messages import PaneRequested

from .base.row_list import RowList, StyleNamed
from .top_bar import counted_posts

if TYPE_CHECKING:
    from index.results import Answer, Suggestion, SuggestionKind

_KINDS: dict[SuggestionKind, str] = {
    "layout": translatable("other keyboard layout"),
    "spelling": translatable("spelled as in the journal"),
    "name": translatable("name in the journal"),
    "similar": translatable("similar"),
}


_CELLS_AROUND = 4
"""Borders, the scroll bar and the mark of the cursor."""


class SuggestionList(RowList["Suggestion"]):
    """Queries that find something, each with the reason why it is offered."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("suggestions")]
    BORDER_TITLE = translatable("Nothing found")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(_draw, id=id)
        self.commands_offered = {
            **self.commands_offered,
            "suggestions.choose": self.choose,
            "suggestions.to_tree": self._focus_tree,
        }

    @property
    def width_needed(self) -> int:
        """How many cells the list takes where no suggestion is cut."""
        widths = (
            max(cell_len(row.query) + 2 + cell_len(counted_posts(row.total)), 2 + cell_len(kind))
            for row in self.rows
            for kind in (translate(_KINDS[row.kind]),)
        )
        return max(widths, default=0) + _CELLS_AROUND

    def show(self, answer: Answer | None) -> None:
        """Say how a query was understood that finds nothing, until it is known what was meant."""
        self.foot = ""
        if answer is not None:
            told = map(worded, (answer.understood, *answer.hints))
            self.set_rows((), empty=(translate("Nothing found."), "", *told))
        elif self.rows:
            self.set_rows(())

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """Show what may have been meant, if anything may."""
        if suggestions:
            self.foot = translate("did you mean")
            self.set_rows(suggestions, row_height=2, to_top=True)

    def _focus_tree(self) -> None:
        """Focus the tree."""
        self.post_message(PaneRequested("tree"))


def _draw(row: Suggestion, line: int, width: int, style: StyleNamed) -> Text:
    """The query and how much it finds, or under it the reason."""
    if line == 1:
        return Text("  ", end="").append(translate(_KINDS[row.kind]), style("dim"))
    count = counted_posts(row.total)
    text = Text(row.query, style("strong"), no_wrap=True, end="")
    text.truncate(max(1, width - cell_len(count) - 2), overflow="ellipsis")
    return text.append("  ").append(count, style("dim"))
