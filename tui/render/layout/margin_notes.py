"""Notes of the reader's own, set into a page under what they are on.

A note is drawn as gutter only: nothing of it is text of the page, so that it is never selected,
copied or found as such.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tui.render.blocks.blocks import Block, Code, Roles, Span, Table

from .layout import Layout
from .lines import Line, finished, line_list
from .wrap import wrap

SIGN = "✎"
"""Stands at a line with a note."""

_NOTE: Roles = frozenset({"margin"})
_FIRST, _REST = f"{SIGN} ", "┊ "


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A note on line ``line`` of the file."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Margin:
    """The notes of a post, and whether they are shown or only their signs."""

    notes: tuple[MarginNote, ...] = ()
    shown: bool = True


def annotated(
    layout: Layout, blocks: Sequence[Block], margin: Margin, *, begun_only: bool = False
) -> Layout:
    """A layout with notes under what they are on: a line of code or of a table, else a whole block.

    Args:
        layout: The lines, with nothing folded.
        blocks: The blocks that they show.
        margin: The notes, and whether they are shown in full.
        begun_only: Whether the layout is only the start of the page, so that notes on later lines
            are left out.
    """
    last = max((line.source for line in layout.lines), default=0)
    on = [note for note in margin.notes if note.line <= last or not begun_only]
    places = [layout.line_of(note.line) for note in on]
    if not on:
        return layout
    if not margin.shown:
        noted = dict(zip(places, (note.line for note in on), strict=True))
        return replace(layout, noted=noted)
    under = sorted(
        ((_last_line(layout, blocks, at), at, note) for at, note in zip(places, on, strict=True)),
        key=lambda each: each[:2],
    )
    lines = line_list(len(layout.lines))
    drawn: dict[int, int] = {}
    done = 0
    befores, counts = array("l"), array("l", (0,))
    for after, _, note in under:
        lines.extend(layout.lines[done : after + 1])
        done = after + 1
        rows = _rows(note, layout.lines[after], layout.width)
        drawn |= dict.fromkeys(range(len(lines), len(lines) + len(rows)), note.line)
        lines.extend(rows)
        befores.append(after)
        counts.append(counts[-1] + len(rows))
    lines.extend(layout.lines[done:])

    def moved(number: int) -> int:
        return number + counts[bisect_left(befores, number)]

    drawn |= {moved(at): note.line for at, note in zip(places, on, strict=True)}
    return replace(
        layout,
        lines=finished(lines),
        headings=tuple(map(moved, layout.headings)),
        codes=tuple(map(moved, layout.codes)),
        anchors={to: moved(line) for to, line in layout.anchors.items()},
        begins=array("l", map(moved, layout.begins)),
        ends=array("l", (end + counts[bisect_right(befores, end - 1)] for end in layout.ends)),
        noted=drawn,
    )


def _last_line(layout: Layout, blocks: Sequence[Block], at: int) -> int:
    """The line of the page under which a note on line ``at`` stands."""
    number, end = layout.lines[at].block, len(layout.lines)
    if number < len(layout.ends):
        end = layout.ends[number]
        if not isinstance(blocks[number], Code | Table):
            return max(end - 1, at)
    source = layout.lines[at].source
    while at + 1 < end and layout.lines[at + 1].source == source:
        at += 1
    return at


def _rows(note: MarginNote, above: Line, width: int) -> list[Line]:
    """The lines of a note, which belong to the block and the line of the file above them."""
    rows = wrap((Span(note.text),), max(width - len(_FIRST), 1))
    return [
        Line(
            (Span(_REST if number else _FIRST, _NOTE), Span("".join(s.text for s in spans), _NOTE)),
            (),
            above.source,
            above.block,
            "",
            _NOTE,
        )
        for number, (spans, _) in enumerate(rows)
    ]
