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
from dataclasses import dataclass
from math import log

from pyroaring import BitMap

from index.errors import Cancelled

from .collection import Collection
from .evaluate import Match
from .features import FEW, Features
from .fields import Sort
from .hits import Ordered
from .lexicon import Postings

WEIGHTS = {"title": 8.0, "heading": 4.0, "tag": 3.0, "person": 2.0, "body": 1.0, "code": 0.6}
SATURATION = 1.2
AS_TYPED = 1.5

_ONE_BY_ONE = 96
_LENGTHY = frozenset({"body", "code"})


def ordered(
    collection: Collection,
    matches: Sequence[Match],
    found: BitMap,
    sort: Sort,
    cancelled: Callable[[], bool],
) -> Ordered:
    """What puts the found documents into the order asked for, scored where that is relevance.

    ``relevance`` without texts is the newest first. Raises Cancelled.
    """
    if not found:
        return lambda _: ()
    order = collection.order
    if sort != "relevance" or not matches:
        by = "new" if sort == "relevance" else sort
        return lambda most: [(document, 0.0) for document in order.first(found, by, most)]
    all_gains = gains(collection, matches, cancelled)
    places = order.places()
    if len(collection.posts) > FEW and len(found) > _ONE_BY_ONE:
        from . import vectors

        many = vectors.scores_of_many(collection.features, found, all_gains)
        return lambda most: vectors.best(found, many, places, most)
    few = scores(collection.features, found, all_gains)
    best = sorted(few.items(), key=lambda scored: (-scored[1], places[scored[0]]))
    return lambda most: best[:most]


@dataclass(frozen=True, slots=True)
class Gain:
    """What one term of a text may add to a score: ``gain`` at most, by these postings.

    Each has the weight of its field, and whether it is normalised by length.
    """

    match: Match
    gain: float
    fields: tuple[tuple[float, bool, Postings], ...]


def gains(
    collection: Collection, matches: Iterable[Match], cancelled: Callable[[], bool]
) -> Iterator[Gain]:
    """The gains of all terms that were looked for. Raises Cancelled."""
    lexicon = collection.lexicon
    for match in matches:
        needle = match.needle
        share = 1.0 / len(needle.terms)
        for term in needle.terms:
            if cancelled():
                raise Cancelled
            yield _gain(collection, match, share, lexicon.everywhere(match.fields, term))
        if needle.prefix:
            last = needle.terms[-1]
            each = lexicon.beginning_everywhere(match.fields, last, cancelled)
            yield _gain(collection, match, share, each)


def _gain(collection: Collection, match: Match, share: float, each: Sequence[Postings]) -> Gain:
    commonest = max(len(postings.posts) for postings in each)
    rarity = log(1 + (len(collection.posts) - commonest + 0.5) / (commonest + 0.5))
    return Gain(
        match,
        share * rarity * (SATURATION + 1),
        tuple(
            (WEIGHTS[name], name in _LENGTHY, postings)
            for name, postings in zip(match.fields, each, strict=True)
            if postings.posts
        ),
    )


def scores(features: Features, found: BitMap, all_gains: Iterable[Gain]) -> dict[int, float]:
    """How well each of a few found documents answers what was looked for."""
    total = dict.fromkeys(found, 0.0)
    for gain in all_gains:
        weighed: dict[int, float] = {}
        for weight, lengthy, postings in gain.fields:
            for document, times in _common(postings, found):
                norm = features.norms[document] if lengthy else 1.0
                weighed[document] = weighed.get(document, 0.0) + weight * times / norm
        match = gain.match
        for document, x in weighed.items():
            if document in match.found:
                typed = AS_TYPED if document in match.as_typed else 1.0
                total[document] += typed * gain.gain * x / (SATURATION + x)
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
