"""Notes and bookmarks as Markdown and as values, by the posts that they are on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from . import markdown
from .bookmarks import Bookmark, bookmarks
from .memory import StateStore
from .notes import Note, notes
from .records import Json

Mark = Note | Bookmark
"""What the reader left at a place of a post."""


@dataclass(frozen=True, slots=True)
class MarkedPost:
    """A post and what the reader left in it, in the order of its lines."""

    path: str
    title: str
    marks: tuple[Mark, ...]

    @property
    def when(self) -> datetime:
        """When the last of it was left."""
        return max(mark.when for mark in self.marks)


def marked_posts(memory: StateStore, *, with_bookmarks: bool = True) -> list[MarkedPost]:
    """The posts with notes, or bookmarks, that with the newest first."""
    found: dict[str, list[Mark]] = defaultdict(list)
    marks: list[Mark] = [*notes(memory), *(bookmarks(memory) if with_bookmarks else ())]
    for mark in sorted(marks, key=attrgetter("when"), reverse=True):
        found[mark.path].append(mark)
    posts = [
        MarkedPost(path, marks[0].title, tuple(sorted(marks, key=lambda mark: mark.place.line)))
        for path, marks in found.items()
    ]
    return sorted(posts, key=attrgetter("when"), reverse=True)


def as_markdown(posts: Iterable[MarkedPost], address: Callable[[str], str]) -> str:
    """Posts as sections of Markdown (CommonMark): each place quoted, with its note under it.

    All that comes from posts and from the reader is escaped, so that it is read back as text.
    ``address`` gives the permalink of a post by its path, empty where it has none.
    """
    return "\n".join(_section(post, address(post.path)) for post in posts)


def _section(post: MarkedPost, address: str) -> str:
    title = markdown.link(post.title, address or post.path)
    lines = [f"## {title}", "", markdown.plain(post.path), ""]
    for mark in post.marks:
        lines += [*_item(mark), ""]
    return "\n".join(lines)


def _item(mark: Mark) -> list[str]:
    sign = "✎" if isinstance(mark, Note) else "⚑"
    where = markdown.plain(mark.place.heading)
    day = f"{mark.when.astimezone():%Y-%m-%d}"
    lines = [f"- {sign} {', '.join(filter(None, (where, day)))}"]
    if mark.place.text:
        lines += ["", f"  > {markdown.plain(mark.place.text)}"]
    if isinstance(mark, Note):
        lines += ["", *(f"  {line}".rstrip() for line in markdown.lines(mark.text))]
    return lines


def as_values(post: MarkedPost, address: Callable[[str], str]) -> dict[str, Json]:
    """A post and its marks as values for JSON."""
    return {
        "path": post.path,
        "title": post.title,
        "url": address(post.path),
        "marks": [_values(mark) for mark in post.marks],
    }


def _values(mark: Mark) -> dict[str, Json]:
    return {
        "kind": "note" if isinstance(mark, Note) else "bookmark",
        "heading": mark.place.heading,
        "line": mark.place.line,
        "text": mark.place.text,
        "note": mark.text if isinstance(mark, Note) else None,
        "when": mark.when.isoformat(timespec="seconds"),
    }
