"""What is remembered of a journal: known at once in memory, kept on disk as soon as may be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic
from types import MappingProxyType

from .record_file import PATIENCE, RecordFile
from .records import Change, Drop, Json, Record, Records, now

LIMITS: Mapping[str, int] = MappingProxyType(
    {"search": 500, "visit": 2_000, "read": 100_000, "opened": 50, "session": 20}
)
"""How many records of a kind are kept, the newest."""

_MOMENT = timedelta(milliseconds=1)


class StateStore:
    """The records of a journal. Any thread may use it.

    ``put`` and ``drop`` take no time and hold at once; ``keep`` writes, and brings in what another
    ilgi has written meanwhile. What cannot be written is held in memory and tried again with the
    next change.
    """

    def __init__(self, file: RecordFile) -> None:
        self._file = file
        self._records = Records()
        self._waiting: tuple[Change, ...] = ()
        self._lock = Lock()
        self._writing = Lock()

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind, the last written last."""
        return self._records.of_kind(kind)

    def get(self, kind: str, key: str) -> Record | None:
        """The record of that kind and key."""
        return self._records.by_name.get((kind, key))

    def put(self, kind: str, key: str, values: Mapping[str, Json] | None = None) -> None:
        """Store a record, in place of that with the same kind and key.

        Args:
            kind: What sort of record it is, such as ``bookmark``.
            key: What identifies it within its kind.
            values: What is stored.
        """
        self._change(Record(kind, key, dict(values or {}), self._time_after(kind, key)))

    def move(self, record: Record, key: str, values: Mapping[str, Json]) -> None:
        """Store a record under another key; its time stays.

        Args:
            record: The record as it is.
            key: The new key.
            values: What is stored under it.
        """
        self.drop(record.kind, record.key)
        self._change(Record(record.kind, key, values, record.when))

    def drop(self, kind: str, key: str) -> None:
        """Forget something."""
        self._change(Drop(kind, key, self._time_after(kind, key)))

    def _time_after(self, kind: str, key: str) -> datetime:
        """Now, or just after a record from a clock that is a little ahead."""
        known, present = self.get(kind, key), now()
        return known.when + _MOMENT if known and known.is_after(present) else present

    def _change(self, change: Change) -> None:
        with self._lock:
            self._waiting = (*self._waiting, change)
            self._records = self._records.changed([change], LIMITS)

    @property
    def unkept(self) -> tuple[Change, ...]:
        """What is not written yet, in order."""
        return self._waiting

    def load(self) -> int:
        """Read what was kept; returns how many lines of the file cannot be read.

        Raises:
            OSError: The file cannot be read.
        """
        with self._writing:
            self._take(self._file.read(), done=0)
        return len(self._records.unread)

    def look(self) -> bool:
        """Bring in what another ilgi has written; tells whether one has. Raises OSError."""
        if self._file.is_known():
            return False
        self.load()
        return True

    def keep(self) -> bool:
        """Write what has changed; tells whether another ilgi had written before.

        It waits for another thread and another ilgi for half a second at most.

        Raises:
            TimeoutError: Another has been writing for as long, and this is still in memory.
            OSError: It cannot be written, and is still in memory.
        """
        until = monotonic() + PATIENCE
        news = False
        if not self._writing.acquire(timeout=PATIENCE):
            raise TimeoutError("it is still being written")
        try:
            waiting = self._waiting
            if waiting:
                patience = max(0.0, until - monotonic())
                self._take(self._file.change(waiting, LIMITS, patience), done=len(waiting))
                news = self._file.had_changed
        finally:
            self._writing.release()
        return news

    def _take(self, records: Records, *, done: int) -> None:
        with self._lock:
            self._waiting = self._waiting[done:]
            self._records = records.changed(self._waiting, LIMITS)
