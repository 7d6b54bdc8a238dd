"""What each cell of the terminal shows, so that only what differs is written.

Textual paints a widget whole when something in it has changed, and writes each line of it with all
of its style at each piece. Over a slow connection it is these bytes that one waits for.

The sequences are those of ECMA-48, 5th edition: CUP and CUF move the cursor, SGR sets the style.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from rich.cells import cell_len, get_character_cell_size
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from index.lazy_pattern import lazy_pattern

Cell = tuple[str, str]
"""What a cell shows: its text, and its style as parameters of SGR.

The other cells of a text that is wider than one have no text. A text whose width is not certain is
in one piece.
"""
Row = list[Cell | None]
"""The cells of a row of the terminal; None where it is not known what it shows."""

_OF_CERTAIN_WIDTH: Final = lazy_pattern(
    "[\x20-\u02ff\u0370-\u0482\u048a-\u052f\u1100-\u115f\u2010-\u2027\u2030-\u205e\u2190-\u23ff"
    "\u2500-\u25ff\u2600-\u27bf\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uac00-\ud7a3\uff00-\uffef]*+"
)
"""Texts that every terminal draws as wide as Unicode says; of other characters it is not sure."""
_CONTROLS: Final = lazy_pattern("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Characters that a terminal obeys: controls, separators of lines, and overrides of direction."""
_LONGEST_GAP: Final = 4
"""So many cells that show what they should are rather written again than stepped over."""
_MOST_STYLES: Final = 4_096
_MOST_TEXTS: Final = 2_048
_ENDED_BY: Final = {1: 22, 2: 22, 3: 23, 4: 24, 5: 25, 6: 25, 7: 27, 8: 28, 9: 29, 21: 24}
"""Attributes of SGR with the parameter that ends each; a reset ends all others."""
_RESET: Final = "\x1b[0m"


class ShownCells:
    """The cells of the terminal as they were written last."""

    def __init__(self) -> None:
        self._rows: dict[int, Row] = {}
        self._known: dict[int, dict[int, Strip]] = {}
        """The pieces of each row by their columns, as long as nothing is written over them."""
        self._styles: dict[Style, str] = {}
        self._texts: dict[tuple[str, str], list[Cell]] = {}
        """The cells of texts in their styles: blanks, borders and words come again and again."""

    def forget(self) -> None:
        """Know nothing of the terminal: somebody else wrote to it, or its size has changed."""
        self._rows.clear()
        self._known.clear()

    def changed(self, update: ChopsUpdate | LayoutUpdate) -> CompositorUpdate:
        """An update that writes the cells which differ from what the terminal shows."""
        return _CellUpdate(self, update)

    def write(self, update: ChopsUpdate | LayoutUpdate, console: Console) -> str:
        """What has to be written to the terminal for an update.

        What follows a text that terminals may draw wider than it is measured is written again.

        Args:
            update: The update.
            console: Says how many colours the terminal has.
        """
        colours = COLOR_SYSTEMS.get(console.color_system or "", ColorSystem.TRUECOLOR)
        pen = _Pen()
        for y, row_pieces in _pieces(update):
            old = self._rows.get(y, [])
            known = self._known.setdefault(y, {})
            new: Row | None = None
            for column, piece in row_pieces:
                if known.get(column) == piece:
                    continue
                new = [*old] if new is None else new
                _put(new, column, self._cells(piece, colours))
                _note(known, column, piece)
            if new is not None and new != old:
                self._rows[y] = new
                _write_row(pen, y, old, new)
        return pen.written

    def _cells(self, piece: Strip, colours: ColorSystem) -> list[Cell]:
        cells: list[Cell] = []
        for text, style, _ in piece:
            key = text, self._codes(style, colours) if style is not None else ""
            found = self._texts.get(key)
            if found is None:
                if len(self._texts) >= _MOST_TEXTS:
                    self._texts.clear()
                found = self._texts[key] = _cells_of(*key)
            cells += found
        return cells

    def _codes(self, style: Style, colours: ColorSystem) -> str:
        codes = self._styles.get(style)
        if codes is None:
            if len(self._styles) >= _MOST_STYLES:
                self._styles.clear()
            codes = self._styles[style] = Strip.render_ansi(style, colours)
        return codes


class _CellUpdate(CompositorUpdate):
    """Compares an update with the cells of the terminal at the moment when it is written."""

    def __init__(self, shown: ShownCells, update: ChopsUpdate | LayoutUpdate) -> None:
        self._shown = shown
        self._update = update

    def render_segments(self, console: Console) -> str:
        """What is written to the terminal."""
        return self._shown.write(self._update, console)


