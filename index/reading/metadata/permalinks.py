"""Where a post stands on its site: Jekyll's permalinks (``Jekyll::URL``, ``Utils#slugify``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

from index.lazy_pattern import lazy_pattern

STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
"""The permalinks that Jekyll has names for."""

COLLECTION = "/:collection/:path:output_ext"
"""The permalink of a collection that sets none."""

_PLACEHOLDER = lazy_pattern(r":([a-z_]+)")
_SAFE_VALUE = "/:[]@!$&'()*+,;=-._~"
_SAFE = f"{_SAFE_VALUE}%#?"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PRETTY = frozenset("._~!$&'()+,;=@")
_ASCII = lazy_pattern(r"[^A-Za-z0-9]+")
_NEEDS_NONE = lazy_pattern(r"[A-Za-z0-9/:._~-]*")
_SLUG = lazy_pattern("[A-Za-z0-9가-힣]+(?:-[A-Za-z0-9가-힣]+)*")
_SLASHES = lazy_pattern("/{2,}")
_DAY = lazy_pattern(r"(?:\A|/)((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?:/|\Z)")

Mode = Literal["default", "pretty", "ascii", "latin", "raw", "none"]


@dataclass(frozen=True, slots=True)
class PermalinkValues:
    """What the placeholders of a permalink stand for.

    ``path`` is relative to the folder of the collection and without extension, ``name`` the file
    name without it.
    """

    slug: str
    date: datetime | None
    categories: tuple[str, ...] = ()
    collection: str = ""
    path: str = ""
    name: str = ""


def permalink(template: str, values: PermalinkValues) -> str:
    """The address of a post on its site, percent-encoded, with a leading slash and no ``..``.

    A placeholder that Jekyll does not know stays as it is; one of a date that there is not is
    empty.
    """
    parts = _parts(template)
    return sanitize(
        "".join(
            part if isinstance(part, str) else _quoted(part(values), _SAFE_VALUE) for part in parts
        )
    )


@lru_cache(maxsize=64)
def _parts(template: str) -> tuple[str | Callable[[PermalinkValues], str], ...]:
    """A template in parts: texts, and what gives the values that stand between them."""
    parts: list[str | Callable[[PermalinkValues], str]] = []
    for index, part in enumerate(_PLACEHOLDER.split(STYLES.get(template, template))):
        name = part if index % 2 else ""
        if name not in _VALUES and name.endswith("_") and name[:-1] in _VALUES:
            parts += [_VALUES[name[:-1]], "_"]
        else:
            parts.append(_VALUES.get(name, f":{name}" if name else part))
    return tuple(parts)


def day_of(address: str) -> str:
    """The first day in an address, ``2018-12-06`` of ``/2018/12/06/name``; empty without one."""
    for found in _DAY.finditer(address):
        try:
            return date(*map(int, found.groups())).isoformat()
        except ValueError:
            continue
    return ""


def sanitize(url: str) -> str:
    """``url`` as an address within the site: a leading slash, none doubled, ``..`` made a slash."""
    url = f"/{url}".replace("..", "/").replace("./", "")
    return _quoted(_SLASHES.sub("/", url), _SAFE)


def _quoted(text: str, safe: str) -> str:
    return text if _NEEDS_NONE.fullmatch(text) else quote(text, safe=safe)


def slugify(text: str, mode: Mode = "default", *, cased: bool = False) -> str:
    """Replace each run of other characters by ``-`` and remove one from each end, as Jekyll does.

    Args:
        text: Any text.
        mode: What is kept. ``default``: letters, marks and decimal digits. ``pretty``: also
            ``._~!$&'()+,;=@``. ``ascii``: what of the default is ASCII. ``latin``: that, after
            accents are dropped. ``raw``: all but blanks. ``none``: everything.
        cased: Whether capital letters are kept.
    """
    if mode == "none":
        return text if cased else text.lower()
    if mode == "latin":
        text = "".join(
            c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn"
        )
    if mode == "raw":
        slug = re.sub(r"\s+", "-", text)
    elif mode in {"ascii", "latin"}:
        slug = _ASCII.sub("-", text)
    else:
        slug = _unicode_slug(text, pretty=mode == "pretty")
    slug = slug.removeprefix("-").removesuffix("-")
    return slug if cased else slug.lower()


def _unicode_slug(text: str, *, pretty: bool) -> str:
    if _SLUG.fullmatch(text):
        return text
    kept = "".join(
        c if _is_word(c) or (pretty and c in _PRETTY) else "\0" for c in text.replace("\0", " ")
    )
    return re.sub("\0+", "-", kept)


@lru_cache(maxsize=4096)
def _is_word(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "ML" or category == "Nd"


def _on(format_: Callable[[datetime], str]) -> Callable[[PermalinkValues], str]:
    return lambda values: "" if values.date is None else format_(values.date)


def _lowered(names: Iterable[str]) -> str:
    return "/".join(dict.fromkeys(name.lower() for name in names))


_VALUES: dict[str, Callable[[PermalinkValues], str]] = {
    "title": lambda values: slugify(values.slug, "pretty", cased=True) or slugify(values.name),
    "slug": lambda values: slugify(values.slug) or slugify(values.name),
    "categories": lambda values: _lowered(values.categories),
    "slugified_categories": lambda values: _lowered(slugify(c) for c in values.categories),
    "collection": lambda values: values.collection,
    "path": lambda values: values.path,
    "name": lambda values: slugify(values.name),
    "basename": lambda values: values.name,
    "output_ext": lambda _: ".html",
    "year": _on(lambda d: f"{d.year:04}"),
    "month": _on(lambda d: f"{d.month:02}"),
    "day": _on(lambda d: f"{d.day:02}"),
    "hour": _on(lambda d: f"{d.hour:02}"),
    "minute": _on(lambda d: f"{d.minute:02}"),
    "second": _on(lambda d: f"{d.second:02}"),
    "i_month": _on(lambda d: f"{d.month}"),
    "i_day": _on(lambda d: f"{d.day}"),
    "short_year": _on(lambda d: f"{d.year % 100:02}"),
    "short_month": _on(lambda d: _MONTHS[d.month - 1][:3]),
    "long_month": _on(lambda d: _MONTHS[d.month - 1]),
    "short_day": _on(lambda d: _DAYS[d.weekday()][:3]),
    "long_day": _on(lambda d: _DAYS[d.weekday()]),
    "y_day": _on(lambda d: f"{d.timetuple().tm_yday:03}"),
    "week": _on(lambda d: f"{d.isocalendar().week:02}"),
    "w_year": _on(lambda d: f"{d.isocalendar().year}"),
    "w_day": _on(lambda d: f"{d.isoweekday()}"),
}
