"""Blocks laid out as lines of a width: what is drawn, printed, searched and scrolled."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tui.render.blocks.blocks import (
    FOLD,
    PLAIN,
    Block,
    Code,
    Frame,
    Heading,
    Math,
    Paragraph,
    Picture,
    PictureRow,
    Role,
    Roles,
    Rule,
    Span,
    Spans,
    Table,
    Title,
)
from tui.render.math import display
from tui.text.cells import check, never, rows_of

from .lines import Line, PackedLines, finished, with_line
from .tables import table_lines
from .tex_source import as_written
from .wrap import width_of, wrap

Highlight = Callable[[str, str, Callable[[], bool]], Sequence[Spans] | None]
"""Gives the lines of a code text of a language as spans, or None to leave it plain.

It is given, too, what to ask whether to stop.
"""

_HEADINGS: tuple[Role, ...] = (
    "heading1",
    "heading2",
    "heading3",
    "heading4",
    "heading5",
    "heading6",
)


_TITLE: Roles = frozenset({"title"})
_BAR: Roles = frozenset({"rule", "block"})
_HEADING_SIGNS = {2: "◆", 3: "◇", 4: "▪", 5: "▫", 6: "·"}
"""What is before headings, of which the first level has a line beneath."""
_FILL: Roles = frozenset({"block"})
_LEAST_BESIDE_SIGN = 6
"""A line of fewer cells has no sign before a heading."""
_LEAST_WITH_MARGIN = 20
"""Code of fewer cells goes up to the right edge."""
_LONGEST_ROW = 2_000
"""How many cells a line of code may take that is not wrapped."""

_MOST_GUTTERS = 1_000
"""How many gutters are remembered, so that lines whose gutters look alike share one."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A page: its lines from the top, none wider than ``width``.

    ``headings`` and ``codes`` are the numbers of the lines on which a heading or a code block
    begins; ``anchors`` those of the lines that the page's own links lead to. The lines of block
    ``n`` are ``begins[n]`` up to ``ends[n]``, while nothing is folded. ``wide`` tells of blocks
    that are wider all the same, code and tables that were not to be wrapped, how many cells their
    text takes. ``noted`` are the numbers of the lines that have a note of the reader's, or are one,
    each with the line of the file that the note is on.
    """

    lines: Sequence[Line]
    width: int
    headings: tuple[int, ...] = ()
    codes: tuple[int, ...] = ()
    anchors: Mapping[str, int] = field(default_factory=dict)
    begins: Sequence[int] = ()
    ends: Sequence[int] = ()
    wide: Mapping[int, int] = field(default_factory=dict)
    noted: Mapping[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_source", _first_lines(self.lines))

    _by_source: tuple[array[int], array[int]] = field(init=False, repr=False, compare=False)

    def line_of(self, source: int) -> int:
        """The first line that shows line ``source`` of the file, or else the last one before it."""
        sources, numbers = self._by_source
        return numbers[max(bisect_right(sources, source) - 1, 0)] if sources else 0

    def is_note(self, number: int) -> bool:
        """Whether line ``number`` of the page is part of a note of the reader's."""
        return number in self.noted and "margin" in self.lines[number].fill

    def source_of(self, number: int) -> int:
        """The line of the file that line ``number`` of the page shows."""
        if not self.lines:
            return 0
        return self.lines[min(max(number, 0), len(self.lines) - 1)].source

    def place_of(self, number: int) -> tuple[int, int]:
        """Where line ``number`` of the page stands, whatever the width of the page is.

        Returns:
            The line of the file, and how many characters of what it became are above.
        """
        source = self.source_of(number)
        first = self.line_of(source)
        return source, sum(map(_length, self.lines[first : max(number, first)]))

    def line_at(self, place: tuple[int, int]) -> int:
        """The line of the page with a place of ``place_of``, of this layout or of another."""
        source, above = place
        number = self.line_of(source)
        while number + 1 < len(self.lines) and self.lines[number + 1].source == source:
            above -= _length(self.lines[number])
            if above < 0:
                break
            number += 1
        return number


