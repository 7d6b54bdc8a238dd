"""The state of the inline scanner: what of a text has been read, and what it gave.

``Passage`` is the one value that the functions of ``inline`` and ``inline_html`` work on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import field

from index.post import LinkKind
from index.values import dataclass

from .spans import CodeSpans, Emphasis

BLOCK = "\x1e"
"""Stands in front of each block (and table cell): no inline markup reaches across it."""
MOST_BRACKETS = 1_000
"""How many brackets of a block may be open; those that were opened first are text then."""


@dataclass(slots=True)
class ParsedLink:
    """A link at an offset of the source text.

    ``shadowed`` marks an address that turned out to stand inside the text of another link.
    """

    offset: int
    target: str
    text: str
    kind: LinkKind = "link"
    shadowed: bool = False


@dataclass(slots=True)
class InlineText:
    """What inline markup leaves: ``text`` with as many lines as the source, links in order."""

    text: str
    links: list[ParsedLink] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    math: bool = False


@dataclass(slots=True)
class Bracket:
    """An open ``[`` or ``![``.

    ``piece`` is the index of its own text among the pieces, ``offset`` where it stands in the
    source, ``links`` how many links there were before it.
    """

    piece: int
    offset: int
    image: bool
    links: int


@dataclass(slots=True)
class Anchor:
    """An open ``<a>``: its text begins with the piece of this index."""

    piece: int
    link: ParsedLink


def breaks(source: str) -> str:
    """The line ends of markup that gives no text; they keep the lines after it in place."""
    return "\n" * source.count("\n")


class Passage:
    """The source, the result so far, and what is still open in the current block.

    Attributes:
        text: The source, whose blocks are set off by ``BLOCK``.
        references: The targets of link definitions, by folded label.
        found: The result so far, but for its text.
        raw_end: Where the current ``{% raw %}`` ends: up to there nothing is Liquid.
        pieces: The text so far; pieces of it are replaced when a bracket or emphasis closes.
        done: How far the source has been read.
        closings: For each closing mark that was looked for: from where on, where it is or -1,
            and the end of the block.
        brackets: The open brackets.
        bare: The indices, among the links found, of bare addresses in this block.
        anchor: The open ``<a>``.
        emphasis: The open marks of emphasis.
        code: The backticks of the source.
    """

    __slots__ = (
        "anchor",
        "bare",
        "brackets",
        "closings",
        "code",
        "done",
        "emphasis",
        "found",
        "pieces",
        "raw_end",
        "references",
        "text",
    )

    def __init__(self, text: str, references: Mapping[str, str]) -> None:
        self.text = text
        self.references = references
        self.found = InlineText("")
        self.pieces: list[str] = []
        self.done = 0
        self.raw_end = 0
        self.closings: dict[str, tuple[int, int, int]] = {}
        self.brackets: deque[Bracket] = deque(maxlen=MOST_BRACKETS)
        self.bare: list[int] = []
        self.anchor: Anchor | None = None
        self.emphasis = Emphasis()
        self.code = CodeSpans(text)

    def closing(self, mark: str, start: int) -> int:
        """The offset of the next ``mark`` in this block from ``start`` on, or -1.

        Where a mark is, or that a block lacks it, and where the block ends are remembered, so that
        many opening marks take linear time.
        """
        begun, at, end = self.closings.get(mark, (0, -1, -1))
        if begun <= start <= (at if at >= 0 else end):
            return at
        if not begun <= start <= end:
            end = self.text.find(BLOCK, start)
            end = len(self.text) if end < 0 else end
        at = self.text.find(mark, start, end)
        self.closings[mark] = start, at, end
        return at

    def literal(self, start: int, end: int) -> int:
        """Add ``text[start:end]`` as it stands; gives ``end``."""
        self.pieces.append(self.text[start:end])
        return end

    def end_block(self) -> None:
        """Close what is open, as the block ends."""
        self.brackets.clear()
        self.emphasis.clear()
        self.bare.clear()
        self.close_anchor()

    def close_anchor(self) -> None:
        """Close the open ``<a>`` and give it its text; HTML closes one where the next begins."""
        anchor, self.anchor = self.anchor, None
        if anchor is not None:
            anchor.link.text = " ".join("".join(self.pieces[anchor.piece :]).split())
