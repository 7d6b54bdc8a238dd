"""What stands on a terminal's screen after what a program has written to it."""

from __future__ import annotations

import codecs
import re
from typing import Final

from rich.cells import cell_len

COLUMNS: Final = 120
ROWS: Final = 40

_PART: Final = re.compile(
    r"\x1b\[(?P<private>[?<=>]?)(?P<numbers>[\d;:]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b[\]P_^X].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-OQ-WYZ\\`-~]"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])|(?P<text>[^\x00-\x1f\x7f]+)",
    re.DOTALL,
)


class Screen:
    """Text by row and column, and no colours: of the escape sequences, those that Textual writes.

    The second column of a wide character is empty.
    """

    def __init__(self, columns: int = COLUMNS, rows: int = ROWS) -> None:
        self._columns, self._rows = columns, rows
        self._cells = self._blank()
        self._row = self._column = 0
        self._rest = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    @property
    def lines(self) -> list[str]:
        """The rows as text."""
        return ["".join(cells) for cells in self._cells]

    def feed(self, data: bytes) -> None:
        """Draw what was written; what is cut off at its end waits for the rest."""
        text = self._rest + self._decoder.decode(data)
        at = 0
        while match := _PART.match(text, at):
            at = match.end()
            if match["text"]:
                self._draw(match["text"])
            elif match["control"]:
                self._control(match["control"])
            elif match["final"] and not match["private"]:
                self._sequence(match["final"], match["numbers"])
        self._rest = text[at:]

    def _blank(self) -> list[list[str]]:
        return [[" "] * self._columns for _ in range(self._rows)]

    def _draw(self, text: str) -> None:
        for character in text:
            width = cell_len(character)
            if not width or self._column + width > self._columns or self._row >= self._rows:
                continue
            row = self._cells[self._row]
            row[self._column : self._column + width] = [character, *[""] * (width - 1)]
            self._column += width

    def _control(self, control: str) -> None:
        match control:
            case "\r":
                self._column = 0
            case "\n":
                self._row = min(self._row + 1, self._rows - 1)
                self._column = 0

    def _sequence(self, final: str, numbers: str) -> None:
        first, _, second = numbers.partition(";")
        match final:
            case "H" | "f":
                self._row = min(int(first or 1), self._rows) - 1
                self._column = min(int(second or 1), self._columns) - 1
            case "C":
                self._column = min(self._column + int(first or 1), self._columns - 1)
            case "J":
                self._cells = self._blank()
            case "K":
                self._cells[self._row][self._column :] = [" "] * (self._columns - self._column)
