"""Dates as people write them in a query, each a span of whole days."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from index.lazy_pattern import lazy_pattern
from index.messages import Message

_DATES = (  # year, month, day
    lazy_pattern(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?[-./]?\Z"),
    lazy_pattern(r"(\d{4})(\d{2})(\d{2})\Z"),
    lazy_pattern(r"(\d{4})년(?: ?(\d{1,2})월(?: ?(\d{1,2})일)?)?\Z"),
)
_MONTH = lazy_pattern(r"(\d{1,2})월(?: ?(\d{1,2})일)?\Z")
_QUARTER = lazy_pattern(r"(\d{4})(?:[- ]?q([1-4])|년 ?([1-4])분기)\Z")
MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
"""The English names of months; the first three letters, and ``sept``, will do."""
_NAMES_OF_MONTHS = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTH_NAMES if name != "may")
MONTH_NAME = rf"(?:{_NAMES_OF_MONTHS}|may|sept)"
"""Any of them, as a regular expression."""
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
NAMED_DAY = rf"(?:{MONTH_NAME}\.? {_NTH},? \d{{4}}|{_NTH}\.? {MONTH_NAME}\.?,? \d{{4}})"
"""A day by the name of its month, with its year, as a regular expression."""
_DAY_OF_MONTH = tuple(
    lazy_pattern(form)
    for form in (
        rf"(?P<name>{MONTH_NAME})\.? (?P<day>{_NTH})(?:,? (?P<year>\d{{4}}))?\Z",
        rf"(?P<day>{_NTH})\.?[- ](?:of )?(?P<name>{MONTH_NAME})\.?(?:,?[- ](?P<year>\d{{4}}))?\Z",
    )
)
_MONTH_AND_YEAR = lazy_pattern(r"(\d{1,2})[/.](\d{4})\Z")
_NAMED_MONTH = lazy_pattern(rf"(?:(\d{{4}})[- ])?({MONTH_NAME})(?:[- ](\d{{4}}))?\Z")
_AGO = lazy_pattern(
    r"(?:최근|지난|last) ?(\d{1,5}) ?(days?|weeks?|months?|years?|일|주|달|개월|년)간?\Z"
    r"|(\d{1,5}) ?(d|w|m|y|일|주|개월|년)\Z"
)
_UNITS = {"일": "d", "주": "w", "달": "m", "개월": "m", "년": "y"}
_BEGUN = lazy_pattern(r"\d{0,3}\Z|\d{4}-?q\Z")
_BEGUN_DAY = lazy_pattern(rf"{_NTH}\.? ([a-z]+)\.?(?:,? \d{{0,3}})?\Z")
_BETWEEN = lazy_pattern(r"[\s_-]+")
_MONTHS = {"m": 1, "y": 12}

NAMES = {
    "today": "today",
    "오늘": "today",
    "yesterday": "yesterday",
    "어제": "yesterday",
    "the day before yesterday": "the day before yesterday",
    "그제": "the day before yesterday",
    "그저께": "the day before yesterday",
    "tomorrow": "tomorrow",
    "내일": "tomorrow",
    "this week": "this week",
    "이번주": "this week",
    "last week": "last week",
    "지난주": "last week",
    "this month": "this month",
    "이번달": "this month",
    "last month": "last month",
    "지난달": "last month",
    "this year": "this year",
    "올해": "this year",
    "last year": "last year",
    "작년": "last year",
    "지난해": "last year",
    "저번주": "last week",
    "저번달": "last month",
    "the year before last": "the year before last",
    "재작년": "the year before last",
}
"""Days by name, with what each means."""

_MEANT = {_BETWEEN.sub("", name): meant for name, meant in NAMES.items()}


YearOf = Callable[[int], int | None]
"""Gives for a month, from 1, the latest year that has posts then; None where none has."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``start`` up to but not including ``end``; None leaves that side open."""

    start: date | None
    end: date | None


def name_of(days: Span) -> str:
    """The year, the month or the day that a span is, as it is written; empty where it is none."""
    written = days.start.isoformat() if days.start and days.end else ""
    names = (written[:4], written[:7], written) if days.start and written else ()
    return next((name for name in names if days.start and span(name, days.start) == days), "")


def describe_span(days: Span) -> Message:
    """Which days a span has, with both ends included."""
    if name := name_of(days):
        return Message.of("days-named", name=name)
    if days.start and days.end:
        last = days.end - timedelta(1)
        return Message.of("days-between", first=f"{days.start}", last=f"{last}")
    if days.start:
        return Message.of("days-from", first=f"{days.start}")
    return Message.of("days-before", day=f"{days.end}") if days.end else Message.of("days-any")


def span(text: str, today: date, year_of: YearOf | None = None) -> Span | None:
    """The days that a date names, or None where it names none.

    ``2021``, ``2021-09``, ``2021-9-3``, ``20210903``, ``2021년 9월``, ``2021-Q3``, ``sep 2021``,
    ``9/2021``, ``september 3, 2021``, ``3 sep 2021``; ``7d 2w 3m 1y`` or ``최근 7일``,
    the last so many up to and including today; ``today``, ``last week``, ``지난달`` and the like.
    Weeks start on Monday.

    Args:
        text: The date.
        today: The day that relative dates count from.
        year_of: Gives the year of a month without one; the last before today if it is None.
    """
    text = " ".join(text.casefold().split())
    for written in _DATES:
        if match := written.match(text):
            return _calendar(*(int(part) if part else None for part in match.groups()))
    try:
        if match := _AGO.match(text):
            count, unit = match[1] or match[3], match[2] or match[4]
            return Span(_ago(int(count), _UNITS.get(unit, unit[0]), today), _after(today))
        name = _MEANT.get(_BETWEEN.sub("", text))
        return _named(name, today) if name else _part_of_year(text, today, year_of)
    except OverflowError:
        return Span(date.min, _after(today))


