"""The texts of posts as they are compared, read from their files when a search looks at them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock

from index.post import Post

_MOST_CHARACTERS = 48_000_000


@dataclass(frozen=True, slots=True)
class FileTexts:
    """The texts of a post that stand in its file alone."""

    heading: str
    body: str
    code: str


@dataclass(frozen=True, slots=True)
class FieldText:
    """A text of a post as it is compared: with its blanks, and squeezed."""

    spaced: str
    squeezed: str


class Texts:
    """The texts of posts, read when a search has to look at them, the last of them kept.

    ``read`` gives what stands in the file of a post, or None where it cannot be read now.
    """

    def __init__(self, read: Callable[[Post], FileTexts | None]) -> None:
        self._read = read
        self._lock = Lock()
        self._kept: OrderedDict[str, dict[str, FieldText] | None] = OrderedDict()
        self._characters = 0
        self._changes = 0

    def of(self, post: Post, field: str) -> FieldText | None:
        """One field of a post, folded; None where its file cannot be read."""
        match field:
            case "title":
                return _field_text(post.title)
            case "tag":
                return _field_text("\n\n".join((*post.tags, *post.categories)))
            case "person":
                return _field_text("\n\n".join(post.people))
        fields = self._fields(post)
        return None if fields is None else fields[field]

    def forget(self, paths: Iterable[str]) -> None:
        """Drop what was read of these posts: their files have changed."""
        with self._lock:
            self._changes += 1
            for path in paths:
                self._drop(path)

    def _fields(self, post: Post) -> dict[str, FieldText] | None:
        with self._lock:
            if post.path in self._kept:
                self._kept.move_to_end(post.path)
                return self._kept[post.path]
            changes = self._changes
        read = self._read(post)
        fields = None
        if read is not None:
            fields = {
                "heading": _field_text(read.heading),
                "body": _field_text(read.body),
                "code": _field_text(read.code),
            }
        with self._lock:
            if changes != self._changes:
                return fields
            self._drop(post.path)
            self._kept[post.path] = fields
            self._characters += _size(fields)
            while self._characters > _MOST_CHARACTERS and len(self._kept) > 1:
                self._drop(next(iter(self._kept)))
        return fields

    def _drop(self, path: str) -> None:
        if path in self._kept:
            self._characters -= _size(self._kept.pop(path))


def _field_text(text: str) -> FieldText:
    from . import tokens

    spaced = tokens.spaced(text)
    squeezed = tokens.squeezed(spaced)
    return FieldText(spaced, spaced if squeezed == spaced else squeezed)


def _size(fields: dict[str, FieldText] | None) -> int:
    return sum(len(f.spaced) + len(f.squeezed) for f in fields.values()) if fields else 0
