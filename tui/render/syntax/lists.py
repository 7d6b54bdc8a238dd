"""Lists as kramdown nests them, as a markdown-it rule.

In kramdown a line within a list item that begins a list of the other type belongs to the item,
whatever its indentation, unless a blank line is before it. CommonMark asks for the column of the
item's text.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.list import list_block

_MARKER = re.compile(r"(?:[*+-]|\d{1,9}\.)(?=[ \t])")
_FENCE = re.compile(r"`{3}|~{3}")


def install(md: MarkdownIt) -> None:
    """Let ``md`` read lists by this rule."""
    alternatives = {"alt": ["paragraph", "reference", "blockquote"]}
    md.block.ruler.at("list", _list, alternatives)  # type: ignore[arg-type]  # a TypedDict


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not silent and state.env.get("kramdown"):
        _indent_nested(state, start, end)
    return list_block(state, start, end, silent)


def _indent_nested(state: StateBlock, start: int, end: int) -> None:
    """Indent the lists within the items of a list as CommonMark asks for.

    ``sCount`` is the indentation that markdown-it goes by; the text of a line stays as it is.
    """
    marker = _marker(state, start)
    if marker is None or state.is_code_block(start):
        return
    ordered = marker[0][0].isdigit()
    least = state.sCount[start]
    column = least + len(marker[0]) + 1
    shift = nested = 0
    blank = False
    for line in range(start + 1, end):
        if state.isEmpty(line):
            blank = True
            continue
        indent = state.sCount[line]
        if indent < state.blkIndent:
            break
        marker = _marker(state, line)
        if marker and indent < column and marker[0][0].isdigit() == ordered:
            column = indent + len(marker[0]) + 1
            shift = 0
        elif shift and indent >= (column if blank else nested):
            state.sCount[line] += shift
        elif marker and indent < column and not blank:
            nested, shift = indent, column - indent
            state.sCount[line] = column
        elif indent < column and (blank or _text_matches(_FENCE, state, line)):
            break
        blank = False


def _marker(state: StateBlock, line: int) -> re.Match[str] | None:
    return _text_matches(_MARKER, state, line)


def _text_matches(pattern: re.Pattern[str], state: StateBlock, line: int) -> re.Match[str] | None:
    return pattern.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])
