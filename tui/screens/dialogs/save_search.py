"""A field for a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.commands import bindings_of
from tui.commands.offers import Run
from tui.language import translate
from tui.text.safe_text import safe_line
from tui.widgets.base.window_footer import foot

from .closes_once import ClosesOnce


class SaveSearchScreen(ClosesOnce[str | None]):
    """Answers with the letter or the name that a search is to have, None without one.

    ``taken`` are the queries that have names already, by those.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(binding, priority=True) for binding in bindings_of("save_search")
    ]
    AUTO_FOCUS = "#name"

    def __init__(self, query: str, taken: dict[str, str]) -> None:
        super().__init__()
        self._query = query
        self._taken = taken
        self.commands_offered: Mapping[str, Run] = {
            "save_search.save": self._save,
            "save_search.close": self._close,
        }

    def compose(self) -> ComposeResult:
        """The field, and under it what is to be saved."""
        with Vertical(id="save-search"):
            yield Input(id="name", compact=True, placeholder=translate("a letter, or a name"))
            yield Static(Text(self._query, overflow="ellipsis", no_wrap=True), id="named")

    def on_mount(self) -> None:
        """Say what the field is for."""
        window = self.query_one("#save-search")
        window.border_title = translate("Save this search as")
        window.border_subtitle = foot("{save_search_save} saves · {save_search_close} closes")

    @on(Input.Changed)
    def _warn(self, event: Input.Changed) -> None:
        event.stop()
        before = self._taken.get(event.value.strip())
        said = self._query if before is None else translate("in place of {query}", query=before)
        self.query_one("#named", Static).update(
            Text(safe_line(said), overflow="ellipsis", no_wrap=True)
        )

    def _save(self) -> None:
        """Save the search under the name."""
        self.dismiss(self.query_one(Input).value.strip() or None)

    def _close(self) -> None:
        """Back without a name."""
        self.dismiss(None)
