"""A table while it is told of, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .blocks import Align, Frame, Row, Span, Spans, Table, trimmed


@dataclass(slots=True)
class OpenTable:
    """The rows of a table so far, and the cells of the row at hand.

    ``line`` is the line of the file that the table begins on, ``row_line`` that of the row.
    ``depth`` counts the tables that are open in each other, of which this is the outermost.
    """

    line: int
    rows: list[Row] = field(default_factory=list)
    aligns: list[Align] = field(default_factory=list)
    cells: list[Spans] = field(default_factory=list)
    in_cell: bool = False
    header: bool = False
    depth: int = 1
    row_line: int = 0

    def begin_cell(self, line: int, *, header: bool, align: Align) -> None:
        """Begin a cell. A row is a header where each of its cells is one.

        Args:
            line: The line of the file that the cell is on.
            header: Whether it is a header cell.
            align: How its text is aligned.
        """
        if not self.cells:
            self.header = header
            self.row_line = line
        self.header = self.header and header
        if len(self.cells) >= len(self.aligns):
            self.aligns.append(align)
        self.in_cell = True

    def end_cell(self, spans: Sequence[Span]) -> None:
        """End the cell at hand, which holds ``spans``."""
        self.cells.append(trimmed(spans))
        self.in_cell = False

    def end_row(self, loose: Sequence[Span], line: int) -> None:
        """End the row at hand; what is ``loose``, in no cell, is a row before it."""
        kept = trimmed(loose)
        if kept:
            self.rows.append(Row((kept,), line))
        if self.cells:
            self.rows.append(Row(tuple(self.cells), self.row_line, self.header))
            self.cells = []
        self.header = False

    def block(self, frames: tuple[Frame, ...], *, tight: bool) -> Table | None:
        """The table; None where nothing is in it. A single cell that is empty is no row."""
        if not any(any(row.cells) for row in self.rows):
            return None
        rows = tuple(row for row in self.rows if any(row.cells) or len(row.cells) > 1)
        return Table(rows, tuple(self.aligns), self.line, frames, tight)
