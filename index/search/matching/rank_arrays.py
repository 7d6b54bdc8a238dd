"""The sums of ``rank`` over thousands of posts at once, by numpy."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from pyroaring import BitMap

from index.search.corpus.arrays import Scores, documents_of, times_of
from index.search.corpus.post_features import PostFeatures

from .term_weights import AS_TYPED, SATURATION, TermContribution


def scores_of_many(
    features: PostFeatures, found: BitMap, all_contributions: Iterable[TermContribution]
) -> Scores:
    """How well each of the found documents answers what was looked for, as ``rank.scores``."""
    norms = np.frombuffer(features.norms, dtype=np.float32)
    total = np.zeros(len(norms), dtype=np.float32)
    for contribution in all_contributions:
        weighed = np.zeros(len(norms), dtype=np.float32)
        for weight, lengthy, postings in contribution.fields:
            documents = documents_of(postings.posts)
            times = weight * times_of(postings.times)
            weighed[documents] += times / norms[documents] if lengthy else times
        weighed *= contribution.contribution / (SATURATION + weighed)
        match = contribution.match
        typed = documents_of(match.as_typed)
        weighed[typed] *= AS_TYPED
        standing = documents_of(match.found)
        total[standing] += weighed[standing]
    documents = documents_of(found)
    return total[documents] * np.frombuffer(features.newness, dtype=np.float32)[documents]


def best_of_many(
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
