"""The postings of one term as bytes: its documents, then how often it stands in each of them.

Up to eight documents are kept as they are, more of them as a Roaring bitmap in its portable format.
Frequencies are bytes where all fit in one, else words. Words are as long as ``array`` has them for
``I``, in the order of this machine.
"""

from __future__ import annotations

from array import array

from pyroaring import BitMap

from index.search.corpus.postings_source import Postings

FEW = 8
"""The most documents that are kept as they are."""

MOST_IN_BYTE = 255
"""The highest frequency that is kept in a byte."""

WORD = 4
"""The bytes of a word."""


def decode(data: bytes, count: int, most: int) -> Postings:
    """``count`` documents, ``most`` being the highest frequency, as ``lists`` encodes them.

    Raises ValueError where that is not what the bytes hold.
    """
    wide = most > MOST_IN_BYTE
    middle = len(data) - count * (WORD if wide else 1)
    if count <= FEW:
        documents = array("I", data[:middle])
        posts = BitMap(documents)
    else:
        posts = BitMap.deserialize(data[:middle])
    if len(posts) != count:
        raise ValueError("postings are cut short")
    times = data[middle:]
    return Postings(posts, array("I", times) if wide else times)
