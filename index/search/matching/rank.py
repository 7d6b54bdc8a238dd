"""How well a post answers a query.

BM25F after Zaragoza, Craswell, Taylor, Saria and Robertson, "Microsoft Cambridge at TREC 13": the
frequencies of a term in the fields are weighed and added before they saturate. Only body and code
are normalised by length, by the words of the post::

    x(d)     = sum over fields of weight * times / norm(d)
    score(d) = newness(d) * sum over texts of typed(d) * sum over terms of
               share * rarity * (k + 1) * x(d) / (k + x(d))

A word of several terms shares its gain among them. A word still being typed is a term as it
stands, and all the terms that begin with it are one more. ``typed`` prefers a text that stands as
it was typed. ``newness`` falls with age as the saturating feature of Craswell, Robertson, Zaragoza
and Taylor, "Relevance weighting for query independent evidence", does, from 1 + 0.1 for the newest
post of the journal to 1.

A few hits are scored in plain Python. Where there are many numpy does the same sums at once; it
takes a tenth of a second and 16 MB to load, and is not for small journals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from pyroaring import BitMap

from index.search.corpus.collection import SearchCorpus
from index.search.corpus.post_features import FEW, PostFeatures
from index.search.corpus.postings_source import Postings
from index.search.query.fields import Sort

from .evaluate import Match
from .hits import Ordered
from .term_weights import AS_TYPED, SATURATION, TermContribution, term_contributions

_ONE_BY_ONE = 96


def ordered(
    collection: SearchCorpus,
    matches: Sequence[Match],
    found: BitMap,
    sort: Sort,
    cancelled: Callable[[], bool],
) -> Ordered:
    """Put the found documents into an order; they are scored only where that is relevance.

    Relevance without texts is the newest first.

    Args:
        collection: The posts.
        matches: The texts of the query, each with the documents that contain it.
        found: The documents to order.
        sort: The order.
        cancelled: Called often; True stops.

    Returns:
        Gives the first so many documents, with their scores, or all for None.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    if not found:
        return lambda _: ()
    order = collection.order
    if sort != "relevance" or not matches:
        by = "new" if sort == "relevance" else sort
        return lambda most: [(document, 0.0) for document in order.first(found, by, most)]
    all_contributions = term_contributions(collection, matches, cancelled)
    ranks = order.ranks()
    if len(collection.posts) > FEW and len(found) > _ONE_BY_ONE:
        from .rank_arrays import best_of_many, scores_of_many

        many = scores_of_many(collection.features, found, all_contributions)
        return lambda most: best_of_many(found, many, ranks, most)
    few = scores(collection.features, found, all_contributions)
    best = sorted(few.items(), key=lambda scored: (-scored[1], ranks[scored[0]]))
    return lambda most: best[:most]


def scores(
    features: PostFeatures, found: BitMap, all_contributions: Iterable[TermContribution]
) -> dict[int, float]:
    """The score of each of a few documents: BM25F, times a factor for newness.

    Args:
        features: The length and the age of each post as factors.
        found: The documents to score.
        all_contributions: What each term of the query adds to the scores.
    """
    total = dict.fromkeys(found, 0.0)
    for contribution in all_contributions:
        weighed: dict[int, float] = {}
        for weight, lengthy, postings in contribution.fields:
            for document, times in _common(postings, found):
                norm = features.norms[document] if lengthy else 1.0
                weighed[document] = weighed.get(document, 0.0) + weight * times / norm
        match = contribution.match
        for document, x in weighed.items():
            if document in match.found:
                typed = AS_TYPED if document in match.as_typed else 1.0
                total[document] += typed * contribution.most * x / (SATURATION + x)
    return {document: score * features.newness[document] for document, score in total.items()}


def _common(postings: Postings, found: BitMap) -> Iterator[tuple[int, int]]:
    """The found documents with a term, and how often it stands in them."""
    posts, times = postings
    if len(posts) > 8 * len(found):
        for document in posts & found:
            yield document, times[posts.rank(document) - 1]
    else:
        for document, number in zip(posts, times, strict=True):
            if document in found:
                yield document, number
