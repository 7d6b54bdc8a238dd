"""Tables by display width: as they are, with narrower columns, or a record for each row."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tui.render.blocks.blocks import Align, Span, Spans, Table
from tui.text.cells import check, never

from .wrap import narrowest, width_of, wrap

_NARROWEST = 4
_WIDEST = 32
"""The widest column of a table that is scrolled sideways, unless a word is wider."""
_MOST_WITHOUT = 100
"""How many columns that a row has no cell for are named in it; the first row names all of them.

Without a limit, a header of many cells over as many rows would be shown as often as it is long.
"""
_BAR = Span(" │ ", frozenset({"rule"}))
_Line = tuple[Spans, int]


def table_lines(
    table: Table, width: int, *, wrapped: bool = True, cancelled: Callable[[], bool] = never
) -> Iterator[_Line]:
    """Draw a table, each line with the line of the file that it shows.

    Args:
        table: The table.
        width: The width in cells. Lines are wider where ``wrapped`` is False and the longest words
            of the columns do not fit.
        wrapped: Whether words are broken so that the table fits.
        cancelled: Called now and then; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    columns = max(len(row.cells) for row in table.rows)
    room = width - 3 * (columns - 1)
    natural = [1] * columns
    least = [1] * columns
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            check(cancelled)
            widest = 1
            if cell:
                widest = max(width_of(line) for line, _ in wrap(cell, 10_000, cancelled))
            natural[column] = max(natural[column], widest)
            least[column] = max(least[column], narrowest(cell, 12))
    if not wrapped and room < sum(least):
        cells = min(_WIDEST, max(width // 2, _NARROWEST))
        yield from _grid(
            table,
            [max(few, min(all_, cells)) for few, all_ in zip(least, natural, strict=True)],
            cancelled,
        )
        return
    if room < sum(min(cells, _NARROWEST) for cells in natural):
        yield from _records(table, width, cancelled)
        return
    yield from _grid(table, _fitted(natural, least, room), cancelled)


def _fitted(natural: list[int], least: list[int], room: int) -> list[int]:
    """Column widths of at most ``room`` in sum; the widest columns give way first."""
    if sum(natural) <= room:
        return natural
    if sum(least) > room:
        least = [min(cells, _NARROWEST) for cells in natural]
    low, high = 1, max(natural)
    while low < high:
        middle = (low + high + 1) // 2
        if _sum_at(natural, least, middle) <= room:
            low = middle
        else:
            high = middle - 1
    widths = [max(small, min(cells, low)) for cells, small in zip(natural, least, strict=True)]
    spare = room - sum(widths)
    for column, cells in enumerate(natural):
        if spare > 0 and widths[column] < cells:
            widths[column] += 1
            spare -= 1
    return widths


def _sum_at(natural: list[int], least: list[int], most: int) -> int:
    return sum(max(small, min(cells, most)) for cells, small in zip(natural, least, strict=True))


def _grid(table: Table, widths: list[int], cancelled: Callable[[], bool]) -> Iterator[_Line]:
    crossed = Span("─┼─".join("─" * cells for cells in widths), frozenset({"rule"}))
    between = Span(" │ ".join(" " * cells for cells in widths), frozenset({"rule"}))
    folded = False
    for index, row in enumerate(table.rows):
        cells = [
            [line for line, _ in wrap(cell, cells, cancelled)] if cell else [()]
            for cell, cells in zip(row.cells, widths, strict=False)
        ]
        cells += [[()]] * (len(widths) - len(cells))
        above, folded = folded, max(len(cell) for cell in cells) > 1
        if (above or folded) and index and not table.rows[index - 1].header:
            yield (between,), row.line
        for number in range(max(len(cell) for cell in cells)):
            spans: list[Span] = []
            for column, cell in enumerate(cells):
                if column:
                    spans.append(_BAR)
                line = cell[number] if number < len(cell) else ()
                align = table.aligns[column] if column < len(table.aligns) else "left"
                spans.extend(_padded(line, widths[column], align, strong=row.header))
            yield tuple(spans), row.line
        last_header = row.header and not (
            index + 1 < len(table.rows) and table.rows[index + 1].header
        )
        if last_header and index + 1 < len(table.rows):
            yield (crossed,), row.line


def _padded(line: Spans, cells: int, align: Align, *, strong: bool) -> Iterator[Span]:
    spare = max(cells - width_of(line), 0)
    left = {"left": 0, "center": spare // 2, "right": spare}[align]
    if left:
        yield Span(" " * left)
    for span in line:
        yield (
            Span(span.text, span.roles | {"strong"}, span.href, span.line, span.tex)
            if strong
            else span
        )
    if spare > left:
        yield Span(" " * (spare - left))


def _records(table: Table, width: int, cancelled: Callable[[], bool]) -> Iterator[_Line]:
    """Each row as lines of ``column: value``, for tables of more columns than fit."""
    header = table.rows[0].cells if table.rows[0].header else ()
    rows = table.rows[1:] if header and len(table.rows) > 1 else table.rows
    for index, row in enumerate(rows):
        if index:
            yield (Span("─" * min(width, 12), frozenset({"rule"})),), row.line
        for column, cell in enumerate(row.cells):
            name = header[column] if column < len(header) else ()
            label = tuple(
                Span(span.text, span.roles | {"strong"}, span.href, span.line, span.tex)
                for span in name
            )
            colon = (Span(": ", frozenset({"dim"})),) if label else ()
            for line, _ in wrap((*label, *colon, *cell), width, cancelled):
                yield line, row.line
        without = header[len(row.cells) :]
        for span in (span for name in without[: _MOST_WITHOUT if index else None] for span in name):
            yield from ((line, row.line) for line, _ in wrap((span,), width, cancelled))
