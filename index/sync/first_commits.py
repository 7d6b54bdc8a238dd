"""When each file of a journal was first committed to the git repository that it lies in.

The repository may be anybody's, and what its configuration says of programs to run holds for git,
too. So git is asked for nothing but the names of files in commits, with all of that turned off: no
pager, signature, hook, file system monitor, external difference or conversion, no lock, and no
object is fetched. It is not asked where git itself calls the repository unsafe.

What was found is kept by ``commit_moments``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from index.errors import Cancelled
from index.reading.files.walk import exact_path

from .commit_moments import LONGEST, FirstCommits

_LONGEST_TOKEN = 100_000
_MOST_NAMES = 2_000_000
_POLL = 0.05
_OPTIONS = (
    "--no-pager",
    *("-c", "log.showSignature=false", "-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null", "-c", "log.showRoot=true"),
    *("-c", "safe.bareRepository=explicit"),
)
_LOG = (
    *("log", "-z", "--format=@%at", "--name-status", "--diff-filter=AR", "--find-renames=100%"),
    *("--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-notes", "--no-decorate"),
    *("--no-color", "--no-relative", "--no-merges", "--ignore-submodules=all"),
)
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "none",  # older versions of git fetch in spite of GIT_NO_LAZY_FETCH
    "GIT_NO_REPLACE_OBJECTS": "1",
}


def find(
    root: Path,
    paths: Collection[str],
    known: FirstCommits,
    cancelled: Callable[[], bool],
    seconds: float = LONGEST,
) -> FirstCommits:
    """The first commits of the files at ``paths``; none of a shallow clone.

    Args:
        root: The folder of the journal, or its only file.
        paths: The paths of its posts, from the root.
        known: What was found before; it is given back where the repository is at the same commit.
        cancelled: Asked often.
        seconds: How long git may take at most.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    folder = root if os.path.isdir(root) else root.parent  # noqa: PTH112  raises nothing
    git = shutil.which("git")
    if git is None or not _may_be_in_repository(folder):
        return FirstCommits()
    over = time.monotonic() + seconds
    asked = _Git(git, folder, over, cancelled)
    state = asked.run("rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD")
    lines = os.fsdecode(state or b"").split("\n")
    if len(lines) < 3 or lines[0] != "false":
        return FirstCommits()
    prefix, head = lines[1], lines[2]
    if head == known.head:
        return known
    with asked.output(*_LOG, head, "--") as tokens:
        moments = _first(tokens)
    if cancelled():
        raise Cancelled
    wanted = frozenset(paths)
    within = (
        (exact_path(path[len(prefix) :]), moment)
        for path, moment in moments.items()
        if path.startswith(prefix)
    )
    return FirstCommits(head, {path: moment for path, moment in within if path in wanted})


def _may_be_in_repository(folder: Path) -> bool:
    """Whether there is a ``.git`` in the folder or one above it."""
    real = Path(os.path.realpath(folder))
    return any(os.path.lexists(above / ".git") for above in (real, *real.parents))


def _first(tokens: Iterable[bytes]) -> dict[str, int]:
    """The first commit of each path of today, of the tokens that ``git log -z`` writes.

    The log goes from the newest commit to the oldest. A renamed file is followed by its older
    name, unless its text changed in the same commit.
    """
    moments: dict[str, int] = {}
    today: dict[str, list[str]] = {}
    """The paths of today that a path of that time has become."""
    moment = 0
    stream = iter(tokens)
    for token in stream:
        mark = token.strip()
        if mark[:1] == b"@" and mark[1:].isdigit():
            moment = int(mark[1:])
        elif mark == b"A":
            path = os.fsdecode(next(stream, b""))
            for now in today.pop(path, (path,)):
                moments[now] = moment
        elif mark[:1] == b"R":
            before, after = os.fsdecode(next(stream, b"")), os.fsdecode(next(stream, b""))
            today.setdefault(before, []).extend(today.pop(after, (after,)))
        if len(moments) + len(today) > _MOST_NAMES:
            break
    return moments


class _Git:
    """Asks git in a folder, within a time."""

    def __init__(
        self, program: str, folder: Path, over: float, cancelled: Callable[[], bool]
    ) -> None:
        self._command = (program, *_OPTIONS, "-C", os.fspath(folder))
        self._over = over
        self._cancelled = cancelled

    def run(self, *arguments: str) -> bytes | None:
        """What git writes, up to a limit; None where it fails. Raises Cancelled."""
        with self._process(arguments) as process:
            if process is None or process.stdout is None:
                return None
            said = process.stdout.read(_LONGEST_TOKEN)
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
            if self._cancelled() or time.monotonic() > self._over:
                process.kill()
                return


def _tokens(handle: int) -> Iterator[bytes]:
    """What a pipe gives, without the zero bytes that end each part of it."""
    rest = b""
    while data := os.read(handle, 1 << 16):
        *whole, rest = (rest + data).split(b"\0")
        yield from whole
        if len(rest) > _LONGEST_TOKEN:
            return
