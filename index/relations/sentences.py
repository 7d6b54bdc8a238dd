"""The sentence of a post in which a link stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.lazy_pattern import lazy_pattern
from index.post import Document, Link
from index.results import Snippet

_MOST_LINES = 12
_MOST_CHARACTERS = 280
_BEGINS = lazy_pattern(r"\s{0,12}(?:>\s?)*\s*(?:[-*+•]\s|\d{1,9}[.)]\s|#{1,6}\s|\||:\s)")
_END = lazy_pattern(r"[.!?…]+[\"'”’)\]]*(?=\s)|[。！？]+[」』”）]*")
_ABBREVIATED = lazy_pattern(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|no|fig|mr|ms|dr|st)|(?:^|\s)(?:[a-z]|\d{1,3}))$", re.IGNORECASE
)


def sentence(document: Document, link: Link) -> Snippet:
    """The sentence in which a link of a document stands, without markup, and the link in it.

    ``ranges`` are those of the link's own text; empty where it shows none. Where nothing of the
    line is read, as in a comment, the text is the link's own.
    """
    prose = document.prose.split("\n")
    at = link.line - document.body_line
    shown = " ".join(link.text.split())
    if not 0 <= at < len(prose) or not prose[at].strip():
        return Snippet(shown, ((0, len(shown)),) if shown else (), link.line)
    before, line, after = _paragraph(document, prose, at)
    text = " ".join(filter(None, (before, line, after)))
    place = text.find(shown, len(before)) if shown else -1
    start = place if place >= 0 else len(before) + bool(before)
    end = start + len(shown) if place >= 0 else start
    first, last = _bounds(text, start, end)
    head, tail = "", ""
    if last - first > _MOST_CHARACTERS:
        first, last, head, tail = _cut(first, last, start)
    ranges = ((start - first + len(head), min(end, last) - first + len(head)),)
    return Snippet(head + text[first:last] + tail, ranges if end > start else (), link.line)


def _paragraph(document: Document, prose: list[str], at: int) -> tuple[str, str, str]:
    """The line, and what of its paragraph or item stands before and after it."""
    source = document.body.split("\n")
    headings = {heading.line - document.body_line for heading in document.outline.headings}
    if at in headings:
        return "", " ".join(prose[at].split()), ""
    first = at
    while first and at - first < _MOST_LINES and not _begins(source, first):
        if not prose[first - 1].strip() or first - 1 in headings:
            break
        first -= 1
    last = at + 1
    while last < len(prose) and last - at < _MOST_LINES:
        if not prose[last].strip() or last in headings or _begins(source, last):
            break
        last += 1
    parts = (prose[first:at], prose[at : at + 1], prose[at + 1 : last])
    before, line, after = (" ".join(" ".join(part).split()) for part in parts)
    return before, line, after


def _begins(source: list[str], index: int) -> bool:
    """Whether an item, a heading, a row or a quote begins on a line."""
    return index < len(source) and _BEGINS.match(source[index]) is not None


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends that has ``[start, end)`` in it."""
    first = 0
    for stop in _stops(text):
        if stop <= start:
            first = stop
        elif stop >= end:
            return _trimmed(text, first, stop)
    return _trimmed(text, first, len(text))


def _stops(text: str) -> Iterator[int]:
    """Behind which characters sentences end."""
    for found in _END.finditer(text):
        if found[0][0] != "." or not _ABBREVIATED.search(
            text, max(0, found.start() - 8), found.start()
        ):
            yield found.end()


def _trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return first, last


def _cut(first: int, last: int, start: int) -> tuple[int, int, str, str]:
    """The part of a long sentence around the link, with dots where something is left out."""
    begin = max(first, min(start - _MOST_CHARACTERS // 3, last - _MOST_CHARACTERS))
    stop = min(last, begin + _MOST_CHARACTERS)
    return begin, stop, "…" if begin > first else "", "…" if stop < last else ""
