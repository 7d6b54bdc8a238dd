"""Lists and quotes as kramdown reads them, as markdown-it rules; elsewhere CommonMark's rules hold.

kramdown first collects the lines of an item, then reads them as a text of their own. A line belongs
to the item if it is indented as far as the item's text, or if no blank line is before it. A line
that begins a list is one of this list, or of a nested one, by its indentation and type. See
``parse_list`` in kramdown's ``parser/kramdown/list.rb``. A quote has all lines up to a blank one,
each without its mark if it has one (``blockquote.rb``).

Two things differ on purpose. A fenced code block is kept whole: in kramdown a blank line in it ends
the item where its lines are indented less than the item's text. And a heading that is not indented
ends the list or the quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.blockquote import blockquote
from markdown_it.rules_block.list import list_block

from index.lazy_pattern import lazy_pattern

_MARKER = lazy_pattern(r"(?:([*+-])|(\d{1,9})\.)(?=[ \t])")
_FENCE = lazy_pattern(r"`{3}|~{3}")
_OPENS_FENCE = lazy_pattern(r"(?:(?:[*+-]|\d{1,9}\.)[ \t]+)*+(`{3,}+|~{3,}+)")
_RULE = lazy_pattern(r"(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$")
_ENDS_LAZY = lazy_pattern(
    r"#{1,6}[ \t]|\{:|</?(?!(?:a|abbr|acronym|b|bdo|big|br|button|cite|code|del|dfn|em|i|img|input"
    r"|ins|kbd|label|mark|option|q|rb|rbc|rp|rt|rtc|ruby|samp|script|select|small|span|strong|sub"
    r"|sup|textarea|time|tt|u|var)\b)[a-z]",
    re.IGNORECASE,
)
"""What goes on with no item or quote unless it is indented or marked."""
_EMPTY_ITEM = 4
"""The column of the text of an item whose first line has none."""


def install(md: MarkdownIt) -> None:
    """Let ``md`` read lists and quotes by these rules."""
    in_list: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
    in_quote: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.at("list", _list, in_list)
    md.block.ruler.at("blockquote", _quote, in_quote)


def ends_block(state: StateBlock, line: int) -> bool:
    """Whether a line is kramdown's mark for the end of a block, a ``^`` alone."""
    begin, end = state.bMarks[line], state.eMarks[line]
    return state.src.startswith("^", begin) and not state.src[begin + 1 : end].strip()


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not state.env.get("kramdown"):
        return list_block(state, start, end, silent)
    marker = _marker(state, start)
    if marker is None or state.is_code_block(start):
        return False
    if not silent:
        _write_list(state, _Lines(state, end).items(start), end)
    return True


@dataclass(slots=True)
class _Item:
    """An item: its lines, the columns that are taken from the start of each, and its parts.

    ``nested`` are the lines that begin a list in it without a blank line above: kramdown reads what
    is before and from there on apart. ``deeper`` are those whose marker begins no list.
    """

    marker: re.Match[str]
    begin: int
    column: int
    end: int
    taken: dict[int, int] = field(default_factory=dict)
    nested: list[int] = field(default_factory=list)
    deeper: list[int] = field(default_factory=list)


