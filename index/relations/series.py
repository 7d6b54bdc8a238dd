"""Series: the posts of one category whose titles differ by a number alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from index.lazy_pattern import lazy_pattern
from index.post import Post
from index.values import dataclass

SeriesKey = tuple[str, str]
"""The category of a series and its title without the number, both folded."""

_PART = lazy_pattern(r"[(\[（]\s*(\d{1,4})\s*/\s*\d{1,4}\s*[)\]）]")
_NUMBER = lazy_pattern(r"\d{1,4}")
_DATE = lazy_pattern(r"\d{4}[-./년]\s?\d{1,2}(?:[-./월]\s?\d{1,2})?|\d{1,2}[-./월]\s?\d{1,2}")
_EMPTY = lazy_pattern(r"[\W_]*")
_OUTER = " \t-–—:：·,.#|_"


@dataclass(frozen=True, slots=True)
class _SeriesPosition:
    key: SeriesKey
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Series:
    """A series by the name it shows, and its posts: by number, then by date."""

    name: str
    posts: tuple[Post, ...]


def group(posts: Iterable[Post]) -> dict[SeriesKey, Series]:
    """The series among ``posts``: of two posts or more, with at least two different numbers."""
    members: dict[SeriesKey, list[tuple[_SeriesPosition, Post]]] = {}
    for post in posts:
        place = _place(post)
        if place is not None:
            members.setdefault(place.key, []).append((place, post))
    return {
        key: _series(found)
        for key, found in members.items()
        if len({place.number for place, _ in found}) > 1
    }


def _series(found: list[tuple[_SeriesPosition, Post]]) -> Series:
    found.sort(key=lambda member: (member[0].number, _moment(member[1]), member[1].path))
    return Series(found[-1][0].name, tuple(post for _, post in found))


def _moment(post: Post) -> float:
    return post.date.timestamp() if post.date is not None else float("inf")


def _place(post: Post) -> _SeriesPosition | None:
    """Where a post stands in a series, or None if its title has no number to differ by.

    ``Autoencoder 기초(4/5)`` counts by the 4; of several numbers the last counts, so that
    ``[BOJ] 1012 유기농 배추 2`` is the second of its own. Titles of nothing but a number or a date,
    and numbers of more than four digits, make no series.
    """
    title = " ".join(unicodedata.normalize("NFKC", post.title[:500]).split())
    part = _PART.search(title)
    if part is not None:
        before, number, after = title[: part.start()], part[1], title[part.end() :]
    else:
        found = _counting(title)
        if found is None:
            return None
        before, number, after = title[: found.start()], found[0], title[found.end() :]
    rest = f"{before.strip()}\0{after.strip()}"
    if _EMPTY.fullmatch(rest):
        return None
    category = post.categories[-1] if post.categories else ""
    name = " ".join(f"{before} {after}".split()).strip(_OUTER) or title
    key = (category.casefold(), " ".join(rest.split()).casefold())
    return _SeriesPosition(key, int(number), name)


def _counting(title: str) -> re.Match[str] | None:
    """The number a title counts by: its last, unless that is part of a date, version or word."""
    dates = [match.span() for match in _DATE.finditer(title)]
    for found in reversed(list(_NUMBER.finditer(title))):
        start, end = found.span()
        if any(first <= start < last for first, last in dates):
            continue
        before, after = title[start - 1 : start], title[end : end + 1]
        joined = before in ".," or after.isdigit() or before.isdigit()
        if not (joined and before):
            return found
    return None
