"""When files were first committed, as it is kept in the folder of the index.

The file ``first-commits`` is MessagePack. What is in it was found by ``first_commits``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

LONGEST: Final = 30.0
"""How many seconds git may take; what it said until then is used."""

_NAME = "first-commits"
_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class FirstCommits:
    """The moments of first commits by path from the journal's root, in seconds since 1970.

    ``head`` is the commit that the repository was at.
    """

    head: str = ""
    moments: Mapping[str, int] = field(default_factory=dict)


def file_of(folder: Path) -> Path:
    """The file in the folder of an index that has what was found."""
    return folder / _NAME


def load(folder: Path) -> FirstCommits:
    """What is kept in the folder of an index; nothing where there is none or it is damaged."""
    try:
        path = file_of(folder)
        if path.stat().st_size > _LARGEST:
            return FirstCommits()
        return msgspec.msgpack.decode(path.read_bytes(), type=FirstCommits)
    except (OSError, msgspec.DecodeError):
        return FirstCommits()


def save(folder: Path, commits: FirstCommits) -> None:
    """Keep what was found in the folder of an index. Raises OSError."""
    for left in folder.glob(f"{_NAME}-*.tmp"):  # by a process that was killed
        left.unlink(missing_ok=True)
    import tempfile  # not to be imported by whoever only reads them

    handle, name = tempfile.mkstemp(prefix=f"{_NAME}-", suffix=".tmp", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.msgpack.encode(commits))
        Path(name).replace(file_of(folder))
    finally:
        Path(name).unlink(missing_ok=True)
