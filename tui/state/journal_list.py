"""The journals that the reader may turn to, and which of them are open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .recent_journals import RecentJournal


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A journal: its name, the path to open it by, and whether it is open or even shown.

    ``when`` is when it was opened before, None where that is not known. ``key`` tells it from
    others, by whatever path it was named; empty where its path was not resolved yet.
    """

    name: str
    path: Path
    is_open: bool = False
    is_shown: bool = False
    when: datetime | None = None
    key: str = field(default="", compare=False)


def key_of(path: Path) -> str:
    """The real path of a journal. A file system that hangs holds it up."""
    return os.path.realpath(os.path.expanduser(path))  # noqa: PTH111  raises nothing


class ResolvedPaths:
    """Real paths that were looked up on a thread, for the event loop, which waits for no disk."""

    def __init__(self) -> None:
        self._keys: dict[Path, str] = {}

    def resolve(self, paths: Iterable[Path]) -> None:
        """Look paths up, on a thread."""
        self._keys.update({path: key_of(path) for path in paths})

    def key_of(self, path: Path) -> str:
        """The real path as far as it is known; else the path as it is written, from the root."""
        known = self._keys.get(path)
        return known or os.path.abspath(os.path.expanduser(path))  # noqa: PTH100, PTH111  asks no disk


def list_journals(
    open_now: Mapping[str, str],
    named: Iterable[Path],
    configured: Mapping[str, Path],
    lately: Sequence[RecentJournal],
    key_of: Callable[[Path], str] = key_of,
) -> list[JournalEntry]:
    """Every journal once, those first that the reader is likely to want next.

    Args:
        open_now: The names of those that are open by their real paths, the one shown last first;
            the first is shown now, and comes last of all.
        named: Those of the command line.
        configured: Those of the configuration, by the names they have there.
        lately: Those that were opened before, the last one first.
        key_of: Gives the real path of a journal.
    """
    names = {key_of(path): name for name, path in configured.items()}
    found: dict[str, JournalEntry] = {}
    for place, (key, name) in enumerate(open_now.items()):
        shown = place == 0
        found[key] = JournalEntry(names.get(key, name), Path(key), True, shown, key=key)
    before = {one.root: one for one in lately}
    for path in (*named, *configured.values()):
        key = key_of(path)
        known = before.get(key)
        name = names.get(key) or (known.name if known else Path(key).name)
        when = known.when if known else None
        found.setdefault(key, JournalEntry(name, path, when=when, key=key))
    for one in lately:
        entry = JournalEntry(one.name, Path(one.root), when=one.when, key=one.root)
        found.setdefault(one.root, entry)
    return sorted(found.values(), key=lambda one: one.is_shown)
