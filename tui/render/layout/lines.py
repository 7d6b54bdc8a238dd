"""Lines of a page, and a sequence of them that stays small where a page has very many."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

from tui.render.blocks.blocks import PLAIN, PictureRow, Roles, Spans

_MOST_OBJECTS = 20_000
"""How many lines are kept as objects, which are read faster and take four times the memory."""
_MOST_SHARED = 1_000
"""How many texts of lines are remembered, so that lines that say the same share one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page: what is drawn at its left, what it says, and where that stands.

    ``source`` is a line of the file, ``block`` the number of its block. ``joint`` is what joins
    its text to the next line's: a blank or nothing inside a paragraph, else a line feed. ``fill``
    colours the rest of the line. ``picture`` is drawn in place of text, of which there is none.
    """

    gutter: Spans
    spans: Spans
    source: int
    block: int
    joint: str = "\n"
    fill: Roles = PLAIN
    picture: PictureRow = ()

    @property
    def text(self) -> str:
        """What the line says, without its gutter."""
        return "".join(span.text for span in self.spans)


_Value = TypeVar("_Value")
_Rest = tuple[Spans, str, Roles, PictureRow]
"""The gutter, the joint, the fill and the picture of a line: most lines of a page share them."""


class PackedLines(Sequence[Line]):
    """Very many lines in 24 bytes each and what they say: a line is made when it is asked for.

    A text of a megabyte may have a million lines, which would take 130 MB as objects.
    """

    __slots__ = ("_blocks", "_known", "_rests", "_sources", "_spans")

    def __init__(self) -> None:
        self._spans: list[Spans] = []
        self._rests: list[_Rest] = []
        self._sources = array("i")
        self._blocks = array("i")
        self._known: tuple[dict[Spans, Spans], dict[_Rest, _Rest]] = ({}, {})

    def append(self, line: Line) -> None:
        """Add a line at the end."""
        spans, rests = self._known
        rest = (line.gutter, line.joint, line.fill, line.picture)
        self._spans.append(_shared(spans, line.spans) if len(line.spans) < 3 else line.spans)
        self._rests.append(_shared(rests, rest))
        self._sources.append(line.source)
        self._blocks.append(line.block)

    def extend(self, lines: Iterable[Line]) -> None:
        """Add lines at the end."""
        for line in lines:
            self.append(line)

    @property
    def sources(self) -> Sequence[int]:
        """The line of the file of each of the lines."""
        return self._sources

    def __len__(self) -> int:
        return len(self._spans)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> PackedLines: ...
    def __getitem__(self, at: int | slice) -> Line | PackedLines:
        if isinstance(at, slice):
            part = PackedLines()
            part._spans, part._rests = self._spans[at], self._rests[at]
            part._sources, part._blocks = self._sources[at], self._blocks[at]
            return part
        gutter, joint, fill, picture = self._rests[at]
        spans, source, block = self._spans[at], self._sources[at], self._blocks[at]
        return Line(gutter, spans, source, block, joint, fill, picture)

    def __setitem__(self, at: int, line: Line) -> None:
        self._spans[at] = line.spans
        self._rests[at] = (line.gutter, line.joint, line.fill, line.picture)
        self._sources[at], self._blocks[at] = line.source, line.block


def _shared(known: dict[_Value, _Value], value: _Value) -> _Value:
    """A value, or one that is equal to it and was known before."""
    if len(known) >= _MOST_SHARED:
        known.clear()
    return known.setdefault(value, value)


def line_list(expected: int) -> list[Line] | PackedLines:
    """What about so many lines may be added to."""
    return PackedLines() if expected > _MOST_OBJECTS else []


def with_line(lines: list[Line] | PackedLines, line: Line) -> list[Line] | PackedLines:
    """``lines`` with one more, which are packed once they are very many."""
    if isinstance(lines, list) and len(lines) >= _MOST_OBJECTS:
        packed = PackedLines()
        packed.extend(lines)
        lines = packed
    lines.append(line)
    return lines


def finished(lines: list[Line] | PackedLines) -> Sequence[Line]:
    """Lines that nothing is added to any more."""
    return tuple(lines) if isinstance(lines, list) else lines
