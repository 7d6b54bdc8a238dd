"""Where words stand on a page: the marks of a search, and what the reader looks for."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from index.folding import fold
from index.lazy_pattern import lazy_pattern
from tui.render.layout.layout import Layout
from tui.render.layout.lines import Line

_MOST_PARTS = 100_000
"""How many pieces of a text are held before they are joined: each takes more than what it says."""
_BETWEEN_BLOCKS = "\N{NULL}"
_HANGUL = lazy_pattern("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff]")
_MARKS = "[\u0300-\u036f]*+"
_FOLDED = (
    *((0xB5, 0x24F), (0x2BC, 0x2BC), (0x370, 0x3FF), (0x401, 0x451), (0x1E00, 0x1FFF)),
    *((0x2018, 0x201D), (0xFF01, 0xFF5E), (0xFF61, 0xFFDC)),
)
"""Where the characters are that searches fold."""


Span = tuple[int, int]
Part = tuple[int, int, int]
"""The number of a line, and ``[start, end)`` in its text."""


@dataclass(frozen=True, slots=True)
class Match:
    """A match: what it touches of each line, from the first."""

    parts: tuple[Part, ...]

    @property
    def line(self) -> int:
        """The line on which the match begins."""
        return self.parts[0][0]


def pattern(terms: Sequence[str]) -> re.Pattern[str] | None:
    """What finds ``terms`` in any case, blanks between Hangul forgiven; None for no terms."""
    found = [_forgiving(term) for term in sorted(set(terms), key=len, reverse=True) if term.strip()]
    return re.compile("|".join(found), re.IGNORECASE) if found else None


class SearchableText:
    """What a page says, in one piece: where a match runs on over a line's end, it is found."""

    def __init__(self, layout: Layout) -> None:
        self._formulas: list[tuple[str, int, list[Part]]] = []
        parts: list[str] = []
        starts = array("i")
        lengths = array("i")
        at = 0
        block = layout.lines[0].block if layout.lines else 0
        for line in layout.lines:
            if line.block != block:
                block = line.block
                parts.append(_BETWEEN_BLOCKS)
                at += 1
            text = line.text
            self._note(len(starts), line)
            starts.append(at)
            lengths.append(len(text))
            parts += (text, line.joint)
            at += len(text) + len(line.joint)
            if len(parts) >= _MOST_PARTS:
                parts = ["".join(parts)]
        self._text = "".join(parts)
        self._starts = starts
        self._lengths = lengths

    def _note(self, number: int, line: Line) -> None:
        """Note where the formulas of a line are drawn; one over several lines is one."""
        at = 0
        for span in line.spans:
            part = (number, at, at + len(span.text))
            at = part[2]
            if not span.tex:
                continue
            if self._formulas:
                tex, block, parts = self._formulas[-1]
                if tex is span.tex and block == line.block:
                    parts.append(part)
                    continue
            self._formulas.append((span.tex, line.block, [part]))

    def matches(self, wanted: re.Pattern[str]) -> Matches:
        """Every match on the page; none runs on into another block.

        A formula whose TeX has a wanted word that is not drawn is a match as a whole.
        """
        found = wanted.finditer(self._text)
        spans = [match.span() for match in found if _BETWEEN_BLOCKS not in match[0]]
        seen = Matches(self, spans)
        unseen = [
            Match(tuple(parts))
            for tex, _, parts in self._formulas
            if _says(tex, wanted)
            and not any(_meet(part, other) for part in parts for other in seen.on_line(part[0]))
        ]
        return Matches(self, spans, unseen) if unseen else seen

    def span_of(self, line: int) -> Span:
        """Where a line begins and ends in the text; past the last one, nowhere."""
        if line >= len(self._starts):
            return len(self._text), len(self._text)
        return self._starts[line], self._starts[line] + self._lengths[line]

    def match(self, begin: int, end: int) -> Match:
        """A stretch of the text as what it is of each line."""
        parts = []
        number = max(bisect_right(self._starts, begin) - 1, 0)
        while number < len(self._starts) and self._starts[number] < end:
            start, stop = self.span_of(number)
            if max(begin, start) < min(end, stop):
                parts.append((number, max(begin, start) - start, min(end, stop) - start))
            number += 1
        return Match(tuple(parts))


