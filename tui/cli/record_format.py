"""Templates of ``--format``: ``{path}:{line}:{title}``, filled in with the fields of a record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from .output import Json, to_json, visible_controls

_WIDEST: Final = 500
"""Cells that a field may be padded to."""
_PART: Final = re.compile(
    r"(?P<escape>\\.|\{\{|\}\})"
    r"|\{(?P<field>[a-z_]+)(?::(?P<align>[<>^]?)(?P<width>[0-9]{1,9}))?\}"
    r"|(?P<wrong>[{}].{0,20})"
    r"|(?P<text>[^\\{}]+|\\)",
    re.DOTALL,
)
_ESCAPES: Final = {"\\t": "\t", "\\n": "\n", "\\0": "\0", "\\\\": "\\", "{{": "{", "}}": "}"}
_EXACT: Final = frozenset(("path", "file"))


class FormatError(ValueError):
    """A template that cannot be filled in; the text says why."""


class RecordFormat:
    r"""A template: text, ``{field}`` or ``{field:>12}``, and ``\t \n \0 {{ }}``.

    Args:
        template: The template as given on the command line.
        fields: The fields that records have.

    Raises:
        FormatError: It has a field that no record has, a brace alone or a width beyond 500.
    """

    def __init__(self, template: str, fields: Sequence[str]) -> None:
        self._parts: list[tuple[str, str, str, int]] = []
        """Text to write as it is, or else the name of a field, where it is aligned, its width."""
        for part in _PART.finditer(template):
            name, width = part["field"], part["width"]
            if part["wrong"]:
                told = "write {{ and }} for braces, {title} or {title:<20} for a field"
                raise FormatError(f"--format: {part['wrong'][:20]} is no field: {told}")
            if name is None:
                shown = part["escape"] or part["text"]
                self._parts.append((_ESCAPES.get(shown, shown), "", "", 0))
                continue
            if name not in fields:
                known = ", ".join(fields)
                raise FormatError(f"--format: there is no field {name}; known are {known}")
            if width and int(width) > _WIDEST:
                raise FormatError(f"--format: {width} cells are too wide: {_WIDEST} at most")
            self._parts.append(("", name, part["align"] or "<", int(width or 0)))

    def filled_in(self, record: Mapping[str, Json], *, exact: bool = False) -> str:
        """The template with the fields of a record.

        Controls in a field are visible signs.

        Args:
            record: The record.
            exact: Leave paths as they are, for a reader that is a program.
        """
        return "".join(
            _padded(_field(record[name], exact=exact and name in _EXACT), align, width)
            if name
            else text
            for text, name, align, width in self._parts
        )


def _field(value: Json, *, exact: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value if exact else visible_controls(value)
    if isinstance(value, Sequence) and all(isinstance(one, str) for one in value):
        return visible_controls(", ".join(f"{one}" for one in value))
    return to_json(value)


def _padded(text: str, align: str, width: int) -> str:
    """A text in so many cells at least."""
    if not width:
        return text
    from rich.cells import cell_len

    missing = max(width - cell_len(text), 0)
    before = {"<": 0, ">": missing, "^": missing // 2}[align]
    return " " * before + text + " " * (missing - before)
