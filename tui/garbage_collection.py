"""When Python collects garbage: while no key is pressed, as far as that can be waited for."""

from __future__ import annotations

import gc
from time import monotonic
from typing import TYPE_CHECKING, Any

from . import heap

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

_THRESHOLDS = (100_000, 20, 100)
"""How many new objects start a collection: a paint makes 10,000 and must not wait for one."""
_SECONDS_AT_REST = 1.0
"""How long no key is pressed before new objects are collected."""
_SECONDS_BETWEEN_FULL_COLLECTIONS = 60.0
"""How often what has lasted for a while is collected as well.

Textual's strips refer to themselves in their caches, so that each page that was painted when what
was new was collected would stay for ever.
"""
_MOST_COLLECTIONS_PUT_OFF = 1
"""How many full collections in a row give way to keys: each takes some 100 ms."""


class IdleCollector:
    """Collects garbage while the reader does nothing."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._last_key = 0.0
        self._resting: Timer | None = None
        self._put_off = 0

    def start(self) -> None:
        """Leave what start-up made to itself, so that collecting it never holds up a key."""
        heap.limit_heaps()
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
        gc.enable()
        self._app.set_interval(_SECONDS_BETWEEN_FULL_COLLECTIONS, self._collect_all)

    def key_pressed(self) -> None:
        """The reader is doing something."""
        self._last_key = monotonic()
        if self._resting is None:
            self._rest()

    def _rest(self) -> None:
        """Collect what is new once no key has come for a while."""
        left = self._last_key + _SECONDS_AT_REST - monotonic()
        if left > 0:
            self._resting = self._app.set_timer(left, self._rest)
        else:
            self._resting = None
            gc.collect(1)

    def _collect_all(self) -> None:
        """Collect all that is not frozen; put off once while keys are being pressed."""
        at_rest = monotonic() >= self._last_key + _SECONDS_AT_REST
        if at_rest or self._put_off >= _MOST_COLLECTIONS_PUT_OFF:
            self._put_off = 0
            gc.collect()
            heap.give_back()
        else:
            self._put_off += 1
