"""A segment whose files are complete.

Making one is in ``index.store.build``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.store.catalog import Segment

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class Written:
    """A segment whose files are complete, in ``folder``."""

    folder: str
    identifier: str
    documents: int
    files: dict[str, Segment]
