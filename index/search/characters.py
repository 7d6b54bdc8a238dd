"""Texts as arrays of code points, and what kind each character is.

Numpy looks at a hundred thousand characters in the time that Python takes for some hundred.
"""

from __future__ import annotations

import re
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from .tokens import CJK, fold

Codes: TypeAlias = NDArray[np.uint32]
"""Code points in order."""

Kinds: TypeAlias = NDArray[np.uint8]
Numbers: TypeAlias = NDArray[np.integer[Any]]

SIGN, JOINER, BLANK, LETTER, IDEOGRAPH = range(5)
"""What a character may be: ``JOINER`` is a sign that may stand within a word, ``LETTER`` a letter
or digit, and ``IDEOGRAPH`` stands for all of ``tokens.CJK``."""

_PAGE = 8
_CODES = 0x110000
_OTHERWISE = 0xFFFF_FFFF
_KINDS = {
    JOINER: re.compile(r"[._'’-]"),
    BLANK: re.compile(r"\s"),
    LETTER: re.compile(r"[^\W_]+"),
    IDEOGRAPH: re.compile(f"[{CJK}]+"),
}


def codes(text: str) -> Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def text_of(points: Codes) -> str:
    """The text that code points are of."""
    return points.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


class _Characters:
    """The kind of each character and what it is folded to, found out page by page."""

    def __init__(self) -> None:
        self.kinds: Kinds = np.zeros(_CODES, dtype=np.uint8)
        self.folded: Codes = np.zeros(_CODES, dtype=np.uint32)
        self._known = np.zeros(_CODES >> _PAGE, dtype=np.bool_)

    def learn(self, points: Codes) -> None:
        """See that the pages of these code points are known."""
        used = np.bincount(points >> _PAGE, minlength=len(self._known)) > 0
        for page in np.flatnonzero(used & ~self._known).tolist():
            self._read(page << _PAGE)
            self._known[page] = True

    def _read(self, first: int) -> None:
        page = "".join(map(chr, range(first, first + (1 << _PAGE))))
        for kind, pattern in _KINDS.items():
            for match in pattern.finditer(page):
                self.kinds[first + match.start() : first + match.end()] = kind
        if fold(page) == page:
            self.folded[first : first + len(page)] = codes(page)
            return
        for code, character in enumerate(page, first):
            folded = fold(character)
            self.folded[code] = ord(folded) if len(folded) == 1 else _OTHERWISE


_CHARACTERS = _Characters()


def kinds(points: Codes) -> Kinds:
    """The kind of each character."""
    _CHARACTERS.learn(points)
    return _CHARACTERS.kinds[points]


def folded(text: str, points: Codes) -> Codes:
    """What ``tokens.fold`` gives for a composed text, whose code points are ``points``."""
    _CHARACTERS.learn(points)
    found = _CHARACTERS.folded[points]
    # A mark belongs to the letter before it, and some letters are folded to two.
    return codes(fold(text)) if (found == _OTHERWISE).any() else found
