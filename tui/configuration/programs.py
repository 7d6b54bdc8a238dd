"""Commands that the reader configures for other programs, with fields such as ``{file}``.

They are cut into words as a shell does, and run without one: what a field stands for is one
argument, or a part of one, whatever is in it.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Final

from index.lazy_pattern import lazy_pattern

FIELDS: Final = ("file", "line", "root", "server")
"""The file of the post, the line shown, the folder of the journal, and ``$NVIM``."""
_FIELD: Final = lazy_pattern(r"\{(\w*)\}")


def is_command(template: str) -> bool:
    """Whether a text is a program and its arguments, with no other fields than there are."""
    try:
        words = shlex.split(template)
    except ValueError:
        return False
    is_printable = all(word.isprintable() for word in words)
    known = all(name in FIELDS for name in _FIELD.findall(template))
    return bool(words) and is_printable and known and not _FIELD.search(words[0])


def is_text(template: str) -> bool:
    """Whether a text is a line with no other fields than there are."""
    known = all(name in FIELDS for name in _FIELD.findall(template))
    return template.isprintable() and known


def names(template: str, field: str) -> bool:
    """Whether a command has a field in it."""
    return field in _FIELD.findall(template)


def filled_in(template: str, values: Mapping[str, str]) -> list[str]:
    """The program and its arguments, with the values of the fields.

    Raises:
        ValueError: The quotes in the command do not close.
    """
    return [_FIELD.sub(lambda found: values[found[1]], word) for word in shlex.split(template)]


def text_filled_in(template: str, values: Mapping[str, str]) -> str:
    """A text with the values of the fields."""
    return _FIELD.sub(lambda found: values[found[1]], template)