class Matches:
    """The matches on a page, in order, each put together only when it is asked for.

    Args:
        text: The text of the page.
        spans: The matches as offsets ``[begin, end)`` in that text.
        drawn: Matches in the TeX of drawn formulas.
    """

    def __init__(
        self, text: SearchableText, spans: Sequence[Span], drawn: Sequence[Match] = ()
    ) -> None:
        self._text = text
        self._drawn = {text.span_of(match.line)[0] + match.parts[0][1]: match for match in drawn}
        places = ((place, place) for place in self._drawn)
        self._spans = sorted([*spans, *places]) if drawn else spans
        self._begins = array("l", (begin for begin, _ in self._spans))

    def __len__(self) -> int:
        return len(self._spans)

    def __getitem__(self, number: int) -> Match:
        begin, end = self._spans[number]
        return self._drawn[begin] if begin == end else self._text.match(begin, end)

    def __iter__(self) -> Iterator[Match]:
        return map(self.__getitem__, range(len(self)))

    def first_from(self, line: int) -> int:
        """The number of the first match that begins on a line or after it; may be past the last."""
        return bisect_left(self._begins, self._text.span_of(line)[0])

    def on_line(self, line: int) -> list[Part]:
        """What matches touch of a line."""
        start, stop = self._text.span_of(line)
        first = max(bisect_right(self._begins, start) - 1, 0)
        numbers = range(first, bisect_left(self._begins, stop))
        written = (self[number] for number in numbers if len(set(self._spans[number])) > 1)
        return [
            part
            for match in (*written, *self._drawn.values())
            for part in match.parts
            if part[0] == line
        ]


def _says(tex: str, wanted: re.Pattern[str]) -> bool:
    """Whether a word of the TeX is wanted, or begins with three letters that are."""
    for found in wanted.finditer(tex):
        begin, end = found.span()
        ends = not tex[end : end + 1].isalpha()
        if not tex[max(begin - 1, 0) : begin].isalpha() and (ends or end - begin > 2):
            return True
    return False


def _meet(one: Part, other: Part) -> bool:
    return one[1] < other[2] and other[1] < one[2]


def _forgiving(term: str) -> str:
    characters = [character for character in term.strip() if not character.isspace()]
    if all(_HANGUL.match(character) for character in characters):
        return r"\s*".join(characters)
    words = [_any_form(word) for word in fold(term).split()]
    return r"\s+".join(words) or re.escape(term)


def _any_form(word: str) -> str:
    """What finds a folded word however its letters and signs are written: æ is ae, ’ is '."""
    forms = _forms()
    found: list[str] = []
    at = 0
    while at < len(word):
        pair = word[at : at + 2]
        if len(pair) == 2 and pair in forms:
            found.append(f"(?:{_written(pair[0])}{_written(pair[1])}|[{forms[pair]}]{_MARKS})")
            at += 2
        else:
            found.append(_written(word[at]))
            at += 1
    return "".join(found)


def _written(character: str) -> str:
    """What finds a folded character in any of its forms, with or without accents."""
    forms = re.escape(_forms().get(character, ""))
    found = f"[{re.escape(character)}{forms}]" if forms else re.escape(character)
    return f"{found}{_MARKS}" if forms and character.isalpha() else found


@cache
def _forms() -> Mapping[str, str]:
    """What folded letters, digits, signs and quotes may be written as besides."""
    forms: dict[str, str] = {}
    for first, last in _FOLDED:
        for written in map(chr, range(first, last + 1)):
            folded = fold(written)
            if folded not in (written, written.lower()) and 0 < len(folded) <= 2:
                forms[folded] = forms.get(folded, "") + written
    return forms
