"""A segment whose files are complete.

Making one is in ``index.store.build``.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.store.catalog import StoredFile


@dataclass(frozen=True, slots=True)
class WrittenSegment:
    """A segment whose files are complete, in ``folder``."""

    folder: str
    identifier: str
    documents: int
    files: dict[str, StoredFile]
