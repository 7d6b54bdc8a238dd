"""HTML as it stands in posts, cut into tags and text in one pass, and what addresses say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from index import syntax
from index.entities import unescape
from tui.language import translate
from tui.text.safe_text import safe

_TAG = re.compile(
    r"""<(/?)([A-Za-z][\w:-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*+)>"""
    r"""|<(/?)([A-Za-z][\w:-]*)([^<>]*)>"""
)
_ATTRIBUTE = re.compile(r"""([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_HIDDEN = (("<!--", syntax.COMMENT_END), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">"))
_CLOSING_TAGS = {
    name: re.compile(rf"</{name}[^<>]*>", re.IGNORECASE) for name in syntax.HIDDEN_ELEMENTS
}


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
        found = syntax.LANGUAGE_CLASS.search(self.attributes.get("class", ""))
        return found[1] if found else self.attributes.get("lang", "")


@dataclass(frozen=True, slots=True)
class Text:
    """Text between tags, with entities as written."""

    text: str
    line: int


def decode(text: str) -> str:
    """``text`` with HTML's entities decoded; what a terminal would act on is made visible.

    The post's own characters are clean already, but ``&#27;`` becomes an escape only here.
    """
    return safe(unescape(text)) if "&" in text else text


def pieces(source: str) -> Iterator[Tag | Text]:
    """The tags and texts of ``source`` in order; comments, scripts and styles are left out.

    What is opened and never closed ends with its line, so that nothing after it is lost.
    """
    at, line, end = 0, 0, len(source)
    closings = _Closings(source)
    while at < end:
        opening = source.find("<", at)
        if opening < 0:
            opening = end
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
            yield Text("<", line)
            after = at + 1
        else:
            after = tag.end()
            made = _tag(tag, line)
            if made.name in syntax.HIDDEN_ELEMENTS and not made.closing:
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


def _tag(found: re.Match[str], line: int) -> Tag:
    slash, name, rest = found.group(1, 2, 3) if found[2] else found.group(4, 5, 6)
    attributes = {
        key.lower(): decode(value[1:-1] if value[:1] in ("'", '"') else value)
        for key, value in _ATTRIBUTE.findall(rest)
    }
    return Tag(name.lower(), bool(slash), found[0], line, attributes)


def image_text(alt: str, address: str) -> str:
    """What stands for a picture: its alternative text, a badge's own words, or its file's name."""
    words = " ".join(alt.split()) or badge_words(address)
    if words and not alt.strip():
        return words
    if not words and not address.startswith("data:"):
        words = unquote(address.split("?")[0].split("#")[0].rstrip("/").rsplit("/", 1)[-1])
    words = safe(" ".join(words.split()))
    return translate("[image: {words}]", words=words) if words else translate("[image]")


def badge_words(address: str) -> str:
    """The words of a badge of img.shields.io, ``label message``; empty for any other address."""
    return safe(" ".join(syntax.badge_words(address).split()))
