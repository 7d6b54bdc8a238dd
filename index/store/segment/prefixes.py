"""The postings of all terms with one prefix, as if they were those of one term.

Thousands of terms begin with a letter. Terms are sorted, so that their postings are adjacent: they
are read part by part and their frequencies added up by numpy.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

import numpy as np
from pyroaring import BitMap

from index.search.corpus.postings_source import NOWHERE, Postings
from index.search.text.characters import Numbers

from .dictionary import FieldDictionary
from .postings import MOST_IN_BYTE
from .postings_batch import decode_lists
from .sorted_texts import AFTER, encoded


def frequencies(terms: FieldDictionary, file: Any, prefix: str, deleted: BitMap) -> Numbers:
    """How often the terms with a prefix are in each document of a segment.

    Args:
        terms: The dictionary of the field.
        file: The file of the postings.
        prefix: A folded text that the terms begin with.
        deleted: The documents that are deleted, which get 0.

    Returns:
        A frequency for each document, up to the last one that has any of the terms.

    Raises:
        IndexCorrupt: The postings are not as they were written.
    """
    key = encoded(prefix)
    first, end = terms.closest(key), terms.closest(key + AFTER)
    total: Numbers = np.zeros(0, dtype=np.int64)
    for lists in decode_lists(terms, file, first, end):
        sums = np.bincount(lists.documents, weights=lists.times, minlength=len(total))
        longer = sums.astype(np.int64)
        longer[: len(total)] += total
        total = longer
    gone = np.array(deleted, dtype=np.int64)
    total[gone[gone < len(total)]] = 0
    return total


def together(segments: Iterable[tuple[int, Numbers]]) -> Postings:
    """Add up the postings of several segments.

    ``segments`` has for each its first document and its ``frequencies``.
    """
    found = [(base, total, np.flatnonzero(total)) for base, total in segments]
    documents = np.concatenate([base + places for base, _, places in found])
    if not len(documents):
        return NOWHERE
    times = np.concatenate([total[places] for _, total, places in found])
    posts = BitMap(array("I", documents.astype(np.uint32).tobytes()))
    if times.max() <= MOST_IN_BYTE:
        return Postings(posts, times.astype(np.uint8).tobytes())
    return Postings(posts, array("I", times.astype(np.uint32).tobytes()))
