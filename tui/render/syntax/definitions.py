"""Definitions with several terms, as a markdown-it rule beside that of the plugin."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from index.lazy_pattern import lazy_pattern

_DEFINITION = lazy_pattern(r":[ \t]+\S")
_BEGINS_BLOCK = lazy_pattern(r"[#>|<`~*+:-]|\d{1,9}[.)][ \t]|\{[:%]|\[\^|\$\$")
_MOST_TERMS = 20


def install(md: MarkdownIt) -> None:
    """Let ``md`` read terms by this rule."""
    md.block.ruler.before("deflist", "terms", _terms)


def _terms(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Two terms or more above one definition: all but the last, which the plugin's rule takes."""
    if silent or state.is_code_block(start) or _matches(_BEGINS_BLOCK, state, start):
        return False
    line = start + 1
    while line < min(end, start + _MOST_TERMS) and not _matches(_DEFINITION, state, line):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return False
        if _matches(_BEGINS_BLOCK, state, line):
            return False
        line += 1
    if line - start < 2 or line >= min(end, start + _MOST_TERMS):
        return False
    for term in range(start, line - 1):
        text = state.getLines(term, term + 1, state.blkIndent, False).strip()
        place = [term, term + 1]
        state.tokens += [
            Token("dt_open", "dt", 1, level=state.level, map=place),
            Token("inline", "", 0, level=state.level + 1, map=place, content=text, children=[]),
            Token("dt_close", "dt", -1, level=state.level),
        ]
    state.line = line - 1
    return True


def _matches(pattern: re.Pattern[str], state: StateBlock, line: int) -> re.Match[str] | None:
    return pattern.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
