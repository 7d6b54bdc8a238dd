"""The texts of posts as they are compared, read from their files when a search looks at them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import field
from threading import Lock

from index.post import Post
from index.values import dataclass

from .metadata_texts import person_text, tag_text

_MOST_CHARACTERS = 8_000_000


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


@dataclass(frozen=True, slots=True)
class _Kept:
    """The texts of one file, and those of its fields that were asked for, folded."""

    texts: FileTexts
    folded: dict[str, FieldText] = field(default_factory=dict)

    def size(self) -> int:
        """How many characters are kept."""
        texts = self.texts
        folded = sum(len(each.spaced) + len(each.squeezed) for each in self.folded.values())
        return len(texts.heading) + len(texts.body) + len(texts.code) + folded


class TextCache:
    """The texts of posts, read when a search has to look at them, the last of them kept.

    ``read`` gives what stands in the file of a post, or None where it cannot be read now.
    """

    def __init__(self, read: Callable[[Post], FileTexts | None]) -> None:
        self._read = read
        self._lock = Lock()
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._characters = 0
        self._changes = 0

    def of(self, post: Post, name: str) -> FieldText | None:
        """One field of a post, folded; None where its file cannot be read."""
        text = _metadata(post, name)
        return self._of_file(post, name) if text is None else _field_text(text)

    def as_written(self, post: Post, name: str) -> str | None:
        """One field of a post as it stands there; None where its file cannot be read."""
        text = _metadata(post, name)
        if text is not None:
            return text
        texts = self._file(post)
        return getattr(texts, name) if texts else None

    def forget(self, paths: Iterable[str]) -> None:
        """Drop what was read of these posts: their files have changed."""
        with self._lock:
            self._changes += 1
            for path in paths:
                self._drop(path)

    def _of_file(self, post: Post, name: str) -> FieldText | None:
        with self._lock:
            kept = self._kept.get(post.path)
            if kept and name in kept.folded:
                self._kept.move_to_end(post.path)
                return kept.folded[name]
        texts = self._file(post)
        if texts is None:
            return None
        folded = _field_text(getattr(texts, name))
        with self._lock:
            kept = self._kept.get(post.path)
            if kept and kept.texts is texts:
                self._drop(post.path)
                self._keep(post.path, _Kept(texts, {**kept.folded, name: folded}))
        return folded

    def _file(self, post: Post) -> FileTexts | None:
        """What stands in the file of a post, kept or read."""
        with self._lock:
            kept = self._kept.get(post.path)
            changes = self._changes
        if kept:
            return kept.texts
        texts = self._read(post)
        with self._lock:
            if texts and changes == self._changes:
                self._drop(post.path)
                self._keep(post.path, _Kept(texts))
        return texts

    def _keep(self, path: str, kept: _Kept) -> None:
        self._kept[path] = kept
        self._characters += kept.size()
        while self._characters > _MOST_CHARACTERS and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))

    def _drop(self, path: str) -> None:
        if path in self._kept:
            self._characters -= self._kept.pop(path).size()


def _metadata(post: Post, name: str) -> str | None:
    """A field that needs no file, its values apart; None where it is none of these."""
    match name:
        case "title":
            return post.title
        case "tag":
            return tag_text(post)
        case "person":
            return person_text(post)
    return None


def _field_text(text: str) -> FieldText:
    from index.search.text import tokens

    spaced = tokens.spaced(text)
    squeezed = tokens.squeezed(spaced)
    return FieldText(spaced, spaced if squeezed == spaced else squeezed)
