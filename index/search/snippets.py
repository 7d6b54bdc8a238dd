"""The line of a post that a query matches, cut to what a list can show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from index.post import Document, Heading
from index.results import Snippet

from . import tokens
from .query import Text

_COLUMNS = 120
_BEFORE = 36
_MOST_TEXTS = 32
_ELLIPSIS = "…"
_WHOLE_WORDS_BEFORE = re.compile(r"\s\S*\Z")


def snippet(document: Document, texts: Sequence[Text]) -> Snippet:
    """The first of the lines with the most matches: of the prose, else of the code.

    A text of one field is looked for where that field stands; of very many texts, the first.
    Where nothing matches, the post's lead with ``line`` 0.
    """
    texts = texts[:_MOST_TEXTS]
    prose = _needles(text for text in texts if text.field not in {"title", "code"})
    code = _needles(text for text in texts if text.field in {None, "code"})
    for patterns_of in (_whole, _whole_and_parts):
        for text, needles in ((document.prose, prose), (document.code, code)):
            patterns = patterns_of(needles)
            best = _best_line(text, patterns)
            if best is not None:
                index, line = best
                number = document.body_line + index
                shown, ranges = _cut(line, patterns)
                return Snippet(shown, ranges, number, _above(document.outline.headings, number))
    shown, ranges = _cut(document.post.lead or document.post.title, _whole(prose))
    return Snippet(shown, ranges)


def _needles(texts: Iterable[Text]) -> list[tokens.Needle]:
    needles = (tokens.needle(text.text, prefix=text.prefix) for text in texts)
    return [needle for needle in needles if needle]


def _whole(needles: Sequence[tokens.Needle]) -> list[re.Pattern[str]]:
    return [tokens.marks(needle) for needle in needles]


def _whole_and_parts(needles: Sequence[tokens.Needle]) -> list[re.Pattern[str]]:
    words = dict.fromkeys(word for needle in needles for word in tokens.words(needle.spaced))
    return [*_whole(needles), *map(tokens.piece, words)]


def _best_line(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[int, str] | None:
    best: tuple[int, str] | None = None
    most = 0
    for index, line in enumerate(text.split("\n")):
        if not line or line.isspace():
            continue
        folded = tokens.fold(line)
        matched = sum(pattern.search(folded) is not None for pattern in patterns)
        if matched > most:
            best, most = (index, line), matched
            if most == len(patterns):
                break
    return best


def _cut(line: str, patterns: Sequence[re.Pattern[str]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The part of a line around its first match, and where the matches are in that part."""
    folded = tokens.fold(line)
    if len(folded) == len(line):
        offsets: Sequence[int] = range(len(line) + 1)
    else:
        folded, offsets = tokens.folded_with_offsets(line)
    found = sorted(
        (offsets[match.start()], offsets[match.end()])
        for pattern in patterns
        for match in pattern.finditer(folded)
        if match.end() > match.start()
    )
    first = found[0][0] if found else 0
    start = _start(line, first)
    end = _end(line, start)
    head = _ELLIPSIS if line[:start].strip() else ""
    tail = _ELLIPSIS if line[end:].strip() else ""
    shift = len(head) - start
    ranges: list[tuple[int, int]] = []
    for left, right in found:
        left, right = max(left, start), min(right, end)
        if ranges and left + shift < ranges[-1][1]:
            left = ranges[-1][1] - shift
        if left < right:
            ranges.append((left + shift, right + shift))
    return head + line[start:end] + tail, tuple(ranges)


def _start(line: str, first: int) -> int:
    """Where to begin so that the match stands in sight: at a word, some columns before it."""
    indent = len(line) - len(line.lstrip())
    if _columns(line[indent : first + _BEFORE]) <= _COLUMNS - 2 * _BEFORE:
        return indent
    start, columns = first, 0
    while start > indent and columns < _BEFORE:
        start -= 1
        columns += _columns(line[start])
    for i in range(start, first):
        if i == indent or line[i - 1].isspace():
            return i
    return start


def _end(line: str, start: int) -> int:
    """Where to end so that no more than the columns of a list are taken, at a word if one ends."""
    end, columns = start, 0
    while end < len(line):
        columns += _columns(line[end])
        if columns > _COLUMNS - 2:
            border = _WHOLE_WORDS_BEFORE.search(line, start, end)
            return border.start() if border and border.start() > end - _BEFORE else end
        end += 1
    return len(line.rstrip())


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _above(headings: Sequence[Heading], line: int) -> tuple[str, ...]:
    above: list[Heading] = []
    for heading in headings:
        if heading.line > line:
            break
        while above and above[-1].level >= heading.level:
            above.pop()
        above.append(heading)
    return tuple(heading.text for heading in above)
