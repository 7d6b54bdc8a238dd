"""The colours of the code in sight, found when it comes into sight and kept for a while."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from tui.render.blocks.blocks import Block, Code, Roles, Span, Spans
from tui.render.layout.layout import Layout
from tui.render.layout.lines import Line

_KEPT = 64
_PLAIN_CODE: Roles = frozenset({"block"})


class CodeHighlighter:
    """Colours of code blocks by their text and language; the least recently seen are forgotten."""

    def __init__(self) -> None:
        self._rows: OrderedDict[tuple[str, str], Sequence[Spans]] = OrderedDict()
        self._begun: set[tuple[str, str]] = set()

    def wanted(self, blocks: Sequence[Block], lines: Sequence[Line]) -> list[Code]:
        """The code blocks of ``lines`` whose colours are not known there."""
        lowest = {line.block: line.source for line in lines if line.fill}
        found = ((blocks[n], source) for n, source in lowest.items() if n < len(blocks))
        return [
            block
            for block, source in found
            if isinstance(block, Code)
            and block.language
            and block.last_line is None
            and not self._knows(block, source - block.first_line)
        ]

    def _knows(self, code: Code, row: int) -> bool:
        key = code.text, code.language
        return key in self._rows and (key not in self._begun or row < len(self._rows[key]))

    def learn(self, code: Code, rows: Sequence[Spans], *, whole: bool) -> None:
        """Keep the colours of a block of code.

        Args:
            code: The block.
            rows: The coloured parts of each of its lines, from the first on; none without colours.
            whole: Whether these are all of its lines.
        """
        key = code.text, code.language
        self._rows[key] = rows
        if whole:
            self._begun.discard(key)
        else:
            self._begun.add(key)
        while len(self._rows) > _KEPT:
            self._begun.discard(self._rows.popitem(last=False)[0])

    def line(self, blocks: Sequence[Block], layout: Layout, number: int) -> Line:
        """A line of a page in its colours, as far as they are known.

        Args:
            blocks: The blocks of the page.
            layout: The page's lines.
            number: The number of the line, from 0.
        """
        line = layout.lines[number]
        code = blocks[line.block] if line.fill and line.block < len(blocks) else None
        if not isinstance(code, Code) or code.last_line is not None or not _is_code(line):
            return line
        rows = self._rows.get((code.text, code.language), ())
        if not 0 <= line.source - code.first_line < len(rows):
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
