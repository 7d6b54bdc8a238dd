"""Decides when small segments are merged, without importing what merges them."""

from __future__ import annotations

from index.store.catalog import Catalog

MOST_DOCUMENTS = 5_000
"""How many documents a merged segment has at most; larger ones are left as they are."""
_MANY = 20
_TOO_MANY = 40


def needed(catalog: Catalog) -> bool:
    """Whether there are many segments, beside those that are too large to be merged."""
    return _small(catalog) >= _MANY


def overdue(catalog: Catalog) -> bool:
    """Whether there are so many segments that a merge has to be done with the refresh.

    That happens where posts are saved so often that there was no time for a merge between.
    """
    return _small(catalog) >= _TOO_MANY


def _small(catalog: Catalog) -> int:
    segments = sum(name.endswith(".terms") for name in catalog.segments)
    return segments - len(catalog.entries) // MOST_DOCUMENTS
