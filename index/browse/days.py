"""The posts of each day, and the days that a text names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

from index import hangul
from index.lazy_pattern import lazy_pattern
from index.post import Post
from index.results import Period
from index.search.query.date_ranges import NAMES, Span, YearOf, describe_span, name_of, spans

_LATIN = lazy_pattern("([A-Za-z]+)")
_HANGUL = lazy_pattern("([ㄱ-ㅎㅏ-ㅣ가-힣]+)")


class DayIndex:
    """Posts by the day of their date, in the offset that the date carries."""

    def __init__(self, posts: Iterable[Post]) -> None:
        by_day: dict[int, list[Post]] = {}
        for post in posts:
            if post.date is not None:
                by_day.setdefault(post.date.toordinal(), []).append(post)
        self._days = sorted(by_day)
        self.posts: Mapping[date, Sequence[Post]] = {
            date.fromordinal(day): tuple(by_day[day]) for day in self._days
        }

    def within(self, span: Span) -> tuple[Post, ...]:
        """The posts of some days, the last day first."""
        first = 0 if span.start is None else self._place(span.start)
        last = len(self._days) if span.end is None else self._place(span.end)
        days = (self.posts[date.fromordinal(day)] for day in reversed(self._days[first:last]))
        return tuple(chain.from_iterable(days))

    def period(self, text: str, today: date) -> Period | None:
        """The posts of the days that a text names, or begins to name; None where it names none."""
        span = _meant(text, today, self._latest_year)
        if span is None:
            return None
        posts = self.within(span)
        first = span.start
        last = span.end - timedelta(1) if span.end is not None and span.end > date.min else None
        before = after = None
        if not posts:
            at = len(self._days) if span.end is None else self._place(span.end)
            before = self._of(at - 1)
            after = self._of(at) if span.end is not None else None
        return Period(first, last, _value(span), describe_span(span), posts, before, after)

    def in_other_years(self, day: date) -> tuple[Post, ...]:
        """The posts of a day's month and day in all other years, the latest year first."""
        same = (_in_year(day, year) for year in self._years() if year != day.year)
        return tuple(chain.from_iterable(self.posts.get(other, ()) for other in same if other))

    def _years(self) -> Iterable[int]:
        """The years with posts, and those between them, the latest first."""
        if not self._days:
            return ()
        first, last = date.fromordinal(self._days[0]), date.fromordinal(self._days[-1])
        return range(last.year, first.year - 1, -1)

    def _latest_year(self, month: int) -> int | None:
        """The latest year that has posts in a month, from 1; None where none has."""
        days = map(date.fromordinal, reversed(self._days))
        return next((day.year for day in days if day.month == month), None)

    def _place(self, day: date) -> int:
        return bisect_left(self._days, day.toordinal())

    def _of(self, at: int) -> Post | None:
        """A post of the day at that place among the days with posts."""
        if not 0 <= at < len(self._days):
            return None
        return self.posts[date.fromordinal(self._days[at])][0]


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _meant(text: str, today: date, year_of: YearOf) -> Span | None:
    """The days of a text as far as it is typed: ``2021-0`` is 2021 still, ``yest`` is yesterday.

    Where it names none, those that the same keys name in the other keyboard layout: ``wlskswn`` is
    지난주.

    Args:
        text: What is typed.
        today: The day that relative dates count from.
        year_of: Gives the year of a month that is typed without one.
    """
    meant = (_read(text.strip(), today, year_of) for text in (text, *_by_other_layout(text)))
    return next(filter(None, meant), None)


def _by_other_layout(text: str) -> Iterator[str]:
    """What the same keys would have typed with the other keyboard layout, digits as they are."""
    for letters, typed_by in ((_LATIN, hangul.typed_by), (_HANGUL, hangul.keys)):
        parts = letters.split(text)
        parts[1::2] = map(typed_by, parts[1::2])
        if parts[1::2] and all(parts[1::2]):
            yield "".join(parts)


def _read(text: str, today: date, year_of: YearOf) -> Span | None:
    """The days of a text in the layout in which it is typed."""
    if not text:
        return None
    found = spans(text, today, year_of) or spans(text.rstrip("-./0"), today, year_of)
    if found is None and not text.isdigit():
        begun = "".join(text.casefold().split())
        names = (name for name in NAMES if "".join(name.split()).startswith(begun))
        name = next(names, None)
        found = spans(name, today) if name else None
    return found


def _value(span: Span) -> str:
    """What stands after ``date:`` for some days."""
    if span.start is not None and span.end is not None:
        return name_of(span) or f"{span.start}..{span.end - timedelta(1)}"
    if span.start is not None:
        return f">={span.start}"
    return f"<{span.end}" if span.end is not None else ""
