"""What a post is called: its slug and its title, by its file name where it does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from posixpath import splitext

from index.reading.decode import clean_line
from index.reading.files.walk import SourceFile
from index.reading.front_matter.scalars import Scalar, Values, as_boolean, flatten, line_of

_DATED = re.compile(r"(\d{2,4}-\d{1,2}-\d{1,2})-(.*)\Z", re.DOTALL)
_NOTE_DATED = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:[-_. ]+(.*))?\Z", re.DOTALL)
_MOST_ALIASES = 100
_BUNDLES = frozenset({"index", "_index"})


@dataclass(frozen=True, slots=True)
class FileName:
    """What the name of a file says: ``stem`` without extension, its date, and the slug after it.

    ``date`` is ``Y-M-D`` as it stands, empty where the name has none.
    """

    stem: str
    date: str
    slug: str


def file_name(file: SourceFile) -> FileName:
    """The parts of a file's name: ``2021-09-10-day-29.md`` is ``day-29`` of that date.

    A note may be called by its date alone, and one called ``index`` by its folder.
    """
    *folders, name = file.path.split("/")
    stem = splitext(name)[0]
    if file.kind == "note" and stem in _BUNDLES and folders:
        stem = folders[-1]
    if file.kind == "note" and "_posts" not in folders:
        match = _NOTE_DATED.match(stem)
        if match is not None:
            return FileName(stem, match[1], clean_line(match[2] or "") or stem)
    elif (match := _DATED.match(stem)) is not None:
        return FileName(stem, match[1], clean_line(match[2]))
    return FileName(stem, "", clean_line(stem))


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


def aliases(values: Values) -> tuple[str, ...]:
    """What else a post is called: its ``redirect_from`` addresses and a note's ``aliases``."""
    found: dict[str, None] = {}
    for key in ("redirect_from", "aliases", "alias"):
        found |= dict.fromkeys(filter(None, map(clean_line, flatten(values.get(key))[0])))
    return tuple(found)[:_MOST_ALIASES]


def title_from(slug: str, *, note: bool) -> str:
    """A title made of a slug as Jekyll's ``titleize_slug`` does: split at ``-``, capitalised.

    The name of a note that has blanks in it is a title already.
    """
    if note and " " in slug:
        return slug
    return clean_line(" ".join(part.capitalize() for part in slug.split("-"))) or slug
