"""What kramdown, GitHub and Obsidian write beside CommonMark, as markdown-it rules.

Attribute lists (``{: .notice--info}``, ``{#id}``, ``{:toc}``) are taken out of the text; those that
make a notice become ``note_open`` and ``note_close`` around their block, and so do alerts and
callouts (``> [!NOTE]``). ``[[target|text]]`` becomes a ``wiki`` token, ``[ ]`` at the start of an
item a box, ``==text==`` a mark, ``*[HTML]: …`` what a short form stands for. What is nested deeper
than a page can show becomes one paragraph of its source.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core.state_core import StateCore
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token

from index.lazy_pattern import lazy_pattern
from index.syntax import (
    ABBREVIATION,
    ATTRIBUTE_LINE,
    ATTRIBUTE_SPAN,
    BLOCK_ID,
    BLOCK_PROPERTY,
    CALLOUT,
    END_KRAMDOWN_COMMENT,
    EXTENSION_LINE,
    HEADING_CLASSES,
    HEADING_ID,
    KRAMDOWN_COMMENT,
    NOTE_COMMENT,
    NOTICE_ATTRIBUTE,
    TASK,
    WIKI_LINK,
    WikiLink,
)
from tui.language import translate

from .lists import ends_block

DEEPEST = 80
MOST_WAITING = 80_000
"""How many tokens of one text may wait to be told of: a list is told of when it has ended.

