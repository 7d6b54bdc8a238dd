"""By whose rules a journal is read, where the configuration says it: asked before it is opened."""

from __future__ import annotations

from pathlib import Path

from index.regular_file import read_at_most

from .location import configuration_file

_LARGEST = 1_000_001


def configured_kind(root: Path) -> str:
    """The kind that the reader's configuration has for a journal, empty where it has none.

    Without the word in it the file is not parsed, since every command asks.
    """
    file = configuration_file()
    try:
        if b"kind" not in read_at_most(file, _LARGEST):
            return ""
    except OSError:
        return ""
    from .reading import read

    return read(file).kind_of(root)
