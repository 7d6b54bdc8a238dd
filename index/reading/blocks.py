"""The block scanner: one pass over the lines of a body that tells headings, code and text apart.

Headings follow kramdown's GFM parser in Jekyll sites and CommonMark elsewhere. The scanner keeps no
tree: ``BlockState`` has what the next line depends on, and a table maps the first character of a
line to the functions that may take it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from index.messages import Message

from .block_syntax import AttributeList, HtmlOpening, html_opening, link_definition
from .containers import (
    MARKER,
    Blocks,
    BlockState,
    enter_quotes,
    leave_items,
    leave_quotes,
)
from .passage import BLOCK
from .regions import (
    END_NOTE_COMMENT,
    DisplayMath,
    Fence,
    Hidden,
    Region,
    begin_element,
    begin_hidden,
    begin_highlight,
    language_of,
)
from .text_blocks import (
    apply_attributes,
    atx_heading,
    delimiter_row,
    setext_heading,
    table_row,
    take_html_headings,
    text_line,
)

_UNDERLINE = re.compile(r"(?:=+|-+)$")
_RULE = re.compile(r"(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})$")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(.*)$")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
_ABBREVIATION = re.compile(r"\*\[[^\]]+\]:")

_Handler = Callable[[BlockState, int, str], bool]
"""Takes a line (state, index, text without indentation); False if it is not of that kind."""


def read_blocks(lines: list[str], *, kramdown: bool = True, comments: bool = False) -> Blocks:
    """Tell the blocks of a body apart.

    Args:
        lines: The lines of the body, without line ends and free of ``BLOCK``.
        kramdown: Whether headings follow kramdown's rules instead of CommonMark's.
        comments: Whether what stands between lines that begin and end with ``%%`` is hidden, as
            Obsidian does.

    Returns:
        What each line is, and what was found on the way.
    """
    state = BlockState(lines, kramdown=kramdown, comments=comments)
    for index, line in enumerate(lines):
        rest = line
        if state.region is None:
            if not line:
                state.blank_line()
                continue
            if not state.items[-1] and not state.depth and _unindented_line(state, index, line):
                continue
        else:
            left = state.region.take(index, line)
            if left is None:
                continue
            _end_region(state)
            if not left:
                continue
            rest = left
        stripped = rest.lstrip(" \t")
        text = stripped.rstrip()
        if not text:
            state.blank_line()
            continue
        indent = len(rest) - len(stripped)
        if indent and "\t" in rest[:indent]:
            indent = len(rest[:indent].expandtabs(4))
        _contained_line(state, index, text, indent)
    if isinstance(state.region, Fence):
        message = Message.of("fence-unclosed", mark=state.region.mark[:8])
        state.blocks.problems.append((state.region.line, message))
    return state.blocks


def _unindented_line(state: BlockState, index: int, line: str) -> bool:
    """Take a line in no container and without indentation, as most lines are.

    This is a short cut for ``_contained_line``; False where the line needs that.
    """
    handler = _HANDLERS.get(line[0])
    if handler is None:
        if line[0] in " \t>" or line.isspace():
            return False
        text_line(state, index, line.rstrip())
    else:
        if state.html:
            return False
        state.indent = state.relative = 0
        text = line.rstrip()
        if not handler(state, index, text):
            text_line(state, index, text)
    state.blank = False
    return True


def _contained_line(state: BlockState, index: int, text: str, indent: int) -> None:
    """Take a line that is not blank: first its quotes and list items, then its block."""
    items = state.items[-1]
    if text[0] == ">" and indent - (items[-1] if items else 0) < 4:
        text, indent = enter_quotes(state, text)
        if not text:
            state.blank_line()
            return
        items = state.items[-1]
    elif state.depth and not (state.open and text[0] not in _HANDLERS):
        leave_quotes(state)
        items = state.items[-1]
    if items and indent < items[-1]:
        leave_items(state, text, indent)
    state.indent = indent
    state.relative = indent - (items[-1] if items else 0)
    if state.relative >= 4 and not state.open:
        _indented_code(state, index, text)
        return
    if text[0] in _HANDLERS:
        _block_start(state, index, text)
    else:
        text_line(state, index, text)
    state.blank = False


def _block_start(state: BlockState, index: int, text: str) -> None:
    """Take a line whose first character may begin a block."""
    if state.html:
        take_html_headings(state, index, text)
        state.blocks.text[index] = text
        if f"</{state.html}" in text.lower():
            state.end_block()
    elif not _HANDLERS[text[0]](state, index, text):
        text_line(state, index, text)


def _indented_code(state: BlockState, index: int, text: str) -> None:
    state.blocks.code[index] = " " * (state.relative - 4) + text
    state.blocks.flags.add("code")
    state.blank = False
    state.last_heading = None


# Regions


def _begin_region(state: BlockState, region: Region, index: int, rest: str) -> bool:
    """Begin a region with the rest of the line that it begins on."""
    state.end_block()
    state.last_heading = None
    if region.is_code:
        state.blocks.flags.add("code")
    left = region.take(index, rest)
    if left is None:
        state.region = region
        return True
    _end_region(state)
    if left.strip():
        state.blocks.text[index] = BLOCK + left.strip()
        state.open, state.blank, state.paragraph = True, False, index
    return True


def _end_region(state: BlockState) -> None:
    state.region = None
    state.blank = True


# Lists and rules


def _dash(state: BlockState, index: int, text: str) -> bool:
    """``-``, ``=``, ``_``: a setext underline, a delimiter row, a rule or a list item."""
    if state.open and not state.table and _UNDERLINE.match(text):
        if setext_heading(state, index, text):
            return True
    elif delimiter_row(state, index, text):
        return True
    if text[-1] in "-*_" and text[0] != "=" and _RULE.match(text):
        state.end_block()
        return True
    return text[0] in "-*" and _list_item(state, index, text)


def _star(state: BlockState, index: int, text: str) -> bool:
    return _ABBREVIATION.match(text) is not None or _dash(state, index, text)


def _list_item(state: BlockState, index: int, text: str) -> bool:
    """A list item, or several nested ones on one line."""
    marker = MARKER.match(text)
    if marker is None or (state.kramdown and ")" in marker[0]):
        return False
    items, indent = state.items[-1], state.indent
    at, rule = 0, len(text.rstrip("-*_ \t"))
    while marker is not None and not (at >= rule and _RULE.match(text, at)):
        width = marker.end() - at
        if marker.end() < len(text) and text[marker.end() - 1] == "\t":
            width = 4
        elif width > 5:
            width = 2
        indent += width
        items.append(indent)
        at = marker.end()
        marker = MARKER.match(text, at)
    state.end_block()
    state.blank = True
    state.last_heading = None
    task = _TASK.match(text, at) if text.startswith("[", at) else None
    _item_text(state, index, text[task.end() :] if task else text[at:])
    return True


def _item_text(state: BlockState, index: int, text: str) -> None:
    if text[:1] == ">":
        text, _ = enter_quotes(state, text)
    state.relative = 0
    if text and (text[0] in "#`~<|$" or text.startswith("{:")):
        _block_start(state, index, text)
    elif text:
        text_line(state, index, text)


# Definitions


def _colon(state: BlockState, index: int, text: str) -> bool:
    """A definition of the term on the line above, or a table's delimiter row."""
    if text[1:2] in {" ", "\t"} and index and not (state.relative and state.open):
        state.end_block()
        state.items[-1].append(state.indent + 2)
        text_line(state, index, text[2:].lstrip())
        return True
    return delimiter_row(state, index, text)


