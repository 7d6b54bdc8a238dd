"""The searches that led somewhere, to be made again, and those that were given a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .memory import StateStore

KIND = "search"
SAVED = "saved search"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a letter or another name."""

    name: str
    query: str
    when: datetime


def remember(memory: StateStore, query: str) -> None:
    """Remember a search as the newest one; a blank one is none."""
    if text := _tidy(query):
        memory.put(KIND, text)


def earlier(memory: StateStore) -> list[str]:
    """The searches, newest first, each once."""
    return [record.key for record in reversed(memory.of_kind(KIND))]


def forget(memory: StateStore, query: str) -> None:
    """Remember a search no more."""
    memory.drop(KIND, query)


def save(memory: StateStore, name: str, query: str) -> None:
    """Store a query under a name, in place of what had the name.

    Nothing is stored where one of them is blank.

    Args:
        memory: Where it is stored.
        name: The name.
        query: The query as typed.
    """
    if (name := _tidy(name)) and (query := _tidy(query)):
        memory.put(SAVED, name, {"query": query})


def saved(memory: StateStore) -> Sequence[SavedSearch]:
    """The searches that have names, newest first."""
    return [
        SavedSearch(record.key, query, record.at)
        for record in reversed(memory.of_kind(SAVED))
        if isinstance(query := record.values.get("query"), str)
    ]


def forget_saved(memory: StateStore, name: str) -> None:
    """Keep the search of that name no longer."""
    memory.drop(SAVED, name)


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
