"""The ids of headings, as kramdown's GFM parser makes them (``generate_gfm_header_id``)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from index.lazy_pattern import lazy_pattern

# Letters in a circle or a square are symbols to Unicode's categories and yet alphabetic, which is
# what Ruby's ``\p{Word}`` goes by.
_ALPHABETIC_SYMBOLS = (
    range(0x24B6, 0x24EA),
    range(0x1F130, 0x1F14A),
    range(0x1F150, 0x1F16A),
    range(0x1F170, 0x1F18A),
)
_WORD_CATEGORIES = frozenset(
    {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"},
)


_DROPPED = lazy_pattern(r"[!-,./:-@\[-^`{-~]+")
_PLAIN = lazy_pattern("[a-z0-9_가-힣\\- ]*")


@lru_cache(maxsize=4096)
def _in_id(character: str) -> str:
    """What a lowercased character of a heading becomes in its id: itself, ``-`` or nothing."""
    if character in "- \t":
        return "-"
    if unicodedata.category(character) in _WORD_CATEGORIES:
        return character
    code = ord(character)
    return character if any(code in symbols for symbols in _ALPHABETIC_SYMBOLS) else ""


def heading_id(text: str) -> str:
    """The id of a heading by its plain text alone; empty if the text has no word character.

    Lowercased; all but letters, marks, decimal digits, connecting punctuation, ``-`` and blanks
    goes; each blank becomes a ``-``, and nothing is collapsed: ``C++ & C#`` gives ``c--c``.
    """
    text = _DROPPED.sub("", text.lower())
    return text.replace(" ", "-") if _PLAIN.fullmatch(text) else "".join(map(_in_id, text))


class HeadingIds:
    """Gives the headings of one post their ids, in order.

    A repeated id gets ``-1``, ``-2`` and so on. As in kramdown the number is the count of that
    text, so that ``예제``, ``예제`` and ``예제-1`` give ``예제-1`` twice; ids that the post itself
    writes (``{#id}``) are not counted.
    """

    __slots__ = ("_seen",)

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def next(self, text: str) -> str:
        """The id of the next heading, by its plain text."""
        base = heading_id(text)
        count = self._seen.get(base, 0)
        self._seen[base] = count + 1
        return f"{base}-{count}" if count else base
