"""Running a program of the reader's own beside the browser, without a shell and a terminal."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class ProgramResult:
    """How a program ended.

    ``code`` is its exit code, None where it was ended because it took too long. ``said`` is the
    last line that it wrote to standard error.
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

    with tempfile.TemporaryFile() as errors:
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
        while code is None and time.monotonic() < until and not cancelled():
            with suppress(subprocess.TimeoutExpired):
                code = process.wait(_SECONDS_BETWEEN_LOOKS)
        if code is None:
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return ProgramResult(code, _last_line(errors))


def _last_line(errors: IO[bytes]) -> str:
    errors.seek(0, os.SEEK_END)
    errors.seek(max(errors.tell() - _MOST_SAID, 0))
    lines = errors.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""
