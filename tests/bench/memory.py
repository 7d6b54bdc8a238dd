"""Private memory of the browser, as Linux counts it, beside a bare application of Textual."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .corpus import kept_journal
from .processes import private_mb, run
from .terminal import ILGI, Terminal, environment

_QUERY: Final = "loss"
_KEYS: Final = 1_000
_AT_ONCE: Final = 20
_BARE: Final = (sys.executable, "-m", "tests.bench.bare", "bare")


@dataclass(frozen=True, slots=True)
class PrivateMemory:
    """Private megabytes at a moment, and how many more than the bare application's at rest."""

    posts: int
    after: str
    megabytes: float
    over_bare: float


def measure(journals: Path, posts: int, keys: int = _KEYS) -> list[PrivateMemory]:
    """Memory of the browser after a start, a search and many keys.

    Args:
        journals: Where the journal is made.
        posts: How many posts it has.
        keys: How many keys are pressed.
    """
    kept = kept_journal(journals, posts)
    cache = kept.with_name(f"index-of-{kept.name}")
    run([*ILGI, "index", str(kept)], environment(cache))
    with Terminal([*_BARE], environment(cache)) as terminal:
        terminal.settle(seconds=2)
        bare = private_mb(terminal.pid)
    held: list[tuple[str, float]] = []
    with tempfile.TemporaryDirectory(prefix="ilgi-memory-") as state:
        own = {**environment(cache), "ILGI_STATE_DIR": state, "ILGI_CONFIG_DIR": state}
        with Terminal([*ILGI, str(kept)], own) as terminal:
            terminal.settle(seconds=3)
            held.append(("start", private_mb(terminal.pid)))
            terminal.press("s" + _QUERY)
            terminal.settle(seconds=2)
            held.append(("a search", private_mb(terminal.pid)))
            terminal.press("\x1b\x1b")
            for turn in range(keys // _AT_ONCE):
                terminal.press(("j" if turn % 2 == 0 else "k") * _AT_ONCE)
                terminal.settle()
            terminal.settle(seconds=2)
            held.append((f"{keys:,} keys", private_mb(terminal.pid)))
    return [PrivateMemory(posts, after, size, size - bare) for after, size in held]