Each takes some 400 bytes.
"""
MOST_TOLD = 300_000
"""How many tokens of one text are told of: some 100,000 paragraphs."""
_LONGEST_COMMENT = 4_000
_MARK = lazy_pattern(r"==(?=[^\s=])([^\n]{0,500}?[^\s=])==(?![=a-zA-Z0-9])")
_CONTENTS = lazy_pattern(r"\{:\s*toc\b")
_ALTERNATIVES: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def install(md: MarkdownIt) -> None:
    """Let ``md`` read all of this."""
    md.block.ruler.before("table", "amount", _too_much, {"alt": ["blockquote", "list"]})
    md.block.ruler.before("table", "depth", _too_deep)
    md.block.ruler.before("fence", "attributes", _attribute_line, _ALTERNATIVES)
    md.block.ruler.before("fence", "abbreviation", _abbreviation, _ALTERNATIVES)
    md.block.ruler.before("fence", "block_end", _block_end)
    md.block.ruler.before("fence", "note_comment", _note_comment, _ALTERNATIVES)
    md.block.ruler.before("fence", "block_property", _block_property, _ALTERNATIVES)
    md.inline.ruler.before("escape", "note_mark", _note_mark)
    md.inline.ruler.before("link", "wiki", _wiki)
    md.inline.ruler.before("link", "mark", _mark)
    md.inline.ruler.before("escape", "attributes", _attribute_span)
    md.core.ruler.after("block", "kramdown", _rewrite)


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or state.level < DEEPEST:
        return False
    last = start
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
        last += 1
    last = max(last, start + 1)
    said = translate("… cut here: nested too deep, the rest as it is written")
    state.push("too_deep", "", 0).content = said
    state.push("paragraph_open", "p", 1).map = [start, last]
    token = state.push("inline", "", 0)
    token.content = state.getLines(start, last, state.blkIndent, False).strip()
    token.map = [start, last]
    token.children = []
    state.push("paragraph_close", "p", -1)
    state.line = last
    return True


def _too_much(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """All that is left of a text, or of its list, where it has too many blocks already."""
    waiting = len(state.tokens)
    if waiting < MOST_WAITING and waiting + state.env.get("told", 0) < MOST_TOLD:
        return False
    if not silent:
        said = translate("… cut here: too many blocks, the rest as it is written")
        state.push("too_much", "", 0).content = said
        token = state.push("code_block", "code", 0)
        token.content = state.getLines(start, end, 0, False)
        token.map = [start, end]
        state.line = end
    return True


def _attribute_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    text = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not text.startswith("{:") or state.is_code_block(start):
        return False
    if not (ATTRIBUTE_LINE.match(text) or EXTENSION_LINE.match(text)):
        return False
    if not silent:
        if text.startswith("{::comment") and not text.rstrip().endswith("/}"):
            state.line = _comment_end(state, start, end)
            return True
        token = state.push("attributes", "", 0)
        token.content = text
        token.map = [start, start + 1]
        token.hidden = start > 0 and not state.isEmpty(start - 1)
        state.line = start + 1
    return True


def _abbreviation(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    text = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not text.startswith("*[") or state.is_code_block(start):
        return False
    found = ABBREVIATION.match(text)
    if not found:
        return False
    if not silent:
        token = state.push("abbreviation", "", 0)
        token.info, token.content = found[1], found[2]
        token.map = [start, start + 1]
        state.line = start + 1
    return True


def _comment_end(state: StateBlock, start: int, end: int) -> int:
    unclosed: set[int] = state.env.setdefault("unclosed comments", set())
    if end not in unclosed:
        for line in range(start, end):
            if "{:/" in state.src[state.bMarks[line] : state.eMarks[line]]:
                return line + 1
        unclosed.add(end)
    return start + 1


def _attribute_span(state: StateInline, _silent: bool) -> bool:
    if not state.src.startswith("{:", state.pos):
        return False
    found = _comment(state) or ATTRIBUTE_SPAN.match(state.src, state.pos)
    if not found:
        return False
    state.pos = found.end()
    return True


def _comment(state: StateInline) -> re.Match[str] | None:
    """The end of the comment that begins here; None if none does."""
    begun = KRAMDOWN_COMMENT.match(state.src, state.pos)
    if begun is None:
        return None
    last = min(state.posMax, begun.end() + _LONGEST_COMMENT)
    end = state.src.find("{:/", begun.end(), last)
    return END_KRAMDOWN_COMMENT.match(state.src, end) if end >= 0 else None


def _note_mark(state: StateInline, _silent: bool) -> bool:
    """What Obsidian hides: ``%%comments%%`` and ``^block-ids``."""
    if state.src[state.pos] not in "%^" or not state.env.get("notes"):
        return False
    if state.src.startswith(NOTE_COMMENT, state.pos):
        last = min(state.posMax, state.pos + _LONGEST_COMMENT)
        end = state.src.find(NOTE_COMMENT, state.pos + len(NOTE_COMMENT), last)
        if end < 0:
            return False
        state.pos = end + len(NOTE_COMMENT)
        return True
    found = BLOCK_ID.match(state.src, state.pos)
    if not found:
        return False
    state.pos = found.end()
    return True


def _block_property(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """What Logseq keeps of a block for itself: a line such as ``id:: 64c0``."""
    if not state.env.get("notes") or state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if BLOCK_PROPERTY.match(line.rstrip()) is None:
        return False
    if not silent:
        state.line = start + 1
    return True


def _block_end(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    """A line with nothing but ``^``, which ends a list or a quote in kramdown."""
    if silent or not state.env.get("kramdown") or not ends_block(state, start):
        return False
    state.line = start + 1
    return True


def _note_comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines between two that begin and end a comment of Obsidian's, ``%%``."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(NOTE_COMMENT, begin) or not state.env.get("notes"):
        return False
    if state.is_code_block(start):
        return False
    first = state.src[begin : state.eMarks[start]]
    if first.count(NOTE_COMMENT) > 1:
        return False
    close = state.src.find(NOTE_COMMENT, state.eMarks[start], state.eMarks[end - 1])
    if close < 0:
        return False
    if not silent:
        state.line = bisect_left(state.eMarks, close + len(NOTE_COMMENT)) + 1
    return True


def _mark(state: StateInline, silent: bool) -> bool:
    """``==text==``; beside a letter it compares, and stays as it is."""
    start, last = state.pos, state.posMax
    if not state.src.startswith("==", start) or (start and state.src[start - 1].isalnum()):
        return False
    found = _MARK.match(state.src, start, last)
    if not found:
        return False
    if not silent:
        state.push("mark_open", "mark", 1)
        state.pos, state.posMax = found.span(1)
        state.md.inline.tokenize(state)
        state.posMax = last
        state.push("mark_close", "mark", -1)
    state.pos = found.end()
    return True


def _wiki(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(("[[", "![["), state.pos):
        return False
    found = WIKI_LINK.match(state.src, state.pos)
    if not found or _is_reference(state, found[0]):
        return False
    if not silent:
        link = WikiLink.of(found)
        token = state.push("wiki", "", 0)
        token.content, token.info = link.text, link.target
        token.markup = found[1]
    state.pos = found.end()
    return True


def _is_reference(state: StateInline, text: str) -> bool:
    """Whether what looks like a wiki link is a link in brackets that is defined: ``[[#12]]``."""
    return normalizeReference(text[2:-2]) in state.env.get("references", {})


def _rewrite(state: StateCore) -> None:
    state.tokens = rewritten(state.tokens)


def rewritten(tokens: list[Token]) -> list[Token]:
    """Block tokens with ids, boxes and notes taken out of their text, and attribute lists used."""
    for index, token in enumerate(tokens):
        if token.type != "inline":
            continue
        opening = tokens[index - 1]
        if opening.type == "heading_open":
            _take_id(opening, token)
        elif opening.type == "paragraph_open" and index > 1:
            _take_marker(tokens[index - 2], token)
    return _apply(tokens) if any(token.type == "attributes" for token in tokens) else tokens


def _take_id(opening: Token, inline: Token) -> None:
    found = HEADING_ID.search(inline.content) if inline.content.endswith("}") else None
    if found:
        opening.meta["id"] = found[1]
    elif inline.content.endswith("}"):
        found = HEADING_CLASSES.search(inline.content)
    if found:
        inline.content = inline.content[: found.start()].rstrip()


_BOXES = {
    " ": "\N{BALLOT BOX}",
    "-": "\N{BALLOT BOX WITH X}",
    ">": "\N{RIGHTWARDS ARROW}",
}


def _take_marker(parent: Token, inline: Token) -> None:
    if parent.type == "blockquote_open" and (callout := CALLOUT.match(inline.content)):
        title, _, rest = inline.content[callout.end() :].partition("\n")
        parent.meta["note"] = callout[1].lower()
        parent.meta["title"] = title.strip()
        parent.meta["fold"] = {"+": "open", "-": "shut"}.get(callout[2], "")
        inline.content = rest
        inline.meta["skipped"] = 1
    elif parent.type == "list_item_open" and (task := TASK.match(inline.content)):
        box = _BOXES.get(task[1], "\N{BALLOT BOX WITH CHECK}")
        rest = inline.content[task.end() :]
        if rest:
            parent.meta["box"] = box
        inline.content = rest or box


def _apply(tokens: Sequence[Token]) -> list[Token]:
    """``tokens`` with every attribute list taken out and notices put around their blocks.

    A list that directly follows a block belongs to it, any other to the block after it.
    """
    done: list[Token] = []
    waiting: str | None = None
    open_notes: list[tuple[int, str]] = []
    for token in tokens:
        if token.type == "attributes":
            begin = _sibling(done) if token.hidden else len(done)
            kind = _kind(token.content)
            if begin == len(done):
                waiting = kind or waiting
            elif _CONTENTS.match(token.content):
                del done[begin:]
            elif kind and done[begin].type == "blockquote_open":
                done[begin].meta = {"note": kind, "fold": ""} | done[begin].meta
            elif kind:
                done.insert(begin, _note("note_open", kind, done[begin]))
                done.append(_note("note_close", kind, token))
            continue
        if waiting and token.nesting >= 0:
            done.append(_note("note_open", waiting, token))
            open_notes.append((token.level, waiting))
            waiting = None
        done.append(token)
        if open_notes and token.nesting <= 0 and token.level == open_notes[-1][0]:
            done.append(_note("note_close", open_notes.pop()[1], token))
    return done


def _sibling(done: Sequence[Token]) -> int:
    """Where the block that ends ``done`` begins; the length of ``done`` if none ends there."""
    if not done or done[-1].nesting == 1:
        return len(done)
    if done[-1].nesting == 0:
        return len(done) - 1
    index = len(done) - 1
    while index and not (done[index].nesting == 1 and done[index].level == done[-1].level):
        index -= 1
    return index


def _kind(attributes: str) -> str | None:
    found = NOTICE_ATTRIBUTE.search(attributes)
    return (found[1] or "note") if found else None


def _note(name: str, kind: str, beside: Token) -> Token:
    token = Token(name, "", 1 if name == "note_open" else -1, level=beside.level)
    token.meta = {"note": kind}
    token.map = beside.map
    return token
