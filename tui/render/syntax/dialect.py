"""The dialect of Markdown that posts are written in, as markdown-it reads it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from types import SimpleNamespace

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import html_block
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_inline

from index.lazy_pattern import lazy_pattern
from index.syntax import COMMENT_END
from tui.text.cells import check, never

from . import admonitions, definitions, emoji, flanking, formulas, kramdown, liquid, lists, pipes
from .first_characters import BlockParser

_LIQUID = r"\{(?:%[^{}\n]{1,500}?%|\{[^{}\n]{1,500}?\})\}"
_LIQUID_ADDRESS = lazy_pattern(
    rf"[^\s()<{{\\]{{0,2000}}+{_LIQUID}(?:[^\s(){{\\]++|{_LIQUID}){{0,50}}+"
)
_WITH_BLANKS = lazy_pattern(
    r"[^\s()<>\"'\\]{1,500}+(?:[ \t]++[^\s()<>\"'\\]{1,500}+){1,50}+[ \t]*+(?=\))"
)
_LINK = lazy_pattern(r"</?(?:a|img)\b", re.IGNORECASE)
"""Links and pictures, which stand in text: Markdown goes on behind them, as in kramdown."""
_HIDDEN = lazy_pattern(r"<!--|<(script|style)\b", re.IGNORECASE)
_SPAN = lazy_pattern(
    r"</?(?:a|abbr|acronym|b|big|bdo|br|button|cite|code|del|dfn|em|i|img|input|ins|kbd|label|mark"
    r"|option|q|rb|rbc|rp|rt|rtc|ruby|samp|select|small|span|strong|sub|sup|textarea|time|tt|u|var)"
    r"(?![\w-])",
    re.IGNORECASE,
)
"""Elements that begin a paragraph in kramdown, and no block of HTML."""
_ELEMENT = lazy_pattern(
    r"<(address|article|aside|audio|blockquote|body|canvas|center|dd|details|dialog|div|dl|dt"
    r"|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hgroup|html|iframe|legend|li|main"
    r"|map|menu|nav|object|ol|p|pre|section|summary|svg|table|tbody|td|tfoot|th|thead|tr|ul|video)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_HOLDS_MARKDOWN = lazy_pattern(r"<[^<>]{1,2000}\smarkdown\s*=")
_TOLD_AT_ONCE = 1_000
"""How many tokens of a long text are made before its first blocks are told of."""


class _Markdown(MarkdownIt):
    """Markdown whose addresses stay as they are written: nothing here is followed by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.block = BlockParser()
        self.configure("commonmark", {"maxNesting": kramdown.DEEPEST + 20})

    def normalizeLink(self, url: str) -> str:  # noqa: N802  markdown-it's name
        """The address as written."""
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  markdown-it's name
        """Every address may be shown."""
        return True


_RARE = lazy_pattern(r":::|\{[%{]|!!!|\?\?\?|^[ \t]*:[ \t]", re.MULTILINE)
"""What has to be somewhere in a text for its rare constructs."""


def reader_of(body: str, *, emoji: bool) -> MarkdownIt:
    """The reader of a text: rules that nothing in it asks for take time at each of its lines."""
    return markdown(extended=emoji or _RARE.search(body) is not None)


@cache
def markdown(*, extended: bool = False) -> MarkdownIt:
    """A reader of Markdown, made once.

    Args:
        extended: Whether it reads what is rare: notices, several terms of a definition, emoji.
    """
    md = _Markdown()
    md.enable(["table", "strikethrough"])
    md.use(footnote_plugin).use(deflist_plugin)
    md.disable(["inline", "text_join", "footnote_tail"])
    md.inline.ruler.at("footnote_inline", _inline_footnote)
    md.block.ruler.before("table", "stop", _stop)
    md.inline.ruler.before("text", "stop", _stop_inline)
    md.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    for room in (flanking, formulas, liquid, kramdown, pipes, lists):
        room.install(md)
    if extended:
        for rare in (definitions, admonitions, emoji):
            rare.install(md)
    md.helpers = SimpleNamespace(  # type: ignore[assignment]  # declared as the module
        parseLinkLabel=_label_end,
        parseLinkTitle=helpers.parseLinkTitle,
        parseLinkDestination=_destination,
    )
    return md


def _label_end(state: StateInline, start: int, disable_nested: bool = False) -> int:
    """Where the label ends that begins at ``start``, else -1.

    Where no bracket closes, there is no need to look at all that follows for each that opens.
    """
    if state.html_terminator_last("]") <= start:
        return -1
    return helpers.parseLinkLabel(state, start, disable_nested)


def _inline_footnote(state: StateInline, silent: bool) -> bool:
    """The plugin's rule, which looks for a label by itself, where a bracket closes."""
    if state.src[state.pos] != "^" or state.html_terminator_last("]") <= state.pos:
        return False
    return footnote_inline(state, silent)


