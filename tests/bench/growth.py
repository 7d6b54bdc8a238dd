"""All that may grow with a journal or with time: files of the index, memory, and a soak of saves.

A soak saves posts while a search is open in the browser: open files and private memory by saves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from . import index_files, memory, saves


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured: sizes of journals, keys that are pressed, saves of the smallest one."""

    posts: tuple[int, ...]
    keys: int = 1_000
    saves: int = 500


SHORT: Final = Extent((208, 2_000), keys=200, saves=20)
"""What takes less than three minutes."""


def measure(journals: Path, extent: Extent) -> Iterator[Any]:
    """Measure each size, then the soak. Journals are made in a folder where they are not yet."""
    for posts in extent.posts:
        yield from index_files.measure(journals, posts)
        yield from memory.measure(journals, posts, extent.keys)
    every = max(1, extent.saves // 5)
    smallest = min(extent.posts)
    yield from saves.measure(journals, smallest, "browser", extent.saves, every=every)
