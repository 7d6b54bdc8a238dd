"""The format of one term's postings: its documents, then how often it is in each of them.

Up to ``FEW`` documents are uint32 numbers, ascending; more are a Roaring bitmap in its portable
serialization. Behind them is one frequency for each document: a byte where all of the term's fit
into one, else uint32. Numbers are in the byte order of the machine. How many documents there are
and which frequency is the highest is in the dictionary, so that no lengths are stored here.
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
    """Read the postings of one term.

    Args:
        data: The bytes that ``encode_lists`` has made of them.
        count: The number of documents, from the dictionary.
        most: The highest frequency, from the dictionary: it decides how wide frequencies are.

    Raises:
        ValueError: The bytes are not those of ``count`` documents.
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
