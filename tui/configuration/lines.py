"""Where in a TOML file something stands, which ``tomllib`` does not tell."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Final

Path = tuple[str, ...]

_LONGEST: Final = 400
"""Lines that one value may take, lest a long file is tried over and over."""


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
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        end = at + 1
        while end < min(len(lines), at + _LONGEST) and not _is_whole(lines[at:end]):
            end += 1
        if lines[at].strip() and not lines[at].lstrip().startswith("#"):
            yield at + 1, "\n".join(lines[at:end])
        at = end


def _is_whole(lines: list[str]) -> bool:
    try:
        tomllib.loads("\n".join(lines))
    except (ValueError, RecursionError):
        return False
    return True


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
