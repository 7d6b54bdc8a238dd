"""Reports of unexpected failures, without any text of a journal."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from tui import __version__
from tui.language import translate
from tui.state.location import state_folder

FAILED: Final = 70
"""The exit code after a failure of ilgi itself: ``EX_SOFTWARE`` of sysexits.h."""
_MOST: Final = 10
"""How many reports are kept, the newest."""
_MOST_FRAMES: Final = 60
_MOST_CAUSES: Final = 8
_LIBRARIES: Final = ("textual", "rich", "Whoosh-Reloaded", "markdown-it-py", "watchfiles", "numpy")


def write(error: BaseException) -> Path | None:
    """Write a report of a failure that only its owner can read; None where it cannot be written.

    It has versions, the terminal, and the frames of the traceback, but no message of an exception,
    no value and no line of source: any of them may quote a post.
    """
    folder = state_folder() / "reports"
    name = f"report-{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.urandom(3).hex()}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f".{name}.new"
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text(error))
        fresh.replace(folder / name)
        _drop_old(folder)
    except OSError:
        return None
    return folder / name


def tell(error: BaseException, report: Path | None, stream: TextIO | None = None) -> None:
    """Say in one line that ilgi has failed, and where the report of it is.

    Args:
        error: The failure.
        report: The report, if it could be written.
        stream: Where to say so; None for standard error.
    """
    kind = type(error).__name__
    if report is None:
        line = translate("ilgi: it has failed unexpectedly ({kind}).", kind=kind)
    else:
        line = translate(
            "ilgi: it has failed unexpectedly ({kind}). A report of that, without "
            "any text of the journal, is in {path}",
            kind=kind,
            path=report,
        )
    with suppress(OSError, ValueError):
        (stream or sys.stderr).write(f"{line}\n")


def _drop_old(folder: Path) -> None:
    reports = sorted(folder.glob("report-*.txt"), key=lambda path: path.name)
    for path in (*reports[:-_MOST], *sorted(folder.glob(".report-*.new"))[:-_MOST]):
        with suppress(OSError):
            path.unlink()


def text(error: BaseException) -> str:
    """What a report says of a failure."""
    return "\n".join([*_surroundings(), "", *_told(error), ""])


def _surroundings() -> list[str]:
    # Imported where something has failed only: they would take a part of each start.
    import platform
    import shutil

    columns, rows = shutil.get_terminal_size()
    environment = {name: os.environ.get(name, "") for name in ("TERM", "COLORTERM", "LC_ALL")}
    environment |= {name: os.environ.get(name, "") for name in ("LC_CTYPE", "LANG")}
    environment |= {"TERM_PROGRAM": os.environ.get("TERM_PROGRAM", "")}
    return [
        f"ilgi {__version__}",
        f"time: {datetime.now(UTC).isoformat(timespec='seconds')}",
        f"python: {platform.python_implementation()} {platform.python_version()}",
        f"platform: {platform.platform()}",
        f"libraries: {', '.join(f'{name} {_version(name)}' for name in _LIBRARIES)}",
        f"terminal: {columns} x {rows}",
        *(f"{name}: {value}" for name, value in environment.items() if value),
    ]


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _told(error: BaseException) -> list[str]:
    """An exception and those that caused it, the first one first."""
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in chain and len(chain) < _MOST_CAUSES:
        chain.append(at)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    lines: list[str] = []
    for one in reversed(chain):
        lines += ["traceback, the last call last:", *_frames(one), _kind(one), ""]
    return lines[:-1]


def _frames(error: BaseException) -> list[str]:
    import traceback

    frames = [
        f"  {_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    if len(frames) > _MOST_FRAMES:
        half = _MOST_FRAMES // 2
        left_out = len(frames) - 2 * half
        frames = [*frames[:half], f"  ({left_out} more)", *frames[-half:]]
    return frames


def _kind(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, OSError) and error.errno is not None:
        return f"{kind} ({errno.errorcode.get(error.errno, error.errno)})"
    return kind


def _short(file: str) -> str:
    """A file of code without the folder it is imported from, which may name the reader."""
    homes = {f"{Path(__file__).parents[1]}", *(one for one in sys.path if one.startswith(os.sep))}
    for home in sorted(homes, key=len, reverse=True):
        if file.startswith(home + os.sep):
            return file[len(home) + 1 :]
    return Path(file).name
