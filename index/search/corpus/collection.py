"""All posts of a journal as a search sees them: their documents, and those of each value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from urllib.parse import unquote

from pyroaring import BitMap

from index.post import Post
from index.search.text.folding import fold

from .facet_values import Values
from .post_features import FEW, Features
from .postings_cache import Lookup
from .postings_source import Lexicon, MemoryLexicon
from .sort_orders import Days, Order
from .text_cache import Texts
from .verified_cache import AllSeen


class Collection:
    """The posts, newest first, and where each of their values leads.

    Without a ``lexicon`` only titles, tags, categories and people can be searched. ``targets``
    gives what a post links to, and ``before`` are the values of an earlier collection.
    """

    def __init__(
        self,
        posts: Sequence[Post],
        lexicon: Lexicon | None,
        texts: Texts,
        series: Mapping[str, str] | None = None,
        targets: Callable[[Post], Iterable[str]] = lambda _: (),
        before: Values | None = None,
    ) -> None:
        self.posts = posts
        self.texts = texts
        documents = lexicon.documents() if lexicon else range(len(posts) - 1, -1, -1)
        self.order = Order(posts, documents)
        self.all = BitMap(self.order.newest)
        self.by_document: list[Post | None] = [None] * (max(documents, default=-1) + 1)
        for document, post in zip(documents, posts, strict=True):
            self.by_document[document] = post
        self._lexicon = lexicon
        self._targets = targets
        self.seen = AllSeen()
        self.values = Values(self.by_document, series or {}, before)

    @property
    def indexed(self) -> bool:
        """Whether there is a lexicon of all that stands in the posts."""
        return self._lexicon is not None

    @cached_property
    def lexicon(self) -> Lookup:
        """The terms of the posts, with what was looked up last kept at hand."""
        if self._lexicon:
            return Lookup(self._lexicon)
        from .post_terms import metadata_terms

        return Lookup(MemoryLexicon(map(metadata_terms, self.posts)))

    def post(self, document: int) -> Post:
        """The post of one of ``all``."""
        post = self.by_document[document]
        if post is None:
            raise KeyError(document)
        return post

    def prepare(self) -> None:
        """Make ready what the first search would wait for. Raises what the lexicon raises."""
        self.lexicon.prepare()
        self.values.prepare()
        _ = (self.features, self.dated, self.order.places())
        if len(self.posts) > FEW:
            from . import arrays  # noqa: F401  the first search would wait for numpy

    @cached_property
    def by_path(self) -> dict[str, int]:
        """The document of each post, by its path."""
        return {post.path: document for document, post in self._numbered()}

    @cached_property
    def paths(self) -> list[str]:
        """The path of each document, folded."""
        return [fold(post.path) if post else "" for post in self.by_document]

    @cached_property
    def links(self) -> list[str]:
        """Where each document links to, as written but decoded and folded, a line for each."""
        return [
            fold("\n".join(map(unquote, self._targets(post)))) if post else ""
            for post in self.by_document
        ]

    @cached_property
    def dated(self) -> Days:
        """The documents by their day in the site's time zone."""
        return Days((post.date, document) for document, post in self._numbered())

    @cached_property
    def updated(self) -> Days:
        """The documents by the day of their last change, else by their own."""
        return Days((post.updated or post.date, document) for document, post in self._numbered())

    @cached_property
    def features(self) -> Features:
        """The length and the age of each document, for its score."""
        return Features(self.by_document)

    def _numbered(self) -> Iterator[tuple[int, Post]]:
        return zip(self.order.newest, self.posts, strict=True)
