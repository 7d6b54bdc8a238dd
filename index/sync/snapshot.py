"""A journal at one moment. Nothing in it changes, so that any thread may read it."""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from pathlib import PurePosixPath
from threading import Lock
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote

from index.errors import PostNotFound
from index.lazy_pattern import lazy_pattern
from index.messages import Message
from index.post import Link, Outline, Post, Problem, chronological_key, newest_first
from index.store.catalog import Catalog, Entry

if TYPE_CHECKING:
    from index.browse.days import DayIndex
    from index.browse.title_lookup import NameLookup
    from index.relations.links import LinkTable
    from index.results import (
        Answer,
        Completion,
        Facets,
        Marks,
        NameMatch,
        Related,
        Relaxed,
        Suggestion,
    )
    from index.search.corpus.collection import SearchCorpus
    from index.search.corpus.facet_values import FacetValues
    from index.search.corpus.text_cache import TextCache
    from index.store.whoosh_codec.reader import IndexReader

_MANY = 3
_FEW_CHANGES = 50
_ENDING = lazy_pattern(r"\.(?:md|markdown|mkdown|mkdn|mkd|mdx|[qr]md|html?)\Z", re.IGNORECASE)


def _in_order(entries: Mapping[str, Entry], before: Sequence[Post]) -> tuple[Post, ...]:
    """The posts, newest first.

    ``before`` are the posts of the snapshot before in that order. Where few are new, they are
    inserted among the old ones, which is faster than sorting all.
    """
    kept = [p for p in before if (entry := entries.get(p.path)) is not None and entry.post is p]
    if len(entries) - len(kept) > _FEW_CHANGES:
        return newest_first(entry.post for entry in entries.values())
    there = {post.path for post in kept}
    kept.reverse()
    for path, entry in entries.items():
        if path not in there:
            insort(kept, entry.post, key=chronological_key)
    return tuple(reversed(kept))


def _inexact(name: str) -> str:
    """A name of a post without case, form of composition and the ending of a file."""
    return _ENDING.sub("", normalize("NFC", name)).casefold()


def _targets(entries: Mapping[str, Entry], post: Post) -> Iterator[str]:
    """What a post links to."""
    return (link.target for link in entries[post.path].links)


