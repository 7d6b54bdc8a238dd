"""The line of a post that a query matches, cut to what a list can show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from index.post import Heading, Post
from index.results import Answer, Snippet
from index.search.matching import notes as noting
from index.search.query.nodes import Node
from index.search.query.parse import parse

from .highlights import Highlighter, Line, Range, highlighters, pieces, spelled_out

_COLUMNS = 120
_BEFORE = 36
_ELLIPSIS = "…"
_PROSE = (None, "heading", "body")
_CODE = (None, "code")
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
_WHOLE_WORDS_BEFORE = re.compile(r"\s\S*\Z")


class Body(Protocol):
    """The texts of a post's body, as ``index.reading.markdown.outline.Scan`` has them."""

    @property
    def prose(self) -> str:
        """What a reader reads, line by line."""

    @property
    def code(self) -> str:
        """What stands in blocks of code, line by line."""

    @property
    def headings(self) -> Sequence[Heading]:
        """The headings."""

    @property
    def first_line(self) -> int:
        """The line of the file that the body begins on, from 1."""


def of_answer(
    post: Post, body: Body | None, answer: Answer, notes: Sequence[str], today: date
) -> Snippet:
    """The line of a post that an answer's query matches, or a note on it.

    Args:
        post: The post.
        body: The texts of its body, None where they cannot be read.
        answer: What the query found.
        notes: The reader's notes on the post, used where the query asks for text in notes.
        today: The day that dates in the query are relative to.
    """
    node = parse(answer.query, today).node
    noted = of_note(node, notes) if answer.of_notes else None
    return noted or snippet(post, body, spelled_out(node, answer.terms))


def snippet(post: Post, body: Body | None, node: Node) -> Snippet:
    """The first of the lines with most of what a query looks for: of the prose, else of the code.

    What is looked for in one field only is marked where that field stands; initial consonants are
    in headings. Where nothing matches, the post's lead with ``line`` 0.

    Args:
        post: The post.
        body: The texts of its body, None where they cannot be read.
        node: What is looked for.
    """
    prose = list(highlighters(node, _PROSE))
    found = _in_body(body, node, prose) if body else None
    if found is not None:
        return found
    shown, ranges = _cut(post.lead or post.title, prose)
    return Snippet(shown, ranges)


def _in_body(body: Body, node: Node, prose: Sequence[Highlighter]) -> Snippet | None:
    """The best line of a body; ``prose`` are the highlighters of what is looked for in prose."""
    code = list(highlighters(node, _CODE))
    for partial in (False, True):
        for text, wanted, fields in ((body.prose, prose, _PROSE), (body.code, code, _CODE)):
            sought = [*wanted, *pieces(node, fields)] if partial else wanted
            best = _best_line(text, sought)
            if best is not None:
                index, line = best
                number = body.first_line + index
                shown, ranges = _cut(line, sought)
                return Snippet(shown, ranges, number, _above(body.headings, number))
    return None


def of_note(node: Node, notes: Sequence[str]) -> Snippet | None:
    """The line of the reader's notes on a post that a query looks for in them; None without one."""
    wanted = noting.asked(node)
    words = [noting.Words(one) for one in wanted]
    sought = [
        highlighter
        for text in noting.as_texts(wanted)
        for highlighter in highlighters(text, _PROSE)
    ]
    for number, note in enumerate(notes):
        if any(one.stand_in(note) for one in words):
            _, line = _best_line(note, sought) or (0, note.strip().split("\n")[0])
            shown, ranges = _cut(line, sought)
            return Snippet(shown, ranges, note=number)
    return None


def _best_line(text: str, sought: Sequence[Highlighter]) -> tuple[int, str] | None:
    best: tuple[int, str] | None = None
    most = 0
    if not sought:
        return None
    for index, line in enumerate(text.split("\n")):
        if not line or line.isspace():
            continue
        looked_at = Line(line)
        matched = sum(highlighter.stands_in(looked_at) for highlighter in sought)
        if matched > most:
            best, most = (index, line), matched
            if most == len(sought):
                break
    return best


def _cut(line: str, sought: Sequence[Highlighter]) -> tuple[str, tuple[Range, ...]]:
    """The part of a line around its first match, and where the matches are in that part."""
    looked_at = Line(line)
    found = sorted(place for highlighter in sought for place in highlighter.ranges(looked_at))
    first = found[0][0] if found else 0
    start = _start(line, first)
    end = _end(line, start)
    head = _ELLIPSIS if line[:start].strip() else ""
    tail = _ELLIPSIS if line[end:].strip() else ""
    shift = len(head) - start
    ranges: list[Range] = []
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
    """How many columns a text takes. What stands on the letter before it takes none."""
    return sum(
        0
        if unicodedata.category(character) in _NO_WIDTH
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _above(headings: Sequence[Heading], line: int) -> tuple[str, ...]:
    above: list[Heading] = []
    for heading in headings:
        if heading.line > line:
            break
        while above and above[-1].level >= heading.level:
            above.pop()
        above.append(heading)
    return tuple(heading.text for heading in above)
