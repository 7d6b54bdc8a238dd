"""Merges segments of an index as a program, for the process that started it.

The memory that a merge takes goes back to the system with the process. See ``merge_process``.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import msgspec

from index.errors import Unavailable
from index.store import catalog as catalogs
from index.store.build import merging
from index.store.catalog import IndexCorrupt
from index.store.segment.written import WrittenSegment
from index.store.whoosh_codec.open_segments import OpenSegments
from index.store.whoosh_codec.reader import IndexReader

from .framing import send
from .spawn import end_with_parent

_NICENESS = 10

Answer = tuple[list[str], WrittenSegment | None, str]
"""What the merged segments were called, what is written, and what is damaged: all of it may be
empty, where there is nothing to merge or where there is another generation by now."""


def merge(folder: Path, root: str, generation: int, made: Path) -> Answer:
    """Merge the smaller segments of a generation.

    Args:
        folder: The folder of the index.
        root: The journal.
        generation: The number of the generation.
        made: An empty folder to write the segment to.

    Raises:
        OSError: The index cannot be read, or the segment not be written.
        Unavailable: The index cannot be read now.
    """
    try:
        catalog = catalogs.load(folder, root)
        if catalog.generation != generation:
            return [], None, ""
        numbers = [entry.number for entry in catalog.entries]
        index = IndexReader(folder, catalog, numbers, OpenSegments())
        found = merging.merged(index, catalog, made, lambda: None)
    except IndexCorrupt as error:
        gone = catalogs.generation(folder) != generation
        return [], None, "" if gone else f"{error}"
    return ([], None, "") if found is None else (sorted(found[0]), found[1], "")


def main() -> None:
    """Write what came of the merge that the arguments name to standard output.

    The process ends with its standard input. It writes nothing where the merge failed.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    end_with_parent(sys.stdin.buffer.read)
    folder, root, generation, made = sys.argv[1:]
    try:
        answer = merge(Path(folder), root, int(generation), Path(made))
        send(sys.stdout.buffer, msgspec.msgpack.encode(answer))
    except (OSError, Unavailable, MemoryError):
        pass
    finally:
        # Python would close standard input before, which the thread is reading.
        os._exit(0)


if __name__ == "__main__":
    main()
