"""Inline markup: from the text of blocks to what a reader reads, and the links on the way.

One pass over all blocks of a body at once. Every construct ends with its block, and none is tried
twice over the same characters, so that the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from index.post import LinkKind

from .destinations import inline_destination, referred_destination
from .inclusions import Inclusion, liquid_inclusion, shortcode_inclusion
from .inline_html import HtmlPassage
from .markup import badge_words, entity
from .passage import BLOCK, FoundLink, InlineText, breaks
from .spans import CodeSpans, Emphasis

# Each begins with a character that is no class and not optional, so that the search is by a set.
_TOKENS = r"\\|``*|!\[|\[|\]|<|&|\*\**|__*|~~|==|\$\$?|\{(?=[{%:])|://"
_PLAIN = re.compile(_TOKENS)
_OF_NOTES = re.compile(_TOKENS + r"|#|%%|\^")
_WITH_TYPOGRAPHY = re.compile(_TOKENS + r"""|---?|\.\.\.|"|'""")

_FOOTNOTE = re.compile(r"\[\^[^\[\]\s\x1e]++\]")
_WIKI = re.compile(r"(!?)\[\[(?! )([^\[\]\n\x1e|]++)(?:\|([^\[\]\n\x1e]*+))?\]\](?!\()")
_LIQUID = re.compile(r"\{%-?\s*+(\w*+)((?:[^%{\x1e]++|%(?!\})|\{(?!%))*+)%\}")
_OUTPUT = re.compile(r"\{\{((?:[^{}\x1e]++|\}(?!\})|\{(?!\{))*+)\}\}")
_ATTRIBUTES = re.compile(r"\{:[^{}\x1e]*+\}")
_ADDRESS = re.compile(r"""://[^\s<>\x1e"`|\\^{}\[\]]++""")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DOLLAR = re.compile(r"\$([^\s$\x1e](?:[^$\n\x1e]*[^\s$\\\x1e])?)\$(?!\d)")
_BLOCK_ID = re.compile(r"\^[A-Za-z0-9-]++[ \t]*+(?=\n|\x1e|\Z)")
_INLINE_TAG = re.compile(r"#([\w/-]*[^\W\d][\w/-]*)")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

_IMAGE_NAMES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".avif")


@dataclass(slots=True)
class _Bracket:
    piece: int
    offset: int
    image: bool
    links: int


def read_inline(
    text: str,
    references: Mapping[str, str],
    *,
    notes: bool = False,
    typography: bool = False,
) -> InlineText:
    """Read the inline markup of ``text``, whose blocks are set off by ``BLOCK``.

    ``references`` maps the folded labels of link definitions to their targets. ``notes`` finds
    ``#tags`` and drops ``%%comments%%`` and ``^block-ids`` as Obsidian does; ``typography`` makes
    dashes, dots and quotes typographic as kramdown does.
    """
    pattern = _OF_NOTES if notes else _WITH_TYPOGRAPHY if typography else _PLAIN
    return _Reader(text, references, pattern).read()


