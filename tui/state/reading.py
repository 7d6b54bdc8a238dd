"""What was read: which posts to their end, when each was last open, and where it was left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from index.post import Post

from .memory import StateStore
from .text_anchors import TextAnchor, identity

READ = "read"
"""The kind of record that says that a post was read; its key is the post's path."""
VISIT = "visit"
"""The kind of record that says when a post was open, and where it was left; its key is the path."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A post that was open, when that was, and the title it had."""

    path: str
    title: str
    when: datetime


def is_read(memory: StateStore, path: str) -> bool:
    """Whether a post was read."""
    return memory.get(READ, path) is not None


def mark_read(memory: StateStore, post: Post, *, read: bool) -> None:
    """Store that a post was read, or that it was not.

    Args:
        memory: Where it is stored.
        post: The post.
        read: Whether it was read.
    """
    if read:
        memory.put(READ, post.path, identity(post))
    else:
        memory.drop(READ, post.path)


def visit(memory: StateStore, post: Post, place: TextAnchor | None) -> None:
    """Store that a post is open.

    Args:
        memory: Where it is stored.
        post: The post.
        place: Where to open it the next time; None for its start.
    """
    memory.put(VISIT, post.path, {**identity(post), **(place.values if place else {})})


def last_position(memory: StateStore, path: str) -> TextAnchor | None:
    """Where a post was left; None where it is to be opened at its beginning."""
    found = memory.get(VISIT, path)
    return TextAnchor.read(found.values) if found else None


def visits(memory: StateStore) -> Sequence[Visit]:
    """The posts that were open, the last one first."""
    return [
        Visit(record.key, str(record.values.get("title", record.key)), record.at)
        for record in sorted(memory.of_kind(VISIT), key=attrgetter("when"), reverse=True)
    ]


def forget_visit(memory: StateStore, path: str) -> None:
    """Remember no more that a post was open, nor where it was left."""
    memory.drop(VISIT, path)
