"""Front matter without fences: lines of keys and values at the head of a text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from index.lazy_pattern import lazy_pattern
from index.reading.decode import clean_line

from .front_matter import FrontMatter
from .scalars import Values

_MOST: Final = 200
_KEY_AND_VALUE: Final = lazy_pattern(r" {0,3}([A-Za-z][\w-]{0,100}):(?:[ \t]+(.*))?$")
_GOES_ON: Final = lazy_pattern(r"(?: {4,}|\t)(.*\S)")
_DEFINITION: Final = lazy_pattern(
    r"^@def[ \t]++(\w{1,100}+)[ \t]*+=[ \t]*+"
    r'("""(?:[^"]|"(?!"")){0,20000}+"""|[^\n]*+)(?:\n|\Z)',
    re.MULTILINE,
)
_QUOTED: Final = lazy_pattern(r'"""((?:[^"]|"(?!"")){0,20000}+)"""|"((?:[^"\\\n]|\\.){0,1000}+)"')
_LONGEST_LIST: Final = 20_000
_DATE: Final = lazy_pattern(r"(?:Dates\.)?Date\(\s*(\d{4})\s*,\s*(\d{1,2})\s*,\s*(\d{1,2})\s*\)")
_KNOWN: Final = frozenset(
    ("title", "date", "tags", "category", "categories", "author", "authors", "slug", "keywords")
)
_PROPERTY: Final = lazy_pattern(r"(?:- )?[ \t]*([^\s:,(\[\"#][^\n:,(\[\"]{0,100}):: ?(.*)$")

_FIELD: Final = lazy_pattern(r":([A-Za-z][\w -]{0,100}):(?:[ \t]+(.*))?$")
_RULE: Final = lazy_pattern(r"([!-/:-@\[-`{-~])\1\1+[ \t]*$")


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


def definitions(text: FrontMatter) -> FrontMatter:
    """The head of a text as Franklin reads it: ``@def key = value``, with values as in Julia.

    What is no text, number, list of texts or ``Date(…)`` is kept as it stands. ``published`` is the
    date. Source: https://franklinjl.org/syntax/page-variables/.
    """
    values: dict[str, Any] = {}
    end = 0
    for found in islice(_DEFINITION.finditer(text.body), _MOST):
        if text.body[end : found.start()].strip():
            break
        values[found[1].lower()] = _julia_value(found[2].strip())
        end = found.end()
    day = values.get("published") or values.get("rss_pubdate")
    if isinstance(day, str):
        values.setdefault("date", day)
    return _taken(text, values, text.body[:end].removesuffix("\n").split("\n")) if values else text


def restructured_text(text: FrontMatter) -> FrontMatter:
    """A text with its title and its fields as reStructuredText has them; it stays as it is.

    The title is a line with a rule below it, or one above it, too. Fields are ``:key: value``
    behind it; a line that is indented goes on with the value above. Comments may stand between.

    Source: https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#bibliographic-fields.
    """
    values: dict[str, Any] = {}
    key = ""
    lines = text.body.split("\n", _MOST)[:_MOST]
    at = 0
    while at < len(lines):
        line, below = lines[at].rstrip(), "".join(lines[at + 1 : at + 2])
        if (found := _FIELD.match(line)) is not None:
            key = found[1].lower()
            values[key] = clean_line(found[2] or "")
        elif key and line[:1] in {" ", "\t"}:
            values[key] = f"{values[key]} {clean_line(line)}".strip()
        elif line and _RULE.match(below) and not _RULE.match(line):
            if "title" in values:
                break
            key, values["title"] = "", clean_line(line)
            at += 1
        elif line[:2] == ".." or _RULE.match(line):
            key = ""
        elif line and line[0] not in " \t":
            break
        at += 1
    return replace(text, values=values) if values else text


def _julia_value(source: str) -> Any:
    if (quoted := _QUOTED.fullmatch(source)) is not None:
        return clean_line(quoted[1] if quoted[1] is not None else quoted[2])
    if (day := _DATE.fullmatch(source)) is not None:
        return f"{day[1]}-{day[2]:>02}-{day[3]:>02}"
    if source[:1] == "[" and source[-1:] == "]" and len(source) <= _LONGEST_LIST:
        return [clean_line(a or b) for a, b in _QUOTED.findall(source)]
    return clean_line(source)


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
