"""Templates of ``--format``: ``{path}:{line}:{title}``, filled in with the fields of a record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from index.lazy_pattern import lazy_pattern

from .output import Json, to_json, visible_controls

_WIDEST: Final = 500
"""Cells that a field may be padded to."""
_PART: Final = lazy_pattern(
    r"(?P<escape>\\.|\{\{|\}\})"
    r"|\{(?P<field>[a-z_]+)"
    r"(?::(?P<align>[<>^]?)(?P<width>[0-9]{0,9})(?:\.(?P<most>[0-9]{1,9}))?)?\}"
    r"|(?P<wrong>[{}].{0,20})"
    r"|(?P<text>[^\\{}]+|\\)",
    re.DOTALL,
)
_ESCAPES: Final = {"\\t": "\t", "\\n": "\n", "\\0": "\0", "\\\\": "\\", "{{": "{", "}}": "}"}
_EXACT: Final = frozenset(("path", "file"))


class FormatError(ValueError):
    """A template that cannot be filled in; the text says why."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Text to write as it is, or else a field, with the least and the most of its cells."""

    text: str
    field: str = ""
    align: str = "<"
    least: int = 0
    most: int = 0

    def fitted(self, value: str) -> str:
        """The value of the field in as many cells as it is to have."""
        if not self.least and not self.most:
            return value
        from rich.cells import cell_len, set_cell_size

        if self.most and cell_len(value) > self.most:
            value = set_cell_size(value, self.most)
        missing = max(self.least - cell_len(value), 0)
        before = {"<": 0, ">": missing, "^": missing // 2}[self.align]
        return " " * before + value + " " * (missing - before)


class RecordFormat:
    r"""A template: text, ``{field}``, ``{field:>12}`` or ``{field:.10}``, ``\t \n \0 {{ }}``.

    A number is the least of cells, one after a point the most.

    Args:
        template: The template as given on the command line.
        fields: The fields that records have.

    Raises:
        FormatError: It has a field that no record has, a brace alone or a width beyond 500.
    """

    def __init__(self, template: str, fields: Sequence[str]) -> None:
        self._parts: list[_Part] = []
        for part in _PART.finditer(template):
            name, width = part["field"], part["width"]
            if part["wrong"]:
                told = "write {{ and }} for braces, {title} or {title:<20} for a field"
                raise FormatError(f"--format: {part['wrong'][:20]} is no field: {told}")
            if name is None:
                shown = part["escape"] or part["text"]
                self._parts.append(_Part(text=_ESCAPES.get(shown, shown)))
                continue
            if name not in fields:
                known = ", ".join(fields)
                raise FormatError(f"--format: there is no field {name}; known are {known}")
            least, most = int(width or 0), int(part["most"] or 0)
            if max(least, most) > _WIDEST:
                wide = max(least, most)
                raise FormatError(f"--format: {wide} cells are too wide: {_WIDEST} at most")
            self._parts.append(_Part("", name, part["align"] or "<", least, most))

    def filled_in(self, record: Mapping[str, Json], *, exact: bool = False) -> str:
        """The template with the fields of a record.

        Controls in a field are visible signs.

        Args:
            record: The record.
            exact: Leave paths as they are, for a reader that is a program.
        """
        return "".join(
            part.fitted(_field(record[part.field], exact=exact and part.field in _EXACT))
            if part.field
            else part.text
            for part in self._parts
        )


def _field(value: Json, *, exact: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value if exact else visible_controls(value)
    if isinstance(value, Sequence) and all(isinstance(one, str) for one in value):
        return visible_controls(", ".join(f"{one}" for one in value))
    return to_json(value)
