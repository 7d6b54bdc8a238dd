"""Child processes that build segments, so that a build uses more than one processor.

They get their tasks through pipes and end when these close, so that none outlives the process that
started it, however that ends.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

import msgspec

from index.reading.files.site import Site
from index.store.segment.written import WrittenSegment

from .framing import receive, send
from .protocol import Part, Task, decode, encode_task
from .spawn import start

_WORTH = 500
_MOST_CHILDREN = 4
_PATIENCE = 0.05
_PROGRAM = "index.sync.workers.segment_worker"


def parts(files: int) -> int:
    """How many segments can be built at a time, of so many posts."""
    return max(1, _children()) if files > _WORTH else 1


def built(
    tasks: Sequence[Task], site: Site, step: Callable[[], None]
) -> Generator[tuple[int, Part]]:
    """Build segments, in child processes where there are many posts.

    A task that a child leaves undone is done in this process, from its start.

    Args:
        tasks: What to read and where to write it.
        site: The settings of the journal.
        step: Called often; what it raises ends the work and all children.

    Yields:
        The index of a task, and a part of its result: entries of posts, at last the segment.

    Raises:
        OSError: A segment cannot be written.
    """
    many = sum(len(task.files) for task in tasks) > _WORTH
    left = set(range(len(tasks)))
    with closing(_WorkerPool(site, tasks, _children() if many else 0)) as pool:
        while left:
            step()
            for place, part in pool.next_parts(left):
                if part is not None:
                    yield place, part
                    left -= {place} if isinstance(part, WrittenSegment) else set()
                    continue
                from .segment_worker import build

                with _uncollected():
                    for own in build(_emptied(tasks[place]), site, step):
                        yield place, own
                left.discard(place)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Disable the cyclic garbage collector during a build.

    A build allocates much and makes few cycles.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _emptied(task: Task) -> Task:
    """The task, with its folder emptied of what a child has left. Raises OSError."""
    shutil.rmtree(task.folder)
    Path(task.folder).mkdir(mode=0o700)
    return task


def _children() -> int:
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), _MOST_CHILDREN)
    return min(os.cpu_count() or 1, _MOST_CHILDREN)


class _WorkerPool:
    """Child processes, each with a thread that sends it tasks and receives its answers.

    The threads share two queues and nothing else: ``_orders`` has the tasks, with None for each
    thread at the end, and ``_answers`` their results, which only the caller's thread takes. No lock
    is needed besides those of the queues. A child that dies is not replaced: its task is answered
    with None.
    """

    def __init__(self, site: Site, tasks: Sequence[Task], size: int) -> None:
        self._orders: SimpleQueue[tuple[int, bytes] | None] = SimpleQueue()
        self._answers: SimpleQueue[tuple[int, Part | None]] = SimpleQueue()
        if size:
            for place, task in enumerate(tasks):
                self._orders.put((place, encode_task(task)))
        self._children = [child for _ in range(min(size, len(tasks))) if (child := _start(site))]
        self._threads = [
            Thread(target=self._serve, args=(child,), daemon=True) for child in self._children
        ]
        for thread in self._threads:
            thread.start()

    def next_parts(self, left: set[int]) -> list[tuple[int, Part | None]]:
        """Wait briefly for results; None stands for a task that no child will do."""
        alive = any(thread.is_alive() for thread in self._threads)
        try:
            return [self._answers.get(timeout=_PATIENCE if alive else 0)]
        except Empty:
            return [] if alive else [(place, None) for place in sorted(left)]

    def _serve(self, child: subprocess.Popen[bytes]) -> None:
        """Send tasks to a child and receive its answers, as long as it lives. Runs in a thread."""
        while (order := self._orders.get()) is not None:
            place, body = order
            try:
                for part in _asked(child, body):
                    self._answers.put((place, part))
            except (OSError, ValueError, msgspec.DecodeError):
                child.kill()
                child.wait()
                self._answers.put((place, None))
                return

    def close(self) -> None:
        """End all children, whatever they are doing."""
        for child in self._children:
            child.kill()
        for _ in self._threads:
            self._orders.put(None)
        for thread in self._threads:
            thread.join()
        for child in self._children:
            child.wait()
            for pipe in _pipes(child):
                _close(pipe)


def _asked(child: subprocess.Popen[bytes], body: bytes) -> Iterator[Part]:
    """Send a task to a child and yield the parts of its result.

    Raises OSError, ValueError, msgspec.DecodeError.
    """
    stdin, stdout = _pipes(child)
    send(stdin, body)
    part: Part = []
    while not isinstance(part, WrittenSegment):
        answer = receive(stdout)
        if answer is None:
            raise OSError("a child has ended")
        part = decode(answer)
        yield part


def _start(site: Site) -> subprocess.Popen[bytes] | None:
    return start(_PROGRAM, os.fspath(site.root), site.chosen_kind, site.fingerprint)


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise ValueError("a child without pipes")
    return child.stdin, child.stdout


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return
