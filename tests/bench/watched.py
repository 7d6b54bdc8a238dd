"""A program in a terminal, with its screen drawn from what it writes, and what was timed."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from .screen import Screen
from .terminal import Terminal

_QUIET: Final = 0.25
_GIVEN_UP: Final = 8.0

Shows = Callable[[list[str]], bool]
"""Whether the rows of a screen show what is waited for."""


@dataclass(slots=True)
class Times:
    """Milliseconds until keys of a kind were painted, and until the screen was at rest."""

    painted: list[float] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)
    missed: int = 0


class Watched:
    """A program in a terminal, with its screen and what was timed."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._screen = Screen()
        self.times: defaultdict[str, Times] = defaultdict(Times)

    @property
    def lines(self) -> list[str]:
        """The screen as it is."""
        return self._screen.lines

    def wait(self, shows: Shows, *, seconds: float = _GIVEN_UP) -> float | None:
        """The moment from which on the screen shows that, None if it does not come to it."""
        deadline = time.perf_counter() + seconds
        shown = None
        while shown is None and time.perf_counter() < deadline:
            for moment, lines in self._drawn():
                if shown is None and shows(lines):
                    shown = moment
        return shown

    def press(self, keys: str) -> None:
        """Send keys that nothing is measured of, and wait until the screen is at rest."""
        self._terminal.press(keys)
        self._drawn()

    def measure(self, keys: str, wishes: dict[str, Shows]) -> None:
        """Send keys and time when the screen first shows each wish, for good, and its rest."""
        pressed = self._terminal.press(keys)
        shown: dict[str, float | None] = dict.fromkeys(wishes)
        last = pressed
        while True:
            for moment, lines in self._drawn():
                last = moment
                for name, shows in wishes.items():
                    if not shows(lines):
                        shown[name] = None
                    elif shown[name] is None:
                        shown[name] = moment
            if None not in shown.values() or time.perf_counter() > pressed + _GIVEN_UP:
                break
        for name, moment_shown in shown.items():
            times = self.times[name]
            if moment_shown is None:
                times.missed += 1
                continue
            times.painted.append((moment_shown - pressed) * 1e3)
            times.rest.append((last - pressed) * 1e3)

    def _drawn(self) -> list[tuple[float, list[str]]]:
        """The screens until it is at rest, each with the moment it was drawn."""
        drawn = []
        for moment, data in self._terminal.record(quiet=_QUIET):
            self._screen.feed(data)
            drawn.append((moment, self.lines))
        return drawn
