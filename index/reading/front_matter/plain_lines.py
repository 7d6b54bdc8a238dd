"""Front matter without fences: lines of keys and values at the head of a text."""

from __future__ import annotations

import re
from typing import Any, Final

from index.reading.decode import clean_line

from .front_matter import FrontMatter
from .scalars import Values

_MOST: Final = 200
_KEY_AND_VALUE: Final = re.compile(r" {0,3}([A-Za-z][\w-]{0,100}):(?:[ \t]+(.*))?$")
_GOES_ON: Final = re.compile(r"(?: {4,}|\t)(.*\S)")
_KNOWN: Final = frozenset(
    ("title", "date", "tags", "category", "categories", "author", "authors", "slug", "keywords")
)
_PROPERTY: Final = re.compile(r"(?:- )?[ \t]*([^\s:,(\[\"#][^\n:,(\[\"]{0,100}):: ?(.*)$")


def metadata_lines(text: FrontMatter) -> FrontMatter:
    """The head of a text as MultiMarkdown, MkDocs and Pelican read it.

    Lines of ``Key: value`` up to a blank line are its front matter, if a key that posts have is
    among them. A line that is indented goes on with the value above.

    Source: https://python-markdown.github.io/extensions/meta_data/.
    """
    values: dict[str, Any] = {}
    lines = text.body.split("\n", _MOST)[:_MOST]
    key = ""
    for count, line in enumerate(lines):
        if not line.strip():
            return _taken(text, values, lines[: count + 1]) if _KNOWN & values.keys() else text
        if (found := _KEY_AND_VALUE.match(line)) is not None:
            key = found[1].lower()
            values[key] = clean_line(found[2] or "")
        elif key and (more := _GOES_ON.match(line)) is not None:
            values[key] = f"{values[key]}, {clean_line(more[1])}".removeprefix(", ")
        else:
            return text
    is_whole = len(lines) < _MOST and _KNOWN & values.keys()
    return _taken(text, values, lines) if is_whole else text


def property_lines(text: FrontMatter) -> FrontMatter:
    """The head of a text as Logseq reads it: lines of ``key:: value`` that it begins with.

    Source: https://docs.logseq.com/#/page/properties.
    """
    values: dict[str, Any] = {}
    lines = text.body.split("\n", _MOST)[:_MOST]
    count = 0
    for line in lines:
        found = _PROPERTY.match(line)
        if found is None:
            break
        values[found[1].strip().lower()] = clean_line(found[2])
        count += 1
    return _taken(text, values, lines[:count]) if values else text


def _taken(text: FrontMatter, values: Values, lines: list[str]) -> FrontMatter:
    """A text whose first lines are front matter."""
    source = "\n".join(lines)
    return FrontMatter(
        values,
        text.body[len(source) + 1 :],
        text.body_line + len(lines),
        present=True,
        source=source,
        first_line=text.body_line,
    )
