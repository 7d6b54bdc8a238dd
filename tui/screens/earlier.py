"""The searches made before, to be made again."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.commands import bindings_of

from .lines import Lines


class EarlierScreen(ModalScreen[str | None]):
    """A list of queries that gets shorter as one types; answers with the one chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(binding, priority=True) for binding in bindings_of("earlier")
    ]
    AUTO_FOCUS = "#filter"

    def __init__(self, queries: Sequence[str], forget: Callable[[str], None]) -> None:
        super().__init__()
        self._queries = list(queries)
        self._forget = forget

    def compose(self) -> ComposeResult:
        """What is typed, and what has it."""
        with Vertical(id="earlier"):
            yield Input(id="filter", compact=True, placeholder="filter")
            yield Lines(id="lines")

    def on_mount(self) -> None:
        """Show all of them."""
        window = self.query_one("#earlier")
        window.border_title = "Earlier searches"
        window.border_subtitle = "Enter searches · Ctrl+D forgets · Esc closes"
        self._show("")

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def _show(self, typed: str) -> None:
        words = _folded(typed).split()
        found = [query for query in self._queries if all(w in _folded(query) for w in words)]
        empty = "No earlier search has that." if self._queries else "No searches yet."
        self._lines.set_rows([Text(query) for query in found], empty=(empty,), to_top=True)

    @property
    def _lines(self) -> Lines:
        return self.query_one(Lines)

    @property
    def _chosen(self) -> str | None:
        row = self._lines.current
        return row.plain if isinstance(row, Text) else None

    @on(Lines.Chosen)
    def action_earlier_choose(self) -> None:
        """Search for it again."""
        self.dismiss(self._chosen)

    def action_earlier_next(self) -> None:
        """The next one."""
        self._lines.cursor += 1

    def action_earlier_previous(self) -> None:
        """The one before."""
        self._lines.cursor -= 1

    def action_earlier_forget(self) -> None:
        """Forget it."""
        if query := self._chosen:
            self._queries.remove(query)
            self._forget(query)
            self._show(self.query_one(Input).value)

    def action_earlier_close(self) -> None:
        """Back without a choice."""
        self.dismiss(None)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
