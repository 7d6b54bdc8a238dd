"""Boxes of characters: rows of one width in cells, and the row that a line of text runs through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len


@dataclass(frozen=True, slots=True)
class Box:
    """``rows`` from the top, each ``width`` cells wide; ``baseline`` is the number of one."""

    rows: tuple[str, ...]
    width: int
    baseline: int = 0

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows)


EMPTY = Box(("",), 0)


def of_text(text: str) -> Box:
    """One row."""
    return Box((text,), cell_len(text))


def beside(boxes: Sequence[Box]) -> Box:
    """Boxes in a row, their baselines in one line."""
    if not boxes:
        return EMPTY
    top = max(box.baseline for box in boxes)
    bottom = max(box.height - box.baseline for box in boxes)
    shifted = [(box, top - box.baseline) for box in boxes]
    rows = tuple(
        "".join(
            box.rows[number - shift] if 0 <= number - shift < box.height else " " * box.width
            for box, shift in shifted
        )
        for number in range(top + bottom)
    )
    return Box(rows, sum(box.width for box in boxes), top)


def above(boxes: Sequence[Box], base: int, align: str = "c") -> Box:
    """Stack boxes vertically.

    Args:
        boxes: The boxes from the top.
        base: The index of the box whose baseline is that of the whole.
        align: ``l``, ``c`` or ``r``: how narrower boxes are aligned.
    """
    width = max(box.width for box in boxes)
    rows: list[str] = []
    baseline = 0
    for number, box in enumerate(boxes):
        if number == base:
            baseline = len(rows) + box.baseline
        rows += padded(box, width, align).rows
    return Box(tuple(rows), width, baseline)


def padded(box: Box, width: int, align: str) -> Box:
    """Pad a box to a width.

    Args:
        box: The box.
        width: The width in cells; a wider box stays as it is.
        align: ``l``, ``c`` or ``r``: where the rows are put.
    """
    spare = width - box.width
    if spare <= 0:
        return box
    left = {"l": 0, "c": spare // 2, "r": spare}[align]
    before, after = " " * left, " " * (spare - left)
    return Box(tuple(f"{before}{row}{after}" for row in box.rows), width, box.baseline)


def bracket(parts: tuple[str, str, str, str], height: int, baseline: int) -> Box:
    """Draw a bracket over several rows.

    Args:
        parts: Its top, the repeated part, its middle and its bottom.
        height: The number of rows, at least two.
        baseline: The index of the row that is its baseline.
    """
    top, again, middle, bottom = parts
    rows = [top, *(again for _ in range(height - 2)), bottom]
    if height > 2:
        rows[height // 2] = middle
    elif middle not in (top, again) and middle in "⎨⎬":
        rows = ["⎰", "⎱"] if middle == "⎨" else ["⎱", "⎰"]
    return Box(tuple(rows), 1, baseline)
