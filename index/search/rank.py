"""The order of hits: BM25F for texts, else the newest first.

BM25F after Zaragoza, Craswell, Taylor, Saria and Robertson, "Microsoft Cambridge at TREC 13": the
frequencies of a term in the fields are weighed and added before they saturate. Only body and code
are normalised by length, by the words of the post.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from math import log

from index.errors import Cancelled

from .collection import Collection
from .evaluate import Match, Numbers
from .query import Sort

_WEIGHTS = {"title": 8.0, "heading": 4.0, "tag": 3.0, "person": 2.0, "body": 1.0, "code": 0.6}
_SATURATION = 1.2
_LENGTH = 0.75
_AS_TYPED = 2.0


def scores(
    collection: Collection, matches: Iterable[Match], found: Numbers, cancelled: Callable[[], bool]
) -> dict[int, float]:
    """How well each of the found posts answers the texts that were looked for.

    Raises Cancelled.
    """
    total = dict.fromkeys(found, 0.0)
    for match in matches:
        needle = match.needle
        for term in needle.terms:
            if cancelled():
                raise Cancelled
            _add(total, collection, match, term, 1.0 / len(needle.terms))
        if needle.prefix:
            last = needle.terms[-1]
            _add(total, collection, match, last, 1.0 / len(needle.terms), prefix=True)
        for number in match.as_typed & found:
            total[number] *= _AS_TYPED
    return total


def _add(
    total: dict[int, float],
    collection: Collection,
    match: Match,
    term: str,
    share: float,
    *,
    prefix: bool = False,
) -> None:
    frequency: dict[int, float] = {}
    commonest = 0
    for name in match.fields:
        postings = collection.lexicon.postings(name, term, prefix=prefix)
        commonest = max(commonest, len(postings))
        weight = _WEIGHTS[name]
        numbers = total if len(total) < len(postings) else postings
        for number in numbers:
            if number in total and number in postings:
                norm = _norm(collection, number) if name in {"body", "code"} else 1.0
                times = weight * postings[number] / norm
                frequency[number] = frequency.get(number, 0.0) + times
    rarity = log(1 + (len(collection.posts) - commonest + 0.5) / (commonest + 0.5))
    gain = share * rarity * (_SATURATION + 1)
    for number, times in frequency.items():
        if number in match.found:
            total[number] += gain * times / (_SATURATION + times)


def _norm(collection: Collection, number: int) -> float:
    return 1 - _LENGTH + _LENGTH * collection.posts[number].words / collection.mean_words


def ordered(
    collection: Collection, scored: dict[int, float], sort: Sort, *, ranked: bool
) -> list[int]:
    """The found posts in the order asked for; ``relevance`` without texts is the newest first."""
    posts = collection.posts
    numbers = sorted(scored)
    match sort:
        case "relevance" if ranked:
            numbers.sort(key=lambda n: -scored[n])
        case "old":
            numbers.sort(key=lambda n: (posts[n].date is None, -n))
        case "updated":
            numbers.sort(key=lambda n: -_moment(posts[n].updated or posts[n].date))
        case "title":
            numbers.sort(key=lambda n: posts[n].title.casefold())
        case "length":
            numbers.sort(key=lambda n: -posts[n].words)
    return numbers


def _moment(moment: datetime | None) -> float:
    return moment.timestamp() if moment else float("-inf")