def _first_lines(lines: Sequence[Line]) -> tuple[array[int], array[int]]:
    """The lines of the file in order, and the first line of the page that shows each.

    A page has them in order but for notes at the foot and the like, so that few are looked up in a
    dictionary, which would take as much memory as the lines.
    """
    sources, numbers = array("i"), array("i")
    others: dict[int, int] = {}
    last = -1
    shown = lines.sources if isinstance(lines, PackedLines) else (line.source for line in lines)
    for number, source in enumerate(shown):
        if source > last:
            last = source
            sources.append(last)
            numbers.append(number)
        elif source < last:
            others.setdefault(source, number)
    missing = [(source, at) for source, at in others.items() if not _holds(sources, source)]
    if missing:
        both = sorted((*zip(sources, numbers, strict=True), *missing))
        return array("i", (source for source, _ in both)), array("i", (at for _, at in both))
    return sources, numbers


def _holds(ordered: Sequence[int], wanted: int) -> bool:
    at = bisect_left(ordered, wanted)
    return at < len(ordered) and ordered[at] == wanted


def _length(line: Line) -> int:
    """How many characters of the text a line takes with what joins it to the next, at least one."""
    return max(1, len(line.text) + len(line.joint))


def lay_out(
    blocks: Sequence[Block],
    width: int,
    *,
    highlight: Highlight | None = None,
    addresses: bool = False,
    wrapped: bool = True,
    drawn: bool = True,
    cancelled: Callable[[], bool] = never,
) -> Layout:
    """Lay blocks out as lines.

    Args:
        blocks: The blocks.
        width: The greatest width of a line in cells, but for code and tables that are not wrapped.
        highlight: Gives the styled lines of code; without it code is in one colour.
        addresses: Whether the address of each link is shown after it, for output without links.
        wrapped: Whether long lines of code and wide tables are broken.
        drawn: Whether formulas are drawn in place of their TeX.
        cancelled: Called now and then; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    setter = _Setter(max(width, 8), highlight, cancelled, addresses=addresses, wrapped=wrapped)
    setter.drawn = drawn
    for number, block in enumerate(blocks):
        check(cancelled)
        setter.set(number, block if drawn else as_written(block))
    return Layout(
        finished(setter.lines),
        width,
        tuple(setter.headings),
        tuple(setter.codes),
        setter.anchors,
        setter.begins,
        setter.ends,
        setter.wide,
    )


class _Laid(NamedTuple):
    """A line of a block, before its frames: ``edge`` is the block's own gutter."""

    spans: Spans
    source: int
    joint: str = "\n"
    fill: Roles = PLAIN
    edge: Spans = ()
    picture: PictureRow = ()


