"""When the window opens and closes that tells what may follow a key that begins a sequence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.commands import key_label

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

    from .keys import KeyInput
    from .widgets.sequence_hints import SequenceHints

_SECONDS_BEFORE_HINTS = 0.25
"""Who knows the sequence has typed it by then."""


class SequenceWindow:
    """Opens the window a moment after the first key, and closes it with the next one."""

    def __init__(self, app: App[Any], keys: KeyInput) -> None:
        self._app = app
        self._keys = keys
        self._timer: Timer | None = None
        self._hints: SequenceHints | None = None

    def close(self) -> None:
        """Wait for no key any more, since a command was run by a click."""
        self._keys.forget()
        self.key_pressed()

    def key_pressed(self) -> None:
        """A key was pressed, and what it asks for is done."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._hints is not None:
            self._hints.remove()
            self._hints = None
        if self._keys.begun:
            self._timer = self._app.set_timer(_SECONDS_BEFORE_HINTS, self._open)

    def _open(self) -> None:
        from .widgets.sequence_hints import SequenceHints

        begun = self._keys.begun
        known = {
            key_label(key): (key_label(key), command.title, command.id)
            for key, command in self._keys.continuations()
        }
        if begun and known and self._app.screen.is_mounted:
            self._hints = SequenceHints(key_label(begun), [*known.values()])
            self._app.screen.mount(self._hints)
