"""Formulas in two dimensions: each node as a box."""

from __future__ import annotations

from rich.cells import cell_len

from . import flat as in_line
from . import symbols
from .boxes import EMPTY, Box, above, beside, bracket, of_text, padded
from .nodes import (
    Accent,
    Atom,
    Boxed,
    Fenced,
    Fraction,
    Gap,
    Grid,
    Node,
    Root,
    Row,
    Script,
    Stack,
    spaced,
)


def box(node: Node) -> Box:
    """A formula as a box."""
    if isinstance(node, Atom):
        return of_text(node.text)
    if isinstance(node, Gap):
        return of_text(" " * node.cells)
    if isinstance(node, Row):
        return _row(node)
    if isinstance(node, Script):
        return _limits(node) if node.limits else _script(node)
    if isinstance(node, Fraction):
        return _fraction(node)
    if isinstance(node, Root):
        return _root(node)
    if isinstance(node, Fenced):
        return _fenced(node)
    if isinstance(node, Grid):
        return _grid(node)
    if isinstance(node, Boxed):
        return _boxed(node)
    if isinstance(node, Accent):
        return _accent(node)
    return _stack(node)


def _boxed(node: Boxed) -> Box:
    body = box(node.body)
    line = "─" * (body.width + 2)
    rows = (f"┌{line}┐", *(f"│ {row} │" for row in body.rows), f"└{line}┘")
    return Box(rows, body.width + 4, body.baseline + 1)


def _row(node: Row) -> Box:
    boxes: list[Box] = []
    for item, blank in spaced(node.items):
        if blank:
            boxes.append(of_text(" " * blank))
        boxes.append(box(item))
    return beside(boxes)


def _limits(node: Script) -> Box:
    parts = [box(node.base)]
    base = 0
    if node.upper is not None:
        parts.insert(0, _small(node.upper))
        base = 1
    if node.lower is not None:
        parts.append(_small(node.lower))
    return above(parts, base)


def _small(node: Node) -> Box:
    """An index or a limit: without blanks around its signs, in one line where it can be."""
    if isinstance(node, Row) and all(isinstance(item, Atom | Gap) for item in node.items):
        return of_text("".join(in_line.flat(item) for item in node.items))
    if isinstance(node, Row):
        return beside([_small(item) for item in node.items])
    if isinstance(node, Grid):
        return above([beside([_small(cell) for cell in row]) for row in node.rows], 0)
    return box(node)


def _script(node: Script) -> Box:
    base = box(node.base)
    lower = "" if node.lower is None else in_line.lowered(node.lower)
    upper = "" if node.upper is None else in_line.raised(node.upper)
    if (node.lower is None or lower) and (node.upper is None or upper):
        return _attached(base, lower, upper)
    if base.height == 1 and (lower or upper):
        return _half_attached(base, node, lower, upper)
    low = EMPTY if node.lower is None else _small(node.lower)
    high = EMPTY if node.upper is None else _small(node.upper)
    width = max(low.width, high.width)
    tall = base.height > 1
    over = high.height - tall if node.upper is not None else 0
    under = low.height - tall if node.lower is not None else 0
    blank = " " * width
    rows = [blank] * (max(over, 0) + base.height + max(under, 0))
    if node.upper is not None:
        for number, text in enumerate(padded(high, width, "l").rows):
            rows[number] = text
    if node.lower is not None:
        start = len(rows) - low.height
        for number, text in enumerate(padded(low, width, "l").rows):
            rows[start + number] = text
    return beside([base, Box(tuple(rows), width, max(over, 0) + base.baseline)])


def _attached(base: Box, lower: str, upper: str) -> Box:
    """Script characters behind a base; beside a tall one, at its top and bottom."""
    if base.height == 1:
        return of_text(base.rows[0] + lower + upper)
    width = max(cell_len(lower), cell_len(upper))
    rows = [" " * width] * base.height
    rows[0] = padded(of_text(upper), width, "l").rows[0]
    rows[-1] = padded(of_text(lower), width, "l").rows[0]
    return beside([base, Box(tuple(rows), width, base.baseline)])


