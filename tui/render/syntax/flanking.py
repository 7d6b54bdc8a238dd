"""Emphasis beside Hangul, Han and kana.

CommonMark leaves ``**"인용"**입니다`` as it is, because a mark between punctuation and a letter can
only open. These rules follow its amendment for such scripts (markdown-cjk-friendly): beside one of
their characters, punctuation does not decide. In kramdown it never does beside ``*``.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Delimiter, StateInline

from index.lazy_pattern import lazy_pattern

_CJK = lazy_pattern(
    "[\u1100-\u11ff\u2e80-\u2fdf\u3040-\u30ff\u3130-\u318f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003fffd]"
)


def install(md: MarkdownIt) -> None:
    """Let ``md`` read ``*``, ``_`` and ``~~`` by this rule."""
    md.inline.ruler.at("emphasis", _emphasis)
    md.inline.ruler.at("strikethrough", _strikethrough)


def _emphasis(state: StateInline, silent: bool) -> bool:
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    length, opens, closes = _scan(state, marker)
    for _ in range(length):
        _mark(state, marker, ord(marker), length, opens=opens, closes=closes)
    state.pos += length
    return True


def _strikethrough(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "~":
        return False
    length, opens, closes = _scan(state, "~")
    if length != 2:
        state.push("text", "", 0).content = "~" * length
    else:
        _mark(state, "~~", ord("~"), 0, opens=opens, closes=closes)
    state.pos += length
    return True


def _mark(
    state: StateInline, text: str, marker: int, length: int, *, opens: bool, closes: bool
) -> None:
    state.push("text", "", 0).content = text
    state.delimiters.append(
        Delimiter(
            marker=marker,
            length=length,
            token=len(state.tokens) - 1,
            end=-1,
            open=opens,
            close=closes,
        )
    )


def _scan(state: StateInline, marker: str) -> tuple[int, bool, bool]:
    """How long the run of marks at the cursor is, and whether it may open or close emphasis."""
    start = end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    blank_before, blank_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
    mark_before, mark_after = _punctuation(before), _punctuation(after)
    if marker == "*" and state.env.get("kramdown"):
        return end - start, not blank_after, not blank_before
    cjk_before, cjk_after = bool(_CJK.match(before)), bool(_CJK.match(after))
    left = not blank_after and (not mark_after or blank_before or mark_before or cjk_before)
    right = not blank_before and (not mark_before or blank_after or mark_after or cjk_after)
    if marker == "_":
        return end - start, left and (not right or mark_before), right and (not left or mark_after)
    return end - start, left, right


def _punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)
