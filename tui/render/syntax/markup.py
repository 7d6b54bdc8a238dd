"""HTML as a page has it, and what stands for its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from index import html, syntax
from index.entities import unescape
from index.html import Tag, Text
from index.lazy_pattern import lazy_pattern
from tui.language import translate
from tui.text.safe_text import safe

IMAGE_SIGN = "▣"
"""What is before the words of a picture."""
MEDIUM_SIGNS = {"video": "►", "audio": "♪", "page": "↗"}
"""What is before the words of another medium."""
_SCHEME = lazy_pattern(r"^(?:[A-Za-z][\w+.-]{0,20}:)?//")
_HOST = lazy_pattern(r"(?:[A-Za-z][\w+.-]{0,20}:)?//([^/]{1,253})/?")


def decode(text: str) -> str:
    """``text`` with HTML's entities decoded; what a terminal would act on is made visible.

    The post's own characters are clean already, but ``&#27;`` becomes an escape only here.
    """
    return safe(unescape(text)) if "&" in text else text


def pieces(source: str) -> Iterator[Tag | Text]:
    """The tags and texts of ``source`` in order, see ``index.html``."""
    return html.pieces(source, decode)


def image_label(alt: str, address: str) -> tuple[str, str]:
    """What stands for a picture: a sign with its words, and where it is from.

    Its words are its alternative text, a badge's own words, or its file's name; where it is from is
    a host, or the name of a file of the journal.
    """
    words, badge = " ".join(alt.split()), badge_words(address)
    if badge and not words:
        return badge, ""
    host, name = _host_and_name(address)
    words = safe(words) or name
    if not words:
        return f"{IMAGE_SIGN} {host or translate('picture')}", ""
    place = host or name
    return f"{IMAGE_SIGN} {words}", "" if place == words or badge else place


def image_text(alt: str, address: str) -> str:
    """What stands for a picture, in one text."""
    return " ".join(part for part in image_label(alt, address) if part)


def medium_label(kind: str, title: str, address: str) -> tuple[str, str]:
    """What stands for a video, a sound or another page: a sign with its words, and where it is.

    Args:
        kind: ``video``, ``audio`` or ``page``.
        title: What it is called; may be empty.
        address: Its address.
    """
    sign = MEDIUM_SIGNS[kind]
    host, name = _host_and_name(address)
    if title:
        return f"{sign} {title}", host or name
    return f"{sign} {safe(_SCHEME.sub('', address))}", ""


def _host_and_name(address: str) -> tuple[str, str]:
    """The host of an address and the name of its file, as far as it has them."""
    if address.startswith("data:"):
        return "", ""
    path = address.split("?")[0].split("#")[0].rstrip("/")
    found = _HOST.match(path)
    host = safe(found[1]) if found else ""
    name = path[found.end() :] if found else path
    return host, safe(" ".join(unquote(name.rsplit("/", 1)[-1]).split()))


def badge_words(address: str) -> str:
    """The words of a badge of img.shields.io, ``label message``; empty for any other address."""
    return safe(" ".join(syntax.badge_words(address).split()))