class _Lines:
    """Tells the items of one list apart, from its first line on."""

    def __init__(self, state: StateBlock, end: int) -> None:
        self._state = state
        self._end = end
        self._unclosed: dict[str, int] = {}

    def items(self, start: int) -> list[_Item]:
        """The items of the list that begins on a line."""
        state, items = self._state, list[_Item]()
        most = 3
        ordered = False
        line, blank, nested = start, False, False
        while line < self._end:
            if state.isEmpty(line):
                blank = nested = True
                line += 1
                continue
            indent = state.sCount[line] - state.blkIndent
            text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
            if (blank and indent < 4 and _RULE.match(text)) or ends_block(state, line):
                break
            marker = _MARKER.match(text)
            if marker and indent <= most and (not items or (marker[1] is None) == ordered):
                item = self._item(line, indent, text, marker)
                ordered = marker[1] is None
                most = min(3, item.column - 1)
                items.append(item)
                nested = _MARKER.match(text[marker.end() :].lstrip(" \t")) is not None
            elif indent >= item.column:
                item.taken[line] = item.column
                if marker and not nested and indent - item.column < 4:
                    item.nested.append(line)
                    nested = True
            elif blank or indent < 0 or (indent < 4 and _ENDS_LAZY.match(text)):
                break
            else:
                item.taken[line] = 0
                if marker and nested and indent < 4:
                    item.deeper.append(line)
            blank = False
            closed = self._fence_end(text, line)
            if closed > line:
                self._take_fence(item, line, closed)
            line = item.end = closed + 1
        return items

    def _item(self, line: int, indent: int, text: str, marker: re.Match[str]) -> _Item:
        at = indent + marker.end()
        column = at
        for sign in text[marker.end() :]:
            if sign == "\t":
                column += 4 - column % 4
            elif sign == " ":
                column += 1
            else:
                return _Item(marker, line, column, line + 1)
        return _Item(marker, line, _EMPTY_ITEM, line + 1)

    def _fence_end(self, text: str, line: int) -> int:
        """The line that closes the fence which ``text`` opens on ``line``; ``line`` if none does.

        It may open behind markers. That no line closes a fence is remembered, so that many openings
        take linear time.
        """
        opened = _OPENS_FENCE.match(text)
        if opened is None or ("`" in opened[1] and "`" in text[opened.end() :]):
            return line
        state, mark = self._state, opened[1]
        if len(mark) >= self._unclosed.get(mark[0], len(mark) + 1):
            return line
        for below in range(line + 1, self._end):
            begin = state.bMarks[below] + state.tShift[below]
            if state.src.startswith(mark, begin):
                rest = state.src[begin : state.eMarks[below]].rstrip()
                if not rest.strip(mark[0]):
                    return below
        self._unclosed[mark[0]] = len(mark)
        return line

    def _take_fence(self, item: _Item, begin: int, closed: int) -> None:
        """Give an item the lines of a fence; their indentation is kept beside each other."""
        state = self._state
        indents = [
            state.sCount[line] - state.blkIndent
            for line in range(begin + 1, closed)
            if not state.isEmpty(line)
        ]
        taken = min(item.column, *indents) if indents else item.column
        for line in range(begin + 1, closed):
            item.taken[line] = taken
        item.taken[closed] = state.sCount[closed] - state.blkIndent


def _write_list(state: StateBlock, items: list[_Item], end: int) -> None:
    """Write the tokens of a list, up to an item that begins something else."""
    first = items[0].marker
    name, tag = ("bullet_list", "ul") if first[1] else ("ordered_list", "ol")
    opening = state.push(f"{name}_open", tag, 1)
    if first[2] and int(first[2]) != 1:
        opening.attrs = {"start": int(first[2])}
    opening.map = lines = [items[0].begin, items[-1].end]
    parent, state.parentType = state.parentType, "list"
    others = state.md.block.ruler.getRules("list")
    last = items[0].begin
    for item in items:
        if item.begin > lines[0] and any(rule(state, item.begin, end, True) for rule in others):
            break
        markup = item.marker[1] or "."
        opening = state.push("list_item_open", "li", 1)
        opening.markup, opening.info = markup, item.marker[2] or ""
        opening.map = [item.begin, item.end]
        first_token = len(state.tokens)
        _write_item(state, item)
        _tighten(state, first_token, item.begin)
        state.push("list_item_close", "li", -1).markup = markup
        last = item.end
    state.push(f"{name}_close", tag, -1)
    state.parentType = parent
    state.line = lines[1] = last


def _tighten(state: StateBlock, first: int, line: int) -> None:
    """Let the paragraph that an item begins with follow what is above as closely as its line does.

    kramdown, too, sets the items of one list apart only where blank lines do.
    """
    token = state.tokens[first] if first < len(state.tokens) else None
    if token and token.type == "paragraph_open" and not (line and state.isEmpty(line - 1)):
        token.hidden = state.tokens[first + 2].hidden = True


