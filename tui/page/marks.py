"""Where words stand on a page: the marks of a search, and what the reader looks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .layout import Layout, Line

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


def matches(layout: Layout, wanted: re.Pattern[str]) -> tuple[Match, ...]:
    """Every match on the page, also those that run on over a line's end."""
    return tuple(
        match for first, lines in _blocks(layout.lines) for match in _in_block(first, lines, wanted)
    )


def _forgiving(term: str) -> str:
    characters = [character for character in term.strip() if not character.isspace()]
    spaced = re.sub(r"\s+", " ", term.strip())
    if all(_HANGUL.match(character) for character in characters):
        return r"\s*".join(characters)
    return r"\s+".join(re.escape(word) for word in spaced.split(" "))


def _blocks(lines: Sequence[Line]) -> Iterator[tuple[int, Sequence[Line]]]:
    begin = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or lines[end].block != lines[begin].block:
            yield begin, lines[begin:end]
            begin = end


def _in_block(first: int, lines: Sequence[Line], wanted: re.Pattern[str]) -> Iterator[Match]:
    starts: list[int] = []
    ends: list[int] = []
    texts: list[str] = []
    length = 0
    for line in lines:
        text = line.text
        starts.append(length)
        ends.append(length + len(text))
        texts.append(text + line.joint)
        length += len(text) + len(line.joint)
    at = 0
    for found in wanted.finditer("".join(texts)):
        while ends[at] <= found.start() and at + 1 < len(lines):
            at += 1
        parts = []
        for number in range(at, len(lines)):
            if starts[number] >= found.end():
                break
            begin = max(found.start(), starts[number])
            end = min(found.end(), ends[number])
            if begin < end:
                parts.append((first + number, begin - starts[number], end - starts[number]))
        if parts:
            yield Match(tuple(parts))
