"""How the printing subcommands print: JSON, aligned columns, and nothing that a terminal obeys.

Text of a journal may hold what a terminal takes for a command, or what turns a line's direction
round. Columns and messages show a sign in its place; JSON escapes it, so that it is kept exactly.
"""

from __future__ import annotations

import io
import os
import re
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, TextIO

from index.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from index.results import Progress

    from .pager import Pager

Style = Literal["plain", "strong", "faint", "match"]
Color = Literal["auto", "always", "never"]
Json = str | int | float | bool | None | Mapping[str, "Json"] | Sequence["Json"]

_CODES: Final[dict[Style, str]] = {"plain": "", "strong": "1", "faint": "2", "match": "1;33"}

# Controls; marks, embeddings, overrides and isolates of direction; line separators; surrogates.
_HARMFUL: Final = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE: Final = lazy_pattern(f"[\x00-\x1f{_HARMFUL}]")
_UNESCAPED: Final = lazy_pattern(f"[{_HARMFUL}]")

_GAP: Final = "  "
_WIDEST_COLUMN: Final = 60
_NARROWEST: Final = 10
_WIDEST: Final = 1_000
_SECONDS_BETWEEN_PROGRESS: Final = 0.1


def visible_controls(text: str) -> str:
    """``text`` on one line that a terminal may be given: a visible sign for each control."""
    return _UNSAFE.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else "\N{REPLACEMENT CHARACTER}"