def _half_attached(base: Box, node: Script, lower: str, upper: str) -> Box:
    """One of two scripts in its own characters, the other drawn above or below it."""
    beneath = node.lower if upper else None
    over = node.upper if lower else None
    parts = [of_text(lower or upper)]
    if over is not None:
        parts.insert(0, _small(over))
    if beneath is not None:
        parts.append(_small(beneath))
    return beside([base, above(parts, 1 if over is not None else 0, "l")])


def _fraction(node: Fraction) -> Box:
    over, under = box(node.above), box(node.below)
    width = max(over.width, under.width)
    if not node.line:
        blank = of_text(" " * width)
        return above([over, blank, under], 1)
    if _has_bar(node.above) or _has_bar(node.below):
        width += 2
    return above([over, of_text("─" * max(width, 1)), under], 1)


def _has_bar(node: Node) -> bool:
    """Whether a line of its own would be taken for the fraction's."""
    if isinstance(node, Row):
        return len(node.items) == 1 and _has_bar(node.items[0])
    return isinstance(node, Fraction)


def _root(node: Root) -> Box:
    body = box(node.body)
    degree = "" if node.degree is None else in_line.raised(node.degree)
    index = EMPTY if node.degree is None or degree else _small(node.degree)
    if body.height == 1:
        sign = of_text(f"{degree}√")
        if isinstance(node.body, Atom) and not index.width:
            return beside([sign, body])
        line = Box((" " * sign.width + "▁" * body.width,), sign.width + body.width)
        drawn = above([line, beside([sign, body])], 1)
    else:
        bars = Box(("┌", *("│" for _ in body.rows)), 1, body.baseline + 1)
        roof = Box(("─" * (body.width + 1), *(f" {row}" for row in body.rows)),
                   body.width + 1, body.baseline + 1)  # fmt: skip
        foot = Box((*(" " * cell_len(f"{degree}√") for _ in body.rows), f"{degree}√"),
                   cell_len(f"{degree}√"), body.baseline + 1)  # fmt: skip
        drawn = beside([foot, bars, roof])
    if index.width:
        lifted = Box((*index.rows, " " * index.width), index.width, index.height)
        drawn = beside([lifted, drawn])
    return drawn


def _fenced(node: Fenced) -> Box:
    body = box(node.body)
    if body.height == 1:
        return beside([of_text(node.left), body, of_text(node.right)])
    sides = []
    for sign in (node.left, node.right):
        parts = symbols.BRACKETS.get(sign)
        if not sign:
            sides.append(EMPTY)
        elif parts:
            sides.append(bracket(parts, body.height, body.baseline))
        else:
            sides.append(of_text(sign))
    inset = of_text(" " if isinstance(node.body, Grid) else "")
    left, right = sides
    return beside([left, inset, body, inset if right.width else EMPTY, right])