class _Pen:
    """Writes cells with the cursor and the style that those before have left."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._at: tuple[int, int] | None = None
        self._codes = ""

    @property
    def written(self) -> str:
        """All that was written, and the end of its style."""
        return "".join(self._written) + (_RESET if self._codes else "")

    @property
    def codes(self) -> str:
        """The style of the cell written last."""
        return self._codes

    def write(self, y: int, x: int, cell: Cell, cells: int) -> None:
        """Write what a cell shows.

        Args:
            y: The row, from 0.
            x: The column, from 0.
            cell: What it shows.
            cells: How many cells its text takes.
        """
        text, codes = cell
        self._move(y, x)
        if codes != self._codes:
            self._written.append(_transition(self._codes, codes))
            self._codes = codes
        if is_of_certain_width(text):
            self._written.append(text)
            self._at = y, x + cells
        else:  # whatever the terminal draws, its cells have their style, and it is left for sure
            self._written.append(" " * cells)
            self._at = None
            self._move(y, x)
            self._written.append(text)
            self._at = None

    def is_behind(self, y: int, x: int) -> int:
        """How many cells of its row the cursor has to go to a column; 0 where it is not before."""
        return x - self._at[1] if self._at is not None and self._at[0] == y else 0

    def _move(self, y: int, x: int) -> None:
        if self._at == (y, x):
            return
        steps = self.is_behind(y, x)
        step = f"{steps if steps > 1 else ''}"
        self._written.append(f"\x1b[{step}C" if steps > 0 else f"\x1b[{y + 1};{x + 1}H")
        self._at = y, x


def _cells_of(text: str, codes: str) -> list[Cell]:
    """The cells of a text in a style; control characters have none, and are not written."""
    if not text.isprintable():
        text = _CONTROLS.sub("", text)
    if text.isascii():
        return [(character, codes) for character in text]
    if not is_of_certain_width(text):
        width = cell_len(text)
        return [(text, codes), *[("", codes)] * (width - 1)] if width else []
    cells: list[Cell] = []
    for character in text:
        if width := get_character_cell_size(character):
            cells.append((character, codes))
            if width == 2:
                cells.append(("", codes))
    return cells


def is_of_certain_width(text: str) -> bool:
    """Whether every terminal draws a text as wide as Unicode says."""
    return text.isascii() or _OF_CERTAIN_WIDTH.fullmatch(text) is not None


def _pieces(
    update: ChopsUpdate | LayoutUpdate,
) -> Iterator[tuple[int, Iterator[tuple[int, Strip]]]]:
    """The rows of an update, each with its pieces by the columns they begin in."""
    if isinstance(update, LayoutUpdate):
        for y, pieces in enumerate(update.strips, update.region.y):
            yield y, _side_by_side(update.region.x, pieces)
        return
    for y, first, last in update.spans:
        yield y, _within(update, y, first, last)


def _side_by_side(column: int, pieces: Iterable[Strip]) -> Iterator[tuple[int, Strip]]:
    for piece in pieces:
        yield column, piece
        column += piece.cell_length


def _within(update: ChopsUpdate, y: int, first: int, last: int) -> Iterator[tuple[int, Strip]]:
    """The pieces of a row that are painted between two columns."""
    for (column, piece), end in zip(update.chops[y].items(), update.chop_ends[y], strict=False):
        if piece is not None and column < last and end > first:
            yield column, piece if end <= last else piece.crop(0, last - column)


def _note(known: dict[int, Strip], column: int, piece: Strip) -> None:
    """Know a piece of a row, and no longer those that it lies over.

    Args:
        known: The pieces of the row.
        column: The column that it begins in.
        piece: The piece.
    """
    end = column + piece.cell_length
    for other in [x for x, one in known.items() if x < end and x + one.cell_length > column]:
        del known[other]
    known[column] = piece


def _put(row: Row, column: int, cells: Sequence[Cell]) -> None:
    """Put cells into a row; what is left of texts that they cut through is not known.

    Args:
        row: The row, which grows to hold them.
        column: The column of the first of them.
        cells: The cells.
    """
    if not cells:
        return
    row += [None] * (column - len(row))
    end = column + len(cells)
    for x in range(end, len(row)):
        if (cell := row[x]) is None or cell[0]:
            break
        row[x] = None
    if column < len(row) and (cut := row[column]) is not None and not cut[0]:
        for x in range(column - 1, -1, -1):
            cell, row[x] = row[x], None
            if cell is None or cell[0]:
                break
    row[column:end] = cells


def _write_row(pen: _Pen, y: int, old: Row, new: Row) -> None:
    """Write the cells of a row that differ, and all that follows a text of uncertain width.

    Args:
        pen: Writes them.
        y: The row, from 0.
        old: What it shows.
        new: What it should show.
    """
    shown = old + [None] * (len(new) - len(old))
    x, is_drawn_over = 0, False
    while x < len(new):
        cell = new[x]
        if cell is None or (not is_drawn_over and cell == shown[x]):
            x += 1
            continue
        while not cell[0] and x > 0 and (before := new[x - 1]) is not None:
            x, cell = x - 1, before
        _write_gap(pen, y, x, new)
        end = _end_of_run(x, shown, new, is_whole=is_drawn_over)
        text = "".join([part[0] for part in new[x:end] if part is not None])
        if not is_of_certain_width(text):
            is_drawn_over = is_drawn_over or not is_of_certain_width(cell[0])
            text, end = cell[0], _end_of_text(x, new)
        pen.write(y, x, (text, cell[1]), end - x)
        x = end


def _end_of_run(x: int, old: Row, new: Row, *, is_whole: bool) -> int:
    """The column behind cells of one style that differ from what is shown.

    Args:
        x: The column of the first of them.
        old: What the row shows.
        new: What it should show.
        is_whole: Take those that do not differ as well.
    """
    codes = first[1] if (first := new[x]) is not None else ""
    end = x + 1
    while end < len(new):
        cell = new[end]
        if cell is None or cell[1] != codes:
            break
        if cell[0] and not is_whole and cell == old[end]:
            break
        end += 1
    return end


def _end_of_text(x: int, row: Row) -> int:
    """The column behind the text that begins in a column."""
    end = x + 1
    while end < len(row) and (cell := row[end]) is not None and not cell[0]:
        end += 1
    return end


def _write_gap(pen: _Pen, y: int, x: int, row: Row) -> None:
    """Write a few cells again rather than step over them, where that takes fewer bytes.

    Args:
        pen: Writes them.
        y: The row, from 0.
        x: The column behind them.
        row: The cells of the row.
    """
    steps = pen.is_behind(y, x)
    if not 0 < steps <= _LONGEST_GAP:
        return
    gap = [
        cell
        for cell in row[x - steps : x]
        if cell is not None and cell[0] and cell[0].isascii() and cell[1] == pen.codes
    ]
    if len(gap) == steps:
        for column, cell in enumerate(gap, x - steps):
            pen.write(y, column, cell, 1)


@lru_cache(maxsize=4_096)
def _transition(before: str, after: str) -> str:
    """The shortest sequence that leads from one style to another, both as parameters of SGR."""
    if not after:
        return _RESET
    old, new = _parts(before), _parts(after)
    anew = f"\x1b[0;{after}m" if before else f"\x1b[{after}m"
    ended = {_ENDED_BY.get(code, 0) for code in old[0] - new[0]}
    if 0 in ended:
        return anew
    begun = {code for code in new[0] if code not in old[0] or _ENDED_BY.get(code) in ended}
    codes = [f"{code}" for code in (*sorted(ended), *sorted(begun))]
    codes += [part or ground for part, was, ground in _colours(old, new) if part != was]
    step = f"\x1b[{';'.join(codes)}m"
    return min(step, anew, key=len)


def _colours(
    old: tuple[frozenset[int], str, str], new: tuple[frozenset[int], str, str]
) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Foreground and background: as it is to be, as it was, and the terminal's own."""
    return (new[1], old[1], "39"), (new[2], old[2], "49")


@lru_cache(maxsize=4_096)
def _parts(codes: str) -> tuple[frozenset[int], str, str]:
    """The attributes of a style, and its foreground and background as parameters of SGR."""
    attributes: set[int] = set()
    colours = {3: "", 4: ""}
    numbers = iter(codes.split(";") if codes else ())
    for number in numbers:
        code = int(number)
        if code in {38, 48}:
            system = next(numbers)
            values = [next(numbers) for _ in range(3 if system == "2" else 1)]
            colours[code // 10] = ";".join((number, system, *values))
        elif 30 <= code < 50 or 90 <= code < 108:
            colours[3 if code < 40 or 90 <= code < 100 else 4] = number
        else:
            attributes.add(code)
    return frozenset(attributes), colours[3], colours[4]