def _part_of_year(text: str, today: date, year_of: YearOf | None) -> Span | None:
    """A quarter, or a month, or a day of one, with or without its year."""
    if match := _QUARTER.match(text):
        first = _calendar(int(match[1]), 3 * int(match[2] or match[3]) - 2, 1)
        if first is None or first.start is None:
            return None
        return Span(first.start, _months_later(first.start, 3))
    if match := _MONTH_AND_YEAR.match(text):
        return _calendar(int(match[2]), int(match[1]), None)
    if match := next(filter(None, (form.match(text) for form in _DAY_OF_MONTH)), None):
        month, year = _month_of(match["name"]), match["year"]
        day = int(match["day"].rstrip("stndrh"))
    elif match := _NAMED_MONTH.match(text):
        month = _month_of(match[2])
        if match[1] and match[3]:
            return None
        year, day = match[1] or match[3], None
    elif match := _MONTH.match(text):
        month, year, day = int(match[1]), None, int(match[2]) if match[2] else None
    else:
        return None
    before = today.year - (month > today.month)
    known = year_of(month) if year_of and not year and 1 <= month <= 12 else None
    return _calendar(int(year) if year else known or before, month, day)


def _month_of(name: str) -> int:
    return next(i for i, month in enumerate(MONTH_NAMES, 1) if month[:3] == name[:3])


def may_begin_date(text: str) -> bool:
    """Whether more letters may make a date of a text that is none yet."""
    last = re.split(r"\.\.+|~|[<>]=?", text.casefold())[-1].strip()
    squeezed = _BETWEEN.sub("", last)
    if _BEGUN.match(last):
        return True
    if day := _BEGUN_DAY.match(last):
        return any(name.startswith(day[1]) for name in MONTH_NAMES)
    return any(name.startswith(squeezed) for name in (*_MEANT, *MONTH_NAMES))


def _after(day: date) -> date | None:
    """The day after; None after the last there is."""
    return day + timedelta(1) if day < date.max else None


def _calendar(year: int | None, month: int | None, day: int | None) -> Span | None:
    try:
        start = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if day is not None:
        return Span(start, _after(start))
    try:
        return Span(start, _months_later(start, 12 if month is None else 1))
    except OverflowError:
        return Span(start, None)


def _months_later(start: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter."""
    count = start.year * 12 + start.month - 1 + months
    year, month = divmod(count, 12)
    for day in range(start.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            if not 1 <= year <= 9999:
                raise OverflowError("no such year") from None
    if not 1 <= year <= 9999:
        raise OverflowError("no such year")
    return date(year, month + 1, min(start.day, 28))


def _ago(count: int, unit: str, today: date) -> date:
    if unit in _MONTHS:
        return _months_later(today, -count * _MONTHS[unit])
    return today - timedelta(days=count * (7 if unit == "w" else 1))


def _named(name: str, today: date) -> Span:
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    year = today.replace(month=1, day=1)
    match name:
        case "today":
            return Span(today, _after(today))
        case "yesterday":
            return Span(today - timedelta(1), today)
        case "the day before yesterday":
            return Span(today - timedelta(2), today - timedelta(1))
        case "tomorrow":
            return Span(today + timedelta(1), _after(today + timedelta(1)))
        case "this week":
            return Span(monday, monday + timedelta(7))
        case "last week":
            return Span(monday - timedelta(7), monday)
        case "this month":
            return Span(month, _months_later(month, 1))
        case "last month":
            return Span(_months_later(month, -1), month)
        case "this year":
            return Span(year, _months_later(year, 12))
        case "the year before last":
            return Span(_months_later(year, -24), _months_later(year, -12))
        case _:
            return Span(_months_later(year, -12), year)


def spans(text: str, today: date, year_of: YearOf | None = None) -> Span | None:
    """A value of ``date:``: a date, ``a..b`` with both ends included, or ``>= > <= <`` a date.

    ``a~b`` is ``a..b``.

    Args:
        text: The value.
        today: The day that relative dates count from.
        year_of: Gives the year of a month without one, as for ``span``.
    """
    text = text if ".." in text else text.replace("~", "..", 1)
    if ".." in text:
        first, last = text.split("..", 1)
        start, end = span(first, today, year_of), span(last.lstrip("."), today, year_of)
        if (first.strip() and start is None) or (last.strip(". ") and end is None):
            return None
        return Span(start.start if start else None, end.end if end else None)
    text = text.lstrip()
    sign = re.match(r"[<>]=?", text)
    days = span(text[sign.end() :] if sign else text, today, year_of)
    if days is None or sign is None:
        return days
    match sign[0]:
        case ">":
            return Span(days.end, None) if days.end else Span(date.max, date.max)
        case ">=":
            return Span(days.start, None)
        case "<":
            return Span(None, days.start)
        case _:
            return Span(None, days.end)
