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
    """The scores of many documents, in their order: the same as ``rank.scores``, computed by numpy.

    Args:
        features: The length and the age of each post as factors.
        found: The documents to score.
        all_contributions: What each term of the query adds to the scores.
    """
    norms = np.frombuffer(features.norms, dtype=np.float32)
    total = np.zeros(len(norms), dtype=np.float32)
    for contribution in all_contributions:
        weighed = np.zeros(len(norms), dtype=np.float32)
        for weight, lengthy, postings in contribution.fields:
            documents = documents_of(postings.posts)
            times = weight * times_of(postings.times)
            weighed[documents] += times / norms[documents] if lengthy else times
        weighed *= contribution.most / (SATURATION + weighed)
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
    """The documents with the highest scores, best first and of equals the newest.

    Args:
        found: The documents.
        scores: Their scores, in the order of the documents.
        places: The rank of each document by date, newest first, by the document's number.
        most: How many to give; None for all.
    """
    documents = documents_of(found)
    if most is not None and most < len(documents):
        least = np.partition(scores, len(scores) - most)[len(scores) - most]
        chosen = np.flatnonzero(scores >= least)
        documents, scores = documents[chosen], scores[chosen]
    order = np.lexsort((np.frombuffer(places, dtype=np.uint32)[documents], -scores))[:most]
    return list(zip(documents[order].tolist(), scores[order].tolist(), strict=True))
