"""Merges segments in a child process, so that what that takes of memory is given back.

Merges in a process that goes on leave memory behind that is in pieces and cannot be given back:
some megabytes each.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

import msgspec

from index.store.catalog import Catalog, IndexCorrupt
from index.store.segment.written import WrittenSegment

from . import spawn
from .framing import receive

_PROGRAM = "index.sync.workers.merge_worker"
_PATIENCE = 0.05
"""How many seconds at most pass between two calls of ``step``."""


def merged(
    folder: Path, catalog: Catalog, made: Path, step: Callable[[], None]
) -> tuple[frozenset[str], WrittenSegment] | None:
    """Write the smaller segments of a generation as one, as ``merging.merged`` does.

    Args:
        folder: The folder of the index.
        catalog: The catalog of the generation.
        made: An empty folder to write the segment to.
        step: Called often; what it raises ends the child.

    Returns:
        What the segments were called and what is written, None where there is nothing to merge.

    Raises:
        IndexCorrupt: The index cannot be used.
        OSError: It cannot be read, the segment not be written, or no child process be started.
    """
    place = f"{folder}", catalog.root, f"{catalog.generation}", f"{made}"
    child = spawn.start(_PROGRAM, *place)
    if child is None:
        raise OSError("no process can be started that merges")
    answers: SimpleQueue[bytes | None] = SimpleQueue()
    thread = Thread(target=lambda: answers.put(_answer(child)), daemon=True)
    thread.start()
    try:
        answer = _waited(answers, step)
    finally:
        child.kill()
        thread.join()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()
    if answer is None:
        raise OSError("the process that merges has ended")
    names, written, corrupt = msgspec.msgpack.decode(
        answer, type=tuple[list[str], WrittenSegment | None, str]
    )
    if corrupt:
        raise IndexCorrupt(corrupt)
    return None if written is None else (frozenset(names), written)


def _answer(child: subprocess.Popen[bytes]) -> bytes | None:
    """The answer of a child; None where it ends without one."""
    try:
        return receive(child.stdout) if child.stdout else None
    except (OSError, ValueError):
        return None


def _waited(answers: SimpleQueue[bytes | None], step: Callable[[], None]) -> bytes | None:
    while True:
        step()
        try:
            return answers.get(timeout=_PATIENCE)
        except Empty:
            continue
