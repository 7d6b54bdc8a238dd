"""Notes and bookmarks as Markdown and as values, by the posts that they are on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from .bookmarks import Bookmark, bookmarks
from .memory import Memory
from .notes import Note, notes
from .records import Json

_ANYWHERE = re.compile(r"[\\`*_\[\]<>&~$|{}^=#!\"']|:(?=[\w+-]+:)|(?<=\w):(?=//)|(?<=w)\.|@")
_AT_BEGINNING = re.compile(r"([-+:]|\d+[.)])")
_ADDRESS = str.maketrans({ord(sign): f"%{ord(sign):02X}" for sign in "%<> \\"})

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


def marked_posts(memory: Memory, *, with_bookmarks: bool = True) -> Sequence[MarkedPost]:
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
    title = f"[{plain(post.title)}](<{(address or post.path).translate(_ADDRESS)}>)"
    lines = [f"## {title}", "", plain(post.path), ""]
    for mark in post.marks:
        lines += [*_item(mark), ""]
    return "\n".join(lines)


def _item(mark: Mark) -> list[str]:
    sign = "✎" if isinstance(mark, Note) else "⚑"
    where = plain(mark.place.heading)
    day = f"{mark.when.astimezone():%Y-%m-%d}"
    lines = [f"- {sign} {', '.join(filter(None, (where, day)))}"]
    if mark.place.text and mark.place.text != "---":
        lines += ["", f"  > {plain(mark.place.text)}"]
    if isinstance(mark, Note):
        lines += ["", *(f"  {line}".rstrip() for line in paragraphs(mark.text))]
    return lines


def paragraphs(text: str) -> list[str]:
    """A text of several lines as Markdown in which each of them stays a line."""
    lines = [plain(line) for line in text.split("\n")]
    goes_on = [bool(line and after) for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    return [f"{line}\\" if on else line for line, on in zip(lines, goes_on, strict=True)]


def plain(text: str) -> str:
    """A text of one line that means itself in Markdown, without blanks at its ends."""
    told = _ANYWHERE.sub(lambda sign: f"\\{sign[0]}", " ".join(text.split()))
    if begins := _AT_BEGINNING.match(told):
        end = begins.end()
        return f"{told[: end - 1]}\\{told[end - 1 :]}"
    return told


def as_values(posts: Iterable[MarkedPost], address: Callable[[str], str]) -> list[Json]:
    """The same as values for JSON."""
    return [
        {
            "path": post.path,
            "title": post.title,
            "url": address(post.path),
            "marks": [_values(mark) for mark in post.marks],
        }
        for post in posts
    ]


def _values(mark: Mark) -> dict[str, Json]:
    return {
        "kind": "note" if isinstance(mark, Note) else "bookmark",
        "heading": mark.place.heading,
        "line": mark.place.line,
        "text": mark.place.text,
        "note": mark.text if isinstance(mark, Note) else None,
        "when": mark.when.isoformat(timespec="seconds"),
    }
