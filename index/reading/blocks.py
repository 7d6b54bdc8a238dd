"""The blocks of a body: one pass over its lines that tells headings, code and text apart.

Follows kramdown's GFM parser for Jekyll sites and CommonMark elsewhere, where the two differ in
what is a heading. Quotes and lists are looked through, not built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import ClassVar

from index.messages import Message

from .block_syntax import (
    AttributeList,
    HtmlOpening,
    html_opening,
    link_definition,
)
from .containers import MARKER, Blocks
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
from .text_blocks import TextBlocks

_UNDERLINE = re.compile(r"(?:=+|-+)$")
_RULE = re.compile(r"(?:(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,})$")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(.*)$")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:[ \t]*")
_ABBREVIATION = re.compile(r"\*\[[^\]]+\]:")


def read_blocks(lines: list[str], *, kramdown: bool = True, comments: bool = False) -> Blocks:
    """Tell the blocks of a body apart; ``lines`` are without line ends and free of ``BLOCK``.

    ``comments`` hides what stands between lines that begin and end ``%%``, as Obsidian does.
    """
    return _Scanner(lines, kramdown=kramdown, comments=comments).scan()


class _Scanner(TextBlocks):
    """Where the pass is beside its containers and what is open in them: in which region."""

    __slots__ = ("comments", "ends", "lines", "region")

    def __init__(self, lines: list[str], *, kramdown: bool, comments: bool) -> None:
        super().__init__(len(lines), kramdown=kramdown)
        self.lines = lines
        self.comments = comments
        self.region: Region | None = None
        self.ends: dict[str, list[int]] = {}

    def scan(self) -> Blocks:
        for index, line in enumerate(self.lines):
            rest = line
            if self.region is None:
                if not line:
                    self.blank_line()
                    continue
                if not self.items[-1] and not self.depth and self._unindented(index, line):
                    continue
            else:
                left = self.region.take(index, line)
                if left is None:
                    continue
                self._end_region()
                if not left:
                    continue
                rest = left
            stripped = rest.lstrip(" \t")
            text = stripped.rstrip()
            if not text:
                self.blank_line()
                continue
            indent = len(rest) - len(stripped)
            if indent and "\t" in rest[:indent]:
                indent = len(rest[:indent].expandtabs(4))
            self._line(index, text, indent)
        if isinstance(self.region, Fence):
            message = Message.of("fence-unclosed", mark=self.region.mark[:8])
            self.blocks.problems.append((self.region.line, message))
        return self.blocks

    def _unindented(self, index: int, line: str) -> bool:
        """Take a line as most are: in no quote and no item, and with nothing before its text."""
        handler = self.HANDLERS.get(line[0])
        if handler is None:
            if line[0] in " \t>" or line.isspace():
                return False
            self.text_line(index, line.rstrip())
        else:
            if self.html:
                return False
            self.indent = self.relative = 0
            text = line.rstrip()
            if not handler(self, index, text):
                self.text_line(index, text)
        self.blank = False
        return True

    # Regions

    def _begin_region(self, region: Region, index: int, rest: str) -> bool:
        """Begin a region with the rest of the line that it begins on."""
        self.boundary()
        self.last_heading = None
        if region.is_code:
            self.blocks.flags.add("code")
        left = region.take(index, rest)
        if left is None:
            self.region = region
            return True
        self._end_region()
        if left.strip():
            self.blocks.text[index] = BLOCK + left.strip()
            self.open, self.blank, self.paragraph = True, False, index
        return True

    def _end_region(self) -> None:
        self.region = None
        self.blank = True

    # Containers

    def _line(self, index: int, text: str, indent: int) -> None:
        """Take one line that is not blank: look through its containers, then at its block."""
        items = self.items[-1]
        if text[0] == ">" and indent - (items[-1] if items else 0) < 4:
            text, indent = self.enter_quotes(text)
            if not text:
                self.blank_line()
                return
            items = self.items[-1]
        elif self.depth and not (self.open and text[0] not in self.HANDLERS):
            self.leave_quotes()
            items = self.items[-1]
        if items and indent < items[-1]:
            self.leave_items(items, text, indent)
        self.indent = indent
        self.relative = indent - (items[-1] if items else 0)
        if self.relative >= 4 and not self.open:
            self._indented(index, text)
            return
        if text[0] in self.HANDLERS:
            self._special(index, text)
        else:
            self.text_line(index, text)
        self.blank = False

    # Lines that may begin a block, indented code

    def _special(self, index: int, text: str) -> None:
        """A line whose first character may begin a block."""
        if self.html:
            self.html_headings(index, text)
            self.blocks.text[index] = text
            if f"</{self.html}" in text.lower():
                self.boundary()
        elif not self.HANDLERS[text[0]](self, index, text):
            self.text_line(index, text)

    def _indented(self, index: int, text: str) -> None:
        self.blocks.code[index] = " " * (self.relative - 4) + text
        self.blocks.flags.add("code")
        self.blank = False
        self.last_heading = None

    # Lists, rules

    def _dash(self, index: int, text: str) -> bool:
        """``-``, ``=``, ``_``: what underlines a heading, a table's head, a rule, a list item."""
        if self.open and not self.table and _UNDERLINE.match(text):
            if self.underlined(index, text):
                return True
        elif self.delimiters(index, text):
            return True
        if text[-1] in "-*_" and text[0] != "=" and _RULE.match(text):
            self.boundary()
            return True
        return text[0] in "-*" and self._item(index, text)

    def _star(self, index: int, text: str) -> bool:
        return _ABBREVIATION.match(text) is not None or self._dash(index, text)

    def _item(self, index: int, text: str) -> bool:
        """A list item, or several within each other on one line."""
        marker = MARKER.match(text)
        if marker is None or (self.kramdown and ")" in marker[0]):
            return False
        items, indent = self.items[-1], self.indent
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
        self.boundary()
        self.blank = True
        self.last_heading = None
        task = _TASK.match(text, at) if text.startswith("[", at) else None
        self._item_text(index, text[task.end() :] if task else text[at:])
        return True

    def _item_text(self, index: int, text: str) -> None:
        if text[:1] == ">":
            text, _ = self.enter_quotes(text)
        self.relative = 0
        if text and (text[0] in "#`~<|$" or text.startswith("{:")):
            self._special(index, text)
        elif text:
            self.text_line(index, text)

    # Definitions

    def _colon(self, index: int, text: str) -> bool:
        """What a definition list says of the line above, or a table's delimiters."""
        if text[1:2] in {" ", "\t"} and index and not (self.relative and self.open):
            self.boundary()
            self.items[-1].append(self.indent + 2)
            self.text_line(index, text[2:].lstrip())
            return True
        return self.delimiters(index, text)

    def _definition(self, index: int, text: str) -> bool:
        footnote = _FOOTNOTE.match(text)
        if footnote is not None:
            self.boundary()
            self.items[-1].append(self.indent + 4)
            if footnote.end() < len(text):
                self.text_line(index, text[footnote.end() :])
            return True
        definition = None if self.open else link_definition(text)
        if definition is None:
            return False
        self.blocks.references.setdefault(*definition)
        self.blank = True
        return True

    # Code, math, HTML, Liquid, attributes

    def _fence(self, index: int, text: str) -> bool:
        match = _FENCE.match(text)
        if match is None or (text[0] == "`" and "`" in match[2]):
            return False
        self.boundary()
        self.blocks.flags.add("code")
        self._language(language_of(match[2]))
        items = self.items[-1]
        self.region = Fence(
            match[1],
            index,
            self.blocks.code,
            indent=items[-1] if items else 0,
            quoted=self.depth > 0,
        )
        self.last_heading = None
        return True

    def _language(self, language: str) -> None:
        if language:
            self.blocks.languages.setdefault(language)

    def _math(self, index: int, text: str) -> bool:
        """Display math over several lines, if it is closed anywhere."""
        if not text.startswith("$$") or text.count("$$") > 1:
            return False
        if not self._stands_below("$$", index):
            return False
        self.blocks.flags.add("math")
        return self._begin_region(DisplayMath(self.blocks.verbatim), index, text[2:])

    def _stands_below(self, mark: str, index: int) -> bool:
        """Whether ``mark`` stands on a line below the one at ``index``."""
        ends = self.ends.get(mark)
        if ends is None:
            ends = [i for i, line in enumerate(self.lines) if mark in line]
            ends.reverse()
            self.ends[mark] = ends
        while ends and ends[-1] <= index:
            ends.pop()
        return bool(ends)

    def _percent(self, index: int, text: str) -> bool:
        """An Obsidian comment over several lines, if it is closed anywhere."""
        if not self.comments or not text.startswith("%%") or text.count("%%") > 1:
            return False
        if not self._stands_below("%%", index):
            return False
        return self._begin_region(Hidden(END_NOTE_COMMENT), index, text[2:])

    def _html(self, index: int, text: str) -> bool:
        region = begin_hidden(text) or begin_element(text, self.blocks.code)
        if region is not None:
            return self._begin_region(region[0], index, region[1])
        opening = html_opening(text)
        if opening is None:
            return False
        self._element(index, text, opening)
        return True

    def _element(self, index: int, text: str, opening: HtmlOpening) -> None:
        """A block-level element, whose lines are no Markdown until it or the paragraph ends."""
        if opening.is_note:
            self.blocks.flags.add("note")
        if opening.name == "table":
            self.blocks.flags.add("table")
        self.boundary()
        self.html_headings(index, text)
        self.blocks.text[index] = BLOCK + text
        if opening.is_open:
            self.html = opening.name
            self.open = True
        self.last_heading = None

    def _brace(self, index: int, text: str) -> bool:
        hidden = begin_hidden(text)
        if hidden is not None:
            return self._begin_region(hidden[0], index, hidden[1])
        if text.startswith("{:"):
            return self._attribute_list(index, text)
        highlight = begin_highlight(text, self.blocks.code)
        if highlight is None:
            return False
        region, language, rest = highlight
        self._language(language)
        return self._begin_region(region, index, rest)

    def _attribute_list(self, index: int, text: str) -> bool:
        """A kramdown attribute list of a block of its own, or another extension."""
        if text.startswith(("{:/", "{::")):
            return True
        given = AttributeList.read(text)
        if given is None:
            return False
        if given.is_contents:
            self._hide_contents_marker(index)
        if given.is_note:
            self.blocks.flags.add("note")
        self._language(given.language)
        if self.last_heading is not None and not self.blank:
            self.attribute(self.last_heading, given)
        elif not self.open:
            self.attributes = given
        self.boundary()
        self.blank = True
        return True

    def _hide_contents_marker(self, index: int) -> None:
        """``{:toc}`` replaces the list above it, which nobody sees."""
        while index and self.blocks.text[index - 1]:
            index -= 1
            self.blocks.text[index] = ""

    HANDLERS: ClassVar[Mapping[str, Callable[[_Scanner, int, str], bool]]] = {
        "#": TextBlocks.atx,
        "-": _dash,
        "=": _dash,
        "_": _dash,
        "*": _star,
        "+": _item,
        **dict.fromkeys("0123456789", _item),
        "`": _fence,
        "~": _fence,
        "|": TextBlocks.pipe,
        ":": _colon,
        "<": _html,
        "[": _definition,
        "{": _brace,
        "$": _math,
        "%": _percent,
    }
