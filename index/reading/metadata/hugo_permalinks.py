"""Where a post of Hugo stands by the ``permalinks`` of its site.

Sources: https://gohugo.io/configuration/permalinks/ and
https://gohugo.io/content-management/urls/.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from index.lazy_pattern import lazy_pattern

_TOKEN: Final = lazy_pattern(r":([a-z]+)(?:\[([\w:]{0,20})\])?")
_KEPT: Final = frozenset("./\\_#+~@")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS: Final = (
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HugoValues:
    """What the tokens of a permalink stand for.

    ``slug`` is that of front matter, empty without one; ``name`` is the name of the file, or of the
    folder of a bundle, without extension and language; ``sections`` are the folders above it.
    """

    title: str
    slug: str
    name: str
    date: datetime | None
    sections: Sequence[str] = ()


def urlize(text: str) -> str:
    """A text as a part of an address, as Hugo makes it: in lower case, ``-`` for blanks."""
    kept: list[str] = []
    hyphen = False
    for character in text:
        if character.isalnum() or character in _KEPT or _is_mark(character):
            if hyphen:
                kept.append("-")
                hyphen = False
            kept.append(character)
        elif kept and (character == "-" or character.isspace()):
            hyphen = True
    return "".join(kept).lower()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"


def hugo_permalink(template: str, values: HugoValues) -> str:
    """The address that a template gives a post; a token that Hugo does not know stays."""

    def value(token: re.Match[str]) -> str:
        name, index = token[1], token[2]
        if name in {"sections", "sectionslugs"}:
            return "/".join(map(urlize, _chosen(values.sections, index)))
        made = _VALUES.get(name)
        return made(values) if made else token[0]

    return _TOKEN.sub(value, template)


def _chosen(parts: Sequence[str], index: str | None) -> Sequence[str]:
    """Some of the sections: all, one by its number, or a slice such as ``1:`` and ``:last``."""
    if not index:
        return parts
    begin, colon, end = (index.replace("last", f"{len(parts) - 1}")).partition(":")
    if any(number and not number.isdigit() for number in (begin, end)):
        return ()
    low = int(begin or 0)
    return parts[low : int(end) if end else None] if colon else parts[low : low + 1]


def _on(made: Callable[[datetime], str]) -> Callable[[HugoValues], str]:
    return lambda values: "" if values.date is None else made(values.date)


def _slug(values: HugoValues) -> str:
    return urlize(values.slug)


def _name(values: HugoValues) -> str:
    return urlize(values.name)


def _title(values: HugoValues) -> str:
    return urlize(values.title)


_VALUES: Final[Mapping[str, Callable[[HugoValues], str]]] = {
    "year": _on(lambda date: f"{date.year:04}"),
    "month": _on(lambda date: f"{date.month:02}"),
    "monthname": _on(lambda date: _MONTHS[date.month - 1].lower()),
    "day": _on(lambda date: f"{date.day:02}"),
    "weekday": _on(lambda date: f"{date.isoweekday() % 7}"),
    "weekdayname": _on(lambda date: _DAYS[date.isoweekday() % 7].lower()),
    "yearday": _on(lambda date: f"{date.timetuple().tm_yday}"),
    "section": lambda values: urlize(values.sections[0]) if values.sections else "",
    "sectionslug": lambda values: urlize(values.sections[-1]) if values.sections else "",
    "title": _title,
    "slug": lambda values: _slug(values) or _title(values),
    "filename": _name,
    "contentbasename": _name,
    "slugorfilename": lambda values: _slug(values) or _name(values),
    "slugorcontentbasename": lambda values: _slug(values) or _name(values),
}
