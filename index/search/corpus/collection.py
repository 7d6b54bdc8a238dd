"""All posts of a journal as a search sees them: their documents, and those of each value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from urllib.parse import unquote

from pyroaring import BitMap

from index.folding import fold
from index.post import Post

from .facet_values import FacetValues
from .post_features import FEW, PostFeatures
from .postings_cache import PostingsCache
from .postings_source import MemoryPostingsSource, PostingsSource
from .property_terms import FIELD as PROPERTY
from .property_terms import beginning, parted
from .sort_orders import DateOrder, SortOrders
from .text_cache import TextCache
from .verified_cache import VerificationCache


class SearchCorpus:
    """The posts of one snapshot as a search sees them, each with the number of its document.

    Args:
        posts: All posts, newest first.
        source: The postings of the index. Without it only titles, tags, categories and people can
            be searched.
        texts: The texts of posts, for what postings cannot decide.
        series: The series of each post that belongs to one, by path.
        targets: Gives the targets of a post's links as written.
        before: The facet values of an earlier snapshot: of these, only what differs is counted
            again.
    """

    def __init__(
        self,
        posts: Sequence[Post],
        source: PostingsSource | None,
        texts: TextCache,
        series: Mapping[str, str] | None = None,
        targets: Callable[[Post], Iterable[str]] = lambda _: (),
        before: FacetValues | None = None,
    ) -> None:
        self.posts = posts
        self.texts = texts
        documents = source.documents() if source else range(len(posts) - 1, -1, -1)
        self.order = SortOrders(posts, documents)
        self.all = BitMap(self.order.newest)
        self.by_document: list[Post | None] = [None] * (max(documents, default=-1) + 1)
        for document, post in zip(documents, posts, strict=True):
            self.by_document[document] = post
        self._source = source
        self._targets = targets
        self.seen = VerificationCache()
        self.values = FacetValues(self.by_document, series or {}, before)

    @property
    def indexed(self) -> bool:
        """Whether there is a source of postings of all that stands in the posts."""
        return self._source is not None

    @cached_property
    def postings_cache(self) -> PostingsCache:
        """The terms of the posts, with what was looked up last kept at hand."""
        if self._source:
            return PostingsCache(self._source)
        from .post_terms import metadata_terms

        return PostingsCache(MemoryPostingsSource(map(metadata_terms, self.posts)))

    def post(self, document: int) -> Post:
        """The post of one of ``all``."""
        post = self.by_document[document]
        if post is None:
            raise KeyError(document)
        return post

    def prepare(self) -> None:
        """Make ready what the first search would wait for. Raises IndexCorrupt."""
        self.postings_cache.prepare()
        self.values.prepare()
        _ = (self.features, self.dated, self.order.ranks())
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
    def dated(self) -> DateOrder:
        """The documents by their day in the site's time zone."""
        return DateOrder((post.date, document) for document, post in self._numbered())

    @cached_property
    def updated(self) -> DateOrder:
        """The documents by the day of their last change, else by their own."""
        return DateOrder(
            (post.updated or post.date, document) for document, post in self._numbered()
        )

    @cached_property
    def features(self) -> PostFeatures:
        """The length and the age of each document, for its score."""
        return PostFeatures(self.by_document)

    def has_property(self, key: str) -> bool:
        """Whether some front matter has a key. Raises IndexCorrupt."""
        return bool(self.postings_cache.terms_with_prefix(PROPERTY, beginning(key)))

    def latest_year(self, month: int) -> int | None:
        """The latest year that has posts in a month, from 1; None where none has."""
        names = self.values.names("month").documents
        years = [name[:4] for name in names if name[5:] == f"{month:02}"]
        return int(max(years)) if years else None

    @cached_property
    def property_keys(self) -> tuple[str, ...]:
        """The keys of front matter that no other field has, folded."""
        terms = self.postings_cache.terms_with_prefix(PROPERTY, "")
        return tuple(dict.fromkeys(parted(term)[0] for term in terms))

    def _numbered(self) -> Iterator[tuple[int, Post]]:
        return zip(self.order.newest, self.posts, strict=True)
