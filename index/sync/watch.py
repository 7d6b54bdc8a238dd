"""Watches the files of a journal while it is open."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from time import sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchfiles import Change

_WITHOUT_EVENTS = (
    *("9p", "afs", "ceph", "cifs", "davfs", "drvfs", "fuse.rclone", "fuse.sshfs", "ncpfs", "nfs"),
    *("nfs4", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "virtiofs"),
)
"""File systems whose files may be changed elsewhere, of which this machine is not told."""
_NEVER = frozenset({"node_modules", "vendor", "_site"})
_SECONDS_BETWEEN_POLLS = 2.0
_SECONDS_BETWEEN_CHECKS = 2.0
_SECONDS_WITHOUT_ROOT = 0.5
_MILLISECONDS_TOGETHER = 20
"""Changes that follow each other faster are told as one."""
_MILLISECONDS_AT_MOST = 250


@dataclass(frozen=True, slots=True)
class _Until:
    """An event, as ``watchfiles`` wants it, that asks a function whether to stop."""

    is_set: Callable[[], bool]


def changes(root: Path, cancelled: Callable[[], bool]) -> Iterator[frozenset[str]]:
    """The paths of files and folders that changed, relative to ``root``, soon after they did.

    An empty set means that anything may have changed: the root itself was removed, or is there
    again, or a file was changed whose name is no text. Where the file system reports no changes, it
    is polled every two seconds. Ends when ``cancelled`` returns True.
    """
    base = Path(os.path.realpath(root))
    single = base.name if os.path.isfile(base) else None  # noqa: PTH113  raises nothing
    top = base.parent if single else base
    polling = _is_remote(top)
    known = _identity(top)
    has_missed = False
    while not cancelled():
        identity = _identity(top)
        if identity != known:
            known = identity
            yield frozenset()
        if identity is None:
            sleep(_SECONDS_WITHOUT_ROOT)
            continue
        try:
            for paths in _watched(top, single, cancelled, polling=polling):
                if paths or has_missed:
                    yield frozenset() if has_missed else paths
                    has_missed = False
                if _identity(top) != known:
                    break
        except RuntimeError:
            # The library cannot tell of a file whose name is no text, and watches no longer.
            yield frozenset()
            sleep(_SECONDS_WITHOUT_ROOT)
            has_missed = True
        except OSError:
            # There are too many folders for the system to watch, or the root went just now.
            if polling:
                sleep(_SECONDS_WITHOUT_ROOT)
            polling = polling or _identity(top) == known


def _watched(
    top: Path, single: str | None, cancelled: Callable[[], bool], *, polling: bool
) -> Iterator[frozenset[str]]:
    """Changes in a folder, or of a single file there, and now and then an empty set.

    Raises OSError where it cannot be watched.
    """
    from watchfiles import watch

    def may_matter(_: Change, path: str) -> bool:
        return _may_matter(PurePath(path).relative_to(top), single)

    for found in watch(
        top,
        watch_filter=may_matter,
        debounce=_MILLISECONDS_AT_MOST,
        step=_MILLISECONDS_TOGETHER,
        stop_event=_Until(cancelled),
        rust_timeout=round(_SECONDS_BETWEEN_CHECKS * 1000),
        yield_on_timeout=True,
        force_polling=polling or None,
        poll_delay_ms=round(_SECONDS_BETWEEN_POLLS * 1000),
        recursive=single is None,
        ignore_permission_denied=True,
    ):
        yield frozenset(PurePath(path).relative_to(top).as_posix() for _, path in found)


def _may_matter(path: PurePath, single: str | None) -> bool:
    """Whether what a journal shows can depend on a file: not on hidden ones and editors' own."""
    if single is not None:
        return path.name == single
    hidden = any(part.startswith((".", "#")) or part in _NEVER for part in path.parts)
    return path.name == ".gitignore" or not (hidden or path.name.endswith("~"))


def _identity(folder: Path) -> tuple[int, int] | None:
    """What identifies the folder at a path; None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_remote(path: Path) -> bool:
    """Whether a path is on one of the file systems ``_WITHOUT_EVENTS``, as Linux lists them."""
    try:
        mounts = Path("/proc/self/mounts").read_text("utf-8", "replace")
    except OSError:
        return False
    best, kind = "", ""
    for line in mounts.splitlines():
        _, point, name, *_ = line.split(" ")
        point = point.replace("\\040", " ")
        if len(point) >= len(best) and path.is_relative_to(point):
            best, kind = point, name
    return kind in _WITHOUT_EVENTS
