"""All posts of a journal as a search sees them: numbered from the newest, with their metadata."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from urllib.parse import unquote

from index.post import Post

from . import tokens
from .lexicon import CachedLexicon, Lexicon, MemoryLexicon
from .terms import metadata_terms
from .texts import Texts


class Collection:
    """The posts, newest first, and where each of their values leads.

    Without a ``lexicon`` only titles, tags, categories and people can be searched. ``targets``
    gives what a post links to.
    """

    def __init__(
        self,
        posts: Sequence[Post],
        lexicon: Lexicon | None,
        texts: Texts,
        series: Mapping[str, str] | None = None,
        targets: Callable[[Post], Iterable[str]] = lambda _: (),
    ) -> None:
        self.posts = posts
        self.texts = texts
        self.lexicon = CachedLexicon(lexicon or MemoryLexicon(map(metadata_terms, posts)))
        self._series = series or {}
        self._targets = targets
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
    def links(self) -> list[str]:
        """Where each post links to, as written but decoded and folded, a line for each link."""
        return [tokens.fold("\n".join(map(unquote, self._targets(post)))) for post in self.posts]

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
