"""A text on its way from inline markup to prose: what has been put out and found so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.post import LinkKind

BLOCK = "\x1e"
"""Stands in front of each block (and table cell): no inline markup reaches across it."""


@dataclass(slots=True)
class FoundLink:
    """A link at an offset of the text read.

    ``shadowed`` marks an address that turned out to stand inside the text of another link.
    """

    offset: int
    target: str
    text: str
    kind: LinkKind = "link"
    shadowed: bool = False


@dataclass(slots=True)
class InlineText:
    """What inline markup leaves: ``text`` with as many lines as there were, links in order."""

    text: str
    links: list[FoundLink] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    math: bool = False


def breaks(source: str) -> str:
    """The line ends of markup that gives no text, which keep the lines after it in place."""
    return "\n" * source.count("\n")


class Passage:
    """The blocks of a text, set off by ``BLOCK``, and what one pass over them has made of it.

    ``done`` is how far the text has been read; ``pieces`` is what a reader reads up to there.
    """

    __slots__ = ("done", "found", "pieces", "text", "unclosed")

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = InlineText("")
        self.pieces: list[str] = []
        self.done = 0
        self.unclosed: dict[str, int] = {}

    def closing(self, mark: str, start: int) -> int:
        """Where ``mark`` next stands in this block from ``start`` on, or -1."""
        if start < self.unclosed.get(mark, 0):
            return -1
        end = self.text.find(BLOCK, start)
        end = len(self.text) if end < 0 else end
        at = self.text.find(mark, start, end)
        if at < 0:
            self.unclosed[mark] = end
        return at

    def literal(self, start: int, end: int) -> int:
        """Put out ``text[start:end]`` as it stands."""
        self.pieces.append(self.text[start:end])
        return end
