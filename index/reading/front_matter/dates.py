"""Dates of front matter: the forms that Ruby's ``Time.parse`` takes, and some that it does not.

``tests/index/reading/front_matter/ruby_dates.tsv`` has the forms with what Ruby makes of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from index.lazy_pattern import lazy_pattern

from .scalars import Scalar

_LONGEST = 80
_CENTURY = 69
"""Two digits of a year are 1969 to 2068, as in Ruby."""


@dataclass(frozen=True, slots=True)
class DateRules:
    """How the dates of a journal are read.

    ``zone`` is where dates without a zone are, and in which all are shown. ``utc_times`` says that
    a plain scalar with a full time and no zone is UTC, as in YAML 1.1 and so in Jekyll.
    ``zone_names`` says that named zones hold: Ruby knows those of North America and UTC, and
    passes over others, over offsets such as ``+9`` and ``GMT+9``, and over whatever else follows a
    date, as Jekyll does therefore.
    ``month_first`` says that ``9/10/2021`` is in September, as in JavaScript; elsewhere it is open.
    ``keeps_offsets`` says that a time with an offset is shown there, and so on the day it names.
    """

    zone: tzinfo = UTC
    utc_times: bool = True
    zone_names: bool = False
    month_first: bool = False
    keeps_offsets: bool = False


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ERAS = {"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}
_WEEKDAY = (
    r"(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
    r"|[월화수목금토일](?:요일)?|[月火水木金土日](?:曜日)?)(?![^\W\d_])"
)
_ZONE = (
    r"(?P<zone>[-+]\d{1,2}(?::?\d\d(?::?\d\d)?)?|(?:GMT|UTC)[-+]\d{1,2}(?::?\d\d)?"
    r"|[A-Za-z_]{1,30}(?:/[A-Za-z_+-]{1,30}){1,2}|[A-Za-z]{1,9})"
)
_CLOCK = (
    r"(?:(?P<half_before>오전|오후|午前|午後)\s*)?(?P<hour>\d{1,2})(?![\d.-])"
    r"(?:\s*(?::|[시時h]\s*)(?:(?P<minute>\d{1,2})"
    r"(?:\s*(?::|[분分m]\s*)(?:(?P<second>\d{1,2})(?:[.,]\d*)?\s*[초秒s]?)?)?)?)?"
    r"(?:\s*(?P<half>[ap]\.?m\b\.?))?"
)
_REST = rf"(?:\s*{_ZONE}(?:\s+[A-Z]{{2,5}})?)?(?:\s*\([^()]*\))?\s*(?P<rest>.*)\Z"
_TIME = (
    rf"\.?(?:\s*\(?{_WEEKDAY}\)?,?)?"
    rf"(?:(?:T|[\s,_]+(?:-\s+)?|(?<=\)))\s*{_CLOCK})?{_REST}"
)
_YEAR, _MONTH, _DAY = r"(?P<year>\d{4})", r"(?P<month>\d{1,2})", r"(?P<day>\d{1,2})"
_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_BEFORE = rf"(?:{_WEEKDAY},?\s+)?"
_NTH = rf"{_DAY}(?:st|nd|rd|th)?"
_FORMS = (
    rf"{_YEAR}\s*([-/.])\s*{_MONTH}\s*\2\s*{_DAY}(?!\d){_TIME}",
    rf"{_YEAR}\s*[년年]\s*{_MONTH}\s*[월月]\s*{_DAY}\s*[일日]{_TIME}",
    rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)[T\s]*"
    rf"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?!\d){_REST}",
    rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d){_TIME}",
    rf"{_BEFORE}{_NAME}\s+{_NTH},?\s+{_YEAR}(?!\d){_TIME}",
    rf"{_BEFORE}{_NTH}[\s-]+(?:of\s+)?{_NAME},?[\s-]+(?P<year>\d{{4}}|\d\d)(?!\d){_TIME}",
    rf"{_YEAR}[\s-]{_NAME}[\s-]{_NTH}(?!\d){_TIME}",
    # asctime and date(1): the year is last
    rf"{_BEFORE}{_NAME}\s+{_NTH}\s+{_CLOCK}(?:\s+{_ZONE})?\s+{_YEAR}(?P<rest>)\s*\Z",
    rf"(?P<day>\d{{1,2}})\.\s*{_MONTH}\.\s*{_YEAR}(?!\d){_TIME}",
    rf"(?P<either>\d{{1,2}})([-/])(?P<other>\d{{1,2}})\2{_YEAR}(?!\d){_TIME}",
    rf"'?(?P<year>\d\d)([-/.])(?P<month>\d{{1,2}})\2{_DAY}(?!\d){_TIME}",
    r"(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)(?P<rest>)\Z",
    rf"(?P<era>[MTSHR])(?P<year>\d\d?)\.{_MONTH}\.{_DAY}(?!\d){_TIME}",
    rf"{_YEAR}-?W(?P<week>\d\d)(?:-?(?P<weekday>[1-7]))?(?![\d-]){_TIME}",
    rf"{_YEAR}-?(?P<yearday>\d{{3}})(?!\d){_TIME}",
    rf"{_YEAR}/{_MONTH}(?P<rest>)\s*\Z",
    rf"{_NAME}\s+{_YEAR}(?P<rest>)\s*\Z",
)
_USUAL = lazy_pattern(
    rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?: (?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)(?: (?P<zone>[-+]\d\d:?\d\d))?)?\Z"
)
"""What most posts have: the first of the forms, read in a tenth of the time."""
_TIME_FIRST = lazy_pattern(r"(\d{1,2}:\d{1,2}(?::\d{1,2})?(?:\s*[ap]m\b)?)\s+(\S.*)", re.IGNORECASE)
_FULL_UTC = lazy_pattern(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?\s*\Z")

_RUBY_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
    "mdt": -6, "pst": -8, "pdt": -7,
    **{letter: hours for hours, letter in enumerate("abcdefghiklm", 1)},
    **{letter: -hours for hours, letter in enumerate("nopqrstuvwxy", 1)},
}  # fmt: skip
_OTHER_ZONES = {
    "wet": 0, "bst": 1, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "kst": 9,
    "jst": 9, "hkt": 8, "sgt": 8, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "akst": -9,
    "akdt": -8, "hst": -10,
}  # fmt: skip
_RUBY_OFFSET = lazy_pattern(r"[-+]\d\d(?::?\d\d(?::?\d\d)?)?\Z")
_OFFSET = lazy_pattern(r"(?:GMT|UTC)?([-+])(\d{1,2}):?(\d\d)?(?::?(\d\d))?\Z", re.IGNORECASE)
_NAME_DATE = lazy_pattern(r"(\d{2,4})-(\d{1,2})-(\d{1,2})\Z")


def read_date(value: object, rules: DateRules) -> datetime | None:
    """The moment that a value of front matter names, at the journal's offset; None if none.

    Impossible dates, and those whose order of day and month is open, are none: nothing rolls over,
    nothing is guessed. A date without a time is midnight where the journal is, whatever zone it
    names.
    """
    if isinstance(value, Scalar):
        text, plain = value.source.strip(), True
    elif isinstance(value, str):
        text, plain = value.strip(), False
    else:
        return None
    if len(text) > _LONGEST:
        return None
    found = _USUAL.match(text) or _unusual(text)
    if found is None:
        return None
    utc = plain and rules.utc_times and _FULL_UTC.match(text) is not None
    try:
        return _moment(found.groupdict(), UTC if utc else rules.zone, rules)
    except (ValueError, OverflowError):
        return None


def _unusual(text: str) -> re.Match[str] | None:
    """A date in any of the other forms."""
    if (time_first := _TIME_FIRST.match(text)) is not None:
        text = f"{time_first[2]} {time_first[1]}"
    return next((match for form in _FORMS if (match := _compiled(form).match(text))), None)


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """A form as an expression, made when it is first tried: all of them take 25 ms."""
    return re.compile(form, re.IGNORECASE)


def name_date(text: str, zone: tzinfo) -> datetime | None:
    """Midnight of the ``Y-M-D`` of a file name; None where there is no such day."""
    match = _NAME_DATE.match(text)
    if match is None or len(match[1]) == 3:
        return None
    try:
        day = datetime(_year(match[1]), int(match[2]), int(match[3]), tzinfo=zone)
        return at_offset(day, zone)
    except (ValueError, OverflowError):
        return None


def at_offset(moment: datetime, zone: tzinfo) -> datetime:
    """An aware ``moment`` in ``zone``, with an offset of whole minutes and no zone's name.

    A moment that is before the first day or after the last one in ``zone`` keeps its own offset.
    """
    try:
        local = moment.astimezone(zone)
    except OverflowError:
        local = moment
    offset = local.utcoffset() or timedelta()
    return local.replace(tzinfo=_fixed(round(offset.total_seconds() / 60)))


@lru_cache(maxsize=64)
def _fixed(minutes: int) -> timezone:
    return timezone(timedelta(minutes=minutes))


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= _CENTURY else 2000
    return year


def _moment(found: dict[str, str | None], default: tzinfo, rules: DateRules) -> datetime:
    """The moment of a form. Raises ValueError and OverflowError where there is no such one."""
    day = _day(found, month_first=rules.month_first)
    if found.get("rest") and rules.zone_names:
        raise ValueError(found["rest"])
    hour = _hour(found)
    if hour is None:
        return at_offset(datetime(day.year, day.month, day.day, tzinfo=rules.zone), rules.zone)
    minute, second = int(found.get("minute") or 0), int(found.get("second") or 0)
    named = found.get("zone")
    zone = (_zone(named, rules) if named else None) or default
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
    return at_offset(moment, zone if named and rules.keeps_offsets else rules.zone)


def _day(found: dict[str, str | None], *, month_first: bool) -> date:
    if era := found.get("era"):
        year = _ERAS[era.lower()] + int(found["year"] or 0)
    else:
        year = _year(found["year"] or "")
    if week := found.get("week"):
        return date.fromisocalendar(year, int(week), int(found.get("weekday") or 1))
    if yearday := found.get("yearday"):
        day = date(year, 1, 1) + timedelta(days=int(yearday) - 1)
        if day.year != year:
            raise ValueError(yearday)
        return day
    if either := found.get("either"):
        month = found["other"] or ""
        if month_first:
            return date(year, int(either), int(month))
        if int(either) <= 12 and int(either) != int(month):
            raise ValueError("day or month")
        return date(year, int(month), int(either))
    if name := found.get("name"):
        number = _MONTHS.index(name.lower()) + 1
    else:
        number = int(found["month"] or 0)
    return date(year, number, int(found.get("day") or 1))


def _hour(found: dict[str, str | None]) -> int | None:
    if found.get("hour") is None:
        return None
    hour = int(found["hour"] or 0)
    if half := found.get("half_before") or found.get("half"):
        late = half[0].lower() == "p" or half in {"오후", "午後"}
        if hour > 12 and not late:
            raise ValueError(hour)
        return hour % 12 + 12 * late if hour <= 12 else hour
    return hour


def _zone(text: str, rules: DateRules) -> tzinfo | None:
    """The zone that a text names, None for one that is passed over. Raises ValueError."""
    if _RUBY_OFFSET.match(text) or (rules.zone_names and _OFFSET.match(text)):
        return _at_offset_of(text)
    name = text.lower()
    hours = _RUBY_ZONES.get(name)
    if hours is None and rules.zone_names:
        hours = _OTHER_ZONES.get(name)
        if hours is None:
            return _named(text)
    return None if hours is None else timezone(timedelta(hours=hours))


@lru_cache(maxsize=64)
def _at_offset_of(text: str) -> timezone:
    """The zone of an offset such as ``+09:00``. Raises ValueError where it is too large."""
    parts = _OFFSET.match(text)
    assert parts is not None
    offset = timedelta(hours=int(parts[2]), minutes=int(parts[3] or 0))
    offset += timedelta(seconds=int(parts[4] or 0))
    return timezone(-offset if parts[1] == "-" else offset)


@lru_cache(maxsize=64)
def _named(name: str) -> tzinfo:
    """A zone of the system's database. Raises ValueError."""
    if "/" not in name:
        raise ValueError(name)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(name) from error
