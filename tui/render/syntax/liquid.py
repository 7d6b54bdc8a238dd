"""Liquid and Hugo's shortcodes as markdown-it rules: shown for what they say, never run."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block.state_block import StateBlock
from markdown_it.rules_inline.state_inline import StateInline

from index.lazy_pattern import lazy_pattern
from index.syntax import (
    END_HIGHLIGHT,
    END_LIQUID_COMMENT,
    END_RAW,
    HIGHLIGHT,
    LIQUID_COMMENT,
    LIQUID_OUTPUT,
    LIQUID_TAG,
    SHORTCODE_END,
    Inclusion,
    code_language,
    inclusion,
)

from .markup import IMAGE_SIGN, MEDIUM_SIGNS

_LONGEST = 4_000
_CAPTURE = lazy_pattern(r"\{%-?[ \t]*+capture[ \t]++(\w++)[ \t]*+-?%\}")
_END_CAPTURE = lazy_pattern(r"\{%-?[ \t]*+endcapture[ \t]*+-?%\}")
_OUTPUT = lazy_pattern(r"\{\{-?\s*+(\w++)\s*+(?:\|[^{}]{0,200}+)?-?\}\}")
_ASSIGN = lazy_pattern(
    r"""\{%-?\s*+assign\s++(\w++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|(-?[\d.]++))\s*+-?%\}"""
)
_SILENT = frozenset(
    {
        "assign", "capture", "endcapture", "if", "elsif", "else", "endif", "unless", "endunless",
        "for", "endfor", "case", "when", "endcase", "break", "continue", "increment", "decrement",
        "cycle", "tablerow", "endtablerow", "include", "include_cached", "include_relative",
        "raw", "endraw", "comment", "endcomment", "seo", "feed_meta",
    }
)  # fmt: skip
"""Tags that print nothing themselves."""
_VALUE = lazy_pattern(
    r"\{\{-?\s*((?:site|page)\.\w+)\s*(?:\|\s*(?:escape|xml_escape|strip_html|strip)\s*)*-?\}\}"
)
_PIECES = {
    "image": f"{IMAGE_SIGN} {{}}",
    "video": f"{MEDIUM_SIGNS['video']} {{}}",
    "gist": f"{MEDIUM_SIGNS['page']} gist {{}}",
    "link": "{}",
}


def install(md: MarkdownIt) -> None:
    """Let ``md`` give ``liquid`` tokens, a ``fence`` for a highlight, nothing for comments."""
    md.inline.ruler.before("escape", "liquid", _inline)
    alternatives: dict[str, list[str]] = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("fence", "liquid_block", _block, alternatives)  # type: ignore[arg-type]
    md.block.ruler.before("fence", "shortcode", _shortcode, alternatives)  # type: ignore[arg-type]


def media(tag: str, plain: Callable[[str], str]) -> tuple[Inclusion, str] | None:
    """What a tag brings in, and the text that stands for it; None where that is not known.

    ``plain`` gives the text of a caption, which is Markdown.
    """
    found = inclusion(tag)
    if found is None:
        return None
    said = " – ".join(part for part in (found.name, *map(plain, found.captions)) if part)
    if not said:
        said = found.target if found.kind == "link" else found.target.rsplit("/", 1)[-1]
    return found, _PIECES[found.kind].format(said)


def is_silent(tag: str) -> bool:
    """Whether a tag prints nothing itself, but controls what is around it."""
    found = LIQUID_TAG.fullmatch(tag)
    return found is not None and found[1] in _SILENT


def assigned(tag: str) -> tuple[str, str] | None:
    """The name and the text that ``{% assign name = "text" %}`` gives it."""
    found = _ASSIGN.fullmatch(tag)
    return (found[1], found[2] or found[3] or found[4] or "") if found else None


def output_name(tag: str) -> str:
    """What ``{{ name | filter }}`` names; empty for anything else."""
    found = _OUTPUT.fullmatch(tag)
    return found[1] if found else ""


def value(tag: str, values: Mapping[str, str]) -> str | None:
    """What ``{{ site.title }}`` says where it is known, and goes through no filter that counts."""
    found = _VALUE.fullmatch(tag) or _OUTPUT.fullmatch(tag)
    return values.get(found[1]) if found else None


def _inline(state: StateInline, silent: bool) -> bool:
    source, start = state.src, state.pos
    if not source.startswith(("{%", "{{"), start) or _is_raw(state):
        return False
    pattern = LIQUID_TAG if source[start + 1] == "%" else LIQUID_OUTPUT
    found = pattern.match(source, start, min(state.posMax, start + _LONGEST))
    if not found:
        return False
    end = found.end()
    last = min(state.posMax, end + _LONGEST)
    if found[1] == "comment":
        closing = END_LIQUID_COMMENT.search(source, end, last)
        end = closing.end() if closing else end
    elif found[1] == "raw" and (closing := END_RAW.search(source, end, last)):
        state.env["raw"] = (source, end, closing.start())
    elif not silent:
        token = state.push("liquid", "", 0)
        token.content = found[0]
    state.pos = end
    return True


def _is_raw(state: StateInline) -> bool:
    """Whether ``{% raw %}`` keeps Liquid from being read here."""
    raw: tuple[str, int, int] = state.env.get("raw", ("", 0, 0))
    source, begin, end = raw
    return begin <= state.pos < end and source == state.src


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = _line(state, start)
    if not first.startswith(("{%", "{{<", "{{%")) or state.is_code_block(start):
        return False
    highlight, capture = HIGHLIGHT.match(first), _CAPTURE.match(first)
    opening = highlight or capture or LIQUID_COMMENT.match(first)
    if not opening:
        return False
    closing = END_HIGHLIGHT if highlight else _END_CAPTURE if capture else END_LIQUID_COMMENT
    # What is not closed from one line on is not closed from a later one either: without this,
    # each opening would look through all that follows.
    unclosed: set[tuple[re.Pattern[str], int]] = state.env.setdefault("unclosed", set())
    if (closing, end) in unclosed:
        return False
    at, rest = start, first[opening.end() :]
    lines: list[str] = []
    while not (found := closing.search(rest)):
        lines.append(rest)
        at += 1
        if at >= end:
            unclosed.add((closing, end))
            return False
        rest = _line(state, at, whole=True)
    if rest[: found.start()].strip():
        lines.append(rest[: found.start()])
    if silent:
        return True
    state.line = at + 1
    if capture:
        token = state.push("capture", "", 0)
        token.info, token.content = capture[1], "\n".join(lines)
        token.meta["put out"] = capture[1] in _names_put_out(state)
        token.map = [start, at + 1]
    if highlight:
        if not lines or not lines[0].strip():
            lines = lines[1:]
        token = state.push("fence", "code", 0)
        token.info = code_language(highlight)
        token.content = "\n".join(lines) + "\n"
        token.map = [start, at + 1]
    return True


def _names_put_out(state: StateBlock) -> frozenset[str]:
    """What ``{{ name }}`` names anywhere in a text; found once."""
    names: frozenset[str] | None = state.env.get("names put out")
    if names is None:
        names = state.env["names put out"] = frozenset(_OUTPUT.findall(state.src))
    return names


def _shortcode(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A shortcode over several lines is a paragraph, whatever its lines begin with."""
    first = _line(state, start)
    if not first.startswith(("{{<", "{{%")) or SHORTCODE_END.search(first):
        return False
    unclosed: set[int] = state.env.setdefault("unclosed shortcodes", set())
    if state.is_code_block(start) or end in unclosed:
        return False
    last = start + 1
    while last < end and not SHORTCODE_END.search(_line(state, last)):
        last += 1
    if last == end:
        unclosed.add(end)
        return False
    if silent:
        return True
    lines = [first, *(_line(state, at).strip() for at in range(start + 1, last + 1))]
    state.push("paragraph_open", "p", 1).map = [start, last + 1]
    token = state.push("inline", "", 0)
    token.content, token.children = "\n".join(lines), []
    token.map = [start, last + 1]
    state.push("paragraph_close", "p", -1)
    state.line = last + 1
    return True


def _line(state: StateBlock, line: int, *, whole: bool = False) -> str:
    begin = state.bMarks[line] + (0 if whole else state.tShift[line])
    return state.src[begin : state.eMarks[line]]
