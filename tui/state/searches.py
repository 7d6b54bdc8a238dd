"""The searches that led somewhere, to be made again."""

from __future__ import annotations

import unicodedata

from .memory import Memory

KIND = "search"


def remember(memory: Memory, query: str) -> None:
    """Remember a search as the newest one; a blank one is none."""
    if text := " ".join(unicodedata.normalize("NFC", query).split()):
        memory.put(KIND, text)


def earlier(memory: Memory) -> list[str]:
    """The searches, newest first, each once."""
    return [record.key for record in reversed(memory.of_kind(KIND))]


def forget(memory: Memory, query: str) -> None:
    """Remember a search no more."""
    memory.drop(KIND, query)
