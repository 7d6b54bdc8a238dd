"""Asks git about the repository that a folder lies in, and runs nothing that it configures.

The repository may be anybody's, and what its configuration says of programs to run holds for git,
too. So git is called with all of that turned off: no pager, signature, hook, file system monitor,
external difference or conversion, no lock, and no object is fetched. It does nothing where it calls
the repository unsafe itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Final

from index.errors import Cancelled

LOG_OPTIONS: Final = (
    *("--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-notes", "--no-decorate"),
    *("--no-color", "--no-relative", "--no-merges", "--ignore-submodules=all"),
    *("--no-mailmap", "-O/dev/null"),  # no other file is read, which might have no end
)
"""Options of ``git log`` that every call needs."""
_LONGEST_TOKEN = 100_000
_POLL = 0.05
_OPTIONS = (
    "--no-pager",
    *("-c", "log.showSignature=false", "-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null", "-c", "log.showRoot=true"),
    *("-c", "safe.bareRepository=explicit"),
)
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "none",  # older versions of git fetch in spite of GIT_NO_LAZY_FETCH
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
}


class Git:
    """Asks git in a folder, within a time.

    Args:
        program: The path of git.
        folder: The folder.
        over: The moment at which git is killed, by the monotonic clock.
        cancelled: Asked often.
    """

    def __init__(
        self, program: str, folder: Path, over: float, cancelled: Callable[[], bool]
    ) -> None:
        self._command = (program, *_OPTIONS, "-C", os.fspath(folder))
        self._over = over
        self._cancelled = cancelled
        self.took_too_long = False
        """Whether git was ended because the time was over."""

    @classmethod
    def at(cls, folder: Path, seconds: float, cancelled: Callable[[], bool]) -> Git | None:
        """What asks git in a folder; None where there is no git, or no ``.git`` there or above.

        Args:
            folder: The folder.
            seconds: How long git may take at most, from now on.
            cancelled: Asked often.
        """
        program = shutil.which("git")
        if program is None or not _may_be_in_repository(folder):
            return None
        return cls(program, folder, time.monotonic() + seconds, cancelled)

    def run(self, *arguments: str, most: int = _LONGEST_TOKEN) -> bytes | None:
        """What git writes, up to ``most`` bytes; None where it fails. Raises Cancelled."""
        with self._process(arguments) as process:
            if process is None or process.stdout is None:
                return None
            said = process.stdout.read(most)
            process.stdout.close()
            failed = process.wait() != 0
        if self._cancelled():
            raise Cancelled
        return None if failed else said

    @contextmanager
    def output(self, *arguments: str) -> Iterator[Iterator[bytes]]:
        """The tokens that git writes, as far as it gets within the time."""
        with self._process(arguments) as process:
            yield (
                iter(())
                if process is None or process.stdout is None
                else _tokens(process.stdout.fileno())
            )

    @contextmanager
    def _process(self, arguments: Sequence[str]) -> Iterator[subprocess.Popen[bytes] | None]:
        """Git as a process that is killed at the end, when time is over, or when cancelled."""
        own = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
        try:
            process = subprocess.Popen(  # noqa: S603  an absolute path and no shell
                (*self._command, *arguments),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**own, **_ENVIRONMENT},
            )
        except OSError:
            yield None
            return
        ended = Event()
        watching = Thread(target=self._watch, args=(process, ended), daemon=True)
        watching.start()
        try:
            yield process
        finally:
            ended.set()
            with suppress(OSError):
                process.kill()
            if process.stdout is not None:
                process.stdout.close()
            process.wait()
            watching.join()

    def _watch(self, process: subprocess.Popen[bytes], ended: Event) -> None:
        """Kill the process when nobody wants to wait for it any longer."""
        while not ended.wait(_POLL):
            self.took_too_long = time.monotonic() > self._over
            if self.took_too_long or self._cancelled():
                process.kill()
                return


def _may_be_in_repository(folder: Path) -> bool:
    """Whether there is a ``.git`` in the folder or one above it."""
    real = Path(os.path.realpath(folder))
    return any(os.path.lexists(above / ".git") for above in (real, *real.parents))


def _tokens(handle: int) -> Iterator[bytes]:
    """What a pipe gives, without the zero bytes that end each part of it."""
    rest = b""
    while data := os.read(handle, 1 << 16):
        *whole, rest = (rest + data).split(b"\0")
        yield from whole
        if len(rest) > _LONGEST_TOKEN:
            return
