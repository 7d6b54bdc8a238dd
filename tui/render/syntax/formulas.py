r"""Formulas as markdown-it rules: ``$…$``, ``$$…$$``, ``\(…\)``, ``\[…\]`` and ``\begin{…}``.

Prices stay text: no digit follows the closing dollar, and where a blank is inside of one, what is
between them has to look like a formula, as MathJax would take any.
"""

from __future__ import annotations

from bisect import bisect_left

from markdown_it import MarkdownIt
from markdown_it.rules_block.state_block import StateBlock
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token

from index.lazy_pattern import lazy_pattern
from index.syntax import is_formula

_LONGEST_INLINE = 4_000
_MOST_LINES = 400
_ESCAPED = lazy_pattern(r"\\\\([{}|,;:!_%&#$])|(?<!\\)\\([_*|])(?=[{\\]|\w(?!\w)|(?<=\|))")
"""What kramdown takes a backslash from, where it is no line end of TeX nor a name with ``_``."""


def install(md: MarkdownIt) -> None:
    """Let ``md`` give ``math_inline`` and ``math_block`` tokens, with the TeX as content."""
    md.inline.ruler.before("escape", "math_inline", _inline)
    md.block.ruler.before(
        "fence",
        "math_block",
        _block,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )


def is_large(token: Token) -> bool:
    """Whether a formula in running text asks for lines of its own, where it is alone."""
    return (
        token.markup in ("$$", "\\\\[") or "\\begin{" in token.content or "\\tag" in token.content
    )


def _inline(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    if source[start] == "$":
        fence = "$$" if source.startswith("$$", start) else "$"
        closing = fence
    elif source[start] == "\\":
        fence = next((f for f in ("\\\\(", "\\(", "\\\\[") if source.startswith(f, start)), "")
        closing = fence.replace("(", ")").replace("[", "]")
    else:
        return False
    if not fence:
        return False
    begin = start + len(fence)
    last = min(state.posMax, begin + _LONGEST_INLINE)
    end = source.find(closing, begin, last)
    while fence == "$" and end > begin and source[end - 1] == "\\":
        end = source.find(closing, end + 1, last)  # an escaped dollar is part of the formula
    if end <= begin or not source[begin:end].strip():
        return False
    if fence == "$" and not _dollars(source, begin, end):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        is_text = fence != "$$" and bool(state.env.get("kramdown"))
        token.content = _unescaped(source[begin:end]) if is_text else source[begin:end]
        token.markup = fence
    state.pos = end + len(closing)
    return True


def _unescaped(tex: str) -> str:
    r"""The TeX that MathJax finds on a site of kramdown, to which it was text with escapes.

    Only ``$$`` begins a formula there: ``x\_1`` is an index, and ``\\{`` a brace.
    """
    if "\\" not in tex:
        return tex
    return _ESCAPED.sub(lambda found: f"\\{found[1]}" if found[1] else found[2], tex)


def _dollars(source: str, begin: int, end: int) -> bool:
    if source[end + 1 : end + 2].isdigit():
        return False
    if source[begin].isspace() or source[end - 1].isspace():
        return is_formula(source[begin:end])
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if first.startswith("$$"):
        opening, closing = "$$", "$$"
    elif first.startswith(("\\[", "\\\\[")):
        opening = first[: first.index("[") + 1]
        closing = opening.replace("[", "]")
    elif first.startswith("\\begin{") and "}" in first:
        opening, closing = "", "\\end{" + first[7 : first.index("}") + 1]
    else:
        return False
    begin = state.bMarks[start] + state.tShift[start] + len(opening)
    stop = _closing(state, begin, min(end, start + _MOST_LINES), closing, once=bool(opening))
    if stop < 0:
        return False
    at = bisect_left(state.eMarks, stop + len(closing))
    following = range(start + 1, at + 1)
    if any(state.sCount[n] < state.blkIndent for n in following):
        return False
    if not opening and any(map(state.isEmpty, following)):
        return False
    begins = (begin, *(state.bMarks[n] + state.tShift[n] for n in following))
    ends = (*state.eMarks[start:at], stop if opening else state.eMarks[at])
    text = "\n".join(state.src[low:high] for low, high in zip(begins, ends, strict=True))
    if not text.strip():
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        is_text = not opening and bool(state.env.get("kramdown"))
        token.content = _unescaped(text) if is_text else text
        token.map = [start, at + 1]
        state.line = at + 1
    return True


def _closing(state: StateBlock, begin: int, last: int, closing: str, *, once: bool) -> int:
    """Where ``closing`` stands after ``begin`` at the end of a line before ``last``, else -1.

    With ``once`` it may not stand within the formula either.
    """
    at = state.src.find(closing, begin, state.eMarks[last - 1])
    while at >= 0:
        after = at + len(closing)
        line = bisect_left(state.eMarks, after)
        if not state.src[after : state.eMarks[line]].strip():
            return at
        at = -1 if once else state.src.find(closing, after, state.eMarks[last - 1])
    return -1
