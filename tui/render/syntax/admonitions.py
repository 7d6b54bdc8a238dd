"""Notices in the forms of several site generators, as markdown-it rules.

``:::tip[title]`` … ``:::``, ``{% note tip %}`` … ``{% endnote %}`` (Hexo), ``{{% notice tip %}}`` …
``{{% /notice %}}`` (Hugo) and ``!!! tip "title"`` with indented lines become ``note_open`` and
``note_close`` around their blocks; ``???`` and ``::: details`` fold. A container of another name
leaves what is in it.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from index.syntax import (
    ADMONITION,
    CONTAINER,
    CONTAINER_END,
    NOTICE_KINDS,
    NOTICE_TAG,
    NOTICE_TAG_END,
    notice_of,
)

_KEY = "ends of containers"
_TAG_KEY = "ends of notice tags"


def install(md: MarkdownIt) -> None:
    """Let ``md`` read notices of these forms."""
    alternatives: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("fence", "container", _container, alternatives)
    md.block.ruler.before("fence", "notice_tag", _notice_tag, alternatives)
    md.block.ruler.before("fence", "admonition", _admonition, alternatives)


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", begin) or state.is_code_block(start):
        return False
    found = CONTAINER.match(state.src, begin, state.eMarks[start])
    close = _ends(state).get(start, end) if found else end
    if found is None or close >= end:
        return False
    if silent:
        return True
    kind = (found["name"] or found["class"]).lower().removeprefix("callout-")
    title = found["label"] or found["title"] or ""
    folds = kind == "details"
    _write(state, start + 1, close, start, kind, title, "shut" if folds else "")
    state.line = close + 1
    return True


def _ends(state: StateBlock) -> dict[int, int]:
    """The line that each container ends on, by the line that it begins on; found once a text."""
    known: dict[int, int] | None = state.env.get(_KEY)
    if known is None:
        known = state.env[_KEY] = {}
        begun: list[int] = []
        for line in range(state.lineMax):
            at = state.bMarks[line] + state.tShift[line]
            if not state.src.startswith(":::", at):
                continue
            if CONTAINER_END.match(state.src, at, state.eMarks[line]):
                if begun:
                    known[begun.pop()] = line
            elif CONTAINER.match(state.src, at, state.eMarks[line]):
                begun.append(line)
    return known


def _notice_tag(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(("{%", "{{"), begin) or state.is_code_block(start):
        return False
    found = NOTICE_TAG.match(state.src[begin : state.eMarks[start]])
    close = _tag_ends(state).get(start, end) if found else end
    if found is None or close >= end:
        return False
    if silent:
        return True
    kind, title = notice_of(found)
    _write(state, start + 1, close, start, kind, title, "")
    state.line = close + 1
    return True


def _tag_ends(state: StateBlock) -> dict[int, int]:
    """The line that each notice in tags ends on, by the line that it begins on."""
    known: dict[int, int] | None = state.env.get(_TAG_KEY)
    if known is None:
        known = state.env[_TAG_KEY] = {}
        begun: dict[str, list[int]] = {}
        for line in range(state.lineMax):
            at = state.bMarks[line] + state.tShift[line]
            if not state.src.startswith(("{%", "{{"), at):
                continue
            text = state.src[at : state.eMarks[line]]
            if (closed := NOTICE_TAG_END.match(text)) is not None:
                if begun.get(closed["tag"]):
                    known[begun[closed["tag"]].pop()] = line
            elif (opened := NOTICE_TAG.match(text)) is not None:
                begun.setdefault(opened["tag"], []).append(line)
    return known


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(("!!!", "???"), begin) or state.is_code_block(start):
        return False
    found = ADMONITION.match(state.src, begin, state.eMarks[start])
    if found is None:
        return False
    least = state.sCount[start] + 4
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= least):
        last += 1
    if silent:
        return True
    while state.isEmpty(last - 1):
        last -= 1
    fold = {"!!!": "", "???": "shut", "???+": "open"}[found[1]]
    before, state.blkIndent = state.blkIndent, least
    _write(state, start + 1, last, start, found[2].lower(), found[3] or "", fold)
    state.blkIndent = before
    state.line = last
    return True


def _write(
    state: StateBlock, begin: int, end: int, first: int, kind: str, title: str, fold: str
) -> None:
    """Push the blocks of a notice, between its tokens.

    Args:
        state: Where markdown-it is.
        begin: The line that its text begins on.
        end: The line behind its text.
        first: The line that says what it is.
        kind: What it is.
        title: Its title; may be empty.
        fold: How it folds, if it does.
    """
    is_notice = kind in NOTICE_KINDS or bool(title) or bool(fold)
    if is_notice:
        token = state.push("note_open", "", 1)
        token.meta = {"note": kind, "title": title, "fold": fold, "titled": True}
        token.map = [first, end]
    above, most = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", end
    if begin < end:
        state.md.block.tokenize(state, begin, end)
    state.parentType, state.lineMax = above, most
    if is_notice:
        state.push("note_close", "", -1).meta = {"note": kind}
