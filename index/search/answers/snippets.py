"""The line of a post that a query matches, cut to what a list can show."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from index.lazy_pattern import lazy_pattern
from index.post import Heading, Post
from index.results import Answer, Snippet
from index.search.matching import notes as noting
from index.search.query.nodes import Node
from index.search.query.parse import parse

from .highlights import Highlighter, Line, Range, highlighters, pieces, spelled_out

_COLUMNS = 120
_BEFORE = 36
_MOST_COMPARED = 8
"""How many lines with all that is looked for are compared."""
_ELLIPSIS = "…"
_PROSE = (None, "heading", "body")
_CODE = (None, "code")
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
_WHOLE_WORDS_BEFORE = lazy_pattern(r"\s\S*\Z")


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
    """The line with most of what a query looks for, close together, of prose and code alike.

    A line that says the title again is the last choice. What is looked for in one field only is
    marked where that field stands; initial consonants are in headings. Where nothing of the body
    matches, it is what else does, such as the tags, with ``line`` 0, or else the post's lead.

    Args:
        post: The post.
        body: The texts of its body, None where they cannot be read.
        node: What is looked for.
    """
    prose = list(highlighters(node, _PROSE))
    found = _in_body(post, body, node, prose) if body else None
    found = found or _in_metadata(post, node)
    if found is None and body is not None:
        found = _in_body(post, body, node, prose, partial=True)
    if found is not None:
        return found
    shown, ranges = _cut(post.lead or post.title, prose)
    return Snippet(shown, ranges)


def _in_body(
    post: Post, body: Body, node: Node, prose: Sequence[Highlighter], *, partial: bool = False
) -> Snippet | None:
    """The best line of a body.

    Args:
        post: The post.
        body: The texts of its body.
        node: What is looked for.
        prose: The highlighters of what is looked for in prose.
        partial: Whether single words of phrases count, too.
    """
    best: tuple[_Best, Sequence[Highlighter]] | None = None
    code = highlighters(node, _CODE)
    for text, wanted, fields in ((body.prose, prose, _PROSE), (body.code, [*code], _CODE)):
        sought = [*wanted, *pieces(node, fields)] if partial else wanted
        found = _best_line(text, sought, post.title)
        if found is not None and (best is None or found.matched > best[0].matched):
            best = found, sought
    if best is None:
        return None
    number = body.first_line + best[0].place
    shown, ranges = _cut(best[0].line, best[1])
    return Snippet(shown, ranges, number, _above(body.headings, number))


def _in_metadata(post: Post, node: Node) -> Snippet | None:
    """What of a post is searched beside its title and body, where a query looks for it."""
    sought = list(highlighters(node, (None,)))
    if not sought or all(one.stands_in(Line(post.title)) for one in sought):
        return None
    texts = (
        " ".join(f"#{tag}" for tag in post.tags),
        " · ".join(post.categories),
        " · ".join(post.people),
        " · ".join(post.aliases),
        post.about,
        post.path,
    )
    for text in texts:
        if text and any(one.stands_in(Line(text)) for one in sought):
            shown, ranges = _cut(text, sought)
            return Snippet(shown, ranges)
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
            best = _best_line(note, sought)
            line = best.line if best else note.strip().split("\n")[0]
            shown, ranges = _cut(line, sought)
            return Snippet(shown, ranges, note=number)
    return None


class _Best(NamedTuple):
    """A line, its place among all, and how much of what is looked for it has."""

    place: int
    line: str
    matched: int


def _best_line(text: str, sought: Sequence[Highlighter], title: str = "") -> _Best | None:
    """The line with most of what is looked for; of several such, the one with it most densely.

    A line that is ``title`` is only taken where no other has anything of it.
    """
    best: _Best | None = None
    of_title: _Best | None = None
    narrowest, whole = 0, 0
    if not sought:
        return None
    for index, line in enumerate(text.split("\n")):
        if not line or line.isspace():
            continue
        looked_at = Line(line)
        matched = sum(highlighter.stands_in(looked_at) for highlighter in sought)
        most = best.matched if best else 0
        if not matched or matched < most or (matched == most == 1):
            continue
        if line.strip() == title:
            of_title = of_title or _Best(index, line, matched)
            continue
        width = _width(looked_at, sought) if matched > 1 else 0
        if matched > most or width < narrowest:
            best, narrowest = _Best(index, line, matched), width
        whole += matched == len(sought)
        if whole == (1 if len(sought) == 1 else _MOST_COMPARED):
            break
    return best or of_title


def _width(line: Line, sought: Sequence[Highlighter]) -> int:
    """How many characters of a line there are from its first match to its last."""
    ranges = [found for highlighter in sought for found in highlighter.ranges(line)]
    return max(stop for _, stop in ranges) - min(start for start, _ in ranges)


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