def _definition(state: BlockState, index: int, text: str) -> bool:
    """A footnote or a link definition."""
    footnote = _FOOTNOTE.match(text)
    if footnote is not None:
        state.end_block()
        state.items[-1].append(state.indent + 4)
        if footnote.end() < len(text):
            text_line(state, index, text[footnote.end() :])
        return True
    definition = None if state.open else link_definition(text)
    if definition is None:
        return False
    state.blocks.references.setdefault(*definition)
    state.blank = True
    return True


# Code, math, HTML, Liquid, attribute lists


def _fence(state: BlockState, index: int, text: str) -> bool:
    match = _FENCE.match(text)
    if match is None or (text[0] == "`" and "`" in match[2]):
        return False
    state.end_block()
    state.blocks.flags.add("code")
    _add_language(state, language_of(match[2]))
    items = state.items[-1]
    state.region = Fence(
        match[1],
        index,
        state.blocks.code,
        indent=items[-1] if items else 0,
        quoted=state.depth > 0,
    )
    state.last_heading = None
    return True


def _add_language(state: BlockState, language: str) -> None:
    if language:
        state.blocks.languages.setdefault(language)


def _display_math(state: BlockState, index: int, text: str) -> bool:
    """Display math over several lines, if it is closed anywhere."""
    if not text.startswith("$$") or text.count("$$") > 1:
        return False
    if not state.mark_follows("$$", index):
        return False
    state.blocks.flags.add("math")
    return _begin_region(state, DisplayMath(state.blocks.verbatim), index, text[2:])


