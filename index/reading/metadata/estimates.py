"""The date of a post that has none, as its file tells it."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from index.post import DateSource
from index.reading.files.walk import SourceFile
from index.reading.front_matter.dates import at_offset


def estimated_date(file: SourceFile, zone: tzinfo) -> tuple[datetime | None, DateSource]:
    """When a file was first committed, else when it was last changed, and which of them it is.

    A draft has the date of its last change, as in Jekyll. A clock that was wrong makes no date
    that is yet to come.
    """
    committed = None if file.kind == "draft" else file.first_commit
    now = datetime.now(UTC)
    if committed is not None and (moment := _moment(committed, now, zone)):
        return moment, "commit"
    moment = _moment(file.mtime_ns // 1_000_000_000, now, zone)
    return moment, "modified" if moment else ""


def _moment(seconds: int, now: datetime, zone: tzinfo) -> datetime | None:
    try:
        return at_offset(min(datetime.fromtimestamp(seconds, UTC), now), zone)
    except (ValueError, OverflowError, OSError):
        return None
