"""What a post is called: its slug and its title, by its file name where it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from posixpath import splitext

from index.lazy_pattern import lazy_pattern
from index.reading.decode import clean_line
from index.reading.files.walk import SourceFile
from index.reading.front_matter.scalars import Scalar, Values, as_boolean, flatten, line_of

_DATED = lazy_pattern(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.*)\Z", re.DOTALL)
_NOTE_DATED = lazy_pattern(r"(\d{4}-\d{1,2}-\d{1,2})(?:[-_. ]+(.*))?\Z", re.DOTALL)
_DAYS = tuple(
    lazy_pattern(form)
    for form in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)([-_.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})년 {0,3}(?P<month>\d{1,2})월 {0,3}(?P<day>\d{1,2})일",
        # eight digits, or the twelve or fourteen of a note's id
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
        r"(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?(?!\d)",
        r"\A(?P<year>\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d]|-\d)",
    )
)
"""A day anywhere in a name; never a part of a longer run of digits."""
_DAY_FOLDERS = lazy_pattern(
    r"(?:.*/)?(?P<year>(?:19|20)\d\d)[-/](?P<month>\d\d)[-/](?P<day>\d\d)"
    r"(?P<rest>[-_. /][^/]*)?\Z",
    re.DOTALL,
)
"""A path such as ``2024/01/06``, ``2024/01-06-day`` and ``2024/01/06/day``."""
_YEAR_LAST = lazy_pattern(
    r"(?<!\d)(?P<first>\d{1,2})([-_.])(?P<second>\d{1,2})\2(?P<year>(?:19|20)\d\d)(?!\d)"
)
"""A day whose month stands first or second: ``03-25-2023``, ``25.03.2023``."""
_MOST_ALIASES = 100
_BUNDLES = frozenset({"index", "_index"})


@dataclass(frozen=True, slots=True)
class FileName:
    """What the name of a file says: ``stem`` without extension, its date, and the slug after it.

    ``date`` is ``Y-M-D`` as it stands, empty where the name has none. ``day`` is the date as a
    title, where the name of a note is nothing else.
    """

    stem: str
    date: str
    slug: str
    day: str = ""


def file_name(file: SourceFile, languages: Iterable[str] = ()) -> FileName:
    """The parts of a file's name: ``2021-09-10-day-29.md`` is ``day-29`` of that date.

    A note may be called by its date alone, and one called ``index`` by its folder. The date of a
    note may stand anywhere in its name, in several forms, or be made of its folders.

    Args:
        file: The file.
        languages: What a name may end with that is no part of it, in lower case: ``day-29.ko.md``
            is ``day-29``, too.
    """
    *folders, name = file.path.split("/")
    whole, ending = splitext(name)
    stem = without_language(whole, languages)
    if stem != whole:
        name, whole = stem + ending, stem
    if file.kind == "note" and stem in _BUNDLES and folders:
        stem = folders[-1]
    if file.kind == "note" and "_posts" not in folders:
        match = _NOTE_DATED.match(stem)
        if match is not None:
            slug = clean_line(match[2] or "") or stem
            return FileName(stem, match[1], slug, "" if match[2] else stem)
        path = "/".join((*folders, name)) if stem == whole else "/".join(folders)
        return _note_name(stem, path.removesuffix(ending))
    if (match := _DATED.match(stem)) is not None:
        return FileName(stem, match[1], clean_line(match[2]))
    return FileName(stem, "", clean_line(stem))


def without_language(stem: str, languages: Iterable[str]) -> str:
    """The name of a file without the language at its end: ``day-29`` of ``day-29.ko``."""
    name, dot, language = stem.rpartition(".")
    return name if dot and name and language.lower() in languages else stem


def _note_name(stem: str, path: str) -> FileName:
    """The name of a note that does not begin with a date; ``path`` has its folders."""
    for form in _DAYS:
        found = form.search(stem)
        if found is not None and (day := _day(found)):
            name = clean_line(stem)
            return FileName(stem, day, name, name if found[0] == stem else "")
    found = _YEAR_LAST.search(stem)
    if found is not None:
        name = clean_line(stem)
        day = _day_of_year_last(found, path)
        return FileName(stem, day, name, name if found[0] == stem else "")
    found = _DAY_FOLDERS.match(path)
    if found is not None and (day := _day(found)):
        return FileName(stem, day, clean_line(stem), "" if found["rest"] else day)
    return FileName(stem, "", clean_line(stem))


def _day(found: re.Match[str]) -> str:
    """The day that a name has as ``Y-M-D``, empty where there is no such one."""
    year = int(found["year"])
    year += 0 if year >= 100 else 1900 if year >= 69 else 2000
    return _written(year, int(found["month"]), int(found["day"]))


def _day_of_year_last(found: re.Match[str], path: str) -> str:
    """The day of a name that ends with its year, as ``Y-M-D``.

    Month and day are told apart by a number over 12, else by the folders, where these are a year
    and a month. Empty where both orders are days: a guess would be wrong in half of all names.
    """
    year, first, second = (int(found[part]) for part in ("year", "first", "second"))
    days = {_written(year, first, second), _written(year, second, first)} - {""}
    if len(days) > 1:
        days = {day for day in days if f"/{day[:4]}/{day[5:7]}/" in f"/{path}"}
    return days.pop() if len(days) == 1 else ""


def _written(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def slug_of(values: Values, name: FileName) -> str:
    """The slug of front matter, else of the file name."""
    return line_of(values.get("slug")) or name.slug or clean_line(name.stem)


def declared_title(values: Values) -> str:
    """The title of front matter in one line; empty where it is missing, null, false or blank.

    A title ``2021``, ``3.10`` or ``no`` is that text.
    """
    value = values.get("title")
    if isinstance(value, Scalar) and as_boolean(value) is False and value.source.lower() == "false":
        return ""
    return "" if value in ([], {}) else line_of(value)


def aliases(values: Values, keys: Iterable[str]) -> tuple[str, ...]:
    """What else a post is called: ``redirect_from`` addresses, and ``aliases`` of a note."""
    found: dict[str, None] = {}
    for key in keys:
        found |= dict.fromkeys(filter(None, map(clean_line, flatten(values.get(key))[0])))
    return tuple(found)[:_MOST_ALIASES]


def title_from(slug: str, name: FileName, *, note: bool) -> str:
    """A title made of a slug, as Jekyll's ``titleize_slug`` does: split at ``-``, capitalised.

    That of a note keeps its letters (``iOS``, ``CKS``), and ``-`` and ``_`` part its words. The
    name of a note that has blanks in it, or is nothing but a date, is a title already.

    Args:
        slug: The slug of the post.
        name: What its file is called.
        note: Whether it is a note.
    """
    if name.day and slug == name.slug:
        return name.day
    if note and " " in slug:
        return slug
    if note:
        return clean_line(slug.replace("-", " ").replace("_", " ")) or slug
    return clean_line(" ".join(part.capitalize() for part in slug.split("-"))) or slug
