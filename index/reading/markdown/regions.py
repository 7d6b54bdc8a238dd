"""Regions: runs of lines that are not Markdown, up to what ends them.

Code, comments and display math. A region takes one line after another; the line that ends it gives
back what follows its end.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, MutableSequence
from typing import Protocol

from index.lazy_pattern import lazy_pattern
from index.syntax import (
    COMMENT_END,
    END_HIGHLIGHT,
    HIDDEN_BLOCKS,
    HIDDEN_ELEMENTS,
    HIGHLIGHT,
    SHORTCODE_END,
    code_language,
)

from .markup import decode_entities

QUOTE_MARKS = lazy_pattern(r">[ ]?(?:[ \t]{0,3}>[ ]?)*")
"""The marks of one or more quotes, from the first ``>`` on."""

_TAG = lazy_pattern(r"</?[A-Za-z][^<>]*+>|<!--.*?-->")
_PRE = lazy_pattern(r"<pre\b[^<>]*>?", re.IGNORECASE)
_HIDDEN_ELEMENT = lazy_pattern(rf"<({'|'.join(sorted(HIDDEN_ELEMENTS))})\b[^<>]*>?", re.IGNORECASE)
_HIDDEN_IN_HTML = lazy_pattern(r"<!--|<(script|style)\b", re.IGNORECASE)
_COMMENT_END = lazy_pattern(COMMENT_END)
_ENDS = {
    name: lazy_pattern(rf"</{name}\s*>", re.IGNORECASE)
    for name in ("pre", *sorted(HIDDEN_ELEMENTS))
}


class Region(Protocol):
    """A run of lines that are not Markdown."""

    is_code: bool

    def take(self, index: int, line: str, /) -> str | None:
        """Take the line at ``index``; None while the region goes on, else the rest of the line."""
        ...


class Hidden:
    """Lines that are not shown, up to ``end``: comments, scripts, styles."""

    is_code = False

    def __init__(self, end: re.Pattern[str], *, is_element: bool = False) -> None:
        self.end = end
        self.is_element = is_element

    def take(self, _index: int, line: str) -> str | None:
        """Drop a line."""
        match = self.end.search(line)
        return None if match is None else line[match.end() :]


class Code:
    """Code between tags: ``<pre>`` or ``{% highlight %}``.

    Args:
        end: Finds the end of the region in a line.
        code: The list that each line of code is appended to.
        html: Whether the content is HTML, so that its tags and entities are not part of the code.
    """

    is_code = True

    def __init__(
        self, end: re.Pattern[str], code: MutableSequence[str], *, html: bool = False
    ) -> None:
        self._end = end
        self._code = code
        self._html = html

    def take(self, index: int, line: str) -> str | None:
        """Keep a line as code."""
        match = self._end.search(line)
        source = line if match is None else line[: match.start()]
        self._code[index] = decode_entities(_TAG.sub("", source)) if self._html else source
        return None if match is None else line[match.end() :]


class DisplayMath:
    """Math between ``$$``; its source is prose exactly as written.

    Args:
        verbatim: The source by the index of its line.
        quoted: The index of the line that it begins on, where that is in a block quote: the marks
            of the lines below are no part of it.
    """

    is_code = False

    def __init__(self, verbatim: MutableMapping[int, str], *, quoted: int | None) -> None:
        self._verbatim = verbatim
        self._quoted = quoted

    def take(self, index: int, line: str) -> str | None:
        """Keep a line as prose."""
        if self._quoted is not None and index > self._quoted:
            line = QUOTE_MARKS.sub("", line, count=1)
        source, end, rest = line.partition("$$")
        self._verbatim[index] = source.strip()
        return rest if end and not rest.strip() else "" if end else None


class Shortcode:
    """A shortcode over several lines: its parameters are no Markdown, its ``>`` begins no quote.

    Args:
        text: The list that the source of inline markup is put into.
    """

    is_code = False

    def __init__(self, text: MutableSequence[str]) -> None:
        self._text = text

    def take(self, index: int, line: str) -> str | None:
        """Keep a line as a part of the paragraph that the shortcode begins."""
        self._text[index] = line.strip()
        return "" if SHORTCODE_END.search(line) else None


def _indent(line: str) -> int:
    """The column at which the text of a line begins."""
    return len(line[: len(line) - len(line.lstrip())].expandtabs(4))


class Fence:
    """A fenced block of code.

    Args:
        mark: The opening fence: three or more backquotes or tildes.
        line: The index of the line that has it.
        code: The list that each line of code is appended to.
        indent: The column of the content of the list item it is in, 0 outside of lists. A line
            further left ends the item and the fence with it.
        quoted: Whether it is in a block quote, with which it ends.
        strict: Whether any such line does, as in CommonMark; in kramdown one after a blank line.
        whole: Whether it goes on to its closing fence, however its lines are indented: asked for in
            lists alone.
    """

    is_code = True

    def __init__(
        self,
        mark: str,
        line: int,
        code: MutableSequence[str],
        *,
        indent: int,
        quoted: bool,
        strict: bool,
        whole: bool,
    ) -> None:
        self.mark = mark
        self.line = line
        self._code = code
        self._indent = indent
        self._quoted = quoted
        self._whole = whole
        self._blank = self._strict = strict
        self._plain = not (indent or quoted)

    def take(self, index: int, line: str) -> str | None:
        """Keep a line as code."""
        if self._plain and self.mark not in line:
            self._code[index] = line
            return None
        inner = line
        if self._quoted:
            inner = line.lstrip(" \t")
            marks = QUOTE_MARKS.match(inner)
            if marks is None:
                return line
            inner = inner[marks.end() :]
        stripped = inner.strip()
        is_end = stripped.startswith(self.mark) and not stripped.strip(self.mark[0])
        if is_end and (not self._strict or 0 <= _indent(inner) - self._indent < 4):
            return ""
        if self._indent and stripped:
            content = inner.lstrip()
            indent = _indent(inner)
            if indent < self._indent and self._blank and not self._whole:
                return line
            inner = " " * max(0, indent - self._indent) + content
        self._blank = self._strict or not stripped
        self._code[index] = inner
        return None


def begin_highlight(text: str, code: MutableSequence[str]) -> tuple[Code, str, str] | None:
    """A ``highlight`` tag or shortcode at the beginning of ``text``: region, language, rest."""
    match = HIGHLIGHT.match(text)
    if match is None:
        return None
    return Code(END_HIGHLIGHT, code), code_language(match), text[match.end() :]


def begin_hidden(text: str) -> tuple[Hidden, str] | None:
    """A comment of any kind at the beginning of ``text``: region and rest."""
    for beginning, end in HIDDEN_BLOCKS:
        match = beginning.match(text)
        if match is not None:
            return Hidden(end), text[match.end() :]
    return None


def begin_element(text: str, code: MutableSequence[str]) -> tuple[Code | Hidden, str] | None:
    """A ``pre`` or hidden element at the beginning of ``text``: region and rest."""
    match = _PRE.match(text)
    if match is not None:
        return Code(_ENDS["pre"], code, html=True), text[match.end() :]
    match = _HIDDEN_ELEMENT.match(text)
    if match is not None:
        return Hidden(_ENDS[match[1].lower()], is_element=True), text[match.end() :]
    return None


def hidden_tail(text: str) -> tuple[Hidden, int] | None:
    """What is hidden from some place in a line of HTML up to its end: region and offset."""
    found = _HIDDEN_IN_HTML.search(text)
    while found is not None:
        end = _ENDS[found[1].lower()] if found[1] else _COMMENT_END
        closed = end.search(text, found.end())
        if closed is None:
            return Hidden(end), found.start()
        found = _HIDDEN_IN_HTML.search(text, closed.end())
    return None
