"""The block scanner: one pass over the lines of a body that tells headings, code and text apart.

Headings follow kramdown's GFM parser in Jekyll sites and CommonMark elsewhere. The scanner keeps no
tree: ``BlockState`` has what the next line depends on, and a table maps the first character of a
line to the functions that may take it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from index.lazy_pattern import lazy_pattern
from index.messages import Message
from index.syntax import (
    ABBREVIATION,
    ADMONITION,
    CONTAINER,
    CONTAINER_END,
    END_HIGHLIGHT,
    EXTENSION_LINE,
    NOTE_COMMENT,
    NOTICE_TAG,
    NOTICE_TAG_END,
    SHORTCODE_END,
    TASK,
    language_of,
    notice_of,
)

from .block_syntax import (
    AttributeList,
    HtmlOpening,
    closing_tag,
    html_opening,
    link_definition,
    raw_html,
    tag_balance,
)
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
    DisplayMath,
    Fence,
    Hidden,
    Region,
    Shortcode,
    begin_element,
    begin_hidden,
    begin_highlight,
    hidden_tail,
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

_UNDERLINE = lazy_pattern(r"(?:=+|-+)$")
_RULE = lazy_pattern(r"(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})$")
_MATH_END = lazy_pattern(r"\$\$")
_NOTE_COMMENT_END = lazy_pattern(NOTE_COMMENT)
_FENCE = lazy_pattern(r"(`{3,}|~{3,})[ \t]*(.*)$")
_FOOTNOTE = lazy_pattern(r"\[\^[^\]\s]+\]:[ \t]*")

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
                _blank_line(state, index)
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
            _blank_line(state, index)
            continue
        indent = len(rest) - len(stripped)
        if indent and "\t" in rest[:indent]:
            indent = len(rest[:indent].expandtabs(4))
        _contained_line(state, index, text, indent)
    if isinstance(state.region, Fence):
        message = Message.of("fence-unclosed", mark=state.region.mark[:8])
        state.blocks.problems.append((state.region.line, message))
    return state.blocks


def _blank_line(state: BlockState, index: int) -> None:
    """Take a blank line, which ends what is open, but in kramdown no element of HTML."""
    is_kept = state.html and state.kramdown and state.html_depth > 0
    if not (is_kept and state.ends_below(closing_tag(state.html), index)):
        state.blank_line()


def _unindented_line(state: BlockState, index: int, line: str) -> bool:
    """Take a line in no container and without indentation, as most lines are.

    This is a short cut for ``_contained_line``; False where the line needs that.
    """
    if state.html:
        return False
    handler = _HANDLERS.get(line[0])
    if handler is None:
        if line[0] in " \t>" or line.isspace():
            return False
        text_line(state, index, line.rstrip())
    else:
        state.indent = state.relative = 0
        text = line.rstrip()
        if not handler(state, index, text):
            text_line(state, index, text)
    state.blank = False
    return True


def _contained_line(state: BlockState, index: int, text: str, indent: int) -> None:
    """Take a line that is not blank: first its quotes and list items, then its block."""
    items = state.items[-1]
    in_html = state.html and not (state.depth or state.kramdown)
    if text[0] == ">" and not in_html and indent - (items[-1] if items else 0) < 4:
        if items and indent < items[-1] and not (state.depth or state.kramdown):
            leave_items(state, text, indent)
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
    if state.relative >= 4 and not (state.html or state.table or state.kramdown):
        text_line(state, index, text)  # CommonMark: a block begins with up to three blanks
    elif state.html or text[0] in _HANDLERS:
        _block_start(state, index, text)
    else:
        text_line(state, index, text)
    state.blank = False


def _block_start(state: BlockState, index: int, text: str) -> None:
    """Take a line whose first character may begin a block."""
    if state.html and state.kramdown and "markdown=" in text:
        state.end_block()
    if state.html:
        take_html_headings(state, index, text)
        state.blocks.text[index] = raw_html(text)
        if "<" in text:
            state.html_depth += tag_balance(text, state.html)
            # kramdown goes on with Markdown behind the closing tag, CommonMark after a blank line.
            if state.kramdown and state.html_depth <= 0:
                state.end_block()
            _begin_hidden_within(state, index, text)
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


def _begin_hidden(state: BlockState, region: Hidden, index: int, rest: str) -> bool:
    """Begin a region that is not shown.

    One that is never closed hides nothing: of an element the rest of its line, of a comment its
    mark alone.
    """
    if not (region.end.search(rest) or state.ends_below(region.end, index)):
        if region.is_element:
            state.end_block()
        return region.is_element
    return _begin_region(state, region, index, rest)


def _end_region(state: BlockState) -> None:
    state.region = None
    state.blank = True


# Lists and rules


def _dash(state: BlockState, index: int, text: str) -> bool:
    """``-``, ``=``, ``_``: a setext underline, a delimiter row, a rule or a list item."""
    if state.open and not state.table and _UNDERLINE.match(text):
        if setext_heading(state, index, text):
            return True
    elif "|" in text and delimiter_row(state, index, text):
        return True
    if text[-1] in "-*_" and text[0] != "=" and _RULE.match(text):
        state.end_block()
        return True
    return text[0] in "-*" and _list_item(state, index, text)


def _star(state: BlockState, index: int, text: str) -> bool:
    """The definition of an abbreviation, or what ``_dash`` takes."""
    abbreviation = ABBREVIATION.match(text)
    if abbreviation is None:
        return _dash(state, index, text)
    state.end_block()
    state.blocks.verbatim[index] = f"{abbreviation[1]}: {abbreviation[2]}"
    return True


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
    task = TASK.match(text, at) if text.startswith("[", at) else None
    if task is not None and task.end() < len(text):
        state.blocks.tasks.append((index, task[1]))
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
    if text.startswith(":::"):
        return _container(state, index, text)
    if text[1:2] in {" ", "\t"} and index and not (state.relative and state.open):
        state.end_block()
        state.items[-1].append(state.indent + 2)
        text_line(state, index, text[2:].lstrip())
        return True
    return delimiter_row(state, index, text)


def _container(state: BlockState, index: int, text: str) -> bool:
    """A line that begins or ends a container; of the first the title is shown."""
    begun = None if CONTAINER_END.match(text) else CONTAINER.match(text)
    if begun is None and not CONTAINER_END.match(text):
        return False
    state.end_block()
    state.last_heading = None
    title = (begun["label"] or begun["title"] or "") if begun else ""
    if begun:
        state.blocks.flags.add("note")
    if title:
        text_line(state, index, title)
        state.end_block()
    state.blank = True
    return True


def _admonition(state: BlockState, index: int, text: str) -> bool:
    """A line that begins a notice of Python-Markdown, whose text is indented."""
    begun = ADMONITION.match(text) if text.startswith(("!!!", "???")) else None
    if begun is None:
        return False
    state.end_block()
    state.blocks.flags.add("note")
    if begun[3]:
        text_line(state, index, begun[3])
        state.end_block()
    state.items[-1].append(state.indent + 4)
    state.blank = True
    return True


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
        strict=not state.kramdown,
        whole=bool(items) and state.kramdown and state.ends_below(_fence_end(match[1]), index),
    )
    state.last_heading = None
    return True


@lru_cache(64)
def _fence_end(mark: str) -> re.Pattern[str]:
    return re.compile(rf"[ \t>]*{mark}{mark[0]}*[ \t]*$")


def _add_language(state: BlockState, language: str) -> None:
    if language:
        state.blocks.languages.setdefault(language)


def _display_math(state: BlockState, index: int, text: str) -> bool:
    """Display math over several lines, if it is closed in the quote and the item it is in."""
    if not text.startswith("$$") or text.count("$$") > 1 or not _is_math_closed(state, index):
        return False
    state.blocks.flags.add("math")
    quoted = index if state.depth else None
    region = DisplayMath(state.blocks.verbatim, quoted=quoted)
    return _begin_region(state, region, index, text[2:])


def _is_math_closed(state: BlockState, index: int) -> bool:
    """Whether the next ``$$`` below ends its line, and no line before it ends the block."""
    end = state.end_below(_MATH_END, index)
    if end is None or state.lines[end].partition("$$")[2].strip():
        return False
    within = state.lines[index + 1 : end + 1]
    if state.depth:
        return all(line.lstrip(" \t").startswith(">") for line in within)
    items = state.items[-1]
    column = items[-1] if items and state.relative >= 0 else 0
    return not column or all(_indent(line) >= column for line in within)


def _indent(line: str) -> int:
    """The column at which the text of a line begins."""
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))


def _note_comment(state: BlockState, index: int, text: str) -> bool:
    """An Obsidian comment over several lines, if it is closed anywhere."""
    if not state.comments or not text.startswith(NOTE_COMMENT) or text.count(NOTE_COMMENT) > 1:
        return False
    return _begin_hidden(state, Hidden(_NOTE_COMMENT_END), index, text[2:])


def _html(state: BlockState, index: int, text: str) -> bool:
    found = begin_hidden(text) or begin_element(text, state.blocks.code)
    if found is not None:
        region, rest = found
        if isinstance(region, Hidden):
            return _begin_hidden(state, region, index, rest)
        return _begin_region(state, region, index, rest)
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
    state.blocks.text[index] = BLOCK + (text if opening.holds_markdown else raw_html(text))
    if opening.balance > 0 or not (state.kramdown or opening.holds_markdown):
        state.html = opening.name
        state.html_depth = opening.balance  # which kramdown alone goes by
        state.open = True
    state.last_heading = None
    _begin_hidden_within(state, index, text)


def _begin_hidden_within(state: BlockState, index: int, text: str) -> None:
    """Begin a script, style or comment on a line of HTML, if it goes on after the line."""
    found = hidden_tail(text) if "<!--" in text or "<s" in text.lower() else None
    if found is None or not state.ends_below(found[0].end, index):
        return
    region, begin = found
    mark = BLOCK if state.blocks.text[index].startswith(BLOCK) else ""
    state.blocks.text[index] = mark + raw_html(text[:begin])
    state.end_block()
    state.region = region


def _brace(state: BlockState, index: int, text: str) -> bool:
    """A comment, an attribute list or a ``highlight`` tag."""
    hidden = begin_hidden(text)
    if hidden is not None:
        return _begin_hidden(state, hidden[0], index, hidden[1])
    if text.startswith("{:"):
        return _attribute_list(state, index, text)
    if text.startswith(("{{<", "{{%")) and not SHORTCODE_END.search(text):
        return _long_shortcode(state, index, text)
    highlight = begin_highlight(text, state.blocks.code)
    if highlight is None:
        return _notice_tag(state, index, text)
    region, language, rest = highlight
    if not (END_HIGHLIGHT.search(rest) or state.ends_below(END_HIGHLIGHT, index)):
        return False
    _add_language(state, language)
    return _begin_region(state, region, index, rest)


def _long_shortcode(state: BlockState, index: int, text: str) -> bool:
    """A shortcode that goes on on the next lines, if it is closed on one of them."""
    if not state.ends_below(SHORTCODE_END, index):
        return False
    state.end_block()
    text_line(state, index, text)
    state.end_block()
    state.region = Shortcode(state.blocks.text)
    return True


def _notice_tag(state: BlockState, index: int, text: str) -> bool:
    """A tag that begins or ends a notice; of the first the title is shown."""
    begun = NOTICE_TAG.match(text)
    if begun is None and not NOTICE_TAG_END.match(text):
        return False
    state.end_block()
    state.last_heading = None
    if begun is not None:
        state.blocks.flags.add("note")
        if title := notice_of(begun)[1]:
            text_line(state, index, title)
            state.end_block()
    state.blank = True
    return True


def _attribute_list(state: BlockState, index: int, text: str) -> bool:
    """A line that is a kramdown attribute list, or another extension of kramdown."""
    if EXTENSION_LINE.match(text):
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
    "!": _admonition,
    "?": _admonition,
    "[": _definition,
    "{": _brace,
    "$": _display_math,
    "%": _note_comment,
}
