"""Child processes that analyse posts, so that a build uses more than one processor.

They are told what to do through pipes and end when theirs close, so that none outlives the process
that started it, however that ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

import msgspec

from index.reading.site import Site
from index.reading.walk import SourceFile

from .analysis import Analysed, analyse, decode, encode_order
from .frames import receive, send

_WORTH = 500
_CHUNK = 100
_AHEAD = 4
_MOST_CHILDREN = 4
_PATIENCE = 0.05
_PROGRAM = "index.store.analysis"


def analysed(
    files: Sequence[SourceFile], site: Site, batch: int, step: Callable[[int], None]
) -> Generator[Analysed]:
    """All posts in order, some at a time, by child processes where there are many.

    They are placed for batches of ``batch`` documents, and none is in two of them. ``step`` is
    called often with how many posts are done; what it raises ends all.
    """
    chunks = [
        (files[at : min(at + _CHUNK, start + batch)], at - start)
        for start in range(0, len(files), batch)
        for at in range(start, min(start + batch, len(files)), _CHUNK)
    ]
    done = 0

    def waiting() -> None:
        step(done)

    with closing(_Crew(site, _children() if len(files) > _WORTH else 0)) as crew:
        for part, (chunk, first) in zip(crew.answers(chunks, waiting), chunks, strict=True):
            yield part or analyse(chunk, site, first, partial(_each, step, count(done)))
            done += len(chunk)


def _each(step: Callable[[int], None], places: Iterator[int]) -> None:
    step(next(places))


def _children() -> int:
    if not sys.executable:
        return 0
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), _MOST_CHILDREN)
    return min(os.cpu_count() or 1, _MOST_CHILDREN)


class _Crew:
    """Some child processes, each with a thread that waits for it.

    A child that dies is not replaced: what it had to do has no answer.
    """

    def __init__(self, site: Site, size: int) -> None:
        self._orders: SimpleQueue[tuple[int, bytes] | None] = SimpleQueue()
        self._answers: SimpleQueue[tuple[int, bytes | None]] = SimpleQueue()
        self._children = [child for _ in range(size) if (child := _start(site))]
        self._threads = [
            Thread(target=self._attend, args=(child,), daemon=True) for child in self._children
        ]
        for thread in self._threads:
            thread.start()

    def answers(
        self, chunks: Iterable[tuple[Sequence[SourceFile], int]], waiting: Callable[[], None]
    ) -> Iterator[Analysed | None]:
        """The answer to each chunk in order, None where there is none; ``waiting`` may raise."""
        asked: deque[int] = deque()
        known: dict[int, bytes | None] = {}
        todo = enumerate(chunks)
        left = True
        while left or asked:
            while left and len(asked) < max(1, _AHEAD * len(self._children)):
                number, chunk = next(todo, (-1, None))
                left = chunk is not None
                if chunk is not None:
                    asked.append(number)
                    self._orders.put((number, encode_order(*chunk)))
            while asked:
                if asked[0] not in known:
                    waiting()
                    self._wait(known)
                    continue
                yield _decoded(known.pop(asked.popleft()))
                break

    def _wait(self, known: dict[int, bytes | None]) -> None:
        alive = any(thread.is_alive() for thread in self._threads)
        try:
            number, answer = self._answers.get(timeout=_PATIENCE if alive else 0)
            known[number] = answer
        except Empty:
            while not alive and not self._orders.empty():
                order = self._orders.get()
                if order:
                    known[order[0]] = None

    def _attend(self, child: subprocess.Popen[bytes]) -> None:
        """Pass orders to a child and its answers back, as long as it lives."""
        stdin, stdout = _pipes(child)
        while (order := self._orders.get()) is not None:
            number, body = order
            answer = None
            try:
                send(stdin, body)
                answer = receive(stdout)
            except (OSError, ValueError):
                answer = None
            self._answers.put((number, answer))
            if answer is None:
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


def _start(site: Site) -> subprocess.Popen[bytes] | None:
    """A child that runs this very code, wherever it was imported from; None if there cannot be."""
    home = str(Path(__file__).parents[2])
    paths = [home, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    # -P: nothing is imported from the folder that one happens to be in.
    command = [sys.executable, "-P", "-m", _PROGRAM, os.fspath(site.root), site.fingerprint]
    try:
        return subprocess.Popen(  # noqa: S603  the command is this program itself
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except OSError:
        return None


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise ValueError("a child without pipes")
    return child.stdin, child.stdout


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return


def _decoded(answer: bytes | None) -> Analysed | None:
    try:
        return None if answer is None else decode(answer)
    except msgspec.DecodeError:
        return None