class Snapshot:
    """The posts of a catalog, and what is derived from them when it is first asked for.

    Any thread may use it: ``posts`` and ``entries`` never change, and ``_making`` is held while a
    table of titles, names or days is made, so that it is made once.

    Args:
        catalog: What is stored of the posts.
        texts: The texts of posts, for what the index cannot decide.
        index: The index that the catalog belongs to; None where it is not written or not open.
            Whoever asks it for anything keeps it open meanwhile, see ``IndexUpdater.reading``.
        before: An earlier snapshot, from which what is known of the same posts is taken.
        unread_for: Why there is no index, where it cannot be read now.
    """

    def __init__(
        self,
        catalog: Catalog,
        texts: TextCache,
        index: IndexReader | None = None,
        before: Snapshot | None = None,
        unread_for: Message | str = "",
    ) -> None:
        self.catalog = catalog
        self.unread_for = unread_for
        self.texts = texts
        self.index = index
        self._making = Lock()
        counted: SearchCorpus | None = vars(before).get("collection") if before else None
        self._before: FacetValues | None = counted.values if counted else None
        self.entries: Mapping[str, Entry]
        self.posts: tuple[Post, ...]
        if before is not None and before.catalog is catalog:
            self.entries, self.posts = before.entries, before.posts
        else:
            self.entries = {entry.post.path: entry for entry in catalog.entries}
            self.posts = _in_order(self.entries, before.posts if before else ())

    def with_index(self, index: IndexReader) -> Snapshot:
        """The same posts, with the index open."""
        return Snapshot(self.catalog, self.texts, index, before=self)

    @property
    def numbers(self) -> list[int | None]:
        """The number of each post's document, in the order of ``posts``."""
        return [self.entries[post.path].number for post in self.posts]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All that could not be read as it was meant, by path and line."""
        problems = [*self.catalog.problems, *self.catalog.relations.broken]
        for entry in self.catalog.entries:
            problems.extend(entry.problems)
        return tuple(sorted(problems, key=lambda p: (p.path, p.line or 0, p.column or 0)))

    @cached_property
    def collection(self) -> SearchCorpus:
        """The posts as a search sees them."""
        from index.search.corpus.collection import SearchCorpus

        before, self._before = self._before, None
        return SearchCorpus(
            self.posts,
            self.index,
            self.texts,
            self.series_names,
            targets=partial(_targets, self.entries),
            before=before,
        )

    @property
    def series_names(self) -> Mapping[str, str]:
        """The series of each post that belongs to one, by path."""
        return self.catalog.relations.series

    @cached_property
    def links(self) -> LinkTable:
        """What the links between posts lead to."""
        from index.relations.links import LinkTable

        catalog = self.catalog
        return LinkTable.build(
            self.posts, site_url=catalog.url, baseurl=catalog.baseurl, places=catalog.places
        )

    def at_address(self, text: str) -> Post | None:
        """The post that a text with a ``/`` is the address or the path of."""
        return self.links.at_address(text) if "/" in text else None

    @property
    def titles(self) -> NameLookup:
        """The titles of the posts, in their order, then their ``other_names``."""
        with self._making:
            return self._titles

    @cached_property
    def _titles(self) -> NameLookup:
        from index.browse.title_lookup import NameLookup

        others = (name for _, name in self.other_names)
        return NameLookup([*(post.title for post in self.posts), *others])

    @cached_property
    def other_names(self) -> tuple[tuple[int, str], ...]:
        """What posts are called besides their titles, each with the place of its post."""
        return tuple(
            (place, alias)
            for place, post in enumerate(self.posts)
            for alias in post.aliases
            if "/" not in alias
        )

    @property
    def names(self) -> tuple[tuple[NameMatch, ...], NameLookup]:
        """All tags and categories, those of most posts first, and their names in that order."""
        with self._making:
            return self._names

    @cached_property
    def _names(self) -> tuple[tuple[NameMatch, ...], NameLookup]:
        from index.browse.title_lookup import NameLookup
        from index.results import NameMatch

        facets = self.facets(None)
        tags = (NameMatch("tag", name, posts) for name, posts in facets.tags.items())
        counts = facets.categories.items()
        categories = (NameMatch("category", name, posts) for name, posts in counts)
        ordered = sorted([*categories, *tags], key=lambda name: (-name.posts, name.name.casefold()))
        return tuple(ordered), NameLookup([each.name for each in ordered])

    @property
    def days(self) -> DayIndex:
        """The posts of each day."""
        with self._making:
            return self._days

    @cached_property
    def _days(self) -> DayIndex:
        from index.browse.days import DayIndex

        return DayIndex(self.posts)

    def backlinks(self, post: Post) -> tuple[tuple[Post, Link], ...]:
        """The links of other posts that lead to this one, newest post first.

        Raises:
            IndexCorrupt: The index cannot be used.
        """
        from pyroaring import BitMap

        from index.relations.links import post_keys
        from index.search.text.tokens import fold

        collection = self.collection
        postings_cache = collection.postings_cache
        keys = post_keys(post)
        linking = BitMap().union(
            *(postings_cache.postings("link", fold(key)).posts for key in keys)
        )
        found: list[tuple[Post, Link]] = []
        for other in map(collection.post, collection.order.first(linking, "new")):
            for link in self.entries[other.path].links:
                resolved = self.links.resolve(link, other)
                if other != post and resolved.post == post:
                    found.append((other, link))
        return tuple(found)

    def series(self, post: Post) -> tuple[Post, ...]:
        """The posts of the series that a post belongs to, in its order; empty if in none."""
        from index.relations.series import group

        name = self.series_names.get(post.path)
        if name is None:
            return ()
        same = (other for other in self.posts if self.series_names.get(other.path) == name)
        return next((s.posts for s in group(same).values() if post in s.posts), ())

    def related(
        self, post: Post, near: Mapping[str, float], cancelled: Callable[[], bool]
    ) -> tuple[Related, ...]:
        """The posts most related to one, each with why.

        Args:
            post: The post.
            near: How close others are to it in meaning, by path, as far as that is known.
            cancelled: Called often; True stops.

        Raises:
            Cancelled: ``cancelled`` returned True.
            IndexCorrupt: The index cannot be used.
        """
        from index.relations.related import related

        series = self.series_names.get(post.path, ""), self.series(post)
        return related(self.collection, post, series, near, cancelled)

    @cached_property
    def _references(self) -> dict[str, Post]:
        """Everything a post may be called, the surest first, folded only for titles."""
        found: dict[str, Post] = {}
        for name_of in (
            lambda post: unquote(post.url).strip("/"),
            lambda post: post.slug,
            lambda post: PurePosixPath(post.path).stem,
            lambda post: post.title,
            lambda post: post.title.casefold(),
        ):
            for post in self.posts:
                found.setdefault(name_of(post), post)
        return found

    @cached_property
    def _inexact_references(self) -> dict[str, Post | None]:
        """Names without case and the ending of a file; None for one that several posts have."""
        found: dict[str, Post | None] = {}
        for post in self.posts:
            path = PurePosixPath(post.path)
            address = unquote(post.url).strip("/")
            for name in {post.slug, path.stem, f"{path.with_suffix('')}", address}:
                key = _inexact(name)
                found[key] = post if found.get(key, post) is post else None
        found.pop("", None)
        return found

    def find(self, reference: str) -> Post:
        """The post with that path, permalink, slug or title. Raises PostNotFound.

        Case and the ending of a file may be others, where only one post is called so then.
        """
        wanted = reference.strip()
        entry = self.entries.get(wanted.removeprefix("./"))
        if entry:
            return entry.post
        if post := self.at_address(wanted):
            return post
        address = unquote(wanted).strip("/").removesuffix("/index.html")
        for name in (address, wanted, wanted.casefold()):
            if name and name in self._references:
                return self._references[name]
        if near := self._inexact_references.get(_inexact(address)):
            return near
        raise PostNotFound(Message.of("no-post-found", wanted=wanted))

    def search(self, text: str, today: date, cancelled: Callable[[], bool], marks: Marks) -> Answer:
        """The posts that a query finds, best first.

        Args:
            text: The query as typed.
            today: The day that dates in the query are relative to.
            cancelled: Called often; True stops.
            marks: What the reader has noted about posts.

        Raises:
            Cancelled: ``cancelled`` returned True.
            IndexCorrupt: The index cannot be used.
        """
        from index.search.search import answer

        return answer(
            self.collection,
            text,
            today,
            cancelled,
            marks,
            self.unread_for,
            first=self.at_address(text),
        )

    def relax(
        self,
        answer: Answer,
        suggested: Sequence[Suggestion],
        today: date,
        cancelled: Callable[[], bool],
        marks: Marks,
        likeness: Callable[[str], Mapping[str, float]],
    ) -> tuple[Relaxed, ...]:
        """What the query of an answer finds less strictly.

        Args:
            answer: What it finds strictly.
            suggested: What ``suggest`` gives for it.
            today: The day that dates in the query are relative to.
            cancelled: Called often; True stops.
            marks: What the reader has noted about posts.
            likeness: How close posts are to a text in meaning, by path.

        Raises:
            Cancelled: ``cancelled`` returned True.
            IndexCorrupt: The index cannot be used.
        """
        from index.search.relaxing.steps import relaxed

        if self.at_address(answer.query):
            return ()
        return relaxed(self.collection, answer, suggested, today, marks, cancelled, likeness)

    def suggest(
        self, text: str, today: date, cancelled: Callable[[], bool], marks: Marks
    ) -> tuple[Suggestion, ...]:
        """Queries that find something, in place of one that does not.

        Args:
            text: The query as typed.
            today: The day that dates in the query are relative to.
            cancelled: Called often; True stops.
            marks: What the reader has noted about posts.

        Raises:
            Cancelled: ``cancelled`` returned True.
            IndexCorrupt: The index cannot be used.
        """
        from index.search.answers.suggest import suggestions
        from index.search.query.parse import parse

        return suggestions(
            self.collection,
            parse(text, today, self.collection.has_property, self.collection.latest_year),
            marks,
            cancelled,
        )

    def complete(
        self,
        text: str,
        cursor: int,
        today: date,
        cancelled: Callable[[], bool],
        marks: Marks,
    ) -> tuple[Completion, ...]:
        """What the word or value at a cursor may become.

        Args:
            text: The query as typed.
            cursor: The offset in characters of the cursor.
            today: The day that dates in the query are relative to.
            cancelled: Called often; True stops.
            marks: What the reader has noted about posts.

        Raises:
            Cancelled: ``cancelled`` returned True.
            IndexCorrupt: The index cannot be used.
        """
        from index.search.answers.complete import completions

        return completions(self.collection, text, cursor, today, marks=marks, cancelled=cancelled)

    def outline(self, path: str) -> Outline | None:
        """What stands inside a post, from the index; None where it is not there.

        Raises:
            IndexCorrupt: The index cannot be used.
        """
        entry = self.entries.get(path)
        if entry is None or entry.number is None or self.index is None:
            return None
        return self.index.outline(entry.number)

    def excerpt(self, post: Post) -> str:
        """The excerpt a post declares, unless many posts share it, else its first text."""
        shared = self._excerpts.get(post.excerpt, 0) >= _MANY
        return post.lead if shared or not post.excerpt else post.excerpt

    @cached_property
    def _excerpts(self) -> Counter[str]:
        return Counter(post.excerpt for post in self.posts)

    def facets(self, answer: Answer | None) -> Facets:
        """How many posts of an answer, or of the journal, carry each name."""
        from index.search.answers import facets
        from index.search.matching.hits import HitList

        if answer is None:
            return facets.count(self.collection.values)
        hits = answer.hits
        if isinstance(hits, HitList):
            return facets.count(hits.values, hits.documents)
        from pyroaring import BitMap

        by_path = self.collection.by_path
        return facets.count(
            self.collection.values,
            BitMap([by_path[hit.post.path] for hit in hits if hit.post.path in by_path]),
        )