class _Reader(HtmlPassage):
    """The state of one pass: what has been put out, and what is still open in this block."""

    __slots__ = (
        "bare",
        "brackets",
        "code",
        "emphasis",
        "pattern",
        "references",
    )

    def __init__(self, text: str, references: Mapping[str, str], pattern: re.Pattern[str]) -> None:
        super().__init__(text)
        self.references = references
        self.pattern = pattern
        self.brackets: list[_Bracket] = []
        self.bare: list[int] = []
        self.emphasis = Emphasis()
        self.code = CodeSpans(text)

    def read(self) -> InlineText:
        text, pieces, search = self.text, self.pieces, self.pattern.search
        token = search(text)
        while token is not None:
            start = token.start()
            if self.brackets or self.emphasis or self.anchor is not None:
                self._leave_block(start)
            if start > self.done:
                pieces.append(text[self.done : start])
            self.done = _HANDLERS[text[start]](self, start, token.end())
            token = search(text, self.done)
        self._leave_block(len(text))
        pieces.append(text[self.done :])
        self._end_block()
        self.found.text = "".join(pieces).replace(BLOCK, "")
        links = [link for link in self.found.links if not link.shadowed]
        links.sort(key=lambda link: link.offset)
        self.found.links = links
        return self.found

    # Blocks and what closes with them

    def _leave_block(self, end: int) -> None:
        """Close what is open, if its block ends before ``end``."""
        at = self.text.find(BLOCK, self.done, end)
        if at >= 0:
            self.pieces.append(self.text[self.done : at])
            self.done = at
            self._end_block()

    def _end_block(self) -> None:
        self.brackets.clear()
        self.emphasis.clear()
        self.bare.clear()
        self.close_anchor()

    # Escapes, entities, code, math

    def backslash(self, start: int, end: int) -> int:
        text = self.text
        for opening, closing in (("\\\\(", "\\\\)"), ("\\\\[", "\\\\]"), ("\\(", "\\)")):
            if text.startswith(opening, start):
                close = self.closing(closing, start + len(opening))
                inner = text[start + len(opening) : close]
                if close >= 0 and (len(opening) == 3 or any(c in inner for c in "\\^_=")):
                    self.found.math = True
                    self.pieces.append(inner)
                    return close + len(closing)
        following = text[end : end + 1]
        if following in _PUNCTUATION and following:
            self.pieces.append(following)
            return end + 1
        if following != "\n":
            self.pieces.append("\\")
        return end

    def ampersand(self, start: int, end: int) -> int:
        match = _ENTITY.match(self.text, start)
        self.pieces.append("&" if match is None else entity(match[0]))
        return end if match is None else match.end()

    def backticks(self, start: int, end: int) -> int:
        close = self.code.closing(end - start, end)
        if close < 0 or BLOCK in self.text[end:close]:
            return self.literal(start, end)
        inner = self.text[end:close]
        if len(inner) > 2 and inner[0] == inner[-1] == " ":
            inner = inner[1:-1]
        self.pieces.append(inner)
        return close + end - start

    def dollar(self, start: int, end: int) -> int:
        text = self.text
        if end - start == 2:
            close = self.closing("$$", end)
            if close >= 0:
                self.found.math = True
                self.pieces.append(text[end:close])
                return close + 2
            return self.literal(start, end)
        match = _DOLLAR.match(text, start)
        if match is None:
            return self.literal(start, end)
        self.found.math = True
        self.pieces.append(match[0])
        return match.end()

    # Emphasis

    def emphasise(self, start: int, end: int) -> int:
        self.emphasis.read(self.text, start, end, self.pieces)
        return end

    # Links

    def bracket(self, start: int, end: int) -> int:
        text = self.text
        wiki = _WIKI.match(text, start)
        if wiki is not None:
            return self._wiki(wiki)
        footnote = _FOOTNOTE.match(text, start)
        if footnote is not None:
            return footnote.end()
        self.brackets.append(
            _Bracket(len(self.pieces), start, end - start == 2, len(self.found.links))
        )
        return self.literal(start, end)

    def _wiki(self, wiki: re.Match[str]) -> int:
        embed, target, alias = wiki.groups()
        kind: LinkKind = "wiki"
        shown = alias or target
        if embed:
            image = target.lower().endswith(_IMAGE_NAMES)
            kind = "image" if image else "embed"
            shown = "" if alias is None or alias[:1].isdigit() else alias
        text = self._escaped(shown)
        self.found.links.append(FoundLink(wiki.start(), target.strip(), text, kind))
        self.pieces.append(text)
        return wiki.end()

    @staticmethod
    def _escaped(text: str) -> str:
        return " ".join(text.replace("\\", "").split())

    def close_bracket(self, start: int, end: int) -> int:
        if not self.brackets:
            return self.literal(start, end)
        bracket = self.brackets.pop()
        found = self._target(bracket, start, end)
        if found is None:
            return self.literal(start, end)
        target, stop = found
        self.pieces[bracket.piece] = ""
        shown = "".join(self.pieces[bracket.piece :])
        self.pieces[bracket.piece :] = [shown]
        self.emphasis.leave(bracket.piece)
        self.brackets = [outer for outer in self.brackets if outer.image is not bracket.image]
        self._link(bracket, target, shown)
        self.pieces.append(breaks(self.text[end:stop]))
        return stop

    def _target(self, bracket: _Bracket, start: int, end: int) -> tuple[str, int] | None:
        text = self.text
        found = inline_destination(text, end) if text.startswith("(", end) else None
        if found is None and self.references:
            opened = bracket.offset + (2 if bracket.image else 1)
            found = referred_destination(text, opened, start, self.references)
        return found

    def _link(self, bracket: _Bracket, target: str, shown: str) -> None:
        links = self.found.links
        while self.bare and self.bare[-1] >= bracket.links:
            links[self.bare.pop()].shadowed = True
        text = " ".join(shown.split())
        if bracket.image and not text:
            text = badge_words(target)
            self.pieces.append(text)
        elif text.startswith(("http://", "https://")):
            self.pieces[bracket.piece :] = [breaks(shown)]
        kind: LinkKind = "image" if bracket.image else "link"
        links.append(FoundLink(bracket.offset, target, text, kind))

    def address(self, start: int, end: int) -> int:
        """An address that stands in the text as it is: a link, and no prose."""
        text, pieces = self.text, self.pieces
        before = text[max(self.done, start - 5) : start].lower()
        scheme = 5 if before == "https" else 4 if before.endswith("http") else 0
        match = _ADDRESS.match(text, start) if scheme else None
        if match is None:
            return self.literal(start, end)
        stop = self._address_end(end, match.end())
        if stop == end:
            return self.literal(start, end)
        address = text[start - scheme : stop]
        if self.anchor is not None:
            return self.literal(start, stop)
        self.bare.append(len(self.found.links))
        self.found.links.append(FoundLink(start - scheme, address, address))
        if self.brackets:
            return self.literal(start, stop)
        pieces[-1] = pieces[-1][:-scheme]
        return stop

    def _address_end(self, start: int, end: int) -> int:
        """Where an address ends: not with a sentence's mark, nor a bracket it did not open."""
        text = self.text
        unopened = text.count(")", start, end) - text.count("(", start, end)
        while end > start:
            if text[end - 1] == ")" and unopened > 0:
                unopened -= 1
            elif text[end - 1] not in ".,;:!?'*_~":
                break
            end -= 1
        return end

    # Liquid, shortcodes and attribute lists

    def brace(self, start: int, end: int) -> int:
        text = self.text
        following = text[end]
        pattern = _LIQUID if following == "%" else _OUTPUT if following == "{" else _ATTRIBUTES
        match = pattern.match(text, start)
        if match is None:
            return self.literal(start, end)
        if following == "%":
            return self._liquid(match)
        shortcode = following == "{" and match[1][:1] in {"<", "%"}
        included = shortcode_inclusion(match[1]) if shortcode else None
        if included is not None:
            self._include(start, included)
        self.pieces.append(breaks(match[0]))
        return match.end()

    def _liquid(self, tag: re.Match[str]) -> int:
        name, rest = tag[1], tag[2]
        stop = tag.end()
        if name in {"raw", "comment"}:
            close = self.closing(f"end{name}", stop)
            opening = self.text.rfind("{%", stop, close) if close >= 0 else -1
            closing = self.text.find("%}", close) if close >= 0 else -1
            if opening >= 0 and closing >= 0:
                inner = self.text[stop:opening]
                self.pieces.append(inner if name == "raw" else breaks(inner))
                stop = closing + 2
                self.pieces.append(breaks(self.text[opening:stop]))
        else:
            included = liquid_inclusion(name, rest)
            if included is not None:
                self._include(tag.start(), included)
        self.pieces.append(breaks(tag[0]))
        return stop

    def _include(self, start: int, included: Inclusion) -> None:
        shown = included.caption.replace(BLOCK, "")
        if shown:
            shown = " ".join(read_inline(shown, {}).text.split())
        self.found.links.append(FoundLink(start, included.target, shown, included.kind))
        self.pieces.append(shown)

    # Marks of notes, typography

    def percent(self, start: int, end: int) -> int:
        close = self.closing("%%", end)
        if close < 0:
            return self.literal(start, end)
        self.pieces.append(breaks(self.text[end:close]))
        return close + 2

    def caret(self, start: int, end: int) -> int:
        before = self.text[start - 1] if start else "\n"
        match = _BLOCK_ID.match(self.text, start) if before in " \t\n\x1e" else None
        return self.literal(start, end) if match is None else match.end()

    def hash(self, start: int, end: int) -> int:
        before = self.text[start - 1] if start else "\n"
        match = _INLINE_TAG.match(self.text, start) if before in " \t\n\x1e(,;" else None
        if match is None:
            return self.literal(start, end)
        self.found.tags.append(match[1].strip("/-"))
        return self.literal(start, match.end())

    def typographic(self, start: int, end: int) -> int:
        source = self.text[start:end]
        if source in _TYPOGRAPHIC:
            self.pieces.append(_TYPOGRAPHIC[source])
            return end
        before = self.text[start - 1] if start else " "
        left, right = ("“", "”") if source == '"' else ("‘", "’")
        opening = before.isspace() or before in "([{\x1e"
        self.pieces.append(left if opening else right)
        return end


_TYPOGRAPHIC = {"---": "—", "--": "–", "...": "…"}


_HANDLERS: Mapping[str, Callable[[_Reader, int, int], int]] = {
    "\\": _Reader.backslash,
    "&": _Reader.ampersand,
    "`": _Reader.backticks,
    "$": _Reader.dollar,
    "*": _Reader.emphasise,
    "_": _Reader.emphasise,
    "~": _Reader.emphasise,
    "=": _Reader.emphasise,
    "!": _Reader.bracket,
    "[": _Reader.bracket,
    "]": _Reader.close_bracket,
    ":": _Reader.address,
    "<": _Reader.angle,
    "{": _Reader.brace,
    "#": _Reader.hash,
    "%": _Reader.percent,
    "^": _Reader.caret,
    "-": _Reader.typographic,
    ".": _Reader.typographic,
    '"': _Reader.typographic,
    "'": _Reader.typographic,
}
