"""HTML among inline markup: what its tags show, link to or hide."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .markup import attributes, badge_words
from .passage import FoundLink, Passage, breaks

_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^\s<>\x1e]++)>", re.IGNORECASE)
_MAIL = re.compile(r"<([\w.+-]++@[\w.-]++)>")
_TAG = re.compile(
    r"""<(/?)([A-Za-z][\w:-]*+)(?=[\s/>])((?:[^<>"'\x1e]++|"[^"<\x1e]*+"|'[^'<\x1e]*+')*+)>"""
)
_DECLARATION = re.compile(r"<[!?][^<>\x1e]*+>")

_UNSEEN_ELEMENTS = frozenset({"script", "style", "template", "noscript"})
_EMBEDS = frozenset({"iframe", "video", "audio", "source", "embed"})
_INLINE_ELEMENTS = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small"),
        *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)


@dataclass(slots=True)
class _Anchor:
    piece: int
    link: FoundLink


class HtmlPassage(Passage):
    """A passage with HTML in it; ``anchor`` is the ``<a>`` that is open."""

    __slots__ = ("anchor",)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.anchor: _Anchor | None = None

    def angle(self, start: int, end: int) -> int:
        """Read what a ``<`` begins: an address, a tag, a comment, or nothing."""
        text = self.text
        link = _AUTOLINK.match(text, start)
        if link is not None:
            self.found.links.append(FoundLink(start, link[1], link[1]))
            return link.end()
        tag = _TAG.match(text, start)
        if tag is not None:
            return self._tag(tag)
        mail = _MAIL.match(text, start)
        if mail is not None:
            self.found.links.append(FoundLink(start, f"mailto:{mail[1]}", mail[1]))
            self.pieces.append(mail[1])
            return mail.end()
        if text.startswith("<!--", start):
            close = self.closing("-->", start + 4)
            if close >= 0:
                self.pieces.append(breaks(text[start:close]))
                return close + 3
        declaration = _DECLARATION.match(text, start)
        if declaration is not None:
            self.pieces.append(breaks(declaration[0]))
            return declaration.end()
        return self.literal(start, end)

    def _tag(self, tag: re.Match[str]) -> int:
        closing, name, rest = tag[1], tag[2].lower(), tag[3]
        pieces = self.pieces
        if not closing and name in _UNSEEN_ELEMENTS:
            close = self.closing(f"</{tag[2]}", tag.end())
            if close >= 0:
                after = self.text.find(">", close)
                stop = close if after < 0 else after + 1
                pieces.append(breaks(self.text[tag.start() : stop]))
                return stop
        if name == "a":
            self._anchor(tag, closing)
        elif name == "img":
            self._image(tag)
        elif name in _EMBEDS and not closing:
            source = attributes(rest).get("src")
            if source:
                self.found.links.append(FoundLink(tag.start(), source, "", "embed"))
        elif name not in _INLINE_ELEMENTS:
            pieces.append(" ")
        pieces.append(breaks(tag[0]))
        return tag.end()

    def _anchor(self, tag: re.Match[str], closing: str) -> None:
        self.close_anchor()
        if closing:
            return
        target = attributes(tag[3]).get("href")
        if target is not None:
            link = FoundLink(tag.start(), target.strip(), "")
            self.found.links.append(link)
            self.anchor = _Anchor(len(self.pieces), link)

    def close_anchor(self) -> None:
        """Give the open ``<a>`` its text; HTML closes one where the next begins."""
        anchor, self.anchor = self.anchor, None
        if anchor is not None:
            anchor.link.text = " ".join("".join(self.pieces[anchor.piece :]).split())

    def _image(self, tag: re.Match[str]) -> None:
        given = attributes(tag[3])
        source, alt = given.get("src", "").strip(), " ".join(given.get("alt", "").split())
        shown = alt or badge_words(source)
        if source:
            self.found.links.append(FoundLink(tag.start(), source, shown, "image"))
        self.pieces.append(shown)
