"""Days as a journal's configuration has them written, in names of files and in titles.

The letters are those of Java's ``DateTimeFormatter`` as Logseq uses them. Source:
https://docs.logseq.com/#/page/config.edn (``:journal/file-name-format``).
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final

from index.lazy_pattern import lazy_pattern

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PART: Final = lazy_pattern(r"y+|M+|do|d+|E+|'[^'\n]*'|.", re.DOTALL)
_LONGEST: Final = 60


def day_of(name: str, form: str) -> str:
    """The day that a name is in a form, as ``Y-M-D``; empty where it is none."""
    found = _pattern(form[:_LONGEST]).fullmatch(name[: 2 * _LONGEST])
    if found is None:
        return ""
    parts = found.groupdict()
    year, month, day = parts.get("year"), parts.get("month"), parts.get("day")
    if named := parts.get("name"):
        month = next(f"{n}" for n, one in enumerate(_MONTHS, 1) if one[:3] == named[:3].title())
    if not (year and month and day):
        return ""
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def written(day: date, form: str) -> str:
    """A day in a form."""
    return "".join(_written(part, day) for part in _PART.findall(form[:_LONGEST]))


def _written(part: str, day: date) -> str:
    if part == "do":
        last = day.day % 10 if day.day not in {11, 12, 13} else 0
        return f"{day.day}" + {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    kind, length = part[0], len(part)
    if kind == "y":
        return f"{day.year % 100:02}" if length == 2 else f"{day.year:04}"
    if kind == "M":
        name = _MONTHS[day.month - 1]
        return f"{day.month:0{length}}" if length < 3 else name[:3] if length == 3 else name
    if kind == "d":
        return f"{day.day:0{length}}"
    if kind == "E":
        name = _DAYS[day.weekday()]
        return name[:3] if length < 4 else name
    return part[1:-1] if length > 1 and kind == "'" else part


@lru_cache(maxsize=16)
def _pattern(form: str) -> re.Pattern[str]:
    """What a name in a form looks like: nothing where a form has a part of the day twice.

    Dozens of numbers of one or two digits in a row could be tried in too many ways.
    """
    seen: set[str] = set()
    pieces: list[str] = []
    for part in _PART.findall(form):
        group, piece = _group(part)
        if group in seen:
            return re.compile("(?!)")
        pieces.append(f"(?P<{group}>{piece})" if group else f"(?:{piece})")
        pieces += ["(?:st|nd|rd|th)"] if part == "do" else []
        seen |= {group} - {""}
    return re.compile("".join(pieces), re.IGNORECASE)


def _group(part: str) -> tuple[str, str]:
    """The group that a part of a form is, empty for none, and the pattern of it."""
    kind, length = part[0], len(part)
    if part == "do":
        return "day", r"\d{1,2}"
    if kind == "y":
        return "year", r"\d\d" if length == 2 else r"\d{4}"
    if kind == "M" and length > 2:
        return "name", "|".join(one[:3] if length == 3 else one for one in _MONTHS)
    if kind in "Md":
        return ("month" if kind == "M" else "day"), r"\d\d" if length == 2 else r"\d{1,2}"
    if kind == "E":
        return "", "|".join(one[:3] if length < 4 else one for one in _DAYS)
    return "", re.escape(part[1:-1] if length > 1 and kind == "'" else part)
