"""When files were first committed, as it is kept in the folder of the index.

The files ``first-commits`` and ``commit-history`` are MessagePack. What is in them was found by
``first_commits``; the second is read only when git is asked for newer commits.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from index.values import dataclass

LONGEST: Final = 30.0
"""How many seconds git may take; what it said until then is used."""

_NAME, _HISTORY = "first-commits", "commit-history"
_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class FirstCommits:
    """The moments of first commits by path from the journal's root, in seconds since 1970.

    ``head`` is the commit that the repository was at, or the last one that git told of where it did
    not tell of all within its time.
    """

    head: str = ""
    moments: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CommitHistory:
    """The first commits of all paths that a repository had up to a commit, in seconds since 1970.

    ``moments`` has them by path from the folder of the repository, as git writes it. A path that
    was renamed is there under its last name.
    """

    head: str = ""
    moments: Mapping[bytes, int] = field(default_factory=dict)


_Kept = TypeVar("_Kept", FirstCommits, CommitHistory)


def file_of(folder: Path) -> Path:
    """The file in the folder of an index that has what was found."""
    return folder / _NAME


def load(folder: Path) -> FirstCommits:
    """What is kept in the folder of an index; nothing where there is none or it is damaged."""
    return _load(folder / _NAME, FirstCommits) or FirstCommits()


def load_history(folder: Path) -> CommitHistory:
    """The history kept in the folder of an index; an empty one where it is not there or damaged."""
    return _load(folder / _HISTORY, CommitHistory) or CommitHistory()


def save(folder: Path, commits: FirstCommits) -> None:
    """Keep what was found in the folder of an index. Raises OSError."""
    _save(folder, _NAME, commits)


def save_history(folder: Path, history: CommitHistory) -> None:
    """Keep a history in the folder of an index. Raises OSError."""
    _save(folder, _HISTORY, history)


def _load(path: Path, kind: type[_Kept]) -> _Kept | None:
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return msgspec.msgpack.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError):
        return None


def _save(folder: Path, name: str, kept: FirstCommits | CommitHistory) -> None:
    for left in folder.glob(f"{name}-*.tmp"):  # by a process that was killed
        left.unlink(missing_ok=True)
    import tempfile  # not to be imported by whoever only reads them

    handle, written = tempfile.mkstemp(prefix=f"{name}-", suffix=".tmp", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.msgpack.encode(kept))
        Path(written).replace(folder / name)
    finally:
        Path(written).unlink(missing_ok=True)
