"""Keys: numbers for terms and tokens, of which most need no list of them to be spelled out.

A key spells one character or two side by side, which may have a blank after the first, or a text
that a vocabulary has a number for, which may have a blank at its end. Keys are below ``2**44``, and
those of characters ascend as their texts do.
"""

from __future__ import annotations

import numpy as np

from .characters import Numbers, text_of
from .vocabulary import Vocabulary

_CODE = 21
_POINT = (1 << _CODE) - 1
_SHIFT = _CODE + 2
_ALONE, _APART, _JOINED = range(3)
_KNOWN = 0x110000 << _SHIFT
_SPACE, _NOTHING = ord(" "), 0xFFFF_FFFF
_END = "\0"


def pack_bigram(first: Numbers, second: Numbers | int = 0, apart: Numbers | int = 0) -> Numbers:
    """Pack one or two characters into a key: an integer below ``2**44``, as the module describes.

    Args:
        first: The code points of the first characters.
        second: The code points of the second characters; 0 where there is none.
        apart: Not 0 where a blank is after the first character.
    """
    manner = np.where(apart, _APART, np.where(second, _JOINED, _ALONE)).astype(np.int64)
    found: Numbers = first.astype(np.int64) << _SHIFT | manner << _CODE | second
    return found


def known(numbers: Numbers, apart: Numbers | int = 0) -> Numbers:
    """The keys of texts by their numbers in a vocabulary, with a blank at the end where not 0."""
    found: Numbers = _KNOWN + (numbers << 1 | apart)
    return found


def spelled(keys: Numbers, vocabulary: Vocabulary) -> list[str]:
    """The texts of ascending keys."""
    border = int(np.searchsorted(keys, _KNOWN))
    characters, texts = keys[:border], keys[border:] - _KNOWN
    rows = np.empty((len(characters), 4), dtype=np.uint32)
    rows[:, 0] = characters >> _SHIFT
    rows[:, 1] = np.where(characters >> _CODE & _APART, _SPACE, _NOTHING)
    rows[:, 2] = np.where(characters & _POINT, characters & _POINT, _NOTHING)
    rows[:, 3] = ord(_END)
    found = text_of(rows[rows != _NOTHING]).split(_END)[:-1]
    found.extend(map(vocabulary.texts.__getitem__, (texts >> 1).tolist()))
    for place in (border + np.flatnonzero(texts & 1)).tolist():
        found[place] += " "
    return found
