"""Formulas as lines of a width: whole where they fit, else broken, never cut in silence."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

from .boxes import Box, beside, of_text
from .drawn import box
from .flat import flat, joined
from .nodes import Grid, Node, Row, kind_of, spaced

TALLEST = 60
"""How many lines one piece may have; a taller one is drawn in one dimension."""
_INDENT = 2


def lines(node: Node, width: int) -> list[str]:
    """A formula as lines of at most ``width`` cells."""
    whole = box(node)
    if whole.width <= width and whole.height <= TALLEST:
        return list(whole.rows)
    if isinstance(node, Grid):
        return [line for row in node.rows for line in lines(joined(row), width)]
    if isinstance(node, Row) and len(node.items) > 1:
        return _broken(node, width)
    return folded(flat(node), width)


def _broken(row: Row, width: int) -> list[str]:
    """A row on several lines, each but the first begun by a relation or an operation."""
    found: list[str] = []
    line: list[Box] = []
    for piece in _pieces(row, width):
        drawn = beside(piece)
        used = sum(part.width for part in line)
        room = width - (_INDENT if found else 0)
        if line and used + 1 + drawn.width > room:
            found += _set(line, found)
            line, used = [], 0
        if drawn.width > width - (_INDENT if found else 0) or drawn.height > TALLEST:
            return folded(flat(row), width)
        line += [of_text(" "), drawn] if line else [drawn]
    return found + (_set(line, found) if line else [])


def _set(line: list[Box], before: list[str]) -> list[str]:
    rows = beside(line).rows
    if not before:
        return list(rows)
    space = [""] if len(rows) > 1 else []
    return [*space, *(" " * _INDENT + row for row in rows)]


def _pieces(row: Row, width: int) -> Iterator[list[Box]]:
    """The parts between relations; between operations too where a part is too wide."""
    for part in _parts(spaced(row.items), "rel"):
        drawn = _boxes(part)
        if sum(one.width for one in drawn) <= width - _INDENT:
            yield drawn
        else:
            yield from (_boxes(smaller) for smaller in _parts(part, "bin", "punct"))


def _parts(items: list[tuple[Node, int]], *kinds: str) -> Iterator[list[tuple[Node, int]]]:
    part: list[tuple[Node, int]] = []
    for item, blank in items:
        kind = kind_of(item)
        if part and kind in kinds and kind != "punct" and blank:
            yield part
            part = []
        part.append((item, blank if part else 0))
        if kind == "punct" and "punct" in kinds:
            yield part
            part = []
    if part:
        yield part


def _boxes(part: list[tuple[Node, int]]) -> list[Box]:
    boxes: list[Box] = []
    for item, blank in part:
        if blank:
            boxes.append(of_text(" " * blank))
        boxes.append(box(item))
    return boxes


def folded(text: str, width: int) -> list[str]:
    """Text broken at blanks; what has none is broken where it must be."""
    found: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width:
            line = longer
            continue
        if line:
            found.append(line)
        *full, line = chop_cells(word, width) or [""]
        found += full
    return [*found, line] if line or not found else found