class _Setter:
    def __init__(
        self,
        width: int,
        highlight: Highlight | None,
        cancelled: Callable[[], bool],
        *,
        addresses: bool,
        wrapped: bool,
    ) -> None:
        self.width = width
        self.cancelled = cancelled
        self.wrapped = wrapped
        self.drawn = True
        self.highlight = highlight
        self.addresses = addresses
        self.lines: list[Line] | PackedLines = []
        self.headings: list[int] = []
        self.codes: list[int] = []
        self.anchors: dict[str, int] = {}
        self.begins = array("l")
        self.ends = array("l")
        self.wide: dict[int, int] = {}
        self.gutters: dict[tuple[tuple[str, Roles], ...], Spans] = {}
        self.begun: set[int] = set()
        self.above: tuple[Frame, ...] = ()
        self.below_heading = False
        self.below_area = False

    def set(self, number: int, block: Block) -> None:
        frames = self._fitting(block.frames)
        is_tight = block.tight and not (self.below_area and isinstance(block, Paragraph))
        below_heading = self.below_heading and not isinstance(block, Rule)
        if self.lines and not (is_tight or below_heading):
            self._blank(number, frames)
        self.below_heading = isinstance(block, Heading)
        self.below_area = isinstance(block, Code | Math | Table)
        self.above = frames
        if isinstance(block, Heading) or (isinstance(block, Title) and block.is_heading):
            self.headings.append(len(self.lines))
        elif isinstance(block, Code):
            self.codes.append(len(self.lines))
        rest = self._gutter(frames)
        room = max(self.width - width_of(rest), 1)
        begin = len(self.lines)
        self.begins.append(begin)
        gutter: Spans = ()
        edge: Spans | None = None
        for laid in self._content(block, room):
            check(self.cancelled)
            if len(self.lines) - begin < 2 or laid.edge is not edge:
                gutter = self._gutter(frames, first=True) + laid.edge
                edge = laid.edge
            line = Line(
                gutter, laid.spans, laid.source, number, laid.joint, laid.fill, laid.picture
            )
            self.lines = with_line(self.lines, line)
        self.ends.append(len(self.lines))
        if not self.wrapped and isinstance(block, Code | Table):
            widest = max((width_of(line.spans) for line in self.lines[begin:]), default=0)
            if begin < len(self.lines) and widest > self.width - width_of(self.lines[-1].gutter):
                self.wide[number] = widest
        if isinstance(block, Paragraph):
            self._anchor(block.spans, begin)

    def _anchor(self, spans: Spans, begin: int) -> None:
        """Note where a block's references to footnotes stand, and the footnote that it ends."""
        if not any(span.href and "footnote" in span.roles for span in spans):
            return
        for number in range(begin, len(self.lines)):
            for span in self.lines[number].spans:
                if span.href and span.href.startswith("#fn:"):
                    self.anchors.setdefault(f"#fnref:{span.href[4:]}", number)
                elif span.href and span.href.startswith("#fnref:"):
                    self.anchors[f"#fn:{span.href[7:]}"] = begin

    def _fitting(self, frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
        """The innermost frames that leave half of the width to the text."""
        used = 0
        for index in range(len(frames) - 1, -1, -1):
            used += width_of([Span(frames[index].rest)])
            if used > self.width // 2:
                return frames[index + 1 :]
        return frames

    def _gutter(self, frames: tuple[Frame, ...], *, first: bool = False) -> Spans:
        """What frames draw at the left; a frame's first drawing is its marker."""
        drawn: list[tuple[str, Roles]] = []
        for frame in frames:
            marked = first and frame.serial not in self.begun
            drawn.append((frame.first if marked else frame.rest, frame.roles))
            if first:
                self.begun.add(frame.serial)
        key = tuple(drawn)
        known = self.gutters.get(key)
        if known is None:
            if len(self.gutters) >= _MOST_GUTTERS:
                self.gutters.clear()
            known = self.gutters[key] = tuple(Span(text, roles) for text, roles in drawn)
        return known

    def _blank(self, number: int, frames: tuple[Frame, ...]) -> None:
        shared = 0
        while (
            shared < min(len(frames), len(self.above))
            and frames[shared].serial == self.above[shared].serial
        ):
            shared += 1
        source = self.lines[-1].source
        blank = Line(self._gutter(frames[:shared]), (), source, number - 1)
        self.lines = with_line(self.lines, blank)

    def _content(self, block: Block, room: int) -> Iterator[_Laid]:
        if isinstance(block, Heading):
            yield from self._heading(block, room)
        elif isinstance(block, Paragraph):
            yield from self._flowing(block.spans, block.line, room)
        elif isinstance(block, Code):
            yield from self._code(block, room)
        elif isinstance(block, Math):
            yield from self._formula(block, room)
        elif isinstance(block, Rule):
            yield _Laid((Span("─" * room, frozenset({"rule"})),), block.line)
        elif isinstance(block, Table):
            for spans, source in table_lines(
                block, room, wrapped=self.wrapped, cancelled=self.cancelled
            ):
                yield _Laid(spans, source or block.line)
        elif isinstance(block, Title):
            spans = _with_role(block.spans, "title")
            for laid in self._flowing(spans, block.line, room):
                yield laid._replace(fill=_TITLE, source=block.line)
        elif isinstance(block, Picture):
            for row in block.rows(room, block.height):
                yield _Laid((), block.line, "", picture=row)

    def _heading(self, block: Heading, room: int) -> Iterator[_Laid]:
        """The largest headings with a line beneath, others behind the sign of their level."""
        role = _HEADINGS[block.level - 1]
        spans = _with_role(block.spans, role) or (Span("", frozenset({role})),)
        sign = _HEADING_SIGNS.get(block.level, "")
        before = f"{sign} " if sign and room >= _LEAST_BESIDE_SIGN else ""
        widest = 0
        for laid in self._flowing(spans, block.line, room - len(before)):
            widest = max(widest, width_of(laid.spans))
            yield laid._replace(edge=(Span(before, frozenset({role})),) if before else ())
            before = " " * len(before)
        if block.level == 1 and widest:
            yield _Laid((), block.line, edge=(Span("━" * widest, frozenset({"rule"})),))

    def _flowing(self, spans: Spans, source: int, room: int) -> Iterator[_Laid]:
        if self.addresses:
            spans = _with_addresses(spans) or spans
        for line, joint in wrap(spans, room, self.cancelled):
            source = next((span.line for span in line if span.line), source)
            yield _Laid(line, source, joint)

    def _code(self, block: Code, room: int) -> Iterator[_Laid]:
        fill = _FILL
        if block.language:
            label = Span(block.language, frozenset({"dim"}))
            for spans, joint in wrap((label,), room, self.cancelled):
                yield _Laid(spans, block.line, joint, fill)
        texts = block.text.split("\n")
        coloured = None
        if self.highlight and block.language:
            coloured = self.highlight(block.text, block.language, self.cancelled)
        edge, again = ("│ ", "┆ ") if room > 3 else ("", "")
        margin = 1 if room > _LEAST_WITH_MARGIN else 0
        most = room - len(edge) - margin if self.wrapped else max(room, _LONGEST_ROW)
        bars = [(Span(sign, _BAR),) for sign in (edge, again)]
        for offset, text in enumerate(texts):
            spans = coloured[offset] if coloured else (Span(text.expandtabs(4), fill),)
            for index, (line, joint) in enumerate(fold(spans, most, self.cancelled)):
                bar = bars[1 if index else 0]
                yield _Laid(line, block.source_line(offset), joint, fill, bar)

    def _formula(self, block: Math, room: int) -> Iterator[_Laid]:
        """A formula, drawn where that is wanted and it can be read, a little to the right."""
        edge = (Span("  "),) if room > 2 else ()
        room -= 2 if edge else 0
        roles: Roles = frozenset({"math"})
        written = block.text.split("\n")
        rows = display(block.text, room, block.macros) if self.drawn else ()
        for number, row in enumerate(rows):
            source = block.first_line + min(number, len(written) - 1)
            yield _Laid((Span(row, roles, tex=block.text),), source, edge=edge)
        for offset, text in enumerate(() if rows else written):
            for spans, joint in wrap((Span(text, roles),), room, self.cancelled):
                yield _Laid(spans, block.first_line + offset, joint, edge=edge)


def fold(
    spans: Spans, width: int, cancelled: Callable[[], bool] = never
) -> list[tuple[Spans, str]]:
    """Code folded at exactly ``width`` cells: every blank of it counts.

    A character wider than ``width`` sticks out. The time is proportional to the length of the text.

    Args:
        spans: A line of code.
        width: How many cells a row may take, at least 1.
        cancelled: Asked often whether to stop.

    Returns:
        The rows, at least one, each with what joins it to the next: nothing, but for the last.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    width = max(width, 1)
    lines: list[tuple[Spans, str]] = []
    line: list[Span] = []
    used = 0
    for span in spans:
        for number, (text, cells) in enumerate(rows_of(span.text, width - used, width, cancelled)):
            if number:
                lines.append((tuple(line), ""))
                line, used = [], 0
            if text:
                line.append(Span(text, span.roles, span.href, span.line))
                used += cells
    lines.append((tuple(line), "\n"))
    return lines


def is_title(line: Line) -> bool:
    """Whether a line of a page is one of its title."""
    return line.fill == _TITLE


def _with_role(spans: Spans, role: Role) -> Spans:
    return tuple(
        Span(span.text, span.roles | {role}, span.href, span.line, span.tex) for span in spans
    )


def _with_addresses(spans: Spans) -> Spans:
    """``spans`` with each link's address after its last span, unless its text says it already."""
    shown: list[Span] = []
    for index, span in enumerate(spans):
        if "footnote" in span.roles:
            if not (span.href or "").startswith("#fnref:"):
                shown.append(span)
            continue
        shown.append(span)
        after = spans[index + 1].href if index + 1 < len(spans) else None
        href = None if (span.href or "").startswith(FOLD) else span.href
        if href and after != href and href not in span.text and not href.startswith("data:"):
            shown.append(Span(f" ({href})", frozenset({"dim"}), None, span.line))
    return tuple(shown)
