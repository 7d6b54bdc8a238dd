"""The sums of ``rank`` and ``lookup`` over thousands of posts at once, by numpy."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from .features import Features
from .lexicon import Postings
from .rank import AS_TYPED, SATURATION, Gain

Documents: TypeAlias = NDArray[np.uint32]
Scores: TypeAlias = NDArray[np.float32]


def documents_of(posts: BitMap) -> Documents:
    """The numbers of a bitmap, ascending."""
    return np.frombuffer(posts.to_array(), dtype=np.uint32)


def scores_of_many(features: Features, found: BitMap, all_gains: Iterable[Gain]) -> Scores:
    """How well each of the found documents answers what was looked for, as ``rank.scores``."""
    norms = np.frombuffer(features.norms, dtype=np.float32)
    total = np.zeros(len(norms), dtype=np.float32)
    for gain in all_gains:
        weighed = np.zeros(len(norms), dtype=np.float32)
        for weight, lengthy, postings in gain.fields:
            documents = documents_of(postings.posts)
            times = weight * _times(postings.times)
            weighed[documents] += times / norms[documents] if lengthy else times
        weighed *= gain.gain / (SATURATION + weighed)
        match = gain.match
        typed = documents_of(match.as_typed)
        weighed[typed] *= AS_TYPED
        standing = documents_of(match.found)
        total[standing] += weighed[standing]
    documents = documents_of(found)
    return total[documents] * np.frombuffer(features.newness, dtype=np.float32)[documents]


def best(
    found: BitMap, scores: Scores, places: array[int], most: int | None
) -> list[tuple[int, float]]:
    """The documents with the highest scores, best first and of equals the newest, with them."""
    documents = documents_of(found)
    if most is not None and most < len(documents):
        least = np.partition(scores, len(scores) - most)[len(scores) - most]
        chosen = np.flatnonzero(scores >= least)
        documents, scores = documents[chosen], scores[chosen]
    order = np.lexsort((np.frombuffer(places, dtype=np.uint32)[documents], -scores))[:most]
    return list(zip(documents[order].tolist(), scores[order].tolist(), strict=True))


def summed_many(all_postings: Sequence[Postings]) -> Postings:
    """The postings of several terms as if they were one."""
    documents = np.concatenate([documents_of(postings.posts) for postings in all_postings])
    times = np.concatenate([_times(postings.times) for postings in all_postings])
    posts = BitMap().union(*(postings.posts for postings in all_postings))
    sums = np.bincount(documents, weights=times)[documents_of(posts)]
    return Postings(posts, array("I", sums.astype(np.uint32).tobytes()))


def _times(times: bytes | array[int]) -> Scores:
    kind = np.uint8 if isinstance(times, bytes) else np.dtype(times.typecode)
    return np.frombuffer(times, dtype=kind).astype(np.float32)
