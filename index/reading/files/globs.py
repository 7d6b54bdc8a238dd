"""Globs of ``.gitignore`` and ``_config.yml`` as patterns whose matching takes a bound time.

Where a ``*`` is followed by other characters, the first place where these fit is as good as any
later one. So what a ``*`` has taken is never tried again, and a pattern such as ``*a*a*a*a*b``
takes no more time than its length and that of the path make, multiplied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from typing import Final

from index.lazy_pattern import lazy_pattern

MOST: Final = 1_000
"""How many patterns or other settings of one file are used."""
_LONGEST: Final = 1_000
"""How many characters of a pattern are read; a longer one names nothing that there is."""

_LINE: Final = lazy_pattern(r"(!?)(?!#)((?:\\.|[^\\])*?)[ \t\r]*\Z", re.DOTALL)
_PIECE: Final = lazy_pattern(r"\*+|\?|\\.|\[[!^]?\]?(?:\[:\w+:\]|\\.|[^\]\\])*\]|.", re.DOTALL)
_ITEM: Final = lazy_pattern(r"\[:(\w+):\]|(\\.|[^\\])(?:-(\\.|[^\\]))?", re.DOTALL)
_NAMED: Final = {
    "alnum": "a-zA-Z0-9", "alpha": "a-zA-Z", "blank": r" \t", "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9", "graph": "!-~", "lower": "a-z", "print": " -~", "punct": r"!-/:-@\[-`{-~",
    "space": r"\s", "upper": "A-Z", "xdigit": "0-9a-fA-F",
}  # fmt: skip
_FOLDERS: Final = "(?:[^/]+/)*"


@dataclass(frozen=True, slots=True)
class Ignored:
    """A line of ``.gitignore``: what it names, and whether that is ignored or taken back."""

    pattern: re.Pattern[str]
    ignores: bool


def ignored_by(lines: Sequence[str]) -> tuple[Ignored, ...]:
    """What a ``.gitignore`` says, the last pattern first; if there are too many, ``MOST + 1``.

    A line that is no pattern says nothing.
    """
    found = (ignored for line in lines if (ignored := _ignored(line)) is not None)
    return tuple(islice(found, MOST + 1))[::-1]


def is_ignored(patterns: Sequence[Ignored], path: str) -> bool | None:
    """Whether a path is ignored; None where no pattern names it.

    Args:
        patterns: What ``ignored_by`` gave.
        path: The path below the folder of the ``.gitignore``; that of a folder ends in ``/``.
    """
    return next((one.ignores for one in patterns if one.pattern.match(path)), None)


@lru_cache(maxsize=MOST)
def path_pattern(glob: str) -> re.Pattern[str]:
    """What a whole path matches that a glob names, as Jekyll reads it in ``scope``."""
    if len(glob) > _LONGEST:
        return re.compile(r"(?!)")
    return re.compile(_path(glob.strip("/").split("/")) + r"\Z", re.DOTALL)


@lru_cache(maxsize=2 * MOST)
def _ignored(line: str) -> Ignored | None:
    found = _LINE.match(line) if len(line) <= _LONGEST else None
    if found is None or not found[2].strip("/"):
        return None
    negated, glob = found[1], found[2]
    folder = glob.endswith("/")
    parts = glob.removesuffix("/").split("/")
    if len(parts) == 1:
        parts = ["**", "*" if parts == ["**"] else parts[0]]
    elif not parts[0]:
        del parts[0]
    end = r"/\Z" if folder else r"/?\Z"
    return Ignored(re.compile(_path(parts) + end, re.DOTALL), not negated)


def _path(parts: Sequence[str]) -> str:
    """The parts of a path, of which ``**`` stands for any number of folders, as a pattern."""
    groups = [(deep, [*group]) for deep, group in groupby(parts, key=lambda part: part == "**")]
    pattern = ""
    for number, (deep, group) in enumerate(groups):
        last = number == len(groups) - 1
        names = "/".join(map(_name, group))
        if deep:
            # What follows is put behind it, so that the two are matched as one.
            pattern += ".+" if last else ""
        elif last:
            pattern += (_FOLDERS if number else "") + names
        elif number:
            pattern += f"(?>{_FOLDERS}?{names}/)"
        else:
            pattern += f"{names}/"
    return pattern


def _name(glob: str) -> str:
    """A name with ``*``, ``?`` and ``[…]`` as a pattern."""
    pieces = [""]
    for piece in _PIECE.findall(glob):
        if piece[0] == "*":
            pieces.append("")
        else:
            pieces[-1] += _character(piece)
    if len(pieces) == 1:
        return pieces[0]
    first, *middle, last = pieces
    return first + "".join(f"(?>[^/]*?{one})" for one in middle if one) + f"[^/]*{last}"


def _character(piece: str) -> str:
    if piece == "?":
        return "[^/]"
    if piece[0] == "[" and len(piece) > 1:
        return _set(piece[1:-1])
    return re.escape(piece[1] if len(piece) > 1 else piece)


def _set(inner: str) -> str:
    negated = inner[0] in "!^"
    items = ""
    for name, first, last in _ITEM.findall(inner[1:] if negated else inner):
        begin, end = first[-1:], last[-1:] or first[-1:]
        if name:
            items += _NAMED.get(name, "")
        elif begin <= end:
            items += f"{re.escape(begin)}-{re.escape(end)}"
    if negated:
        return f"[^/{items}]"
    return f"(?!/)[{items}]" if items else "(?!)"
