"""Blocks of a text that was made from a file, by the lines of that file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from .blocks import Block, Code, Heading, Math, Paragraph, Row, Spans, Table


def on_source_lines(blocks: Iterable[Block], lines: Sequence[int]) -> tuple[Block, ...]:
    """The blocks of a text, each on the line of the file that it comes from.

    Args:
        blocks: The blocks by the lines of the text, from 1.
        lines: The line of the file that each line of the text comes from.
    """

    def of(line: int) -> int:
        return lines[min(max(line, 1), len(lines)) - 1]

    def spans(given: Spans) -> Spans:
        if not any(span.line for span in given):
            return given
        return tuple(replace(span, line=of(span.line)) if span.line else span for span in given)

    def block(one: Block) -> Block:
        if isinstance(one, Paragraph | Heading):
            return replace(one, line=of(one.line), spans=spans(one.spans))
        if isinstance(one, Code):
            return _code(one, of(one.line), of(one.first_line), of(_last_line(one)))
        if isinstance(one, Math):
            return replace(one, line=of(one.line), first_line=of(one.first_line))
        if isinstance(one, Table):
            rows = tuple(
                Row(tuple(map(spans, row.cells)), of(row.line), row.header) for row in one.rows
            )
            return replace(one, line=of(one.line), rows=rows)
        return replace(one, line=of(one.line))

    return tuple(map(block, blocks))


def _last_line(code: Code) -> int:
    return code.source_line(code.text.count("\n"))


def _code(code: Code, line: int, first: int, last: int) -> Code:
    """A block of code on other lines; those that are more than the lines of the file share some.

    Args:
        code: The block.
        line: The line that it begins on.
        first: The line of its first line of code.
        last: The line of its last one.
    """
    count = code.text.count("\n") + 1
    end = code.last_line is not None or last - first + 1 != count
    return replace(code, line=line, first_line=first, last_line=last if end else None)
