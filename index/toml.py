"""TOML, refused where reading it would take far more memory than its text.

``tomllib`` makes a tuple for each part of a dotted key, with all parts before it, and several
objects for each table: ``a.a.a.…=1`` of 100 KB takes it 9.8 GB.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from typing import Any, Final

from index.lazy_pattern import lazy_pattern

DEEPEST: Final = 64
"""How many parts a dotted key may have."""
MOST_PARTS: Final = 40_000
"""How many dots of keys and heads of tables there may be altogether."""

_PART = r"""(?:[^\W]|-)++|"(?:[^"\\\n]|\\[^\n])*+"?|'[^'\n]*+'?"""
_TOKEN = lazy_pattern(
    rf'''\#[^\n]*+
       |"""(?:[^"\\]|\\.|"{{1,2}}(?!"))*+"{{0,5}}
       |\'\'\'(?:[^']|'{{1,2}}(?!'))*+'{{0,5}}
       |(?P<head>^[ \t]*+\[)
       |(?P<key>(?:{_PART})(?P<more>(?:[ \t]*+\.[ \t]*+(?:{_PART}))*+))(?P<named>[ \t]*+[\]=])?
    ''',
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_LONGEST: Final = 100_000
_LONG = lazy_pattern(r"[\w-]*(?:\.[\w-]*)?\Z")
"""What is no key, or none that anybody wrote: a number, too long for Python and its own parser."""
_DOT = lazy_pattern(r"""\.|"(?:[^"\\\n]|\\[^\n])*+"?|'[^'\n]*+'?""")


class TooLargeError(ValueError):
    """TOML has too deep a key, or too many tables; ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__("it has too many tables, or a key of too many parts")
        self.line = line


def loads(source: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """What a document in TOML says.

    Raises:
        TooLargeError: Reading it would take too much memory.
        ValueError: It is no TOML, as ``tomllib`` says.
        RecursionError: Its values are nested too deeply.
    """
    _check(source)
    return tomllib.loads(source, parse_float=parse_float)


def _check(source: str) -> None:
    total = 0
    for found in _TOKEN.finditer(source):
        dots = 0
        if (key := found["key"]) and len(key) > _LONGEST and _LONG.match(key):
            raise ValueError("Exceeds the limit of what a number may have of digits")
        if found["head"] is not None:
            total += 1
        elif found["named"] is not None and (more := found["more"]):
            dots = sum(match[0] == "." for match in _DOT.finditer(more))
            total += dots
        if dots >= DEEPEST or total > MOST_PARTS:
            raise TooLargeError(source.count("\n", 0, found.start()) + 1)
