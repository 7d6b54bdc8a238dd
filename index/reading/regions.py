"""Regions: runs of lines that are taken whole, up to what ends them, and read as no Markdown.

Code, comments and display math. Each takes one line after another until it gives one back.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping, MutableSequence
from typing import Protocol

QUOTE_MARKS = re.compile(r">[ ]?(?:[ \t]{0,3}>[ ]?)*")
"""The marks of one or more quotes, from the first ``>`` on."""

END_NOTE_COMMENT = re.compile(r"%%")
"""What ends an Obsidian comment."""

_LANGUAGE = re.compile(r"[{.\s]*([\w+#.-]*)")
_HIGHLIGHT = re.compile(r"\{%-?[ \t]*highlight[ \t]+([\w+#.-]+)[^%]*%\}")
_HUGO_HIGHLIGHT = re.compile(r"\{\{[<%][ \t]*highlight[ \t]+\"?([\w+#.-]+)[^}]*\}\}")
_END_HIGHLIGHT = re.compile(
    r"\{(?:%-?[ \t]*endhighlight[ \t]*-?%\}|\{[<%][ \t]*/[ \t]*highlight[ \t]*[>%]\}\})"
)
_LIQUID_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}")
_END_LIQUID_COMMENT = re.compile(r"\{%-?\s*endcomment\s*-?%\}")
_KRAMDOWN_COMMENT = re.compile(r"\{::comment\}")
_END_KRAMDOWN_COMMENT = re.compile(r"\{:/(?:comment)?\}")
_COMMENT = re.compile(r"<!--")
_END_COMMENT = re.compile(r"-->")
_PRE = re.compile(r"<pre\b[^<>]*>?", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>?", re.IGNORECASE)
_ENDS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("pre", "script", "style")}


class Region(Protocol):
    """What takes lines whole."""

    is_code: bool

    def take(self, index: int, line: str, /) -> str | None:
        """Take the line at ``index``; None while the region goes on, else what it leaves of it."""
        ...


class Hidden:
    """What nobody sees: comments, scripts, styles."""

    is_code = False

    def __init__(self, end: re.Pattern[str]) -> None:
        self._end = end

    def take(self, _index: int, line: str) -> str | None:
        """Drop a line."""
        match = self._end.search(line)
        return None if match is None else line[match.end() :]


class Code:
    """Code between tags: ``<pre>`` and ``{% highlight %}``."""

    is_code = True

    def __init__(self, end: re.Pattern[str], code: MutableSequence[str]) -> None:
        self._end = end
        self._code = code

    def take(self, index: int, line: str) -> str | None:
        """Keep a line as code."""
        match = self._end.search(line)
        if match is None:
            self._code[index] = line
            return None
        self._code[index] = line[: match.start()]
        return line[match.end() :]


class DisplayMath:
    """Math between ``$$``, whose source is prose as it stands."""

    is_code = False

    def __init__(self, verbatim: MutableMapping[int, str]) -> None:
        self._verbatim = verbatim

    def take(self, index: int, line: str) -> str | None:
        """Keep a line as prose."""
        source, end, rest = line.partition("$$")
        self._verbatim[index] = source.strip()
        return rest if end and not rest.strip() else "" if end else None


class Fence:
    """A fenced block of code, opened by ``mark`` on line ``line``.

    ``indent`` is where its list item's content begins, 0 outside of lists: what stands further left
    after a blank line ends the item and the fence with it. In a quote it ends with the quote.
    """

    is_code = True

    def __init__(
        self, mark: str, line: int, code: MutableSequence[str], *, indent: int, quoted: bool
    ) -> None:
        self.mark = mark
        self.line = line
        self._code = code
        self._indent = indent
        self._quoted = quoted
        self._blank = False
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
        if stripped.startswith(self.mark) and not stripped.strip(self.mark[0]):
            return ""
        if self._indent and stripped:
            content = inner.lstrip()
            indent = len(inner[: len(inner) - len(content)].expandtabs(4))
            if indent < self._indent and self._blank:
                return line
            inner = " " * max(0, indent - self._indent) + content
        self._blank = not stripped
        self._code[index] = inner
        return None


def language_of(info: str) -> str:
    """The language that the info string of a fence names, lowercased; empty if none."""
    match = _LANGUAGE.match(info)
    return match[1].lower().strip(".-") if match else ""


def begin_highlight(text: str, code: MutableSequence[str]) -> tuple[Code, str, str] | None:
    """A ``highlight`` tag or shortcode at the beginning of ``text``: region, language, rest."""
    match = _HIGHLIGHT.match(text) or _HUGO_HIGHLIGHT.match(text)
    if match is None:
        return None
    return Code(_END_HIGHLIGHT, code), match[1].lower(), text[match.end() :]


def begin_hidden(text: str) -> tuple[Hidden, str] | None:
    """A comment of any kind at the beginning of ``text``: region and rest."""
    for beginning, end in (
        (_COMMENT, _END_COMMENT),
        (_LIQUID_COMMENT, _END_LIQUID_COMMENT),
        (_KRAMDOWN_COMMENT, _END_KRAMDOWN_COMMENT),
    ):
        match = beginning.match(text)
        if match is not None:
            return Hidden(end), text[match.end() :]
    return None


def begin_element(text: str, code: MutableSequence[str]) -> tuple[Code | Hidden, str] | None:
    """A ``pre``, ``script`` or ``style`` element at the beginning of ``text``: region and rest."""
    match = _PRE.match(text)
    if match is not None:
        return Code(_ENDS["pre"], code), text[match.end() :]
    match = _UNSEEN.match(text)
    if match is not None:
        return Hidden(_ENDS[match[1].lower()]), text[match.end() :]
    return None
