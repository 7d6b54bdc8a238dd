"""The first look at a journal that has no index: what its posts are called, soon.

A process of its own looks while this one gets its interface ready.
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
    """Entries of posts that are not read yet, on their way from the process that makes them.

    ``found`` is called on a thread with the name of the journal and with them: of a large one with
    the newest, then with all; never if it fails.
    """

    def __init__(self, root: Path, found: Callable[[str, Sequence[Entry]], None]) -> None:
        self._found = found
        self._entries: Sequence[Entry] = ()
        self._over = Event()
        self._child = start(_PROGRAM, os.fspath(root))
        self._thread = Thread(target=self._receive, daemon=True)
        self._thread.start()

    def over(self) -> bool:
        """Whether it is over, waited for a moment."""
        return self._over.wait(_PATIENCE)

    def entries(self, step: Callable[[], None]) -> Mapping[str, Entry]:
        """The entries by path, waited for; none if it failed.

        ``step`` is called often meanwhile, and what it raises ends the waiting.
        """
        while not self.over():
            step()
        return {entry.post.path: entry for entry in self._entries}

    def close(self) -> None:
        """End the process, whatever it is doing."""
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
