"""The command palette's view of the table of commands."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.events import Click

from tui.commands import Command, active_commands
from tui.commands.bindings import action_of
from tui.language import translatable, translate
from tui.messages import PlaceRequested
from tui.model.page_places import page_place

from .screens.browser.main import MainScreen
from .screens.dialogs.closes_once import ClosesOnce

_GOES = translatable("Go there in the post: a line of its file, or a part of it with %")
_WORTH_NAMING = {"everywhere", "tree", "list", "problems", "viewer", "contents"}
"""The scopes whose commands make sense wherever the reader is; each pane does its own."""


class _Commands(CommandList):
    """The commands that are like what is typed, which may be fewer by the time one is clicked."""

    def _on_click(self, event: Click) -> None:  # type: ignore[override]  # an async one there
        """Pass over a click on a row that is there no longer: Textual would raise IndexError."""
        row = event.style.meta.get("option")
        if row is not None and row >= self.option_count:
            event.prevent_default()


class Palette(CommandPalette, ClosesOnce[None]):
    """Finds a command by its name."""

    def compose(self) -> ComposeResult:
        """Textual's own palette, but for the list."""
        for widget in super().compose():
            yield _Commands() if type(widget) is CommandList else widget


class CommandTable(Provider):
    """Every command that makes sense when it is picked from a list."""

    async def discover(self) -> Hits:
        """All commands."""
        for command in self._commands():
            yield DiscoveryHit(
                _title(command), self._run(command), help=translate(command.description)
            )

    async def search(self, query: str) -> Hits:
        """The commands whose title is like what is typed."""
        matcher = self.matcher(query)
        found = False
        if isinstance(self.screen, MainScreen) and (place := page_place(query)) is not None:
            found = True
            number = place.number
            part, line = (
                translate("{number} %", number=number),
                translate("line {number}", number=number),
            )
            go = partial(self.screen.post_message, PlaceRequested(number, place.is_percent))
            yield Hit(1, part if place.is_percent else line, go, help=translate(_GOES))
        for command in self._commands():
            sentence = translate(command.description)
            score = matcher.match(f"{_title(command)} {sentence}")
            if score > 0:
                found = True
                title = matcher.highlight(_title(command))
                yield Hit(score, title, self._run(command), help=sentence)
        if not found:
            yield Hit(1, translate("No command is like that."), _nothing)

    def _commands(self) -> list[Command]:
        if not isinstance(self.screen, MainScreen):
            return []
        found = (c for c in active_commands() if c.scope in _WORTH_NAMING)
        return [command for command in found if command.id != "app.palette"]

    def _run(self, command: Command) -> Callable[[], Coroutine[Any, Any, bool]]:
        return partial(self.app.run_action, action_of(command.id))


async def _nothing() -> None:
    """What comes of a line that is no command."""


def _title(command: Command) -> str:
    keys = " ".join(command.key_labels)
    return f"{translate(command.title)}  ({keys})" if keys else translate(command.title)
