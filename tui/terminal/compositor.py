"""Putting the widgets of a screen together so that no character is lost and no border moves.

Textual cuts each line of every widget at the left and right edges of all widgets on that line,
those that are covered by others as well, and two blanks take the place of a wide character that
lies across a cut. Notices and lists over the borders of panes would lose syllables by that.

It also writes a line from its beginning to its end, so that everything behind a text is moved where
the terminal takes another number of cells for it, as many do for combining and Indic characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import cast

from rich.cells import cell_len
from rich.console import Console
from rich.control import Control
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

_OF_CERTAIN_WIDTH = re.compile(
    "[\x20-\u02ff\u0370-\u0482\u048a-\u052f\u1100-\u115f\u2010-\u2027\u2030-\u205e\u2190-\u23ff"
    "\u2500-\u25ff\u2600-\u27bf\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uac00-\ud7a3\uff00-\uffef]*+"
)
"""Texts that every terminal draws as wide as Unicode says; of other characters it is not sure."""

Line = dict[int, Strip | None]
"""The pieces of a line of the screen by the columns they begin in; None where nothing is yet."""


class WholeCharacterCompositor(Compositor):
    """Cuts a line of a widget only where another widget covers it.

    What it overrides is private in Textual 8.2.8; ``test_compositor`` fails where a later version
    has it otherwise.
    """

    def render_full_update(  # type: ignore[override]
        self, simplify: bool = False
    ) -> LayoutUpdate | PlacedUpdate:
        """The whole screen; ``simplify`` joins segments that look alike."""
        if simplify:
            return super().render_full_update(simplify=True)
        self._dirty_regions.clear()
        width, height = self.size
        chops = self._render_chops(self.size.region, lambda _: True)
        spans = [(y, 0, width) for y in range(height)]
        return PlacedUpdate(chops, spans, [_ends(line, width) for line in chops])

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
        return PlacedUpdate(update.chops, spans, ends)


def has_certain_width(strip: Strip) -> bool:
    """Whether every terminal draws a strip as wide as Unicode says."""
    return all(_OF_CERTAIN_WIDTH.fullmatch(segment.text) for segment in strip)


class PlacedUpdate(ChopsUpdate):
    """Writes each piece of a line, and what follows a text of uncertain width, in its column."""

    def render_segments(self, console: Console) -> str:
        """What is written to the terminal."""
        written: list[str] = []
        for y, first, last in self.spans:
            pieces = zip(self.chops[y].items(), self.chop_ends[y], strict=True)
            for (column, piece), end in pieces:
                if piece is None or column >= last or end <= first:
                    continue
                shown = piece if end <= last else piece.crop(0, last - column)
                written.append(_placed(shown, column, y, console))
        return "".join(written)


def _placed(strip: Strip, column: int, line: int, console: Console) -> str:
    """A strip from a column of a line of the screen on, as it is written to the terminal.

    Args:
        strip: The strip.
        column: The column, from 0.
        line: The line of the screen, from 0.
        console: Says how styles are written.
    """
    if has_certain_width(strip):
        return _move(column, line) + strip.render(console)
    written = [_move(column, line)]
    for segment in strip:
        cells = cell_len(segment.text)
        text = Strip([segment], cells).render(console)
        if _OF_CERTAIN_WIDTH.fullmatch(segment.text):
            written.append(text)
        else:
            blank = Strip([segment._replace(text=" " * cells)], cells).render(console)
            written += (blank, _move(column, line), text, _move(column + cells, line))
        column += cells
    return "".join(written)


def _move(column: int, line: int) -> str:
    return Control.move_to(column, line).segment.text


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
    ends = [found[0] for _, found in runs[1:]] + [stop]
    for (is_free, found), piece in zip(
        runs, strip.divide([end - start for end in ends]), strict=True
    ):
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
