"""The line at the top: whose journal, how many posts, and the search."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from index.results import Progress
from tui.commands import bindings_of

_PHASES = {"scanning": "scanning", "reading": "reading", "writing": "indexing"}


class SearchField(Input):
    """Where the journal is searched, as the reader types."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("search")]

    class Entered(Message):
        """The hit that is shown is to be read."""

    class Stepped(Message):
        """Another hit is to be shown: ``by`` is 1 for the next and -1 for the one before."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Left(Message):
        """The field was cleared already and is to close."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, compact=True, select_on_focus=False, placeholder="search")

    def action_search_enter(self) -> None:
        """Read the hit."""
        self.post_message(self.Entered())

    def action_search_next_hit(self) -> None:
        """Show the next hit."""
        self.post_message(self.Stepped(1))

    def action_search_previous_hit(self) -> None:
        """Show the hit before."""
        self.post_message(self.Stepped(-1))

    def action_search_leave(self) -> None:
        """Clear what is typed; close where nothing is."""
        if self.value:
            self.value = ""
        else:
            self.post_message(self.Left())


class TopBar(Horizontal):
    """The program's name, the journal's, its posts, the query and its hits."""

    def compose(self) -> ComposeResult:
        """The parts of the bar, left to right."""
        yield Static(Text("ilgi"), id="program")
        yield Static("", id="journal", markup=False)
        yield Static("", id="count", markup=False)
        yield Static(Text("⌕"), id="glass")
        yield SearchField(id="search")
        yield Static("", id="hits", markup=False)

    @property
    def search(self) -> SearchField:
        """The search field."""
        return self.query_one(SearchField)

    def show_journal(self, name: str, count: int) -> None:
        """Say whose journal it is, and how many posts it has."""
        title = Text(name, no_wrap=True, overflow="ellipsis")
        self.query_one("#journal", Static).update(title)
        self.query_one("#count", Static).update(Text(_counted(count, "post")))

    def show_progress(self, progress: Progress) -> None:
        """Say how far reading the journal has come."""
        done = f"{progress.done}/{progress.total}" if progress.total else f"{progress.done or ''}"
        self.query_one("#count", Static).update(Text(f"{_PHASES[progress.phase]} {done}".strip()))

    def show_hits(self, count: int | None) -> None:
        """Say how many posts the query finds; None where there is no query."""
        text = "" if count is None else _counted(count, "hit")
        self.query_one("#hits", Static).update(Text(text))
        self.set_class(count is not None, "-with-query")

    def open_search(self, *, is_open: bool) -> None:
        """Show the search field, or put it away where no query stands in it."""
        self.set_class(is_open, "-searching")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
