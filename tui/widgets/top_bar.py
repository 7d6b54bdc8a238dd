"""The line at the top: whose journal, how many posts, and the search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from tui.commands.bindings import action_of
from tui.language import translatable, translate, translate_count
from tui.model.relaxing import similar_posts
from tui.text.safe_text import safe_line

from .search_field import SearchField

if TYPE_CHECKING:
    from index.results import Progress

_CLICKED = {
    "program": "app.help",
    "journal": "journal.switch",
    "count": "search.open",
    "glass": "search.open",
    "hits": "focus.list",
}
"""The command that a click on a part of the bar runs."""
_WIDE_ENOUGH_FOR_BOTH = 100
_FIELD_BESIDE_NAME = 24
"""The cells of a query that the search field shows beside the journal's name and its posts."""
_WIDE_BAR, _FIELD_IN_WIDE_BAR = 120, 43
"""The columns of a bar in which the field shows more beside them, and how many cells."""
_PHASES = {
    "scanning": translatable("scanning"),
    "reading": translatable("reading"),
    "writing": translatable("indexing"),
}


class TopBar(Horizontal):
    """The program's name, the journal's, its posts, the query and its hits."""

    _width_of_hits = 0

    def compose(self) -> ComposeResult:
        """The parts of the bar, left to right."""
        yield Static(Text("ilgi"), id="program")
        yield Static("", id="journal", markup=False)
        yield Static("", id="progress", markup=False)
        yield Static("", id="count", markup=False)
        yield Static(Text("⌕"), id="glass")
        yield SearchField(id="search")
        yield Static("", id="hits", markup=False)

    def on_mount(self) -> None:
        """Give a long query the room of the journal's name, so that its first filter shows too."""
        self.watch(self.search, "value", self._fit_query, init=False)

    def on_resize(self) -> None:
        """Another width has other room for the query."""
        self._fit_query()

    def _fit_query(self) -> None:
        is_wide = self.size.width >= _WIDE_BAR
        room = _FIELD_IN_WIDE_BAR if is_wide else _FIELD_BESIDE_NAME
        self.set_class(cell_len(self.search.value) > room, "-with-long-query")

    async def on_click(self, event: events.Click) -> None:
        """Each part leads to what it tells of."""
        for part, command_id in _CLICKED.items():
            if self.query_one(f"#{part}").region.contains_point(event.screen_offset):
                await self.app.run_action(action_of(command_id))

    @property
    def search(self) -> SearchField:
        """The search field."""
        return self.query_one(SearchField)

    def show_journal(self, name: str, count: int) -> None:
        """Say whose journal it is, and how many posts it has."""
        title = Text(safe_line(name), no_wrap=True, overflow="ellipsis")
        self.query_one("#journal", Static).update(title)
        self.query_one("#count", Static).update(Text(counted_posts(count)))
        self._width_of_hits = cell_len(_counted_hits(count))

    def show_progress(self, progress: Progress | None) -> None:
        """Say how far reading the journal has come; None where it has come to its end."""
        self.query_one("#progress", Static).update(Text(_told(progress) if progress else ""))
        self.set_class(progress is not None, "-busy")

    def show_hits(self, count: int | None, similar: int = 0) -> None:
        """Say how many posts the query finds, and how many it finds less strictly.

        Any number takes as much room, so that another one has nothing laid out anew.

        Args:
            count: The posts that it finds; None where there is no query.
            similar: The posts that it finds less strictly.
        """
        text = "" if count is None else _counted_hits(count)
        if similar and self.size.width >= _WIDE_ENOUGH_FOR_BOTH:
            exact = text if count else translate("0 exactly")
            text = f"{exact} · {similar_posts(similar)}"
        elif similar and not count:
            text = similar_posts(similar)
        text = " " * (self._width_of_hits - cell_len(text)) + text if text else ""
        hits = self.query_one("#hits", Static)
        hits.update(Text(text), layout=cell_len(text) != hits.size.width)
        self.set_class(count is not None, "-with-query")

    def open_search(self, *, is_open: bool) -> None:
        """Show the search field, or put it away where no query stands in it."""
        self.set_class(is_open, "-searching")


def _told(progress: Progress) -> str:
    """How far it has come, in as many cells at its beginning as at its end."""
    phase = translate(_PHASES[progress.phase])
    if not progress.total:
        return phase + (f" {progress.done:,}" if progress.done else "")
    total = f"{progress.total:,}"
    return f"{phase} {progress.done:>{len(total)},}/{total}"


def counted_posts(count: int) -> str:
    """A number of posts: ``1 post``, ``1,204 posts``."""
    return translate_count(count, "{count:,} post", "{count:,} posts")


def _counted_hits(count: int) -> str:
    return translate_count(count, "{count:,} hit", "{count:,} hits")
