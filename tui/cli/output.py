"""How the printing subcommands print: JSON, aligned columns, and nothing that a terminal obeys.

Text of a journal may hold what a terminal takes for a command, or what turns a line's direction
round. Columns and messages show a sign in its place; JSON escapes it, so that it is kept exactly.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, TextIO

if TYPE_CHECKING:
    from index.results import Progress

Style = Literal["plain", "strong", "faint", "match"]
Json = str | int | float | bool | None | Mapping[str, "Json"] | Sequence["Json"]

_CODES: Final[dict[Style, str]] = {"plain": "", "strong": "1", "faint": "2", "match": "1;33"}

# Controls; marks, embeddings, overrides and isolates of direction; line separators; surrogates.
_HARMFUL: Final = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE: Final = re.compile(f"[\x00-\x1f{_HARMFUL}]")
_UNESCAPED: Final = re.compile(f"[{_HARMFUL}]")

_WIDEST_COLUMN: Final = 60
_SECONDS_BETWEEN_PROGRESS: Final = 0.1


def safe(text: str) -> str:
    """``text`` on one line that a terminal may be given: a visible sign for each control."""
    return _UNSAFE.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"


def to_json(value: Json) -> str:
    """``value`` as one line of JSON: text as it is, controls and surrogates escaped."""
    text = json.dumps(value, ensure_ascii=False, check_circular=False)
    return _UNESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class Output:
    """Where a subcommand prints.

    ``colours`` is whether styles are drawn: where standard output is a terminal and neither
    ``NO_COLOR`` nor ``TERM=dumb`` asks for none. ``width`` is the terminal's, 80 in a pipe.
    """

    def __init__(self, out: TextIO, err: TextIO) -> None:
        for stream in (out, err):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        self._out = out
        self._err = err
        terminal = out.isatty()
        self.colours = (
            terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        )
        self.width = shutil.get_terminal_size().columns if terminal else 80
        self._progress_shown = False
        self._next_progress = 0.0

    @classmethod
    def standard(cls) -> Output:
        """Standard output and standard error."""
        return cls(sys.stdout, sys.stderr)

    def json(self, value: Json) -> None:
        """Print one JSON document."""
        self._out.write(to_json(value) + "\n")

    def line(self, text: str) -> None:
        """Print a line that is safe already, such as one of ``paint``."""
        self._out.write(text + "\n")

    def paint(self, text: str, style: Style = "plain") -> str:
        """``text`` made safe, in ``style`` where colours are drawn."""
        code = _CODES[style]
        shown = safe(text)
        return f"\x1b[{code}m{shown}\x1b[0m" if code and shown and self.colours else shown

    def table(self, rows: Iterable[Sequence[str]], styles: Sequence[Style]) -> None:
        """Print ``rows`` in columns, aligned by the cells that a terminal gives each text.

        ``styles`` has one for each column. A column grows to 60 cells; what is longer stands out.
        """
        from rich.cells import cell_len

        shown = [[safe(cell) for cell in row] for row in rows]
        widths = [
            min(_WIDEST_COLUMN, max(cell_len(cell) for cell in column))
            for column in zip(*shown, strict=True)
        ]
        for row in shown:
            cells = [
                self.paint(cell, style) + " " * (width - cell_len(cell))
                for cell, style, width in zip(row, styles, widths, strict=True)
            ]
            self.line("  ".join(cells).rstrip())

    def warn(self, message: str) -> None:
        """Say ``message`` in one line on standard error."""
        self.end_progress()
        self._err.write(f"ilgi: {safe(message)}\n")
        self._err.flush()

    def progress(self, progress: Progress) -> None:
        """Show how far a refresh has come, on a terminal only and ten times a second at most."""
        now = time.monotonic()
        if now < self._next_progress or not self._err.isatty():
            return
        self._next_progress = now + _SECONDS_BETWEEN_PROGRESS
        count = f" {progress.done:,}/{progress.total:,}" if progress.total else ""
        self._err.write(f"\r{progress.phase}{count}\x1b[K")
        self._err.flush()
        self._progress_shown = True

    def end_progress(self) -> None:
        """Wipe the progress line."""
        if self._progress_shown:
            self._err.write("\r\x1b[K")
            self._err.flush()
            self._progress_shown = False
