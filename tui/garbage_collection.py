"""When Python collects garbage: while no key is pressed, as far as that can be waited for."""

from __future__ import annotations

import gc
from time import monotonic, process_time
from typing import TYPE_CHECKING, Any, Final

from rich.segment import Segment
from textual._segment_tools import make_blank
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from . import heap

if TYPE_CHECKING:
    from textual.app import App
    from textual.timer import Timer

_THRESHOLDS = (100_000, 20, 100)
"""How many new objects start a collection: a paint makes 10,000 and must not wait for one."""
_SECONDS_AT_REST = 1.0
"""How long no key is pressed before new objects are collected."""
_SECONDS_BETWEEN_TRIMS = 3.0
"""How often memory that is free goes back to the system, unless nothing is new: in 1 ms or less.

A post that is saved leaves 5 to 15 MB free until then.
"""
_TRIMS_TO_A_FULL_COLLECTION = 10
"""How often what has lasted for a while is collected as well.

Textual's strips refer to themselves in their caches, so that each page that was painted when what
was new was collected would stay for ever.
"""
_MOST_COLLECTIONS_PUT_OFF = 6
"""How many trims in a row a full collection gives way to keys: each takes some 100 ms."""
_WORK_OF_NOTHING = 0.05
"""How many seconds the processor works between trims where nothing happens.

What a saved post makes is freed at once, so that the number of new objects does not tell of it.
"""
_LARGE_CACHES: Final[tuple[Any, ...]] = (
    Strip.render_ansi,
    Segment._split_cells,  # noqa: SLF001  there is no public way
    make_blank,
    Style.__add__,
    Region.__contains__,
    Region.grow,
    Region.intersection,
    Region.shrink,
    Region.union,
)
"""Caches of Textual and rich for 4,096 to 16,384 calls, which fill for hours.

A style has the place on the page in it, and a region the size of a window, so that most entries are
asked for once.
"""
_MOST_IN_A_CACHE: Final = 1_000


class IdleCollector:
    """Collects garbage while the reader does nothing."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._last_key = 0.0
        self._resting: Timer | None = None
        self._put_off = 0
        self._trims = 0
        self._is_new = False
        self._worked = process_time()

    def start(self) -> None:
        """Leave what start-up made to itself, so that collecting it never holds up a key."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
        gc.enable()
        self._worked = process_time()
        self._app.set_interval(_SECONDS_BETWEEN_TRIMS, self.tidy)

    def key_pressed(self) -> None:
        """The reader is doing something."""
        self._last_key = monotonic()
        self._is_new = True
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

    def tidy(self) -> None:
        """Give free memory back; now and then collect all that is not frozen before.

        Does nothing where nothing is new. A collection is put off while keys are being pressed, but
        not for ever.
        """
        worked = process_time()
        if not self._is_new and worked - self._worked < _WORK_OF_NOTHING:
            self._worked = worked
            return
        self._trims += 1
        if self._trims >= _TRIMS_TO_A_FULL_COLLECTION:
            at_rest = monotonic() >= self._last_key + _SECONDS_AT_REST
            if at_rest or self._put_off >= _MOST_COLLECTIONS_PUT_OFF:
                self._put_off = self._trims = 0
                self._is_new = False
                self._forget_painted_lines()
                self._forget_closed_widgets()
                _empty_large_caches()
                gc.collect()
            else:
                self._put_off += 1
        heap.give_back()
        self._worked = process_time()

    def _forget_painted_lines(self) -> None:
        """Let Textual paint the lines of all widgets anew when it needs them next.

        Each line keeps its parts as they were cut for each window that ever lay over it, and those
        keep theirs: 1 MB a minute where windows of many sizes come and go.
        """
        for screen in self._app.screen_stack:
            for widget in screen.walk_children(Widget, with_self=True):
                widget._styles_cache.clear()  # noqa: SLF001  there is no public way
        StylesCache.get_inner_outer.cache_clear()

    def _forget_closed_widgets(self) -> None:
        """Let go of widgets that have gone and that the application would tell of its theme.

        Textual does so when the theme changes. Until then each field for a note that was ever
        written stays, with all its lines as they were painted.
        """
        told: dict[str, list[tuple[object, object]]] = getattr(self._app, "__watchers", {})
        for watchers in told.values():
            watchers[:] = [
                (node, callback)
                for node, callback in watchers
                if not isinstance(node, Widget) or node.is_attached
            ]


def _empty_large_caches() -> None:
    """Empty caches that hold more than is on the screen."""
    for cached in _LARGE_CACHES:
        if cached.cache_info().currsize > _MOST_IN_A_CACHE:
            cached.cache_clear()
