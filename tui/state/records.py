"""Records of what the reader did, and the lines that they are kept as.

A line is one JSON object (RFC 8259) in UTF-8: ``{"kind": …, "key": …, "values": {…}, "when": …}``.
There is one record for each kind and key. ``when`` is ISO 8601 with an offset. What else stands in
a line, of whatever version, stays in it for as long as the record is not changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import UTC, datetime, timedelta
from typing import Final

from index.values import dataclass

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


_MOST_AHEAD: Final = timedelta(minutes=1)
"""How far the clock of another machine may be ahead; what is later was written by a wrong one."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing to remember, such as a search or a bookmark.

    ``key`` tells it from others of its ``kind``; ``values`` are the rest of it; ``when`` is when it
    was written, and ``line`` the line it was read from, if it was.
    """

    kind: str
    key: str
    values: Mapping[str, Json]
    when: datetime
    line: bytes | None = field(default=None, compare=False, repr=False)

    @property
    def at(self) -> datetime:
        """When it was written; now, where a clock that was wrong has it in the future."""
        return min(self.when, now())

    def is_after(self, when: datetime) -> bool:
        """Whether it was written after ``when``, by a clock that can have been right."""
        return self.when > when and self.when <= now() + _MOST_AHEAD


@dataclass(frozen=True, slots=True)
class Drop:
    """Forget the record of that kind and key, unless it was written after ``when``."""

    kind: str
    key: str
    when: datetime


Change = Record | Drop
"""A record to put in place of the one with its kind and key, or one to forget."""


@dataclass(frozen=True, slots=True)
class Records:
    """All that is remembered: records in the order they were written, the last one last.

    ``unread`` are lines that are no records. They are kept as they are.
    """

    by_name: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    unread: tuple[bytes, ...] = ()

    @classmethod
    def of(cls, text: bytes) -> Records:
        """The records in the text of a file, whose other lines lose none of them."""
        by_name: dict[tuple[str, str], Record] = {}
        unread = []
        for line in text.split(b"\n"):
            record = _record(line)
            if record is not None:
                _put(by_name, record)
            elif line.strip():
                unread.append(line)
        return cls(by_name, tuple(unread))

    def text(self) -> bytes:
        """The text of a file with these records, each on a line of its own."""
        lines = [*self.unread, *(record.line or _line(record) for record in self.by_name.values())]
        return b"".join(line + b"\n" for line in lines)

    def of_kind(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind, the last written last."""
        return tuple(record for record in self.by_name.values() if record.kind == kind)

    def changed(self, changes: Iterable[Change], limits: Mapping[str, int]) -> Records:
        """These records after some changes, with the newest of each kind that has a limit."""
        by_name = dict(self.by_name)
        grown = set()
        for change in changes:
            if isinstance(change, Record):
                grown.add(change.kind)
                _put(by_name, change)
                continue
            name = (change.kind, change.key)
            if name in by_name and not by_name[name].is_after(change.when):
                del by_name[name]
        for kind in grown & limits.keys():
            names = [name for name in by_name if name[0] == kind]
            for name in names[: max(0, len(names) - limits[kind])]:
                del by_name[name]
        return Records(by_name, self.unread)


def now() -> datetime:
    """The time to write a record with."""
    return datetime.now(UTC)


def _put(by_name: dict[tuple[str, str], Record], record: Record) -> None:
    """Put a record last, unless one of its name was written after it."""
    name = (record.kind, record.key)
    if name not in by_name or not by_name[name].is_after(record.when):
        by_name.pop(name, None)
        by_name[name] = record


def _line(record: Record) -> bytes:
    """The line of a record; half a surrogate pair becomes an escape, which JSON has for it."""
    said = {
        "kind": record.kind,
        "key": record.key,
        "values": dict(record.values),
        "when": record.when.isoformat(timespec="milliseconds"),
    }
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "backslashreplace")


def _record(line: bytes) -> Record | None:
    """The record that a line is, None where it is none."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    match said:
        case {"kind": str(kind), "key": str(key), "values": dict(values), "when": str(when)}:
            at = _time(when)
            return Record(kind, key, values, at, line) if at else None
    return None


def _time(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text).astimezone(UTC)
        at.astimezone()  # the day of it is shown as it is here, where it may be none
        return at
    except (ValueError, OverflowError):
        return None
