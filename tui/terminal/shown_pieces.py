"""What the terminal shows, so that nothing is written that stands there already.

Textual paints a widget whole when something in it has changed, and writes each line of it, changed
or not: while the first screen fills, most of what it writes repaints what is there.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from .compositor import has_certain_width

Line = dict[int, Strip]
"""The pieces that a line of the screen shows by the columns they begin in, none over another."""


class ShownPieces:
    """The pieces of lines that were written last, each a widget's part of a line."""

    def __init__(self) -> None:
        self._lines: dict[int, Line] = {}

    def forget(self) -> None:
        """Know nothing of the terminal: somebody else wrote to it, or its size has changed."""
        self._lines.clear()

    def changed(self, update: ChopsUpdate | LayoutUpdate) -> CompositorUpdate:
        """An update without the pieces that stand there already; the others are to be written.

        Lines without any are left out whole: Textual ends each line with a line feed, which would
        scroll the screen where the cursor was not moved before. What follows a piece that a
        terminal may draw wider than it is measured is written again.
        """
        if isinstance(update, LayoutUpdate):
            update = _in_pieces(update)
        chops: list[Mapping[int, Strip | None]] = list(update.chops)
        spans: list[tuple[int, int, int]] = []
        for y, first, last in update.spans:
            writes = False
            line = self._lines.setdefault(y, {})
            pieces = dict(chops[y])
            ends = update.chop_ends[y]
            may_be_drawn_over = False
            for (column, piece), end in zip(chops[y].items(), ends, strict=False):
                if piece is None or column >= last or end <= first:
                    continue
                if end <= last and line.get(column) == piece and not may_be_drawn_over:
                    pieces[column] = None
                    continue
                may_be_drawn_over = not has_certain_width(piece)
                writes = True
                _clear(line, column, end)
                if end <= last and piece.cell_length == end - column:
                    line[column] = piece
            chops[y] = pieces
            if writes:
                spans.append((y, first, last))
        if not spans:
            return CompositorUpdate()
        update.chops, update.spans = chops, spans
        return update


def _in_pieces(update: LayoutUpdate) -> ChopsUpdate:
    """An update of whole lines as one of their pieces."""
    left, top, width, height = update.region
    lines: list[Mapping[int, Strip | None]] = [{} for _ in range(top + height)]
    ends: list[list[int]] = [[] for _ in lines]
    for y, pieces in enumerate(update.strips, top):
        column = left
        line: dict[int, Strip | None] = {}
        for piece in pieces:
            line[column] = piece
            column += piece.cell_length
            ends[y].append(column)
        lines[y] = line
    spans = [(y, left, left + width) for y in range(top, top + height)]
    return ChopsUpdate(lines, spans, ends)


def _clear(line: Line, start: int, stop: int) -> None:
    """Forget the pieces of a line that show something between two columns."""
    for column in [c for c, piece in line.items() if c < stop and c + piece.cell_length > start]:
        del line[column]