def _write_item(state: StateBlock, item: _Item) -> None:
    """Write the tokens of an item."""
    with _own_text(state, item.begin, item.end):
        _begin_text(state, item)
        for line, taken in item.taken.items():
            _dedent(state, line, taken)
        for line in item.deeper:
            state.sCount[line] += item.column + 4
        parts = [item.begin, *item.nested, item.end]
        for begin, end in pairwise(parts):
            state.lineMax = end
            state.md.block.tokenize(state, begin, end)


@contextmanager
def _own_text(state: StateBlock, begin: int, end: int) -> Iterator[None]:
    """Let lines be changed while they are read as a text of their own, as markdown-it's quotes."""
    span = slice(begin, end)
    kept = state.bMarks[span], state.tShift[span], state.sCount[span], state.bsCount[span]
    around = state.blkIndent, state.lineMax, state.tight
    if state.blkIndent:
        for line in range(begin, end):
            _dedent(state, line, state.blkIndent)
    state.blkIndent, state.lineMax = 0, end
    yield
    state.blkIndent, state.lineMax, state.tight = around
    state.bMarks[span], state.tShift[span], state.sCount[span], state.bsCount[span] = kept


def _begin_text(state: StateBlock, item: _Item) -> None:
    """Let the first line of an item begin with its text."""
    line = item.begin
    begin = state.bMarks[line] + state.tShift[line] + item.marker.end()
    end = state.eMarks[line]
    while begin < end and state.src[begin] in " \t":
        begin += 1
    state.bMarks[line] = begin
    state.tShift[line] = state.sCount[line] = state.bsCount[line] = 0


def _dedent(state: StateBlock, line: int, columns: int) -> None:
    """Take columns from the start of a line; what a tab has beside them stays indentation."""
    at, column, offset = state.bMarks[line], 0, state.bsCount[line]
    while column < columns and at < state.bMarks[line] + state.tShift[line]:
        width = 4 - (column + offset) % 4 if state.src[at] == "\t" else 1
        if column + width > columns:
            break
        column += width
        at += 1
    state.tShift[line] -= at - state.bMarks[line]
    state.bMarks[line] = at
    state.sCount[line] = max(0, state.sCount[line] - columns)
    state.bsCount[line] = (offset + columns) % 4


def _marker(state: StateBlock, line: int) -> re.Match[str] | None:
    return _MARKER.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not state.env.get("kramdown"):
        return blockquote(state, start, end, silent)
    if not _is_quoted(state, start):
        return False
    if silent:
        return True
    below = start + 1
    while below < end and _goes_on(state, below):
        below += 1
    opening = state.push("blockquote_open", "blockquote", 1)
    opening.markup, opening.map = ">", [start, below]
    parent, state.parentType = state.parentType, "blockquote"
    with _own_text(state, start, below):
        for line in range(start, below):
            if _is_quoted(state, line):
                _take_mark(state, line)
        state.md.block.tokenize(state, start, below)
    state.push("blockquote_close", "blockquote", -1).markup = ">"
    state.parentType = parent
    state.line = below
    return True


def _is_quoted(state: StateBlock, line: int) -> bool:
    begin = state.bMarks[line] + state.tShift[line]
    return state.src.startswith(">", begin) and not state.is_code_block(line)


def _goes_on(state: StateBlock, line: int) -> bool:
    """Whether a quote goes on with a line."""
    if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
        return False
    if _is_quoted(state, line) or state.is_code_block(line):
        return True
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    return not (_ENDS_LAZY.match(state.src, begin, end) or _FENCE.match(state.src, begin, end))


def _take_mark(state: StateBlock, line: int) -> None:
    """Let a line begin behind the mark of a quote and one blank."""
    begin = state.bMarks[line] + state.tShift[line] + 1
    column = state.bsCount[line] + state.sCount[line] + 1
    if state.src.startswith(" ", begin):
        begin, column = begin + 1, column + 1
    at, width = begin, 0
    while at < state.eMarks[line] and state.src[at] in " \t":
        width += 4 - (column + width) % 4 if state.src[at] == "\t" else 1
        at += 1
    state.bMarks[line], state.tShift[line] = begin, at - begin
    state.sCount[line], state.bsCount[line] = width, column % 4