def _note_comment(state: BlockState, index: int, text: str) -> bool:
    """An Obsidian comment over several lines, if it is closed anywhere."""
    if not state.comments or not text.startswith("%%") or text.count("%%") > 1:
        return False
    if not state.mark_follows("%%", index):
        return False
    return _begin_region(state, Hidden(END_NOTE_COMMENT), index, text[2:])


def _html(state: BlockState, index: int, text: str) -> bool:
    region = begin_hidden(text) or begin_element(text, state.blocks.code)
    if region is not None:
        return _begin_region(state, region[0], index, region[1])
    opening = html_opening(text)
    if opening is None:
        return False
    _html_element(state, index, text, opening)
    return True


def _html_element(state: BlockState, index: int, text: str, opening: HtmlOpening) -> None:
    """A block-level element, whose lines are not Markdown until it or the paragraph ends."""
    if opening.is_note:
        state.blocks.flags.add("note")
    if opening.name == "table":
        state.blocks.flags.add("table")
    state.end_block()
    take_html_headings(state, index, text)
    state.blocks.text[index] = BLOCK + text
    if opening.is_open:
        state.html = opening.name
        state.open = True
    state.last_heading = None


def _brace(state: BlockState, index: int, text: str) -> bool:
    """A comment, an attribute list or a ``highlight`` tag."""
    hidden = begin_hidden(text)
    if hidden is not None:
        return _begin_region(state, hidden[0], index, hidden[1])
    if text.startswith("{:"):
        return _attribute_list(state, index, text)
    highlight = begin_highlight(text, state.blocks.code)
    if highlight is None:
        return False
    region, language, rest = highlight
    _add_language(state, language)
    return _begin_region(state, region, index, rest)


def _attribute_list(state: BlockState, index: int, text: str) -> bool:
    """A line that is a kramdown attribute list, or another extension of kramdown."""
    if text.startswith(("{:/", "{::")):
        return True
    given = AttributeList.read(text)
    if given is None:
        return False
    if given.is_contents:
        _hide_contents_marker(state, index)
    if given.is_note:
        state.blocks.flags.add("note")
    _add_language(state, given.language)
    if state.last_heading is not None and not state.blank:
        apply_attributes(state.last_heading, given)
    elif not state.open:
        state.attributes = given
    state.end_block()
    state.blank = True
    return True


def _hide_contents_marker(state: BlockState, index: int) -> None:
    """``{:toc}`` replaces the list above it, which is not shown."""
    text = state.blocks.text
    while index and text[index - 1]:
        index -= 1
        text[index] = ""


_HANDLERS: Mapping[str, _Handler] = {
    "#": atx_heading,
    "-": _dash,
    "=": _dash,
    "_": _dash,
    "*": _star,
    "+": _list_item,
    **dict.fromkeys("0123456789", _list_item),
    "`": _fence,
    "~": _fence,
    "|": table_row,
    ":": _colon,
    "<": _html,
    "[": _definition,
    "{": _brace,
    "$": _display_math,
    "%": _note_comment,
}
