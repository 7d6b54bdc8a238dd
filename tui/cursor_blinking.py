"""The cursor of a text field stands still while nothing is typed: each blink is a paint."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from textual.widgets import Input, TextArea

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

_SECONDS_BLINKING = 10.0
"""How long a cursor blinks after the last key, as in many terminals and toolkits.

In a search field that is open and at rest, two blinks a second take 1 % of a processor.
"""


class CursorBlinking:
    """Stops the blinking of the focused field's cursor, which then shows, until the next key."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._last_key = 0.0
        self._stopping: Timer | None = None
        self._still: WeakSet[Input | TextArea] = WeakSet()

    def key_pressed(self) -> None:
        """A key was pressed, or a field has got the focus."""
        self._last_key = monotonic()
        field = self._app.focused
        if not isinstance(field, Input | TextArea):
            return
        if field in self._still:
            self._still.discard(field)
            field.cursor_blink = True
        if self._stopping is None:
            self._wait()

    def _wait(self) -> None:
        left = self._last_key + _SECONDS_BLINKING - monotonic()
        if left > 0:
            self._stopping = self._app.set_timer(left, self._wait)
            return
        self._stopping = None
        field = self._app.focused
        if isinstance(field, Input | TextArea) and field.cursor_blink:
            field.cursor_blink = False
            self._still.add(field)
