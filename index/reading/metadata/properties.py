"""The properties of a post: every key of its front matter, with what it holds and its type."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from index.lazy_pattern import lazy_pattern
from index.post import Link, Property, PropertyKind
from index.reading.front_matter.scalars import Scalar, Values, flatten, line_of, short_line
from index.syntax import WIKI_LINK, WikiLink

MOST: Final = 10_000
"""How many properties of a post are kept."""
MOST_CHARACTERS: Final = 100_000
"""How many characters of a post's properties are kept."""

_DEEPEST: Final = 4
_LONGEST_KEY: Final = 100
_SEARCHED: Final = (
    *("description", "excerpt", "subtitle", "summary", "keywords", "author", "authors", "series"),
)
_MOST_SEARCHED: Final = 2_000
_KINDS: Final[dict[str, PropertyKind]] = {
    "bool": "boolean",
    "int": "number",
    "float": "number",
    "timestamp": "date",
}
_DATE: Final = lazy_pattern(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[-+]\d.*)?)?\Z"
)
_MARKDOWN_LINK: Final = lazy_pattern(r"\[([^\[\]\n]{1,500})\]\(([^()\s]{1,1000})\)")


def properties(values: Values) -> tuple[Property, ...]:
    """The properties that front matter has, in its order, up to a number and a length.

    Of a list its texts are kept, however deep they stand; a mapping is one text, as YAML writes it
    in a line, and each key within it is a property, too: ``cover.image``.
    """
    found: list[Property] = []
    left = MOST_CHARACTERS
    for key, value in _with_inner(values):
        name = short_line(key[:left])
        if not name or len(found) == MOST:
            continue
        left -= len(name)
        kind, texts = _read(value)
        length = len(texts[0]) if len(texts) == 1 else sum(map(len, texts))
        if length > left:
            texts = _cut(texts, left)
        left -= length
        found.append(Property(name, kind, tuple(texts)))
        if left <= 0:
            break
    return tuple(found)


def _with_inner(values: Values) -> Iterator[tuple[str, object]]:
    """Each key with its value, and behind a mapping the keys within it."""
    steps = iter(range(MOST))
    for key, value in values.items():
        yield key, value
        if not isinstance(value, str) and isinstance(value, (list, Mapping)):  # most are texts
            yield from _inner(key, value, steps, _DEEPEST)


def _inner(
    outer: str, value: object, steps: Iterator[int], depth: int
) -> Iterator[tuple[str, object]]:
    """The keys within a mapping, or within the mappings of a list, as ``outer.key``.

    Args:
        outer: The key of the value.
        value: The value of front matter.
        steps: Ends when enough was looked at: aliases can make a short text endless.
        depth: How many mappings within each other are looked at.
    """
    if depth == 0:
        return
    grouped: dict[str, list[object]] = {}
    for one in value if isinstance(value, list) else (value,):
        if next(steps, None) is None:
            break
        if not isinstance(one, str) and isinstance(one, Mapping):
            for key, inner in one.items():
                if next(steps, None) is None:
                    break
                grouped.setdefault(f"{outer}.{line_of(key)[:_LONGEST_KEY]}", []).append(inner)
    for name, inners in grouped.items():
        inner = inners[0] if len(inners) == 1 else inners
        yield name, inner
        if isinstance(inner, (list, Mapping)):
            yield from _inner(name, inner, steps, depth - 1)


def _cut(texts: Iterable[str], most: int) -> list[str]:
    """The first texts, which have so many characters together."""
    kept: list[str] = []
    for text in texts:
        if most <= 0:
            break
        kept.append(text[:most])
        most -= len(text)
    return kept


def _read(value: object) -> tuple[PropertyKind, Sequence[str]]:
    if isinstance(value, str):
        text = short_line(value)
        return ("date" if text[:1].isdigit() and _DATE.match(text) else "text"), (text,)
    if value is None:
        return "empty", ()
    if isinstance(value, Scalar):
        return _KINDS[value.kind], (short_line(value.source),)
    if isinstance(value, list):
        mapped = any(isinstance(one, Mapping) for one in value)
        if mapped:
            return "list", _cut(map(line_of, value[:MOST]), MOST_CHARACTERS)
        return "list", flatten(value)[0]
    return ("mapping" if isinstance(value, Mapping) else "text"), (line_of(value),)


def links(
    found: Iterable[Property],
    passed_over: Collection[str],
    line_of_key: Callable[[str], int | None],
) -> Iterator[Link]:
    """The links that properties hold: ``[[note]]`` and ``[text](address)``.

    Args:
        found: The properties.
        passed_over: Keys whose values are names, such as those of tags.
        line_of_key: The line of the file that a key stands on.
    """
    outer = ""
    for one in found:
        if outer and one.key.startswith(outer):
            continue  # its text stands in that of the mapping
        outer = f"{one.key}." if one.kind in {"mapping", "list"} else ""
        if one.key.lower() in passed_over or not any("[" in value for value in one.values):
            continue
        line = line_of_key(one.key) or 1
        for value in one.values:
            for wiki in WIKI_LINK.finditer(value):
                link = WikiLink.of(wiki)
                yield Link(link.target, link.text or link.target, line, "wiki")
            for written in _MARKDOWN_LINK.finditer(value):
                yield Link(written[2], written[1], line)


def searched_text(found: Iterable[Property]) -> str:
    """What of the properties is searched as text: descriptions, keywords, authors, the series."""
    texts = [
        value for one in found if one.key.lower() in _SEARCHED for value in one.values if value
    ]
    return " · ".join(dict.fromkeys(texts))[:_MOST_SEARCHED]
