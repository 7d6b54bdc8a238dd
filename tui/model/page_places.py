"""A place of the page as it is typed.

``50`` is a line of the file, ``50%`` a part of the post, ``$`` its end.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.lazy_pattern import lazy_pattern

_PLACE = lazy_pattern(r"\s*([0-9]{1,7})\s*(%?)\s*")


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A line of the file, from 1, or how many hundredths of the post are above the foot."""

    number: int
    is_percent: bool


def page_place(text: str) -> PagePlace | None:
    """The place that a text names; None where it is something else."""
    if text.strip() == "$":
        return PagePlace(100, is_percent=True)
    found = _PLACE.fullmatch(text)
    return PagePlace(int(found[1]), bool(found[2])) if found else None
