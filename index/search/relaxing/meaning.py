"""The posts that are close to a query in meaning, together with those that have its words.

Where vectors of the posts are there (see ``index.sync.meaning``), the order is that of::

    closeness(d) = cosine(d) + _WORDS * score(d) / greatest score

with the score that ``most_words`` gives. The factor and the least cosine were chosen by
``python -m tests.bench items --half choose``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pyroaring import BitMap

from index.results import Marks
from index.search.corpus.collection import SearchCorpus
from index.search.matching.evaluate import Evaluation
from index.search.matching.hits import Ordered
from index.search.query.nodes import Query

from .most_words import MostWords, words_and_filters

Likeness = Callable[[str], Mapping[str, float]]
"""Gives how close posts are to a text in meaning, by path: a cosine. Raises Cancelled."""

_WORDS = 0.3
_LEAST = 0.2
_CLOSE = 0.35
"""How close the closest post must be, where no post has any of the words."""

_MOST = 20


def nothing_alike(_: str) -> Mapping[str, float]:
    """Where there are no vectors."""
    return {}


def close_in_meaning(
    collection: SearchCorpus,
    query: Query,
    beyond: BitMap,
    marks: Marks,
    alike: Mapping[str, float],
    words: MostWords | None,
    cancelled: Callable[[], bool],
) -> tuple[BitMap, Ordered] | None:
    """The posts closest to a query, within what its filters find, and their order.

    Args:
        collection: The posts.
        query: The query.
        beyond: Documents that are left out.
        marks: What the reader has noted about posts.
        alike: How close posts are to the query's words.
        words: The posts with most of the words.
        cancelled: Called often; True stops.

    Returns:
        The documents and their order; None where none is close.

    Raises:
        Cancelled: ``cancelled`` returned True.
        IndexCorrupt: The index cannot be read.
    """
    within = collection.all - beyond
    _, filters = words_and_filters(query.node)
    evaluation = Evaluation(collection, cancelled, marks)
    for part in filters:
        within = evaluation.find(part, within)
    by_words = dict(words.ordered(None)) if words else {}
    if not by_words and max(alike.values(), default=0.0) < _CLOSE:
        return None
    greatest = max(by_words.values(), default=0.0) or 1.0
    closeness: dict[int, float] = {}
    for document in within:
        cosine = alike.get(collection.post(document).path, 0.0)
        if cosine >= _LEAST or document in by_words:
            closeness[document] = cosine + _WORDS * by_words.get(document, 0.0) / greatest
    ranks = collection.order.ranks()
    best = sorted(closeness, key=lambda each: (-closeness[each], ranks[each]))[:_MOST]
    if not best:
        return None
    ordered = [(document, closeness[document]) for document in best]
    return BitMap(best), lambda most: ordered[:most]
