"""Tables of pipes as markdown-it rules: GitHub's, and kramdown's, which need no header.

Cells beyond the header's columns are kept, and a pipe in a code span is no border, as in kramdown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table
from markdown_it.token import Token

from index.syntax import CODE_OR_PIPE

_MOST_CELLS = 20_000
"""How many rows and cells a table without a header has at most; the rest is another table."""
_MOST_COLUMNS = 5_000
"""How many columns a table has at most; what has more is text: a megabyte of them took 258 MB."""
_RULED = re.compile(r"[\s|:=+-]+")


def install(md: MarkdownIt) -> None:
    """Let ``md`` read tables by these rules."""
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.after("table", "headless_table", _headless)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 1 < end and _text(state, start + 1).count("|") > _MOST_COLUMNS:
        return False
    begin = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    if silent or not any(token.type == "td_open" for token in state.tokens[begin:]):
        return True
    columns = sum(token.type == "th_open" for token in state.tokens[begin:])
    tokens: list[Token] = []
    cells: list[str] = []
    for token in state.tokens[begin:]:
        if token.type == "tr_open" and token.map:
            row, cells = token.map, _cells(state, token.map[0])
            missing = cells[columns:]
        elif token.type == "tr_close":
            for cell in missing:
                tokens += _cell(cell, token.level + 1, row)
        elif token.type == "td_open":
            place = cells.pop(0) if cells else ""
        elif token.type == "inline" and tokens[-1].type == "td_open":
            token.content = place
        tokens.append(token)
    state.tokens[begin:] = tokens
    return True


def _headless(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines that begin and end with a pipe; those that only rule are left out."""
    if silent or state.is_code_block(start):
        return False
    rows: list[tuple[int, list[str]]] = []
    line, left = start, _MOST_CELLS
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        if left <= 0:
            break
        text = _text(state, line)
        if len(text) < 3 or not (text.startswith("|") and text.endswith("|")):
            return False
        if not _RULED.fullmatch(text):
            rows.append((line, _cells(state, line)))
            left -= 1 + len(rows[-1][1])
        line += 1
    if len(rows) < 2:
        return False
    state.push("table_open", "table", 1).map = [start, line]
    for at, cells in rows:
        state.push("tr_open", "tr", 1).map = [at, at + 1]
        for cell in cells:
            state.tokens += _cell(cell, state.level, [at, at + 1])
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)
    state.line = line
    return True


def _text(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _cells(state: StateBlock, line: int) -> list[str]:
    text = _text(state, line)
    borders = [found.start() for found in CODE_OR_PIPE.finditer(text) if found[2]]
    bounds = [-1, *borders, len(text)]
    cells = [text[left + 1 : right].strip() for left, right in pairwise(bounds)]
    if cells and not cells[0]:
        cells.pop(0)
    if cells and not cells[-1]:
        cells.pop()
    return [cell.replace("\\|", "|") for cell in cells]


def _cell(text: str, level: int, lines: Sequence[int]) -> list[Token]:
    place = list(lines)
    return [
        Token("td_open", "td", 1, level=level, map=place),
        Token("inline", "", 0, level=level + 1, content=text, map=place),
        Token("td_close", "td", -1, level=level),
    ]
