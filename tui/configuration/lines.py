"""Where in a TOML file something stands, which ``tomllib`` does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Final

from index.lazy_pattern import lazy_pattern

Path = tuple[str, ...]

_TOKEN: Final = lazy_pattern(
    r'''\#[^\n]*+
       |"""(?:[^"\\]|\\.|"{1,2}(?!"))*+"{0,5}
       |\'\'\'(?:[^']|'{1,2}(?!'))*+'{0,5}
       |"(?:[^"\\\n]|\\[^\n])*+"?
       |'[^'\n]*+'?
       |[\[\]{}\n]''',
    re.VERBOSE | re.DOTALL,
)
"""What tells where a statement ends: line feeds, but for those within brackets and strings."""


def lines_of(text: str) -> dict[Path, int]:
    """The line, counted from 1, of every table and value of a text that is TOML.

    What is looked up is a path of names: ``("keys", "list", "sort")``.
    """
    found: dict[Path, int] = {}
    table: Path = ()
    for number, statement in _statements(text):
        named = _named(statement)
        if statement.lstrip().startswith("["):
            table = named
            found.setdefault(table, number)
        else:
            for end in range(1, len(named) + 1):
                found.setdefault((*table, *named[:end]), number)
    return found


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The statements with the lines they begin at: a table's head, or a name and its value."""
    begin, number, line, depth = 0, 1, 1, 0
    for found in _TOKEN.finditer(f"{text}\n"):
        sign = found[0]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        line += sign.count("\n")
        if sign == "\n" and depth <= 0:
            statement = text[begin : found.start()]
            if statement.strip() and not statement.lstrip().startswith("#"):
                yield number, statement
            begin, number, depth = found.end(), line, 0


def _named(statement: str) -> Path:
    """The names of a statement, outermost first: those of ``[a.b]``, or those before the ``=``."""
    names: list[str] = []
    try:
        value: object = tomllib.loads(statement)
    except (ValueError, RecursionError):
        return ()
    head = statement.lstrip().startswith("[")
    while isinstance(value, dict) and len(value) == 1:
        name, value = next(iter(value.items()))
        names.append(name)
        if head and isinstance(value, list):
            break
    return tuple(names)
