"""All posts of a journal as a search sees them: numbered from the newest, with their metadata."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock

from index.post import Post

from . import tokens
from .lexicon import CachedLexicon, Lexicon, MemoryLexicon
from .terms import metadata_terms

_MOST_CHARACTERS = 48_000_000


def newest_first(posts: Iterable[Post]) -> tuple[Post, ...]:
    """The posts by date and path, descending, those without a date at the end."""
    dated: list[Post] = []
    undated: list[Post] = []
    for post in posts:
        (undated if post.date is None else dated).append(post)
    dated.sort(key=lambda post: (post.date.timestamp() if post.date else 0.0, post.path))
    undated.sort(key=lambda post: post.path)
    return (*reversed(dated), *reversed(undated))


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
            for path in paths:
                self._drop(path)

    def _fields(self, post: Post) -> dict[str, FieldText] | None:
        with self._lock:
            if post.path in self._kept:
                self._kept.move_to_end(post.path)
                return self._kept[post.path]
        read = self._read(post)
        fields = None
        if read is not None:
            fields = {
                "heading": _field_text(read.heading),
                "body": _field_text(read.body),
                "code": _field_text(read.code),
            }
        with self._lock:
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
    spaced = tokens.spaced(text)
    squeezed = tokens.squeezed(spaced)
    return FieldText(spaced, spaced if squeezed == spaced else squeezed)


def _size(fields: dict[str, FieldText] | None) -> int:
    return sum(len(f.spaced) + len(f.squeezed) for f in fields.values()) if fields else 0


class Collection:
    """The posts, newest first, and where each of their values leads.

    Without a ``lexicon`` only titles, tags, categories and people can be searched.
    """

    def __init__(
        self,
        posts: Sequence[Post],
        lexicon: Lexicon | None,
        texts: Texts,
        series: Mapping[str, str] | None = None,
    ) -> None:
        self.posts = posts
        self.texts = texts
        self.lexicon = CachedLexicon(lexicon or MemoryLexicon(map(metadata_terms, posts)))
        self._series = series or {}
        self.all = frozenset(range(len(posts)))

    @cached_property
    def tags(self) -> dict[str, set[int]]:
        """The posts of each tag, folded; a parent has those of its children too."""
        return _by_value(post.tags for post in self.posts)

    @cached_property
    def categories(self) -> dict[str, set[int]]:
        """The posts of each category, folded; a parent has those of its children too."""
        return _by_value(post.categories for post in self.posts)

    @cached_property
    def people(self) -> dict[str, set[int]]:
        """The posts of each person, folded."""
        return _by_value((post.people for post in self.posts), nested=False)

    @cached_property
    def series(self) -> dict[str, set[int]]:
        """The posts of each series, by its folded name."""
        names = self._series
        return _by_value(
            ((names[post.path],) if post.path in names else () for post in self.posts),
            nested=False,
        )

    @cached_property
    def paths(self) -> list[str]:
        """The path of each post, folded."""
        return [tokens.fold(post.path) for post in self.posts]

    @cached_property
    def days(self) -> list[date | None]:
        """The day of each post in the site's time zone."""
        return [post.date and post.date.date() for post in self.posts]

    @cached_property
    def mean_words(self) -> float:
        """How many words a post has on average, at least one."""
        return max(1.0, sum(post.words for post in self.posts) / max(1, len(self.posts)))


def lineage(value: str) -> tuple[str, ...]:
    """A nested value and those above it: ``a/b`` gives ``a``, ``a/b``."""
    parts = value.split("/")
    return tuple("/".join(parts[: i + 1]) for i in range(len(parts)) if parts[i])


def _by_value(values: Iterable[tuple[str, ...]], *, nested: bool = True) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for number, names in enumerate(values):
        for name in names:
            for part in lineage(name) if nested else (name,):
                found.setdefault(tokens.fold(part), set()).add(number)
    return found
