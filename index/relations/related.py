"""Which posts are related to one, and why: series, shared names, words in common, meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log

from pyroaring import BitMap

from index.errors import Cancelled
from index.folding import fold
from index.post import Post
from index.results import Reason, Related, lineage
from index.search.corpus.collection import SearchCorpus

from .keywords import Keywords, keywords, standing, times

MOST = 4
"""How many posts are given."""

_SERIES, _TAG, _CATEGORY, _WORDS, _MEANING = 1.5, 1.0, 0.5, 2.0, 2.0
_LEAST_NEAR = 0.55
"""The least cosine of posts that are close.

Of the pairs of 995 real posts a hundredth have 0.51 or more, and a thousandth 0.65.
"""
_SATURATION = 1.2
_LOOKED_UP, _KEYS = 160, 24
_LEAST_COMMON, _COMMON_SHARE = 8, 8
_NAMED = 5
_LEAST_ALIKE = 0.06
_TITLE = 3


@dataclass(frozen=True, slots=True)
class _Key:
    """A word that tells what a post is about, with its weight and where it stands."""

    word: str
    weight: float
    documents: BitMap


def related(
    collection: SearchCorpus,
    post: Post,
    series: tuple[str, Sequence[Post]],
    near: Mapping[str, float],
    cancelled: Callable[[], bool],
) -> tuple[Related, ...]:
    """The posts most related to one, the most related first and of equals the newest.

    Each thing in common adds to a score what it is worth, times the logarithm of how rare it is:
    the series most, then each tag, then the category. A tag ``a/b`` has ``a`` in common with
    ``a/c``. Words add by how much they are alike: those of the post with most weight by tf-idf
    (Salton and Buckley, "Term-weighting approaches in automatic text retrieval") are looked for
    as a query would be, by BM25. A single word tells something of short posts only. What is said
    to be in common is looked up in the posts again. Posts that are close in meaning add by how
    close they are.

    Args:
        collection: All posts. Those that are not indexed yet have no words in it.
        post: One of them, or one that is not there any more.
        series: The name of its series and the posts of it; empty without one.
        near: How close posts are to it in meaning, by path: cosines of vectors. Empty where there
            are none.
        cancelled: Asked often.

    Raises:
        Cancelled: ``cancelled`` said so.
        IndexCorrupt: The index cannot be used.
    """
    scores: dict[int, float] = {}
    own = _texts(collection, post)
    keys = _keys(collection, own, post.people, cancelled)
    for contribution, documents in _shared(collection, post, series[1]):
        for document in documents:
            scores[document] = scores.get(document, 0.0) + contribution
    alike = _likeness(collection, keys, cancelled)
    for document, likeness in alike.items():
        contribution = _WORDS * log(1 + len(collection.posts)) * likeness
        scores[document] = scores.get(document, 0.0) + contribution
    close = {path: cosine for path, cosine in near.items() if cosine >= _LEAST_NEAR}
    for path, cosine in close.items():
        if (number := collection.by_path.get(path)) is not None:
            contribution = _MEANING * log(1 + len(collection.posts)) * (2 * cosine - 1)
            scores[number] = scores.get(number, 0.0) + contribution
    scores.pop(collection.by_path.get(post.path, -1), None)
    ranks = collection.order.ranks()
    best = nsmallest(3 * MOST, scores, key=lambda document: (-scores[document], ranks[document]))
    found: list[Related] = []
    for document in best:
        if cancelled():
            raise Cancelled
        other = collection.post(document)
        reasons = tuple(_reasons(collection, post, other, series, own, keys))
        if other.path in close:
            reasons = (*reasons, Reason("meaning", ()))
        if reasons and (alike.get(document, 1.0) >= _LEAST_ALIKE or not _is_thin(reasons)):
            found.append(Related(other, reasons))
        if len(found) == MOST:
            break
    return tuple(found)


def _shared(
    collection: SearchCorpus, post: Post, series: Iterable[Post]
) -> Iterator[tuple[float, BitMap]]:
    """What each name that a post carries is worth, and the documents that carry it too."""
    total = len(collection.posts)
    numbers = collection.by_path
    mates = BitMap([numbers[mate.path] for mate in series if mate.path in numbers])
    if mates:
        yield _SERIES * log(1 + total / len(mates)), mates
    for factor, names, carried in (
        (_TAG, collection.values.names("tag"), post.tags),
        (_CATEGORY, collection.values.names("category"), post.categories),
    ):
        for key in sorted({fold(part) for name in carried for part in lineage(name)}):
            if documents := names.named(key):
                yield factor * log(1 + total / len(documents)), documents


def _texts(collection: SearchCorpus, post: Post) -> Keywords:
    """The words of a post as its file says now; those of its title where it cannot be read."""
    own = keywords()
    own.add(post.title, _TITLE)
    for name in ("heading", "body"):
        own.add(collection.texts.as_written(post, name) or "")
    return own


def _keys(
    collection: SearchCorpus, own: Keywords, people: Iterable[str], cancelled: Callable[[], bool]
) -> list[_Key]:
    """The words of a post with most weight, the weightiest first. Names of its people are none."""
    named = keywords(*people).times
    total = len(collection.posts)
    most = max(_LEAST_COMMON, total // _COMMON_SHARE)
    found: list[_Key] = []
    for word, number in own.times.most_common(_LOOKED_UP):
        if cancelled():
            raise Cancelled
        if word in named:
            continue
        documents = standing(collection.postings_cache, word)
        if 0 < len(documents) <= most:
            weight = (1 + log(number)) * log(1 + total / len(documents))
            found.append(_Key(word, weight, documents))
    found.sort(key=lambda key: (-key.weight, key.word))
    return found[:_KEYS]


def _likeness(
    collection: SearchCorpus, keys: Sequence[_Key], cancelled: Callable[[], bool]
) -> dict[int, float]:
    """How much of the weight of these words each document has, from 0 to 1."""
    norms = collection.features.norms
    whole = sum(key.weight for key in keys) * (_SATURATION + 1)
    found: dict[int, float] = {}
    for key in keys:
        if cancelled():
            raise Cancelled
        contribution = key.weight * (_SATURATION + 1) / whole
        for document, number in times(collection.postings_cache, key.word, key.documents):
            part = contribution * number / (number + _SATURATION * norms[document])
            found[document] = found.get(document, 0.0) + part
    return found


def _reasons(
    collection: SearchCorpus,
    post: Post,
    other: Post,
    series: tuple[str, Sequence[Post]],
    own: Keywords,
    keys: Sequence[_Key],
) -> Iterator[Reason]:
    """What two posts have in common, as they say themselves.

    Words of the name of a series that both belong to are told by that.
    """
    name, mates = series
    told = ""
    if any(mate.path == other.path for mate in mates):
        yield Reason("series", (name,))
        told = fold(name)
    if tags := _in_common(post.tags, other.tags):
        yield Reason("tag", tags)
    if categories := _in_common(post.categories, other.categories):
        yield Reason("category", categories)
    texts = _texts(collection, other)
    common = (key.word for key in keys if key.word in texts.times)
    words = [own.spelled[word] for word in common if word not in told]
    if words:
        yield Reason("words", tuple(words[:_NAMED]))


def _is_thin(reasons: Sequence[Reason]) -> bool:
    """Whether a single word is all that there is."""
    first = reasons[0]
    return len(reasons) == 1 and first.kind == "words" and len(first.names) == 1


def _in_common(names: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """The names that both have, of nested ones the innermost, in the first one's spelling."""
    theirs = {fold(part) for name in others for part in lineage(name)}
    found: dict[str, str] = {}
    for name in names:
        shared = [part for part in lineage(name) if fold(part) in theirs]
        if shared:
            found.setdefault(fold(shared[-1]), shared[-1])
    return tuple(found.values())
