"""HTML inside a text: what its tags show, link to or hide.

Each function takes the scanner's state; those that read a tag give the offset behind it.
"""

from __future__ import annotations

import re

from index.lazy_pattern import lazy_pattern
from index.syntax import (
    AUTOLINK,
    COMPONENTS,
    DECLARATION,
    EMBED_ELEMENTS,
    HIDDEN_ELEMENTS,
    component_words,
    image_words,
    media_address,
)

from .markup import attributes, badge_words
from .passage import Anchor, ParsedLink, Passage, breaks

_MAIL = lazy_pattern(r"<([\w.+-]++@[\w.-]++)>")
_TAG = lazy_pattern(
    r"""<(/?)([A-Za-z][\w:-]*+)(?=[\s/>])((?:[^<>"'\x1e]++|"[^"<\x1e]*+"|'[^'<\x1e]*+')*+)>"""
)

_INLINE_ELEMENTS = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small"),
        *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)


def read_angle(passage: Passage, start: int, end: int) -> int:
    """Read what a ``<`` begins: an address, a tag, a comment, or nothing.

    Args:
        passage: The scanner's state.
        start: The offset of the ``<``.
        end: The offset behind it.

    Returns:
        The offset behind what was read.
    """
    text = passage.text
    link = AUTOLINK.match(text, start)
    if link is not None:
        passage.found.links.append(ParsedLink(start, link[1], link[1]))
        passage.pieces.append(link[1])
        return link.end()
    tag = _TAG.match(text, start)
    if tag is not None:
        return _tag(passage, tag)
    mail = _MAIL.match(text, start)
    if mail is not None:
        passage.found.links.append(ParsedLink(start, f"mailto:{mail[1]}", mail[1]))
        passage.pieces.append(mail[1])
        return mail.end()
    if text.startswith("<!--", start):
        close = passage.closing("-->", start + 4)
        if close >= 0:
            passage.pieces.append(breaks(text[start:close]))
            return close + 3
    declaration = DECLARATION.match(text, start)
    if declaration is not None:
        passage.pieces.append(breaks(declaration[0]))
        return declaration.end()
    return passage.literal(start, end)


def _tag(passage: Passage, tag: re.Match[str]) -> int:
    closing, name, rest = tag[1], tag[2].lower(), tag[3]
    pieces = passage.pieces
    if not closing and name in HIDDEN_ELEMENTS:
        close = passage.closing(f"</{tag[2]}", tag.end())
        if close >= 0:
            after = passage.text.find(">", close)
            stop = close if after < 0 else after + 1
            pieces.append(breaks(passage.text[tag.start() : stop]))
            return stop
    if name == "a":
        _anchor(passage, tag, closing)
    elif name == "img":
        _image(passage, tag)
    elif name in EMBED_ELEMENTS and not closing:
        source = media_address(attributes(rest))
        if source:
            passage.found.links.append(ParsedLink(tag.start(), source, "", "embed"))
    elif name not in _INLINE_ELEMENTS:
        words = None
        if name in COMPONENTS:
            words = component_words(name, attributes(rest), closing=bool(closing))
        pieces.append(f" {words} " if words else " ")
    pieces.append(breaks(tag[0]))
    return tag.end()


def _anchor(passage: Passage, tag: re.Match[str], closing: str) -> None:
    passage.close_anchor()
    if closing:
        return
    target = attributes(tag[3]).get("href")
    if target is not None:
        link = ParsedLink(tag.start(), target.strip(), "")
        passage.found.links.append(link)
        passage.anchor = Anchor(len(passage.pieces), link)


def _image(passage: Passage, tag: re.Match[str]) -> None:
    given = attributes(tag[3])
    source = media_address(given)
    shown = image_words(given) or badge_words(source)
    if source:
        passage.found.links.append(ParsedLink(tag.start(), source, shown, "image"))
    passage.pieces.append(f" {shown} " if shown else "")
