"""What holds the blocks of a body: quotes and list items, and the block that is open in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.messages import Message

from .regions import QUOTE_MARKS

MARKER = re.compile(r"(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)")
"""What begins a list item."""
_CALLOUT = re.compile(r"\[!([\w-]+)\][+-]?[ \t]*")


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

    ``text`` has for each line what inline markup is to be read in, set off by ``BLOCK`` where a
    block begins; ``verbatim`` the lines that are prose as they stand; ``code`` the code of each
    line. ``references`` are the link definitions by folded label. ``problems`` are (line index,
    message).
    """

    text: list[str]
    code: list[str]
    verbatim: dict[int, str] = field(default_factory=dict)
    headings: list[RawHeading] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    languages: dict[str, None] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    problems: list[tuple[int, Message]] = field(default_factory=list)


class Containers:
    """The containers of the line at hand, and whether a block goes on in them.

    ``items`` has for each level of quotes the columns where the contents of open list items begin.
    ``open`` is whether a paragraph, a ``table`` or the HTML element ``html`` goes on; ``blank``
    whether the line before was blank; ``last_heading`` what stands right above.
    """

    __slots__ = ("blank", "blocks", "depth", "html", "items", "last_heading", "open", "table")

    def __init__(self, length: int) -> None:
        self.blocks = Blocks([""] * length, [""] * length)
        self.items: list[list[int]] = [[]]
        self.depth = 0
        self.open = False
        self.blank = True
        self.html = ""
        self.table = False
        self.last_heading: RawHeading | None = None

    def blank_line(self) -> None:
        """Take a blank line."""
        self.blank, self.open, self.table, self.html = True, False, False, ""
        self.last_heading = None

    def boundary(self) -> None:
        """End the block that is open."""
        self.open, self.table, self.html = False, False, ""

    def enter_quotes(self, text: str) -> tuple[str, int]:
        """What is left of a line behind the marks of its quotes, and how far it is indented."""
        marks = QUOTE_MARKS.match(text)
        end = marks.end() if marks else 1
        depth = text.count(">", 0, end)
        if depth != self.depth:
            self.leave_quotes()
            self.depth = depth
            self.items.append([])
        inner = text[end:]
        rest = inner.lstrip(" \t")
        indent = len(inner) - len(rest)
        callout = _CALLOUT.match(rest)
        if callout is not None:
            self.blocks.flags.add("note")
            rest = rest[callout.end() :]
            self.open = False
        return rest, indent

    def leave_quotes(self) -> None:
        """Leave all quotes, and the lists in them."""
        self.depth = 0
        del self.items[1:]
        self.boundary()

    def leave_items(self, items: list[int], text: str, indent: int) -> None:
        """Leave the list items that a line is no part of; a paragraph's next line may be lazy."""
        if self.open and not (MARKER.match(text) or text[0] == "#"):
            return
        while items and indent < items[-1]:
            items.pop()
        self.boundary()
