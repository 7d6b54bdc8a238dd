"""The colours of the code in sight, found when it comes into sight and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from .blocks import Block, Code, Roles, Span, Spans
from .layout import Layout, Line

_KEPT = 64
_PLAIN_CODE: Roles = frozenset({"block"})


class Colouring:
    """Colours of code blocks by their text and language; the least recently seen are forgotten."""

    def __init__(self) -> None:
        self._rows: OrderedDict[tuple[str, str], Sequence[Spans]] = OrderedDict()

    def wanted(self, blocks: Sequence[Block], lines: Sequence[Line]) -> list[Code]:
        """The code blocks of ``lines`` whose colours are not known."""
        numbers = dict.fromkeys(line.block for line in lines if line.fill)
        found = (blocks[number] for number in numbers if number < len(blocks))
        return [
            block
            for block in found
            if isinstance(block, Code)
            and block.language
            and (block.text, block.language) not in self._rows
        ]

    def learn(self, code: Code, rows: Sequence[Spans] | None) -> None:
        """Keep a block's colours; None where it has none."""
        self._rows[code.text, code.language] = rows or ()
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)

    def line(self, blocks: Sequence[Block], layout: Layout, number: int) -> Line:
        """A line of a page in its colours, as far as they are known."""
        line = layout.lines[number]
        code = blocks[line.block] if line.fill and line.block < len(blocks) else None
        if not isinstance(code, Code) or not _is_code(line):
            return line
        rows = self._rows.get((code.text, code.language))
        if not rows:
            return line
        self._rows.move_to_end((code.text, code.language))
        begin = 0
        for before in reversed(layout.lines[_first_of(layout, number) : number]):
            begin += len(before.text)
        return replace(line, spans=_cut(rows[line.source - code.first_line], begin, len(line.text)))


def _is_code(line: Line) -> bool:
    return bool(line.spans) and line.spans[0].roles == _PLAIN_CODE


def _first_of(layout: Layout, number: int) -> int:
    """The line on which the line of code begins that goes on in line ``number``."""
    while number and not layout.lines[number - 1].joint and _is_code(layout.lines[number - 1]):
        number -= 1
    return number


def _cut(spans: Spans, begin: int, length: int) -> Spans:
    parts: list[Span] = []
    at = 0
    for span in spans:
        low, high = max(begin - at, 0), min(begin + length - at, len(span.text))
        if low < high:
            parts.append(Span(span.text[low:high], span.roles))
        at += len(span.text)
    return tuple(parts)