def _destination(source: str, at: int, maximum: int) -> object:
    """Where a link leads; Liquid in it may hold blanks, as in ``({% post_url x %})``.

    As in kramdown, so may any address that nothing follows.
    """
    plain = helpers.parseLinkDestination(source, at, maximum)
    if plain.ok and source.startswith(")", plain.pos):
        return plain
    if found := _LIQUID_ADDRESS.match(source, at, maximum):
        return SimpleNamespace(ok=True, pos=found.end(), str=found[0])
    if found := _WITH_BLANKS.match(source, at, maximum):
        return SimpleNamespace(ok=True, pos=found.end(), str=found[0].strip())
    return plain


def _stop(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """No syntax: where reading may stop between two blocks, and those read be told of."""
    check(state.env.get("cancelled", never))
    if state.level:
        return False
    tokens = state.tokens
    if len(tokens) < _TOLD_AT_ONCE or tokens[-1].type == "attributes" or silent:
        return False
    tell: Callable[[list[Token]], None] | None = state.env.get("tell")
    if tell and not state.src.startswith("{:", state.bMarks[start] + state.tShift[start]):
        tell(tokens.copy())
        state.env["told"] = state.env.get("told", 0) + len(tokens)
        tokens.clear()
    return False


def _stop_inline(state: StateInline, _silent: bool) -> bool:
    """No syntax: where reading may stop within a block."""
    check(state.env.get("cancelled", never))
    return False


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block of HTML: what is hidden in it is taken up to its end, and only where it has one."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<", begin):
        return False
    hidden = _HIDDEN.match(state.src, begin, state.eMarks[start])
    if hidden and _hidden_end(state, hidden, end) < 0:
        if hidden[1] and not silent:
            state.push("html_block", "", 0).content = state.getLines(
                start, start + 1, state.blkIndent, True
            )
            state.tokens[-1].map = [start, start + 1]
            state.line = start + 1
        return bool(hidden[1])
    if _LINK.match(state.src, begin, state.eMarks[start]):
        return False
    if state.env.get("kramdown") and not hidden:
        if _SPAN.match(state.src, begin, state.eMarks[start]):
            return False
        if _whole_element(state, start, end, silent):
            return True
    if not html_block(state, start, end, silent):
        return False
    if silent:
        return True
    last = state.eMarks[state.line - 1]
    hidden = _HIDDEN.search(state.src, begin, last)
    while hidden:
        close = _hidden_end(state, hidden, end)
        if close > last:
            line = bisect_left(state.eMarks, close)
            token = state.tokens[-1]
            token.content = state.getLines(start, line + 1, state.blkIndent, True)
            token.map = [start, line + 1]
            state.line = line + 1
            break
        after = close if close >= 0 else hidden.end()
        hidden = _HIDDEN.search(state.src, after, last)
    return True


def _whole_element(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """An element to the line of its closing tag, as in kramdown, where it has one.

    Blank lines do not end it, and Markdown goes on below it.
    """
    begin = state.bMarks[start] + state.tShift[start]
    found = _ELEMENT.match(state.src, begin, state.eMarks[start])
    if found is None or state.is_code_block(start):
        return False
    last = _closing_line(state, found[1].lower(), start, end)
    if last < 0:
        return False
    content = state.getLines(start, last + 1, state.blkIndent, True)
    if _HOLDS_MARKDOWN.search(content):
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.content = content
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def _closing_line(state: StateBlock, name: str, start: int, end: int) -> int:
    """The line with the end of the element that begins on line ``start``; -1 if before no ``end``.

    All elements of a name are looked for at once, so that many beginnings take linear time.
    """
    known: dict[str, dict[int, int]] = state.env.setdefault("ends of elements", {})
    lines = known.get(name)
    if lines is None:
        lines = known[name] = {}
        begun: list[int] = []
        tag = re.compile(rf"<(/?){name}(?![\w-])[^<>]{{0,2000}}>", re.IGNORECASE)
        for found in tag.finditer(state.src):
            if not found[1]:
                if not found[0].endswith("/>"):
                    begun.append(found.start())
            elif begun:
                lines[begun.pop()] = found.end()
    begin = state.bMarks[start] + state.tShift[start]
    at = lines.get(begin, -1)
    if at < 0 or at > state.eMarks[end - 1]:
        return -1
    return bisect_left(state.eMarks, at)


def _hidden_end(state: StateBlock, hidden: re.Match[str], end: int) -> int:
    """Where what is hidden from a match on ends, -1 if nowhere before line ``end``.

    That an end is missing is remembered, so that many beginnings take linear time.
    """
    name = (hidden[1] or "").lower()
    missing: dict[str, int] = state.env.setdefault("missing ends", {})
    if hidden.end() >= missing.get(name, len(state.src) + 1):
        return -1
    closing = re.compile(rf"</{name}\s*>" if name else COMMENT_END, re.IGNORECASE)
    found = closing.search(state.src, hidden.end(), state.eMarks[end - 1])
    if found is None:
        missing[name] = hidden.end()
        return -1
    return found.end()
