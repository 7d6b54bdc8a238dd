"""Spans folded to a width in terminal cells.

Lines break at blanks and beside Hangul, Han and kana, as browsers do, but not before closing
punctuation nor after an opening bracket. A word wider than the line is cut where it must be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from rich.cells import cell_len

from tui.render.blocks.blocks import Span, Spans
from tui.text.cells import check, never, rows_of, width_of_text

_WIDE = (
    "\u1100-\u11ff\u2e80-\u303f\u3040-\u30ff\u3130-\u318f\u31a0-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd"
)
_ATOM = re.compile(rf"\n|[ \t]+|[{_WIDE}]|[^ \t\n{_WIDE}]+")
_WIDE_CHARACTER = re.compile(f"[{_WIDE}]")
_NOT_FIRST = frozenset(
    "、。，．・：；！？」』）】》〉〕…‥’”,.!?:;)]}%ー々ァィゥェォッャュョぁぃぅぇぉっゃゅょ"
)
_NOT_LAST = frozenset("「『（【《〈〔‘“([{")

Piece = tuple[str, Span]


def width_of(spans: Iterable[Span]) -> int:
    """How many cells ``spans`` take on one line."""
    return sum(cell_len(span.text) for span in spans)


def wrap(
    spans: Spans, width: int, cancelled: Callable[[], bool] = never
) -> list[tuple[Spans, str]]:
    """``spans`` as lines of at most ``width`` cells, each with what joins it to the next.

    The joint is a blank where one was dropped, a line feed at a hard break, else empty. There is
    at least one line; a character wider than ``width`` stands alone and sticks out.

    Args:
        spans: Running text.
        width: How many cells a line may take.
        cancelled: Asked often whether to stop.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    width = max(width, 1)
    text = "".join(span.text for span in spans)
    if "\n" not in text and "\t" not in text and cell_len(text) <= width:
        return [(spans, "\n")]
    lines: list[tuple[Spans, str]] = []
    line: list[Piece] = []
    used = 0
    blank: Piece | None = None
    for pieces, cells in _words(spans):
        check(cancelled)
        first = pieces[0][0]
        if first == "\n":
            lines.append((_merged(line), "\n"))
            line, used, blank = [], 0, None
        elif first[0] in " \t":
            blank = (" " * len(first.expandtabs(4)), pieces[0][1])
        else:
            gap = len(blank[0]) if blank and (line or not lines) else 0
            if line and used + gap + cells > width:
                lines.append((_merged(line), " " if blank else ""))
                line, used, gap = [], 0, 0
            if gap and blank and gap < width:
                line.append(blank)
                used += gap
            blank = None
            if used + cells <= width:
                line.extend(pieces)
                used += cells
            else:
                line, used = _cut(pieces, line, used, width, lines, cancelled)
    lines.append((_merged(line), "\n"))
    return lines


def narrowest(spans: Spans, limit: int) -> int:
    """The width of the longest word, at most ``limit``: below it words are cut."""
    longest = 1
    for pieces, cells in _words(spans):
        if cells > longest and pieces[0][0][0] not in " \t\n":
            longest = cells
            if longest >= limit:
                return limit
    return longest


def _words(spans: Spans) -> Iterator[tuple[list[Piece], int]]:
    """Runs that must not be broken, with their width; blanks and line feeds stand alone."""
    word: list[Piece] = []
    cells = 0
    last = " "
    for span in spans:
        for atom in _ATOM.findall(span.text):
            blank = atom[0] in " \t\n"
            if word and (blank or _may_break(last, atom[0])):
                yield word, cells
                word, cells = [], 0
            if blank:
                yield [(atom, span)], len(atom)
                last = " "
                continue
            word.append((atom, span))
            cells += len(atom) if atom.isascii() else cell_len(atom)
            last = atom[-1]
    if word:
        yield word, cells


def _may_break(before: str, after: str) -> bool:
    if before in _NOT_LAST or after in _NOT_FIRST:
        return False
    return bool(_WIDE_CHARACTER.match(before) or _WIDE_CHARACTER.match(after))


def _cut(
    pieces: list[Piece],
    line: list[Piece],
    used: int,
    width: int,
    lines: list[tuple[Spans, str]],
    cancelled: Callable[[], bool],
) -> tuple[list[Piece], int]:
    """Lay a word wider than a line over several; what is left of it begins the next."""
    for text, span in pieces:
        cells = width_of_text(text)
        if used + cells <= width:
            line.append((text, span))
            used += cells
            continue
        if used >= width - 1 and line:
            lines.append((_merged(line), ""))
            line, used = [], 0
        for number, (row, taken) in enumerate(rows_of(text, width - used, width, cancelled)):
            if number:
                lines.append((_merged(line), ""))
                line, used = [], 0
            if row:
                line.append((row, span))
                used += taken
    return line, used


def _merged(line: list[Piece]) -> Spans:
    """Pieces as spans, neighbours of one span in one."""
    merged: list[Span] = []
    texts: list[str] = []
    owner: Span | None = None
    for text, span in line:
        if span is owner:
            texts.append(text)
            continue
        if owner is not None:
            merged.append(Span("".join(texts), owner.roles, owner.href, owner.line, owner.tex))
        owner, texts = span, [text]
    if owner is not None:
        merged.append(Span("".join(texts), owner.roles, owner.href, owner.line, owner.tex))
    return tuple(merged)
