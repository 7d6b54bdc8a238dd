"""Paragraphs, headings and tables, recognised line by line.

Each function takes the scanner's state, the index of the line and its text without indentation.
"""

from __future__ import annotations

from index.lazy_pattern import lazy_pattern
from index.syntax import BLOCK_PROPERTY

from .block_syntax import AttributeList, html_headings, split_heading_id, table_cells
from .containers import BlockState, RawHeading
from .passage import BLOCK

_ATX = lazy_pattern(r"(#{1,6})(?:[ \t]+(.*))?$")
_ATX_CLOSE = lazy_pattern(r"(?<![^ \t])#+$")
_DELIMITERS = lazy_pattern(r"(?=.*-)(?=.*\|)[|:\-+= \t]+$")


def text_line(state: BlockState, index: int, text: str) -> None:
    """Take a line of a paragraph, its first or a later one.

    Args:
        state: The scanner's state.
        index: The index of the line.
        text: The line without its indentation.
    """
    if state.comments and "::" in text and BLOCK_PROPERTY.match(text):
        state.end_block()
        return
    if state.open:
        state.blocks.text[index] = table_cells(text) if state.table else text
        return
    state.open = True
    state.paragraph = index
    state.after_boundary = state.blank or state.last_heading is None
    state.last_heading = None
    state.blocks.text[index] = BLOCK + text


def atx_heading(state: BlockState, index: int, text: str) -> bool:
    """Take a heading that begins with ``#``.

    Args:
        state: The scanner's state.
        index: The index of the line.
        text: The line without its indentation.

    Returns:
        Whether the line is such a heading.
    """
    match = _ATX.match(text)
    if match is None or (state.kramdown and (state.relative > 0 or match[2] is None)):
        return False
    source, given = split_heading_id((match[2] or "").rstrip())
    if source.endswith("#"):
        source = _ATX_CLOSE.sub("", source).rstrip()
    if given is None:
        source, given = split_heading_id(source)
    state.end_block()
    _add_heading(state, RawHeading(len(match[1]), index, source), given)
    state.blocks.text[index] = BLOCK + source
    return True


def _add_heading(state: BlockState, heading: RawHeading, given: AttributeList | None) -> None:
    if state.attributes is not None:
        apply_attributes(heading, state.attributes)
        state.attributes = None
    if given is not None:
        apply_attributes(heading, given)
    state.blocks.headings.append(heading)
    state.last_heading = heading
    state.open = False


def apply_attributes(heading: RawHeading, given: AttributeList) -> None:
    """Set the id of a heading, and whether the contents list it, as an attribute list says."""
    heading.id = given.id or heading.id
    heading.in_contents = heading.in_contents and given.in_contents


def setext_heading(state: BlockState, index: int, text: str) -> bool:
    """Turn the open paragraph into a heading, if this line underlines one.

    In kramdown such a heading has one line and follows a blank line.

    Args:
        state: The scanner's state.
        index: The index of the line.
        text: The line of ``=`` or ``-`` without its indentation.

    Returns:
        Whether the paragraph is a heading.
    """
    first = state.paragraph
    if state.kramdown and (first != index - 1 or not state.after_boundary):
        return False
    if state.items[-1] and (text == "-" or not state.kramdown):
        return False
    lines = state.blocks.text[first:index]
    source, given = split_heading_id(" ".join(line.lstrip(BLOCK) for line in lines).strip())
    level = 1 if text[0] == "=" else 2
    _add_heading(state, RawHeading(level, first, source, whole=first == index - 1), given)
    if given is not None:
        state.blocks.text[first] = BLOCK + source
    return True


def table_row(state: BlockState, index: int, text: str) -> bool:
    """Take a line that begins with ``|``: a row of a table or its delimiter row.

    Args:
        state: The scanner's state.
        index: The index of the line.
        text: The line without its indentation.

    Returns:
        True: no other kind of line begins so.
    """
    if not delimiter_row(state, index, text):
        state.blocks.text[index] = BLOCK + table_cells(text)
        state.open = True
        state.table = True
        state.blocks.flags.add("table")
        state.last_heading = None
    return True


def delimiter_row(state: BlockState, index: int, text: str) -> bool:
    """Take the line under a table's header, which makes the line above it a row.

    Args:
        state: The scanner's state.
        index: The index of the line.
        text: The line without its indentation.

    Returns:
        Whether the line is a delimiter row.
    """
    if not state.open or "|" not in text or not _DELIMITERS.match(text):
        return False
    if not state.table:
        header = state.blocks.text[index - 1]
        if "|" not in header:
            return False
        state.blocks.text[index - 1] = BLOCK + table_cells(header.lstrip(BLOCK))
    state.table = True
    state.blocks.flags.add("table")
    return True


def take_html_headings(state: BlockState, index: int, text: str) -> None:
    """Add the headings that are written in HTML on a line.

    Args:
        state: The scanner's state.
        index: The index of the line.
        text: The line without its indentation.
    """
    if "<h" in text or "<H" in text:
        for level, identifier, source in html_headings(text):
            state.blocks.headings.append(RawHeading(level, index, source, identifier, whole=False))
