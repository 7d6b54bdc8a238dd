"""Where words stand on a page: the marks of a search, and what the reader looks for."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from .layout import Layout

_BETWEEN_BLOCKS = "\N{NULL}"
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")


@dataclass(frozen=True, slots=True)
class Match:
    """A match: of each line it touches the number, and ``[start, end)`` in its text."""

    parts: tuple[tuple[int, int, int], ...]

    @property
    def line(self) -> int:
        """The line on which the match begins."""
        return self.parts[0][0]


def pattern(terms: Sequence[str]) -> re.Pattern[str] | None:
    """What finds ``terms`` in any case, blanks between Hangul forgiven; None for no terms."""
    found = [_forgiving(term) for term in sorted(set(terms), key=len, reverse=True) if term.strip()]
    return re.compile("|".join(found), re.IGNORECASE) if found else None


class Text:
    """What a page says, in one piece: where a match runs on over a line's end, it is found."""

    def __init__(self, layout: Layout) -> None:
        parts: list[str] = []
        starts = array("l")
        lengths = array("l")
        at = 0
        block = layout.lines[0].block if layout.lines else 0
        for line in layout.lines:
            if line.block != block:
                block = line.block
                parts.append(_BETWEEN_BLOCKS)
                at += 1
            text = line.text
            starts.append(at)
            lengths.append(len(text))
            parts += (text, line.joint)
            at += len(text) + len(line.joint)
        self._text = "".join(parts)
        self._starts = starts
        self._lengths = lengths

    def matches(self, wanted: re.Pattern[str]) -> tuple[Match, ...]:
        """Every match on the page; none runs on into another block."""
        found = (self._match(*match.span()) for match in wanted.finditer(self._text))
        return tuple(match for match in found if match is not None)

    def _match(self, begin: int, end: int) -> Match | None:
        parts = []
        number = max(bisect_right(self._starts, begin) - 1, 0)
        while number < len(self._starts) and self._starts[number] < end:
            start = self._starts[number]
            low, high = max(begin - start, 0), min(end - start, self._lengths[number])
            if low < high:
                parts.append((number, low, high))
            number += 1
        return Match(tuple(parts)) if parts else None


def _forgiving(term: str) -> str:
    characters = [character for character in term.strip() if not character.isspace()]
    spaced = re.sub(r"\s+", " ", term.strip())
    if all(_HANGUL.match(character) for character in characters):
        return r"\s*".join(characters)
    return r"\s+".join(re.escape(word) for word in spaced.split(" "))
