"""Dates: of front matter, as Jekyll and YAML 1.1 read them, and of file names."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from .scalars import Scalar

_TIME = (
    r"(?:(?:[Tt]|,?\s+)(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d*)?)?"
    r"\s*(?P<half>[AaPp][Mm])?\s*(?P<zone>[A-Za-z]{1,5}|[-+]\d{1,2}(?::?\d\d)?)?)?\s*\Z"
)
_DAY = "(?P<day>\\d{1,2})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_FORMS = tuple(
    re.compile(form + _TIME, re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2{_DAY}\.?",
        rf"(?P<year>\d{{4}})년\s*(?P<month>\d{{1,2}})월\s*{_DAY}일",
        rf"(?P<year>\d{{4}})年\s*(?P<month>\d{{1,2}})月\s*{_DAY}日",
        rf"(?:[a-z]{{3,9}},?\s+)?{_NAME}\s+{_DAY}(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        rf"(?:[a-z]{{3,9}},?\s+)?{_DAY}(?:st|nd|rd|th)?[\s-]+{_NAME},?[\s-]+(?P<year>\d{{4}})",
    )
)
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "cest": 2,
    "eet": 2, "eest": 3, "msk": 3, "kst": 9, "jst": 9, "est": -5, "edt": -4, "cst": -6,
    "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
_FULL_UTC = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?\s*\Z")
_NAME_DATE = re.compile(r"(\d{2,4})-(\d{1,2})-(\d{1,2})\Z")
_CENTURY = 69


def read_date(value: object, zone: tzinfo) -> datetime | None:
    """The moment that a value of front matter names, at the site's offset; None if it names none.

    A plain scalar with a full time and without a zone is UTC, as YAML 1.1 says; anything else
    without a zone is local. Impossible dates, and those whose order of day and month is open,
    are none: nothing rolls over, nothing is guessed.
    """
    if isinstance(value, Scalar):
        text, plain = value.source.strip(), True
    elif isinstance(value, str):
        text, plain = value.strip(), False
    else:
        return None
    if len(text) > 80:
        return None
    match = next((found for form in _FORMS if (found := form.match(text))), None)
    if match is None:
        return None
    utc = plain and _FULL_UTC.match(text) is not None
    try:
        return _moment(match.groupdict(), UTC if utc else zone, zone)
    except (ValueError, OverflowError):
        return None


def name_date(text: str, zone: tzinfo) -> datetime | None:
    """Midnight of the ``Y-M-D`` of a file name; None where there is no such day.

    Two digits of a year are 1969 to 2068, as in Ruby.
    """
    match = _NAME_DATE.match(text)
    if match is None or len(match[1]) == 3:
        return None
    year = int(match[1])
    if len(match[1]) == 2:
        year += 1900 if year >= _CENTURY else 2000
    try:
        return at_offset(datetime(year, int(match[2]), int(match[3]), tzinfo=zone), zone)
    except (ValueError, OverflowError):
        return None


def at_offset(moment: datetime, zone: tzinfo) -> datetime:
    """An aware ``moment`` in ``zone``, with an offset of whole minutes and no zone's name."""
    local = moment.astimezone(zone)
    offset = local.utcoffset() or timedelta()
    return local.replace(tzinfo=timezone(timedelta(minutes=round(offset.total_seconds() / 60))))


def _moment(found: dict[str, str | None], default: tzinfo, zone: tzinfo) -> datetime:
    name = found.get("name")
    month = _MONTHS.index(name.lower()) + 1 if name else int(found["month"] or 0)
    hour = int(found["hour"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if found["half"].lower() == "pm" else 0)
    moment = datetime(
        int(found["year"] or 0),
        month,
        int(found["day"] or 0),
        hour,
        int(found["minute"] or 0),
        int(found["second"] or 0),
        tzinfo=_offset(found["zone"]) if found["zone"] else default,
    )
    return at_offset(moment, zone)


def _offset(text: str) -> tzinfo:
    if text[0] not in "+-":
        hours = _ZONES.get(text.lower())
        if hours is None:
            raise ValueError(text)
        return timezone(timedelta(hours=hours))
    digits = text[1:].replace(":", "")
    if len(digits) <= 2:
        digits += "00"
    offset = timedelta(hours=int(digits[:-2]), minutes=int(digits[-2:]))
    return timezone(-offset if text[0] == "-" else offset)
