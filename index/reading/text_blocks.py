"""Blocks of text: paragraphs, headings and tables, as far as they are told by their lines."""

from __future__ import annotations

import re

from .block_syntax import AttributeList, html_headings, split_heading_id, table_cells
from .containers import Containers, RawHeading
from .passage import BLOCK

_ATX = re.compile(r"(#{1,6})(?:[ \t]+(.*))?$")
_ATX_CLOSE = re.compile(r"(?<![^ \t])#+$")
_DELIMITERS = re.compile(r"(?=.*-)(?=.*\|)[|:\-+= \t]+$")


class TextBlocks(Containers):
    """The text that is open in its containers: where its ``paragraph`` began, after what.

    ``indent`` is the column of the line at hand, ``relative`` that within its list item;
    ``attributes`` are those that the next heading is given. What reads a line tells whether it was
    of that kind.
    """

    __slots__ = ("after_boundary", "attributes", "indent", "kramdown", "paragraph", "relative")

    def __init__(self, length: int, *, kramdown: bool) -> None:
        super().__init__(length)
        self.kramdown = kramdown
        self.indent = 0
        self.relative = 0
        self.after_boundary = True
        self.paragraph = 0
        self.attributes: AttributeList | None = None

    def text_line(self, index: int, text: str) -> None:
        """A line of a paragraph, its first or a later one."""
        if self.open:
            self.blocks.text[index] = table_cells(text) if self.table else text
            return
        self.open = True
        self.paragraph = index
        self.after_boundary = self.blank or self.last_heading is None
        self.last_heading = None
        self.blocks.text[index] = BLOCK + text

    def atx(self, index: int, text: str) -> bool:
        """A heading behind ``#``."""
        match = _ATX.match(text)
        if match is None or (self.kramdown and (self.relative > 0 or match[2] is None)):
            return False
        source, given = split_heading_id((match[2] or "").rstrip())
        if source.endswith("#"):
            source = _ATX_CLOSE.sub("", source).rstrip()
        if given is None:
            source, given = split_heading_id(source)
        self.boundary()
        self._heading(RawHeading(len(match[1]), index, source), given)
        self.blocks.text[index] = BLOCK + source
        return True

    def _heading(self, heading: RawHeading, given: AttributeList | None) -> None:
        if self.attributes is not None:
            self.attribute(heading, self.attributes)
            self.attributes = None
        if given is not None:
            self.attribute(heading, given)
        self.blocks.headings.append(heading)
        self.last_heading = heading
        self.open = False

    @staticmethod
    def attribute(heading: RawHeading, given: AttributeList) -> None:
        """Let an attribute list say of a heading what it says."""
        heading.id = given.id or heading.id
        heading.in_contents = heading.in_contents and given.in_contents

    def underlined(self, index: int, text: str) -> bool:
        """Make the open paragraph a heading, if this line underlines one.

        In kramdown it has one line and stands after a blank one.
        """
        first = self.paragraph
        if self.kramdown and (first != index - 1 or not self.after_boundary):
            return False
        if self.items[-1] and (text == "-" or not self.kramdown):
            return False
        lines = self.blocks.text[first:index]
        source, given = split_heading_id(" ".join(line.lstrip(BLOCK) for line in lines).strip())
        level = 1 if text[0] == "=" else 2
        self._heading(RawHeading(level, first, source, whole=first == index - 1), given)
        if given is not None:
            self.blocks.text[first] = BLOCK + source
        return True

    def pipe(self, index: int, text: str) -> bool:
        """A row of a table."""
        if not self.delimiters(index, text):
            self.blocks.text[index] = BLOCK + table_cells(text)
            self.open = True
            self.table = True
            self.blocks.flags.add("table")
            self.last_heading = None
        return True

    def delimiters(self, index: int, text: str) -> bool:
        """The line under a table's head, which makes the line above it a row."""
        if not self.open or "|" not in text or not _DELIMITERS.match(text):
            return False
        if not self.table:
            head = self.blocks.text[index - 1]
            if "|" not in head:
                return False
            self.blocks.text[index - 1] = BLOCK + table_cells(head.lstrip(BLOCK))
        self.table = True
        self.blocks.flags.add("table")
        return True

    def html_headings(self, index: int, text: str) -> None:
        """Take the headings written in HTML on a line."""
        if "<h" in text or "<H" in text:
            for level, identifier, source in html_headings(text):
                self.blocks.headings.append(
                    RawHeading(level, index, source, identifier, whole=False)
                )
