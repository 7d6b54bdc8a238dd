"""The postings of thousands of posts at once, by numpy."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from .postings_source import Postings

Documents: TypeAlias = NDArray[np.uint32]
Scores: TypeAlias = NDArray[np.float32]


def documents_of(posts: BitMap) -> Documents:
    """The numbers of a bitmap, ascending."""
    return np.frombuffer(posts.to_array(), dtype=np.uint32)


def summed_many(all_postings: Sequence[Postings]) -> Postings:
    """The postings of several terms as if they were one."""
    documents = np.concatenate([documents_of(postings.posts) for postings in all_postings])
    times = np.concatenate([times_of(postings.times) for postings in all_postings])
    posts = BitMap().union(*(postings.posts for postings in all_postings))
    sums = np.bincount(documents, weights=times)[documents_of(posts)]
    return Postings(posts, array("I", sums.astype(np.uint32).tobytes()))


def times_of(times: bytes | array[int]) -> Scores:
    """How often a term stands in each of its posts."""
    kind = np.uint8 if isinstance(times, bytes) else np.dtype(times.typecode)
    return np.frombuffer(times, dtype=kind).astype(np.float32)