def _grid(node: Grid) -> Box:
    columns = max(len(row) for row in node.rows)
    cells = [
        [box(_led(cell)) if node.tight and number % 2 else box(cell) for number, cell in
         enumerate(row)] + [EMPTY] * (columns - len(row))
        for row in node.rows
    ]  # fmt: skip
    widths = [max(row[number].width for row in cells) for number in range(columns)]
    lines: list[Box] = []
    baselines: list[int] = []
    tall = [any(cell.height > 1 for cell in row) for row in cells]
    for index, row in enumerate(cells):
        parts: list[Box] = []
        height = max(cell.baseline for cell in row) + max(c.height - c.baseline for c in row)
        bar = Box(("│",) * height, 1, max(cell.baseline for cell in row))
        for number, cell in enumerate(row):
            if number in node.bars:
                blank = of_text(" " if number else "")
                parts += [blank, bar, of_text(" ")]
            elif number:
                parts.append(of_text(" " * (2 if not node.tight or number % 2 == 0 else 0)))
            align = node.aligns[number % len(node.aligns)]
            parts.append(padded(cell, widths[number], align))
        if columns in node.bars:
            parts += [of_text(" "), bar]
        if index in node.rules:
            lines.append(_rule(widths, node, "├┼┤" if index else "┌┬┐"))
        elif lines and (tall[index] or tall[index - 1]):
            lines.append(EMPTY)
        lines.append(beside(parts))
        baselines.append(sum(line.height for line in lines[:-1]) + lines[-1].baseline)
    if len(node.rows) in node.rules:
        lines.append(_rule(widths, node, "└┴┘"))
    whole = above(lines, 0, "l")
    half, odd = divmod(len(baselines), 2)
    return Box(whole.rows, whole.width, baselines[half] if odd else (whole.height - 1) // 2)


def _rule(widths: list[int], node: Grid, signs: str) -> Box:
    """A line across all columns.

    Args:
        widths: The widths of the columns.
        node: The grid.
        signs: What stands where it meets the lines on the left, between columns and on the right.
    """
    left, between, right = tuple(signs)
    text = ""
    for number, width in enumerate(widths):
        if number in node.bars:
            text += f"─{between}─" if number else f"{left}─"
        elif number:
            text += "──" if not node.tight or number % 2 == 0 else ""
        text += "─" * width
    return of_text(text + (f"─{right}" if len(widths) in node.bars else ""))


def _led(cell: Node) -> Node:
    """A cell that goes on after the one before it, so that a sign at its start has blanks."""
    items = cell.items if isinstance(cell, Row) else (cell,)
    return Row((Atom(""), *items)) if items else cell


def _accent(node: Accent) -> Box:
    body = box(node.body)
    if node.name in symbols.STRUCK:
        mark = symbols.ACCENTS[node.name][0]
        rows = ["".join(one if one == " " else one + mark for one in row) for row in body.rows]
        return Box(tuple(rows), body.width, body.baseline)
    text = in_line.accented(node) if body.height == 1 else ""
    mark = symbols.ACCENTS[node.name][1]
    if body.height == 1 and text and (cell_len(text) <= 2 or mark not in "▁▔"):
        return of_text(text)
    if text and body.height == 1 and mark in "▁▔" and isinstance(node.body, Script):
        return of_text(text)
    stretched = mark * body.width if mark in "▁▔~" else mark
    if mark in "→←" and body.width > 1:
        dashes = "─" * (body.width - 1)
        stretched = dashes + mark if mark == "→" else mark + dashes
    row = of_text(stretched)
    if node.name in symbols.BENEATH:
        return above([body, row], 0)
    return above([row, body], 1)


def _stack(node: Stack) -> Box:
    base = box(node.base)
    parts = [base]
    if node.brace == "over":
        parts.insert(0, of_text(_brace(base.width, "╭╮┴")))
    if node.above is not None:
        parts.insert(0, _small(node.above))
    at = len(parts) - 1
    if node.brace == "under":
        parts.append(of_text(_brace(base.width, "╰╯┬")))
    if node.below is not None:
        parts.append(_small(node.below))
    widest = max(part.width for part in parts)
    if isinstance(node.base, Atom) and node.base.text in "⟶⟵⟷⟹" and node.base.text:
        parts[at] = of_text(_arrow(node.base.text, widest + 2))
    return above(parts, at)


def _brace(width: int, parts: str) -> str:
    left, right, middle = tuple(parts)
    if width < 3:
        return "─" * max(width, 1)
    inner = width - 3
    return left + "─" * (inner // 2) + middle + "─" * (inner - inner // 2) + right


def _arrow(sign: str, width: int) -> str:
    """An arrow as long as what stands on it."""
    if sign == "⟹":
        return "═" * (width - 1) + "⇒"
    left, right = ("←" if sign in "⟵⟷" else "─"), ("→" if sign in "⟶⟷" else "─")
    return left + "─" * (width - 2) + right
