"""Running a program of the reader's own beside the browser, without a shell and a terminal."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

SECONDS_TO_END: Final = 300.0
"""How long a program may run."""
_SECONDS_BETWEEN_LOOKS: Final = 0.05
_MOST_SAID: Final = 4_000
"""Bytes of what it says on standard error that are looked at: those at the end."""
_MOST_ON_DISK: Final = 1_000_000
"""Bytes of it from which on all but the end is dropped at the next look."""
_LONGEST_LINE: Final = 200
"""Characters of a line that are told, so that it covers no more than a corner of the screen."""


@dataclass(frozen=True, slots=True)
class ProgramResult:
    """How a program ended.

    ``code`` is its exit code, None where it was ended because it took too long. ``said`` is the
    last line that it wrote to standard error, or the beginning of a long one.
    """

    code: int | None
    said: str = ""


def run_to_end(
    words: Sequence[str],
    folder: Path,
    cancelled: Callable[[], bool],
    seconds: float = SECONDS_TO_END,
) -> ProgramResult:
    """Run a program in a folder until it ends; it has no input, and what it prints is dropped.

    Args:
        words: The program and its arguments.
        folder: The folder that it runs in.
        cancelled: Asked often; the program is ended then, with all that it started.
        seconds: How long it may take.

    Raises:
        OSError: It cannot be started.
    """
    import tempfile

    with tempfile.TemporaryFile(buffering=0) as errors:
        # One that never stops fills no disk: the file is emptied now and then, and the program
        # writes at its end, wherever that is.
        fcntl.fcntl(errors, fcntl.F_SETFL, fcntl.fcntl(errors, fcntl.F_GETFL) | os.O_APPEND)
        process = subprocess.Popen(  # noqa: S603  no shell
            words,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            start_new_session=True,
        )
        until = time.monotonic() + seconds
        code: int | None = None
        dropped = b""
        while code is None and time.monotonic() < until and not cancelled():
            with suppress(subprocess.TimeoutExpired):
                code = process.wait(_SECONDS_BETWEEN_LOOKS)
            if code is None and os.fstat(errors.fileno()).st_size > _MOST_ON_DISK:
                dropped = _end(errors)
                errors.truncate(0)
        if code is None:
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return ProgramResult(code, _last_line(dropped + _end(errors)))


def _end(errors: IO[bytes]) -> bytes:
    errors.seek(max(errors.seek(0, os.SEEK_END) - _MOST_SAID, 0))
    return errors.read(_MOST_SAID)


def _last_line(said: bytes) -> str:
    lines = said[-_MOST_SAID:].decode("utf-8", "replace").strip().splitlines()
    last = lines[-1] if lines else ""
    return last if len(last) <= _LONGEST_LINE else f"{last[:_LONGEST_LINE]}…"
