"""Bookmarks: places in posts that the reader wants to come back to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from index.post import Document

from . import markdown
from .memory import StateStore
from .text_anchors import WHOLE, TextAnchor, identity

KIND = "bookmark"
_LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in the post at ``path``, which had that ``title``; ``key`` tells it from others."""

    key: str
    path: str
    title: str
    place: TextAnchor
    when: datetime


def toggle(memory: StateStore, document: Document, line: int) -> Bookmark | None:
    """Add a bookmark at a line of a post, or remove the one that is there.

    Args:
        memory: Where bookmarks are stored.
        document: The post with its text.
        line: The line of the file, from 1. A blank one means the next that is not; one above the
            body means the post as a whole.

    Returns:
        The new bookmark, or None where one was removed.
    """
    text, headings = document.text, document.outline.headings
    place = TextAnchor.of(text, headings, line) if line >= document.body_line else WHOLE
    here = [
        bookmark.key
        for bookmark in bookmarks(memory)
        if bookmark.path == document.post.path
        and bookmark.place.line_in(text, headings) == place.line
    ]
    for key in here:
        memory.drop(KIND, key)
    if here:
        return None
    path = document.post.path
    key = f"{path}:{place.line}:{place.text}"[: len(path) + _LONGEST_KEY]
    memory.put(KIND, key, {"path": path, **identity(document.post), **place.values})
    return next(bookmark for bookmark in bookmarks(memory) if bookmark.key == key)


def bookmarks(memory: StateStore) -> Sequence[Bookmark]:
    """The bookmarks, newest first."""
    found = []
    for record in reversed(memory.of_kind(KIND)):
        place = TextAnchor.read(record.values)
        match record.values:
            case {"path": str(path), "title": str(title)} if place is not None:
                found.append(Bookmark(record.key, path, title, place, record.at))
    return found


def forget(memory: StateStore, key: str) -> None:
    """Take a bookmark away."""
    memory.drop(KIND, key)


def as_markdown(found: Iterable[Bookmark]) -> str:
    """Bookmarks as a list in Markdown, each with its post's path and the line that it marks."""
    lines = []
    for bookmark in found:
        where = " › ".join(filter(None, (bookmark.title, bookmark.place.heading)))
        day = f"{bookmark.when.astimezone():%Y-%m-%d}"
        lines.append(f"- {markdown.link(where, bookmark.path)}, {day}\n")
        if bookmark.place.text:
            lines.append(f"  > {markdown.plain(bookmark.place.text)}\n")
    return "".join(lines)
