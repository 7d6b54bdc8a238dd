"""HTML cut into tags and texts in one pass, for both readers of posts.

The index takes words, headings and links from it, the page shows it. Code and comments of Liquid,
which may hold whatever looks like tags, are cut out of a post in HTML before that (``sections``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import field
from typing import Literal

from index.lazy_pattern import lazy_pattern
from index.values import dataclass

from .syntax import (
    COMMENT_END,
    END_HIGHLIGHT,
    END_LIQUID_COMMENT,
    HIDDEN_ELEMENTS,
    HIGHLIGHT,
    LANGUAGE_CLASS,
    LIQUID_COMMENT,
    code_language,
)

_TAG = lazy_pattern(
    r"""<(/?)([A-Za-z][\w:-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>"""
    r"""|<(/?)([A-Za-z][\w:-]*)([^<>]*)>"""
)
_OPENING = lazy_pattern(r"<(?=[A-Za-z/!?])")
_ATTRIBUTE = lazy_pattern(r"""([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_HIDDEN = (("<!--", COMMENT_END), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
_CLOSING_TAGS = {name: lazy_pattern(rf"</{name}[^<>]*>", re.IGNORECASE) for name in HIDDEN_ELEMENTS}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as written: ``source`` is its text, ``line`` how many line feeds stand before it."""

    name: str
    closing: bool
    source: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language that the class or ``lang`` of a ``<pre>`` or ``<code>`` tells."""
        found = LANGUAGE_CLASS.search(self.attributes.get("class", ""))
        return found[1] if found else self.attributes.get("lang", "")


@dataclass(frozen=True, slots=True)
class Text:
    """Text between tags, with entities as written."""

    text: str
    line: int


def pieces(source: str, decode: Callable[[str], str]) -> Iterator[Tag | Text]:
    """The tags and texts of ``source`` in order; comments, scripts and styles are left out.

    What is opened and never closed ends with its line, so that nothing after it is lost. Takes time
    linear in the length of the source.

    Args:
        source: The HTML.
        decode: Decodes the entities in the values of attributes.
    """
    at, line, end = 0, 0, len(source)
    closings = _Closings(source)
    while at < end:
        begun = _OPENING.search(source, at)
        opening = end if begun is None else begun.start()
        if opening > at:
            yield Text(source[at:opening], line)
            line += source.count("\n", at, opening)
            at = opening
            continue
        after = _hidden_end(closings, at)
        tag = None if after else _TAG.match(source, at)
        if after:
            pass
        elif tag is None:
            begun = _OPENING.search(source, at + 1)
            after = end if begun is None else begun.start()
            yield Text(source[at:after], line)
        else:
            after = tag.end()
            made = _tag(tag, line, decode)
            if made.name in HIDDEN_ELEMENTS and not made.closing:
                after = _closing(closings, made.name, after)
            else:
                yield made
        line += source.count("\n", at, after)
        at = after


class _Closings:
    """Finds what closes in a source, and remembers what does not: it is looked for once only."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._missing: set[str] = set()

    def after(self, closing: str, at: int) -> int | None:
        """Where ``closing`` ends that stands after ``at``, None where there is none."""
        if closing in self._missing:
            return None
        found = self.source.find(closing, at)
        if found < 0:
            self._missing.add(closing)
            return None
        return found + len(closing)

    def tag_after(self, name: str, at: int) -> int | None:
        """Where the next closing tag of a name ends, None where there is none."""
        if name in self._missing:
            return None
        found = _CLOSING_TAGS[name].search(self.source, at)
        if found is None:
            self._missing.add(name)
            return None
        return found.end()


def _hidden_end(closings: _Closings, at: int) -> int:
    for opening, closing in _HIDDEN:
        if closings.source.startswith(opening, at):
            return closings.after(closing, at + len(opening)) or at + len(opening)
    return 0


def _closing(closings: _Closings, name: str, at: int) -> int:
    end = closings.tag_after(name, at)
    if end is not None:
        return end
    line_end = closings.source.find("\n", at)
    return len(closings.source) if line_end < 0 else line_end


def _tag(found: re.Match[str], line: int, decode: Callable[[str], str]) -> Tag:
    slash, name, rest = found.group(1, 2, 3) if found[2] else found.group(4, 5, 6)
    attributes = {
        key.lower(): decode(value[1:-1] if value[:1] in ("'", '"') else value)
        for key, value in _ATTRIBUTE.findall(rest if rest and not rest.isspace() else "")
    }
    return Tag(name.lower(), bool(slash), found[0], line, attributes)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a post in HTML: HTML, or code between Liquid's ``highlight`` tags.

    ``line`` is how many line feeds stand before it, ``language`` that of the code.
    """

    kind: Literal["html", "code"]
    text: str
    line: int
    language: str = ""


_LIQUID_REGION = lazy_pattern(f"{HIGHLIGHT.pattern}|{LIQUID_COMMENT.pattern}")


def sections(body: str) -> Iterator[Section]:
    """The sections of a post in HTML, in order, without Liquid's comments.

    What is never closed is HTML.
    """
    at = line = 0
    search_from = 0
    missing: set[re.Pattern[str]] = set()
    while (found := _LIQUID_REGION.search(body, search_from)) is not None:
        is_code = HIGHLIGHT.match(found[0]) is not None
        end = END_HIGHLIGHT if is_code else END_LIQUID_COMMENT
        closed = None if end in missing else end.search(body, found.end())
        if closed is None:
            missing.add(end)
            search_from = found.end()
            continue
        if found.start() > at:
            yield Section("html", body[at : found.start()], line)
        line += body.count("\n", at, found.end())
        if is_code:
            yield Section("code", body[found.end() : closed.start()], line, code_language(found))
        line += body.count("\n", found.end(), closed.end())
        at = search_from = closed.end()
    if at < len(body):
        yield Section("html", body[at:], line)
