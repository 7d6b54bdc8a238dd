"""The postings of one term as bytes: its documents, then how often it stands in each of them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from pyroaring import BitMap

from index.search.lexicon import Postings

_FEW = 8
_MOST_IN_BYTE = 255
_WORD = 4


def encode(documents: array[int], times: Sequence[int]) -> bytes:
    """Documents, ascending, and a number from 1 to 2**32 - 1 for each.

    Up to eight documents are kept as they are, more of them as a Roaring bitmap in its portable
    format. Frequencies are bytes where all fit in one, else words. Words are as long as ``array``
    has them for ``I``, in the order of this machine.
    """
    kept = documents.tobytes() if len(documents) <= _FEW else BitMap(documents).serialize()
    if max(times) <= _MOST_IN_BYTE:
        return kept + (bytes(times) if isinstance(times, list) else array("B", times).tobytes())
    return kept + array("I", times).tobytes()


def decode(data: bytes, count: int, most: int) -> Postings:
    """What ``encode`` has encoded: ``count`` documents and ``most`` as the highest frequency.

    Raises ValueError where that is not what the bytes hold.
    """
    wide = most > _MOST_IN_BYTE
    middle = len(data) - count * (_WORD if wide else 1)
    if count <= _FEW:
        documents = array("I", data[:middle])
        posts = BitMap(documents)
    else:
        posts = BitMap.deserialize(data[:middle])
    if len(posts) != count:
        raise ValueError("postings are cut short")
    times = data[middle:]
    return Postings(posts, array("I", times) if wide else times)
