"""What the configuration says of journals before one is opened: their names and their kinds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index.regular_file import read_at_most

from .location import configuration_file

_LARGEST = 1_000_001


def configured_journals() -> Mapping[str, Path]:
    """The paths of the journals that the reader's configuration names, in its order.

    Without the word in it the file is not parsed, since most commands ask.
    """
    if not _mentions(b"journals"):
        return {}
    from .reading import read

    return read(configuration_file()).journals


def has_mistakes() -> bool:
    """Whether something in the reader's configuration does not hold."""
    from .reading import read

    return bool(read(configuration_file()).mistakes)


def configured_kind(root: Path) -> str:
    """The kind that the reader's configuration has for a journal, empty where it has none.

    Without the word in it the file is not parsed, since every command asks.
    """
    if not _mentions(b"kind"):
        return ""
    from .reading import read

    return read(configuration_file()).kind_of(root)


def _mentions(word: bytes) -> bool:
    try:
        return word in read_at_most(configuration_file(), _LARGEST)
    except OSError:
        return False
