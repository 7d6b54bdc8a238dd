"""Putting the widgets of a screen together so that no character is lost and no border moves.

Textual cuts each line of every widget at the left and right edges of all widgets on that line,
those that are covered by others as well, and two blanks take the place of a wide character that
lies across a cut. Notices and lists over the borders of panes would lose syllables by that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import cast

from rich.cells import cell_len
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

Line = dict[int, Strip | None]
"""The pieces of a line of the screen by the columns they begin in; None where nothing is yet."""


class WholeCharacterCompositor(Compositor):
    """Cuts a line of a widget only where another widget covers it.

    What it overrides is private in Textual 8.2.8; ``test_compositor`` fails where a later version
    has it otherwise.
    """

    def render_full_update(  # type: ignore[override]  # it declares the first alone
        self, simplify: bool = False
    ) -> LayoutUpdate | ChopsUpdate:
        """The whole screen; ``simplify`` joins segments that look alike."""
        if simplify:
            return super().render_full_update(simplify=True)
        self._dirty_regions.clear()
        width, height = self.size
        chops = self._render_chops(self.size.region, lambda _: True)
        spans = [(y, 0, width) for y in range(height)]
        return ChopsUpdate(chops, spans, [_ends(line, width) for line in chops])

    def _render_chops(
        self, crop: Region, is_rendered_line: Callable[[int], bool]
    ) -> Sequence[Mapping[int, Strip]]:
        """The pieces of each line, from widget to widget.

        Args:
            crop: The part of the screen that is painted.
            is_rendered_line: Whether a line of the screen is painted.
        """
        cuts = self.cuts
        lines: list[Line] = [dict.fromkeys(columns[:-1]) for columns in cuts]
        for region, clip, strips in self._get_renders(crop):
            area = region.intersection(clip)
            first, last = area.column_span
            for y, strip in zip(area.line_range, strips, strict=False):
                if is_rendered_line(y):
                    _fill(lines[y], [cut for cut in cuts[y] if first <= cut <= last], strip)
        return cast("Sequence[Mapping[int, Strip]]", lines)

    def render_partial_update(self) -> ChopsUpdate | None:
        """What has changed, in whole pieces where these hold more than ASCII."""
        update = super().render_partial_update()
        if update is None:
            return None
        width = self.size.width
        ends = [_ends(line, width) for line in update.chops]
        spans = [
            (y, first, _end_of_piece(update.chops[y], ends[y], last))
            for y, first, last in update.spans
        ]
        return ChopsUpdate(update.chops, spans, ends)


def _ends(line: Mapping[int, Strip | None], width: int) -> list[int]:
    """The column behind each piece of a line that is ``width`` cells wide."""
    return [*list(line)[1:], width]


def _fill(line: Line, columns: Sequence[int], strip: Strip) -> None:
    """Put a widget's line where nothing covers it.

    Args:
        line: The pieces of the line of the screen.
        columns: The columns at which any widget of the line has an edge, from the first column of
            this widget to the one behind it.
        strip: The widget's line.
    """
    start, stop = columns[0], columns[-1]
    if strip.cell_length < stop - start:
        strip = strip.adjust_cell_length(stop - start)
    runs = [
        (is_free, [*found])
        for is_free, found in groupby(columns[:-1], lambda column: line.get(column, strip) is None)
    ]
    if not any(is_free for is_free, _ in runs):
        return
    pieces: Sequence[Strip]
    if len(runs) == 1 and strip.cell_length == stop - start:
        pieces = (strip,)  # ``divide`` would keep it in a cache of its own, for a cycle of garbage
    else:
        pieces = strip.divide([found[0] - start for _, found in runs[1:]] + [stop - start])
    for (is_free, found), piece in zip(runs, pieces, strict=True):
        if is_free:
            line[found[0]] = _without_stray_marks(piece)
            for column in found[1:]:
                del line[column]


def _without_stray_marks(piece: Strip) -> Strip:
    """A piece of a line without marks of a letter before it, which would be drawn on the border."""
    if piece.text.isascii() or not piece.text or cell_len(piece.text[0]):
        return piece
    segments = list(piece)
    while segments and not cell_len(segments[0].text[:1]):
        rest = segments[0].text[1:]
        segments = [segments[0]._replace(text=rest), *segments[1:]] if rest else segments[1:]
    return Strip(segments, piece.cell_length)


def _end_of_piece(line: Mapping[int, Strip | None], ends: Sequence[int], column: int) -> int:
    """Where painting up to a column ends, so that it cuts through no wide character."""
    for (begin, piece), end in zip(line.items(), ends, strict=True):
        if begin < column < end and piece is not None and not piece.text.isascii():
            return end
    return column
