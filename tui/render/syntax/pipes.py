"""Tables of pipes as markdown-it rules: GitHub's, and kramdown's, which need no header.

Cells beyond the header's columns are kept, and a pipe in a code span is no border, as in kramdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table
from markdown_it.token import Token

from index.lazy_pattern import lazy_pattern
from index.syntax import CODE_OR_PIPE

_MOST_CELLS = 20_000
"""How many rows and cells a table without a header has at most; the rest is another table."""
_MOST_COLUMNS = 5_000
"""How many columns a table has at most; what has more is text: a megabyte of them took 258 MB."""
_FORMULA = lazy_pattern(r"\$[^$\n]{1,1000}+\$")
_ALIGN = lazy_pattern(r"(:?)-+(:?)")
_RULED = lazy_pattern(r"[\s|:=+-]+")


def install(md: MarkdownIt) -> None:
    """Let ``md`` read tables by these rules."""
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.after("html_block", "pipes", _pipes)


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


def _pipes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines with pipes that need no header; those that only rule are left out.

    In kramdown any lines with pipes up to a blank one are a table; a single one only if it begins
    and ends with a pipe, which kramdown does not ask for. Elsewhere all lines have to begin and end
    with one. Lines that have pipes in formulas only are text.
    """
    begin = state.bMarks[start] + state.tShift[start]
    if silent or state.src.find("|", begin, state.eMarks[start]) < 0 or state.is_code_block(start):
        return False
    kramdown = bool(state.env.get("kramdown"))
    rows: list[tuple[int, list[str]]] = []
    heads, aligns = 0, list[str]()
    line, left = start, _MOST_CELLS
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        text = _text(state, line)
        if left <= 0 or (line > start and text.startswith("{:")):
            break
        if not (_has_border(text) if kramdown else _is_closed(text)):
            return False
        if not _is_ruled(text):
            rows.append((line, _cells(state, line)))
            left -= 1 + len(rows[-1][1])
        elif rows and not aligns and "-" in text:
            heads, aligns = len(rows), _aligns(text)
        line += 1
    if heads == len(rows) or (heads and not kramdown):
        return False
    if len(rows) < 2 and not (kramdown and _is_closed(_text(state, rows[0][0]))):
        return False
    if max(len(cells) for _, cells in rows) > _MOST_COLUMNS:
        return False
    state.push("table_open", "table", 1).map = [start, line]
    for number, (at, cells) in enumerate(rows):
        name = "th" if number < heads else "td"
        state.push("tr_open", "tr", 1).map = [at, at + 1]
        for column, cell in enumerate(cells):
            tokens = _cell(cell, state.level, [at, at + 1], name)
            if column < len(aligns) and aligns[column]:
                tokens[0].attrs = {"style": f"text-align:{aligns[column]}"}
            state.tokens += tokens
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)
    state.line = line
    return True


def _is_closed(text: str) -> bool:
    return len(text) >= 3 and text.startswith("|") and text.endswith("|")


def _is_ruled(text: str) -> bool:
    return ("-" in text or "=" in text) and _RULED.fullmatch(text) is not None


def _has_border(text: str) -> bool:
    if "$" in text:
        text = _FORMULA.sub("", text)
    return "|" in text and any(found[2] for found in CODE_OR_PIPE.finditer(text))


def _aligns(ruled: str) -> list[str]:
    """How the columns are aligned, by the line under a header."""
    return [
        "center" if left and right else "right" if right else "left" if left else ""
        for left, right in _ALIGN.findall(ruled)
    ]


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


def _cell(text: str, level: int, lines: Sequence[int], name: str = "td") -> list[Token]:
    place = list(lines)
    return [
        Token(f"{name}_open", name, 1, level=level, map=place),
        Token("inline", "", 0, level=level + 1, content=text, map=place),
        Token(f"{name}_close", name, -1, level=level),
    ]
