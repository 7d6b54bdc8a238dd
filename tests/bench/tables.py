"""Figures as a table that is Markdown, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.cells import cell_len


@dataclass(frozen=True, slots=True)
class Table:
    """A title, a note under it, the heads of the columns, and rows of as many cells."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    def __str__(self) -> str:
        lines = [self.heads, *self.rows]
        widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
        drawn = [_line(line, widths) for line in lines]
        rule = "|".join(["", *("-" * (width + 2) for width in widths), ""])
        note = [self.note, ""] if self.note else []
        return "\n".join([f"### {self.title}", "", *note, drawn[0], rule, *drawn[1:]])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """The first cell to the left, figures to the right."""
    padded = [
        cell + blanks if place == 0 else blanks + cell
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
        for blanks in (" " * (width - cell_len(cell)),)
    ]
    return f"| {' | '.join(padded)} |"


def cell(value: float | None) -> str:
    """A figure in three digits or so, a dash for none."""
    if value is None:
        return "–"
    places = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{places}f}"


def tables_of(figures: Iterable[Any]) -> list[Table]:
    """A table for each kind of dataclass, with a column for each of its values."""
    kinds: dict[type, list[Any]] = {}
    for figure in figures:
        kinds.setdefault(type(figure), []).append(figure)
    return [
        Table(
            kind.__name__,
            [name.replace("_", " ") for name in asdict(some[0])],
            [[_written(value) for value in asdict(figure).values()] for figure in some],
            " ".join((kind.__doc__ or "").split()),
        )
        for kind, some in kinds.items()
    ]


def _written(value: object) -> str:
    match value:
        case int():
            return f"{value:,}"
        case float() | None:
            return cell(value)
        case _:
            return f"{value}"


def write_json(file: Path, figures: Iterable[Any]) -> None:
    """Write dataclasses, each with the name of its kind."""
    told = [{"kind": type(figure).__name__, **asdict(figure)} for figure in figures]
    file.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
