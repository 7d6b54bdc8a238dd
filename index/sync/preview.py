"""The titles of a journal that has no index, before its posts are read.

A child process reads them while this process starts its interface.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from subprocess import Popen
from threading import Event, Thread

import msgspec

from index.store.catalog import Entry
from index.store.segment.written import WrittenSegment

from .workers.framing import receive
from .workers.protocol import decode
from .workers.spawn import start

_PROGRAM = "index.sync.preview_worker"
_PATIENCE = 0.02


class TitlePreview:
    """Receives entries of posts that are not read yet from the child process that makes them.

    A thread of its own waits for the child and calls ``found`` with the name of the journal and the
    entries: of a large journal first with the newest, then with all; never if the child fails.

    Args:
        root: The path of the journal.
        kind: The name of its kind, empty where it is to be found out.
        found: Called with the name of the journal and the entries.
    """

    def __init__(
        self, root: Path, kind: str, found: Callable[[str, Sequence[Entry]], None]
    ) -> None:
        self._found = found
        self._entries: Sequence[Entry] = ()
        self._over = Event()
        self._child = start(_PROGRAM, os.fspath(root), kind)
        self._thread = Thread(target=self._receive, daemon=True)
        self._thread.start()

    def over(self) -> bool:
        """Whether the child has ended; waits for a moment."""
        return self._over.wait(_PATIENCE)

    def entries(self, step: Callable[[], None]) -> Mapping[str, Entry]:
        """Wait for the entries, by path; there are none if the child failed.

        ``step`` is called often meanwhile, and what it raises ends the waiting.
        """
        while not self.over():
            step()
        return {entry.post.path: entry for entry in self._entries}

    def close(self) -> None:
        """End the child process, whatever it is doing."""
        if self._child is not None:
            self._child.kill()
        self._thread.join()

    def _receive(self) -> None:
        try:
            if self._child is not None:
                with self._child as child:
                    self._take(child)
        finally:
            self._over.set()

    def _take(self, child: Popen[bytes]) -> None:
        if child.stdout is None:
            return
        with suppress(OSError, msgspec.DecodeError):
            name = receive(child.stdout)
            while name is not None and (body := receive(child.stdout)) is not None:
                part = decode(body)
                if not isinstance(part, WrittenSegment):
                    self._entries = part
                    self._found(name.decode(), part)
