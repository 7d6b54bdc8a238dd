"""Dates as people write them in a query, each a span of whole days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from index.messages import Message

_DATES = (
    re.compile(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?[-./]?\Z"),
    re.compile(r"(\d{4})(\d{2})(\d{2})\Z"),
    re.compile(r"(\d{4})년(?: ?(\d{1,2})월(?: ?(\d{1,2})일)?)?\Z"),
)
_AGO = re.compile(r"(\d{1,5}) ?(d|w|m|y|일|주|개월|년)\Z")
_UNITS = {"일": "d", "주": "w", "개월": "m", "년": "y"}
_BETWEEN = re.compile(r"[\s_-]+")
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
}
"""Days by name, with what each means."""

_MEANT = {_BETWEEN.sub("", name): meant for name, meant in NAMES.items()}


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


def span(text: str, today: date) -> Span | None:
    """The days that a date names, or None where it names none.

    ``2021``, ``2021-09``, ``2021-9-3``, ``20210903``, ``2021년 9월``; ``7d 2w 3m 1y`` or ``7일``,
    the last so many up to and including today; ``today``, ``last week``, ``지난달`` and the like.
    Weeks start on Monday.
    """
    text = " ".join(text.casefold().split())
    for written in _DATES:
        if match := written.match(text):
            return _calendar(*(int(part) if part else None for part in match.groups()))
    try:
        if match := _AGO.match(text):
            return Span(_ago(int(match[1]), _UNITS.get(match[2], match[2]), today), _after(today))
        name = _MEANT.get(_BETWEEN.sub("", text))
        return _named(name, today) if name else None
    except OverflowError:
        return Span(date.min, _after(today))


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
        case _:
            return Span(_months_later(year, -12), year)


def spans(text: str, today: date) -> Span | None:
    """A value of ``date:``: a date, ``a..b`` with both ends included, or ``>= > <= <`` a date.

    ``a~b`` is ``a..b``.
    """
    text = text if ".." in text else text.replace("~", "..", 1)
    if ".." in text:
        first, last = text.split("..", 1)
        start, end = span(first, today), span(last.lstrip("."), today)
        if (first.strip() and start is None) or (last.strip(". ") and end is None):
            return None
        return Span(start.start if start else None, end.end if end else None)
    text = text.lstrip()
    sign = re.match(r"[<>]=?", text)
    days = span(text[sign.end() :] if sign else text, today)
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
