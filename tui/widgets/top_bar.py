"""The line at the top: whose journal, how many posts, and the search."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from index.results import Progress

from .search_field import SearchField

_PHASES = {"scanning": "scanning", "reading": "reading", "writing": "indexing"}


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
        self.query_one("#count", Static).update(Text(counted(count, "post")))

    def show_progress(self, progress: Progress) -> None:
        """Say how far reading the journal has come."""
        done = f"{progress.done}/{progress.total}" if progress.total else f"{progress.done or ''}"
        self.query_one("#count", Static).update(Text(f"{_PHASES[progress.phase]} {done}".strip()))

    def show_hits(self, count: int | None) -> None:
        """Say how many posts the query finds; None where there is no query."""
        text = "" if count is None else counted(count, "hit")
        self.query_one("#hits", Static).update(Text(text))
        self.set_class(count is not None, "-with-query")

    def open_search(self, *, is_open: bool) -> None:
        """Show the search field, or put it away where no query stands in it."""
        self.set_class(is_open, "-searching")


def counted(count: int, noun: str) -> str:
    """A number with its noun: ``1 post``, ``1,204 posts``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
