"""The journals that were opened lately, by the real paths of their folders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from .memory import StateStore

KIND = "opened"


@dataclass(frozen=True, slots=True)
class RecentJournal:
    """A journal that was opened: the ``name`` it had, and when that was."""

    root: str
    name: str
    when: datetime


def remember(memory: StateStore, root: str, name: str) -> None:
    """Store that a journal is open.

    Args:
        memory: Where it is stored.
        root: The folder of the journal.
        name: The name to list it by.
    """
    memory.put(KIND, root, {"name": name})


def recent_journals(memory: StateStore) -> Sequence[RecentJournal]:
    """The journals, the last one opened first."""
    return [
        RecentJournal(record.key, str(record.values.get("name", record.key)), record.at)
        for record in sorted(memory.of_kind(KIND), key=attrgetter("when"), reverse=True)
    ]


def forget(memory: StateStore, root: str) -> None:
    """Remember no more that a journal was opened."""
    memory.drop(KIND, root)
