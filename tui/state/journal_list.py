"""The journals that the reader may turn to, and which of them are open."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .recent_journals import RecentJournal


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """A journal: its name, the path to open it by, and whether it is open or even shown.

    ``when`` is when it was opened before, None where that is not known.
    """

    name: str
    path: Path
    is_open: bool = False
    is_shown: bool = False
    when: datetime | None = None

    @property
    def key(self) -> str:
        """What tells it from others, by whatever path it was named."""
        return key_of(self.path)


def key_of(path: Path) -> str:
    """The real path of a journal."""
    return os.path.realpath(os.path.expanduser(path))  # noqa: PTH111  raises nothing


def list_journals(
    open_now: Mapping[str, str],
    named: Iterable[Path],
    configured: Mapping[str, Path],
    lately: Sequence[RecentJournal],
) -> list[JournalEntry]:
    """Every journal once, those first that the reader is likely to want next.

    Args:
        open_now: The names of those that are open by their real paths, the one shown last first;
            the first is shown now, and comes last of all.
        named: Those of the command line.
        configured: Those of the configuration, by the names they have there.
        lately: Those that were opened before, the last one first.
    """
    names = {key_of(path): name for name, path in configured.items()}
    found: dict[str, JournalEntry] = {}
    for place, (key, name) in enumerate(open_now.items()):
        shown = place == 0
        found[key] = JournalEntry(names.get(key, name), Path(key), is_open=True, is_shown=shown)
    before = {one.root: one for one in lately}
    for path in (*named, *configured.values()):
        key = key_of(path)
        known = before.get(key)
        name = names.get(key) or (known.name if known else Path(key).name)
        found.setdefault(key, JournalEntry(name, path, when=known.when if known else None))
    for one in lately:
        found.setdefault(one.root, JournalEntry(one.name, Path(one.root), when=one.when))
    return sorted(found.values(), key=lambda one: one.is_shown)