def to_json(value: Json) -> str:
    """``value`` as one line of JSON: text as it is, controls and surrogates escaped."""
    import json

    text = json.dumps(value, ensure_ascii=False, check_circular=False)
    return _UNESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """``widths`` that take ``room`` cells together at most: the widest are made equally narrow."""
    fitted = list(widths)
    left = max(room, 0)
    for place, number in enumerate(sorted(range(len(fitted)), key=fitted.__getitem__)):
        fitted[number] = min(fitted[number], left // (len(fitted) - place))
        left -= fitted[number]
    return fitted


def _columns(*, terminal: bool) -> int:
    """How many columns the terminal has, or a pipe is to have: 80 unless ``COLUMNS`` says other."""
    if terminal:
        import shutil  # which imports all of Python's compression: not for a pipe

        return shutil.get_terminal_size().columns
    wanted = os.environ.get("COLUMNS", "")
    is_count = wanted.isascii() and wanted.isdecimal() and len(wanted) < 10 and int(wanted)
    return within(int(wanted)) if is_count else 80


def within(width: int) -> int:
    """A width that pages can be laid out for: from 10 to 1,000 cells."""
    return min(max(width, _NARROWEST), _WIDEST)


def _is_coloured(wanted: Color, *, terminal: bool) -> bool:
    """Whether styles are drawn, by the option, the environment and the terminal, in this order."""
    if wanted != "auto":
        return wanted == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def _pager_for(out: TextIO) -> Pager | None:
    """The pager of the reader, None where there is none or it cannot be read."""
    import shlex
    import shutil

    try:
        command = shlex.split(os.environ.get("PAGER", ""))
    except ValueError:
        return None
    if not command or command == ["cat"]:
        return None
    from .pager import Pager

    return Pager(command, out, shutil.get_terminal_size().lines)


class Output:
    """Where a subcommand prints.

    ``colours`` is whether styles are drawn: where standard output is a terminal and neither
    ``NO_COLOR`` nor ``TERM=dumb`` asks for none, or where they are asked for. ``width`` is the
    terminal's, in a pipe ``COLUMNS`` or 80. ``fits`` is whether rows are cut to that width: on a
    terminal, or where a width was asked for; a pipe gets all of them.

    Args:
        out: Standard output.
        err: Standard error.
        color: When styles are drawn.
        width: The width in cells, 0 for that of the terminal.
        paged: Whether what is longer than a terminal goes through ``$PAGER``.
    """

    def __init__(
        self,
        out: TextIO,
        err: TextIO,
        *,
        color: Color = "auto",
        width: int = 0,
        paged: bool = False,
    ) -> None:
        for stream in (out, err):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        self._out = out
        self._err = err
        self.is_terminal = terminal = out.isatty()
        self.fits = terminal or width > 0
        self.colours = _is_coloured(color, terminal=terminal)
        self.width = within(width) if width else _columns(terminal=terminal)
        self._pager = _pager_for(out) if paged and terminal else None
        self._warnings: list[str] = []
        """What is said once the pager has given the terminal back."""
        self._progress_shown = False
        self._next_progress = 0.0

    @classmethod
    def standard(cls, *, color: Color = "auto", width: int = 0, paged: bool = False) -> Output:
        """Standard output and standard error.

        Args:
            color: When styles are drawn.
            width: The width in cells, 0 for that of the terminal.
            paged: Whether what is longer than a terminal goes through ``$PAGER``.
        """
        return cls(sys.stdout, sys.stderr, color=color, width=width, paged=paged)

    def _write(self, text: str) -> None:
        if self._pager is not None:
            self._pager.write(text)
        else:
            self._out.write(text)

    def close(self) -> None:
        """Print what is kept back; where the pager has the terminal, wait for its end."""
        if self._pager is None:
            return
        pager, self._pager = self._pager, None
        pager.close()
        for warning in (pager.error, *self._warnings):
            if warning:
                self.warn(warning)

    def json(self, value: Json) -> None:
        """Print one JSON document."""
        self._write(to_json(value) + "\n")

    def line(self, text: str) -> None:
        """Print a line that is safe already, such as one of ``paint``."""
        self._write(text + "\n")

    def record(self, text: str, end: str = "\n") -> None:
        """Print a record for a program; bytes of file names that are no text are those bytes."""
        try:
            text.encode()
        except UnicodeEncodeError:
            if isinstance(self._out, io.TextIOWrapper) and self._pager is None:
                self._out.flush()
                self._out.buffer.write((text + end).encode("utf-8", "surrogateescape"))
                return
        self._write(text + end)

    def paint(self, text: str, style: Style = "plain") -> str:
        """``text`` with its controls visible, in ``style`` where colours are drawn."""
        code = _CODES[style]
        shown = visible_controls(text)
        return f"\x1b[{code}m{shown}\x1b[0m" if code and shown and self.colours else shown

    def table(self, rows: Iterable[Sequence[str]], styles: Sequence[Style]) -> None:
        """Print ``rows`` in columns, aligned by the cells that a terminal gives each text.

        ``styles`` has one for each column. In a pipe a column grows to 60 cells and what is longer
        stands out. On a terminal each row is one line of it: the widest columns are cut.
        """
        from rich.cells import cell_len

        shown = [[visible_controls(cell) for cell in row] for row in rows]
        widths = [max(cell_len(cell) for cell in column) for column in zip(*shown, strict=True)]
        if self.fits:
            widths = _fitted(widths, self.width - len(_GAP) * (len(widths) - 1))
        else:
            widths = [min(_WIDEST_COLUMN, width) for width in widths]
        for row in shown:
            cells = [
                self.paint(text := self.cut(cell, width), style) + " " * (width - cell_len(text))
                for cell, style, width in zip(row, styles, widths, strict=True)
            ]
            self.line(_GAP.join(cells).rstrip())

    def cut(self, text: str, width: int) -> str:
        """``text``, on a terminal cut to ``width`` cells with an ellipsis where it is wider."""
        from rich.cells import cell_len, set_cell_size

        if not self.fits or cell_len(text) <= width:
            return text
        return set_cell_size(text, width - 1).rstrip() + "…" if width > 0 else ""

    def warn(self, message: str) -> None:
        """Say ``message`` in one line on standard error."""
        if self._pager is not None and self._pager.has_started:
            self._warnings.append(message)
            return
        self.end_progress()
        self._err.write(f"ilgi: {visible_controls(message)}\n")
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
