"""Where the reader is in a journal, for as long as ilgi runs; what is left tells of its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .memory import StateStore

KIND = "session"


@dataclass(frozen=True, slots=True)
class Session:
    """The query in the search field, the post at hand, and the pane that has the keys."""

    query: str
    path: str
    pane: str


def write(memory: StateStore, key: str, session: Session) -> None:
    """Store what a running program shows, unless that is what is stored.

    Args:
        memory: Where it is stored.
        key: What identifies the session.
        session: What is shown.
    """
    values = {"query": session.query, "path": session.path, "pane": session.pane}
    known = memory.get(KIND, key)
    if known is None or known.values != values:
        memory.put(KIND, key, values)


def keys(memory: StateStore) -> Sequence[str]:
    """The keys of the ilgis whose sessions are remembered, the last one to move last."""
    return [record.key for record in memory.of_kind(KIND)]


def read(memory: StateStore, key: str) -> Session | None:
    """Where the ilgi with that key was; None where that is not known."""
    record = memory.get(KIND, key)
    if record is not None:
        match record.values:
            case {"query": str(query), "path": str(path), "pane": str(pane)}:
                return Session(query, path, pane)
    return None


def forget(memory: StateStore, key: str) -> None:
    """Forget where an ilgi is; one that ends as it was asked to needs no record of it."""
    if memory.get(KIND, key) is not None:
        memory.drop(KIND, key)
