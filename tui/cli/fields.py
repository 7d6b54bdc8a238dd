"""The fields of the records that commands print, in the order of their JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_POST: Final = (
    *("path", "file", "title", "slug", "date", "date_source", "updated", "categories", "tags"),
    *("url", "excerpt", "words", "headings", "flags"),
)
_COUNT: Final = ("name", "posts")
_MARKED: Final = ("path", "file", "title", "url", "marks")

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "list": _POST,
    "search": ("path", "file", "title", "date", "score", "line", "snippet", "ranges"),
    "show": (
        *_POST,
        *("kind", "minutes", "properties", "languages", "links", "images", "people", "questions"),
        *("backlinks", "series", "body"),
    ),
    "tags": _COUNT,
    "categories": _COUNT,
    "dates": _COUNT,
    "people": _COUNT,
    "properties": ("key", "types", "posts"),
    "bookmarks": ("path", "file", "title", "heading", "line", "text", "when"),
    "questions": ("path", "file", "title", "date", "line", "text", "answer"),
    "notes": _MARKED,
    "export": _MARKED,
    "problems": (
        *("path", "file", "line", "column", "kind", "message", "recovered", "code", "fields"),
    ),
}
"""The fields by command, for the commands that print records; the first one names a record."""
