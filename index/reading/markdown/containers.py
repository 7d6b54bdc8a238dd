"""The state of the block scanner: which quotes, list items and block a line stands in.

``BlockState`` is the one value that the functions of ``text_blocks`` and ``blocks`` work on. Quotes
and list items are only tracked, as far as the meaning of the next line depends on them; no tree is
built.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.lazy_pattern import lazy_pattern
from index.messages import Message
from index.syntax import CALLOUT

from .block_syntax import AttributeList, html_opening
from .regions import QUOTE_MARKS, Region

MARKER = lazy_pattern(r"(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)")
"""What begins a list item."""
_FENCE_OR_RULE = lazy_pattern(r"`{3,}[^`]*$|~{3}|([-*_])[ \t]*+(?:\1[ \t]*+){2,}$")


@dataclass(slots=True)
class RawHeading:
    """A heading before its inline markup is read; ``line`` is an index into the body's lines.

    ``whole`` tells whether ``source`` is all there is on that line.
    """

    level: int
    line: int
    source: str
    id: str | None = None
    whole: bool = True
    in_contents: bool = True


@dataclass(slots=True)
class Blocks:
    """What the lines of a body are.

    ``text`` has for each line the source of its inline markup, with ``BLOCK`` where a block begins;
    ``verbatim`` the lines that are prose exactly as written; ``code`` the code of each line.
    ``references`` are the link definitions by folded label. ``problems`` are (line index, message),
    ``tasks`` (line index, mark).
    """

    text: list[str]
    code: list[str]
    verbatim: dict[int, str] = field(default_factory=dict)
    headings: list[RawHeading] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    languages: dict[str, None] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    problems: list[tuple[int, Message]] = field(default_factory=list)
    tasks: list[tuple[int, str]] = field(default_factory=list)


class BlockState:
    """The result so far, and all that the meaning of the next line depends on.

    Args:
        lines: The lines of the body, without line ends.
        kramdown: Whether headings follow kramdown's rules instead of CommonMark's.
        comments: Whether ``%%`` on a line of its own begins a comment, as in Obsidian.

    Attributes:
        blocks: The result so far.
        items: For each level of quotes, the columns where the contents of open list items begin.
        depth: How many quotes are open.
        open: Whether a paragraph, a ``table`` or the HTML element named ``html`` goes on.
        table: Whether the open block is a table.
        html: The name of the open HTML element whose lines are not Markdown, or empty.
        html_depth: How many elements of that name are open.
        blank: Whether the line before was blank.
        indent: The column of the current line.
        relative: The column of the current line within its list item.
        paragraph: The line on which the open paragraph began.
        after_boundary: Whether the open paragraph began after a blank line or another block.
        last_heading: The heading on the line above, if there is one.
        attributes: The attribute list that the next heading takes.
        region: The region that takes the lines as a whole, if one is open.
        next_end: For each end that was asked for, the next line with it, or the number of lines.
    """

    __slots__ = (
        "after_boundary",
        "attributes",
        "blank",
        "blocks",
        "comments",
        "depth",
        "html",
        "html_depth",
        "indent",
        "items",
        "kramdown",
        "last_heading",
        "lines",
        "next_end",
        "open",
        "paragraph",
        "region",
        "relative",
        "table",
    )

    def __init__(self, lines: list[str], *, kramdown: bool, comments: bool) -> None:
        self.blocks = Blocks([""] * len(lines), [""] * len(lines))
        self.lines = lines
        self.kramdown = kramdown
        self.comments = comments
        self.items: list[list[int]] = [[]]
        self.depth = 0
        self.open = False
        self.table = False
        self.html = ""
        self.html_depth = 0
        self.blank = True
        self.indent = 0
        self.relative = 0
        self.paragraph = 0
        self.after_boundary = True
        self.last_heading: RawHeading | None = None
        self.attributes: AttributeList | None = None
        self.region: Region | None = None
        self.next_end: dict[re.Pattern[str], int] = {}

    def blank_line(self) -> None:
        """Take a blank line: it ends the open block."""
        self.blank, self.open, self.table, self.html = True, False, False, ""
        self.last_heading = None

    def end_block(self) -> None:
        """End the open block."""
        self.open, self.table, self.html = False, False, ""

    def ends_below(self, end: re.Pattern[str], index: int) -> bool:
        """Whether ``end`` is found on a line below the one at ``index``."""
        return self.end_below(end, index) is not None

    def end_below(self, end: re.Pattern[str], index: int) -> int | None:
        """The next line below the one at ``index`` on which ``end`` is found.

        Ask for the lines in order: each is searched once for an end, however many regions begin.
        """
        at = self.next_end.get(end, 0)
        if at <= index:
            at = index + 1
            while at < len(self.lines) and end.search(self.lines[at]) is None:
                at += 1
            self.next_end[end] = at
        return at if at < len(self.lines) else None


def enter_quotes(state: BlockState, text: str) -> tuple[str, int]:
    """Remove the quote marks that ``text`` begins with; gives the rest and its indentation."""
    marks = QUOTE_MARKS.match(text)
    end = marks.end() if marks else 1
    depth = text.count(">", 0, end)
    begins = depth != state.depth
    if begins:
        leave_quotes(state)
        state.depth = depth
        state.items.append([])
    inner = text[end:]
    rest = inner.lstrip(" \t")
    indent = len(inner) - len(rest)
    callout = CALLOUT.match(rest) if begins or state.blank else None
    if callout is not None:
        state.blocks.flags.add("note")
        rest = rest[callout.end() :]
        state.open = False
    return rest, indent


def leave_quotes(state: BlockState) -> None:
    """Close all quotes, and the lists in them."""
    state.depth = 0
    del state.items[1:]
    state.end_block()


def _interrupts(text: str) -> bool:
    """Whether a line begins a block that ends a paragraph, besides headings, quotes and items."""
    if text[0] == "<":
        return text.startswith("<!--") or html_opening(text) is not None
    return _FENCE_OR_RULE.match(text) is not None


def leave_items(state: BlockState, text: str, indent: int) -> None:
    """Close the list items that a line at column ``indent`` does not belong to.

    None is closed where the line continues a paragraph without its indentation (CommonMark's lazy
    continuation). A fence, a rule and an element of HTML do not; in kramdown they are lines of the
    item.

    Args:
        state: The scanner's state.
        text: The line without its indentation.
        indent: The column at which it begins.
    """
    ends = MARKER.match(text) or text[0] in "#>" or (not state.kramdown and _interrupts(text))
    if state.open and not ends:
        return
    items = state.items[-1]
    while items and indent < items[-1]:
        items.pop()
    state.end_block()
