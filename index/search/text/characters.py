"""Texts as arrays of code points, and what kind each character is.

Numpy looks at a hundred thousand characters in the time that Python takes for some hundred.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.lazy_pattern import lazy_pattern

from .tokens import CJK, SYMBOLS, fold

Codes: TypeAlias = NDArray[np.uint32]
"""Code points in order."""

Kinds: TypeAlias = NDArray[np.uint8]
Numbers: TypeAlias = NDArray[np.integer[Any]]

SIGN, JOINER, BLANK, LETTER, IDEOGRAPH = range(5)
"""What a character may be: ``JOINER`` is a sign that may stand within a word, ``LETTER`` a letter
or digit, and ``IDEOGRAPH`` stands for all of ``tokens.CJK``."""

_CODES = 0x110000
_PAGE = 256
_UNKNOWN = 255
_OTHERWISE = 0xFFFF_FFFF
_PATTERNS = {
    JOINER: lazy_pattern(r"[._'’-]"),
    BLANK: lazy_pattern(r"\s"),
    LETTER: lazy_pattern(r"[^\W_]+"),
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
        self._kinds: Kinds = np.full(_CODES, _UNKNOWN, dtype=np.uint8)
        self._folded: Codes = np.zeros(_CODES, dtype=np.uint32)

    def kinds(self, points: Codes) -> Kinds:
        """The kind of each character."""
        found = self._kinds[points]
        if (found == _UNKNOWN).any():
            for page in np.unique(points // _PAGE).tolist():
                if self._kinds[page * _PAGE] == _UNKNOWN:
                    self._read(page * _PAGE)
            found = self._kinds[points]
        return found

    def folded(self, points: Codes) -> Codes:
        """What each character is folded to by itself: ``_OTHERWISE`` where that is not one."""
        self.kinds(points)
        return self._folded[points]

    def _read(self, first: int) -> None:
        page = "".join(map(chr, range(first, first + _PAGE)))
        kinds = self._kinds[first : first + _PAGE]
        kinds[:] = SIGN
        for kind, pattern in _PATTERNS.items():
            for match in pattern.finditer(page):
                kinds[match.start() : match.end()] = kind
        for start, _, end in zip(*[iter(CJK)] * 3, strict=True):
            kinds[max(ord(start) - first, 0) : max(ord(end) + 1 - first, 0)] = IDEOGRAPH
        if fold(page) == page:
            self._folded[first : first + _PAGE] = codes(page)
            return
        for code, character in enumerate(page, first):
            folded = fold(character)
            self._folded[code] = ord(folded) if len(folded) == 1 else _OTHERWISE


_CHARACTERS = _Characters()
kinds = _CHARACTERS.kinds


_BORDERS_OF_SYMBOLS = np.array(
    [
        border
        for first, _, last in zip(*[iter(SYMBOLS)] * 3, strict=True)
        for border in (ord(first), ord(last) + 1)
    ],
    dtype=np.uint32,
)


def are_symbols(points: Codes) -> NDArray[np.bool_]:
    """Which characters are symbols that are terms: see ``tokens.SYMBOLS``."""
    inside = np.searchsorted(_BORDERS_OF_SYMBOLS, points, side="right") % 2 == 1
    found: NDArray[np.bool_] = inside & (kinds(points) != LETTER)
    return found


def folded(text: str, points: Codes) -> Codes:
    """What ``tokens.fold`` gives for a composed text, whose code points are ``points``."""
    found = _CHARACTERS.folded(points)
    # A mark belongs to the letter before it, and some letters are folded to two.
    return codes(fold(text)) if (found == _OTHERWISE).any() else found
