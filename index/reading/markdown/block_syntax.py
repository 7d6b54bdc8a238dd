"""The syntax of single lines that begin, end or describe a block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Self

from index.lazy_pattern import lazy_pattern
from index.syntax import (
    ATTRIBUTE_LINE,
    CODE_OR_PIPE,
    HEADING_CLASSES,
    HEADING_ID,
    LANGUAGE_CLASS,
    NOTICE_ATTRIBUTE,
    NOTICE_CLASS,
)
from index.values import dataclass

from .destinations import fold_label
from .markup import attributes
from .passage import BLOCK

_EXPLICIT_ID = lazy_pattern(r"(?:^|\s)#([\w:-]+)")
_LINK_DEFINITION = lazy_pattern(
    r"""\[([^\]\n^][^\]\n]*)\]:[ \t]*(?:<([^>\n]*)>|([^\s]\S*))(?:[ \t]+["'(].*)?[ \t]*$"""
)
_HEADING_ELEMENT = lazy_pattern(r"<h([1-6])((?:\s[^<>]*+)?)>(.*?)(?:</h\1\s*>|$)", re.IGNORECASE)
_ELEMENT = lazy_pattern(r"<(/?)([A-Za-z][\w:-]*)([^<>]*)")
_BLOCK_ELEMENTS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "col"),
        *("colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main"),
        *("menu", "menuitem", "nav", "ol", "optgroup", "option", "p", "param", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
    )
)
_TAG = lazy_pattern(r"<(/?)([A-Za-z][\w-]*+)")
_VERBATIM = lazy_pattern(r"(<[^<>]++>|\{\{[^{}]*+\}\}|\{%[^{}]*+%\}|(?<!\w)\w++://[^\s<]++)")
_ESCAPED = lazy_pattern(r"[`*_~=\[\]!]")
_EMPTY_ELEMENTS = frozenset({"col", "frame", "hr", "iframe", "link", "param"})


@dataclass(frozen=True, slots=True)
class AttributeList:
    """A kramdown attribute list: ``{: .no_toc #id}``, ``{:toc}``, ``{: .notice--info}``."""

    id: str | None = None
    in_contents: bool = True
    is_contents: bool = False
    is_note: bool = False
    language: str = ""

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The attribute list that a whole line is, or None."""
        match = ATTRIBUTE_LINE.match(text)
        return None if match is None else cls._of(match[1])

    @classmethod
    def of_heading(cls, identifier: str, rest: str) -> Self:
        """What ``{#identifier rest}`` at the end of a heading says of it."""
        return cls(identifier, ".no_toc" not in rest)

    @classmethod
    def _of(cls, given: str) -> Self:
        identifier = _EXPLICIT_ID.search(given)
        language = LANGUAGE_CLASS.search(given)
        return cls(
            identifier[1] if identifier else None,
            ".no_toc" not in given,
            "toc" in given.split(),
            NOTICE_ATTRIBUTE.search(given) is not None,
            language[1].lower() if language else "",
        )


def split_heading_id(source: str) -> tuple[str, AttributeList | None]:
    """A heading's source without the ``{#id}`` at its end, and what that says."""
    match = HEADING_ID.search(source) if source.endswith("}") else None
    if match is None:
        classes = HEADING_CLASSES.search(source) if source.endswith("}") else None
        return source if classes is None else source[: classes.start()].rstrip(), None
    return source[: match.start()].rstrip(), AttributeList.of_heading(match[1], match[2])


def table_cells(text: str) -> str:
    """A table row with its cells set off from each other by a blank and ``BLOCK``."""
    if "|" not in text:
        return text
    text = text.strip()
    text = text[1:] if text[:1] == "|" else text
    text = text[:-1] if text[-1:] == "|" and text[-2:] != "\\|" else text
    return CODE_OR_PIPE.sub(lambda match: f" {BLOCK}" if match[2] else match[0], text).strip()


def link_definition(text: str) -> tuple[str, str] | None:
    """The folded label and the target of a link definition, ``[label]: target "title"``."""
    match = _LINK_DEFINITION.match(text)
    if match is None:
        return None
    return fold_label(match[1]), match[2] if match[2] is not None else match[3]


def html_headings(text: str) -> Iterator[tuple[int, str, str]]:
    """The headings written in HTML in one line: level, id (empty if none), and source."""
    for match in _HEADING_ELEMENT.finditer(text):
        yield int(match[1]), attributes(match[2]).get("id", ""), raw_html(match[3])


@dataclass(frozen=True, slots=True)
class HtmlOpening:
    """The block-level HTML element that a line begins with.

    ``balance`` is how many elements of the name the line opens and does not close, as far as they
    are HTML alone: with one or more it goes on after the line. ``holds_markdown`` tells whether it
    says that it holds Markdown (``markdown="1"``).
    """

    name: str
    balance: int
    is_note: bool
    holds_markdown: bool


def html_opening(text: str) -> HtmlOpening | None:
    """The block-level element that ``text`` begins with, or None."""
    element = _ELEMENT.match(text)
    if element is None or element[2].lower() not in _BLOCK_ELEMENTS:
        return None
    name, rest = element[2].lower(), element[3]
    holds_markdown = "markdown=" in rest
    alone = not element[1] and name not in _EMPTY_ELEMENTS and not holds_markdown
    balance = tag_balance(text, name) if alone else 0
    is_note = "class" in rest and bool(NOTICE_CLASS.search(attributes(rest).get("class", "")))
    return HtmlOpening(name, balance, is_note, holds_markdown)


def tag_balance(text: str, name: str) -> int:
    """How many elements of a lowercased name ``text`` opens and does not close."""
    if name not in text.lower():
        return 0
    tags = [tag[1] for tag in _TAG.finditer(text) if tag[2].lower() == name]
    return tags.count("") - tags.count("/")


@cache
def closing_tag(name: str) -> re.Pattern[str]:
    """Finds the end of a block-level element of a lowercased name."""
    return re.compile(rf"</{name}[ \t]*+>", re.IGNORECASE)


def raw_html(text: str) -> str:
    """HTML with a backslash before each character of its text that would be Markdown.

    Neither kramdown nor CommonMark reads Markdown within the lines of a block of HTML.
    """
    if not _ESCAPED.search(text):
        return text
    parts = _VERBATIM.split(text)
    parts[::2] = [_ESCAPED.sub(r"\\\g<0>", part) if part else part for part in parts[::2]]
    return "".join(parts)
