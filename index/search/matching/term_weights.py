"""What each term of a query may add to the score of a post: weights and rarity, as in ``rank``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from index.errors import Cancelled
from index.search.corpus.collection import SearchCorpus
from index.search.corpus.postings_source import Postings

from .evaluate import Match

WEIGHTS = {"title": 8.0, "heading": 4.0, "tag": 3.0, "person": 2.0, "body": 1.0, "code": 0.6}
SATURATION = 1.2
AS_TYPED = 1.5
AS_VARIANT = 0.2
"""What a text counts that is written otherwise than it was typed: ``1,000`` for ``1000``."""

_LENGTHY = frozenset({"body", "code"})


@dataclass(frozen=True, slots=True)
class TermContribution:
    """What one term of a text adds to the scores of posts.

    ``most`` is the limit that the contribution approaches as the term gets more frequent: the
    inverse document frequency times ``SATURATION + 1``, as in BM25. ``fields`` has for each field
    its weight, whether its frequencies are normalised by length, and the postings.
    """

    match: Match
    most: float
    fields: tuple[tuple[float, bool, Postings], ...]


def term_contributions(
    collection: SearchCorpus, matches: Iterable[Match], cancelled: Callable[[], bool]
) -> Iterator[TermContribution]:
    """What each term of a query adds to the scores of posts, one term at a time.

    Args:
        collection: The posts.
        matches: The texts of the query, each with the documents that contain it.
        cancelled: Called often; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    postings_cache = collection.postings_cache
    for match in matches:
        normalized = match.normalized
        share = (AS_VARIANT if match.is_variant else 1.0) / len(normalized.terms)
        for term in normalized.terms:
            if cancelled():
                raise Cancelled
            yield _contribution(
                collection, match, share, postings_cache.everywhere(match.fields, term)
            )
        if normalized.prefix:
            last = normalized.terms[-1]
            each = postings_cache.beginning_everywhere(match.fields, last, cancelled)
            yield _contribution(collection, match, share, each)


def _contribution(
    collection: SearchCorpus, match: Match, share: float, each: Sequence[Postings]
) -> TermContribution:
    commonest = max(len(postings.posts) for postings in each)
    rarity = log(1 + (len(collection.posts) - commonest + 0.5) / (commonest + 0.5))
    return TermContribution(
        match,
        share * rarity * (SATURATION + 1),
        tuple(
            (WEIGHTS[name], name in _LENGTHY, postings)
            for name, postings in zip(match.fields, each, strict=True)
            if postings.posts
        ),
    )
