"""Where the links of a page stand, so that a reader can go from one to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.post import Link, LinkKind
from tui.render.blocks.blocks import Role, Span
from tui.render.layout.layout import Layout
from tui.render.layout.lines import Line

Mark = tuple[int, int, Role]
"""The ``[start, end)`` of a line's text that is marked, and as what."""

PagePosition = tuple[int, int]
"""A line of the page, from 0, and a character in its text."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link, and of each line it touches the number, and ``[start, end)`` in its text."""

    link: Link
    parts: tuple[tuple[int, int, int], ...]

    @property
    def place(self) -> PagePosition:
        """Where it begins."""
        return self.parts[0][:2]

    def marks(self, number: int) -> tuple[Mark, ...]:
        """What of a line is to be marked while the reader stands on the link."""
        return tuple((start, end, "current") for line, start, end in self.parts if line == number)


def links_between(layout: Layout, first: int, last: int) -> tuple[PageLink, ...]:
    """The links that begin on some lines of a page, from the top.

    Args:
        layout: The lines of the page.
        first: The index of the first line.
        last: The index behind the last line.
    """
    numbers = range(max(first, 0), min(last, len(layout.lines)))
    return tuple(link for number in numbers for link in _links_of(layout, number))


def link_parts(line: Line) -> Iterator[tuple[int, int, Link]]:
    """The parts ``[start, end)`` of a line's text that lead somewhere, and where."""
    return ((start, end, link_of(span, line.source)) for start, end, span in _pieces(line))


def next_link(layout: Layout, after: PagePosition) -> PageLink | None:
    """The first link that begins after a place."""
    numbers = range(max(after[0], 0), len(layout.lines))
    links = (link for number in numbers for link in _links_of(layout, number))
    return next((link for link in links if link.place > after), None)


def link_again(link: Link, layout: Layout) -> PageLink | None:
    """A link of the same document on a page that was laid out anew; None where it is not there."""
    found = next_link(layout, (layout.line_of(link.line), -1))
    while found is not None and found.link != link:
        found = next_link(layout, found.place)
        if found is not None and found.link.line > link.line:
            return None
    return found


def previous_link(layout: Layout, before: PagePosition) -> PageLink | None:
    """The last link that begins before a place."""
    numbers = range(min(before[0], len(layout.lines) - 1), -1, -1)
    links = (link for number in numbers for link in reversed(_links_of(layout, number)))
    return next((link for link in links if link.place < before), None)


def _links_of(layout: Layout, number: int) -> list[PageLink]:
    """The links that begin on a line."""
    line = layout.lines[number]
    links: list[PageLink] = []
    for start, end, span in _pieces(line):
        if start == 0 and _goes_on(layout, number - 1, span):
            continue
        parts = [(number, start, end)]
        last = number
        while parts[-1][2] == len(layout.lines[last].text) and _goes_on(layout, last, span):
            last += 1
            parts.append((last, *next(_pieces(layout.lines[last]))[:2]))
        links.append(PageLink(link_of(span, line.source), tuple(parts)))
    return links


def _goes_on(layout: Layout, number: int, span: Span) -> bool:
    """Whether a link at the end of a line goes on at the beginning of the next."""
    if not 0 <= number < len(layout.lines) - 1 or layout.lines[number].joint == "\n":
        return False
    line, following = layout.lines[number], layout.lines[number + 1]
    ends = bool(line.spans) and line.spans[-1].href == span.href
    return ends and bool(following.spans) and following.spans[0].href == span.href


def _pieces(line: Line) -> Iterator[tuple[int, int, Span]]:
    """The parts of a line that lead somewhere, spans with one address taken together."""
    at, begun, first = 0, 0, None
    for span in line.spans:
        if first is not None and span.href != first.href:
            yield begun, at, first
            first = None
        if first is None and span.href is not None:
            begun, first = at, span
        at += len(span.text)
    if first is not None:
        yield begun, at, first


def link_of(span: Span, line: int) -> Link:
    """The link of a span that leads somewhere, on ``line`` of the file unless it says another.

    Its kind is the one that the index has of it. A picture within a link leads where the link does.
    """
    kinds: tuple[LinkKind, ...] = ("transclusion", "wiki", "embed", "link", "image")
    kind: LinkKind = next((kind for kind in kinds if kind in span.roles), "link")
    return Link(span.href or "", span.text, span.line or line, kind)
