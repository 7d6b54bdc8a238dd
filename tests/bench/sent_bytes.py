"""How many bytes the browser writes for a key, beside the least that would tell the new screen.

The least is counted from the screens before and after, as an emulator of a terminal has them: 8
bytes for each run of cells that differ, 20 where the style changes in it, and the text.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

import pyte

from .corpus import kept_journal
from .processes import run
from .terminal import ILGI, Terminal, environment

COLUMNS: Final = 120
ROWS: Final = 40
_QUIET: Final = 1.0
_MOVE: Final = 8
_STYLE: Final = 20
_QUERIES: Final = ("loss", "graph", "모델")

Cells = list[list[tuple[object, ...]]]
"""Each cell of a screen: its text, then its style."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Median and most bytes that a key of a kind has written until the screen is at rest.

    ``ratio`` is the median of bytes by the least bytes.
    """

    posts: int
    key: str
    keys: int
    bytes_p50: float
    bytes_most: int
    least_p50: float
    ratio: float


class _Counted:
    """A program in an emulated terminal, and what its keys wrote."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)

    def press(self, keys: str, *, quiet: float = _QUIET) -> tuple[int, int]:
        """Send keys, and give the bytes that are written until nothing is, and the least."""
        before = self._cells()
        if keys:
            self._terminal.press(keys)
        data = b"".join(part for _, part in self._terminal.record(quiet=quiet))
        self._stream.feed(data)
        return len(data), least_bytes(before, self._cells())

    def _cells(self) -> Cells:
        rows = self._screen.buffer
        return [[tuple(rows[y][x]) for x in range(COLUMNS)] for y in range(ROWS)]


def least_bytes(before: Cells, after: Cells) -> int:
    """The least bytes that lead from one screen to another.

    Args:
        before: The cells of each row before.
        after: As many cells afterwards.
    """
    least = 0
    for old_row, new_row in zip(before, after, strict=True):
        style: tuple[object, ...] | None = None
        is_in_run = False
        for old, new in zip(old_row, new_row, strict=True):
            if old == new:
                is_in_run, style = False, None
                continue
            least += 0 if is_in_run else _MOVE
            least += 0 if new[1:] == style else _STYLE
            least += len(str(new[0]).encode())
            is_in_run, style = True, new[1:]
    return least


def measure(journals: Path, posts: int) -> list[Sent]:
    """The bytes of a start and of keys, in a journal of so many posts below ``journals``."""
    kept = kept_journal(journals, posts)
    cache = kept.with_name(f"index-of-{kept.name}")
    run([*ILGI, "index", str(kept)], environment(cache))
    with tempfile.TemporaryDirectory(prefix="ilgi-bytes-") as state:
        own = {**environment(cache), "ILGI_STATE_DIR": state, "ILGI_CONFIG_DIR": state}
        with Terminal([*ILGI, str(kept)], own) as terminal:
            counted = _Counted(terminal)
            found = {"start": [counted.press("", quiet=3)]}
            counted.press("2")
            counted.press("gg")
            found["j in the list"] = [counted.press("j") for _ in range(10)]
            found["a letter of a search"] = letters = []
            for query in _QUERIES:
                counted.press("s")
                letters += [counted.press(letter) for letter in query]
                for _ in range(3):
                    counted.press("\x1b")
            counted.press("2")
            found["Enter: a post"] = [counted.press("\r")]
            found["Space in a post"] = [counted.press(" ") for _ in range(3)]
    return [_sent(posts, key, counts) for key, counts in found.items()]


def _sent(posts: int, key: str, counts: Sequence[tuple[int, int]]) -> Sent:
    changed = [(sent, least) for sent, least in counts if least]
    sent = [one for one, _ in changed] or [0]
    least = [one for _, one in changed] or [0]
    ratios = [one / other for one, other in changed] or [0.0]
    return Sent(posts, key, len(changed), median(sent), max(sent), median(least), median(ratios))
