"""HTML as a page has it, and what stands for its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from index import html, syntax
from index.entities import unescape
from index.html import Tag, Text
from tui.language import translate
from tui.text.safe_text import safe


def decode(text: str) -> str:
    """``text`` with HTML's entities decoded; what a terminal would act on is made visible.

    The post's own characters are clean already, but ``&#27;`` becomes an escape only here.
    """
    return safe(unescape(text)) if "&" in text else text


def pieces(source: str) -> Iterator[Tag | Text]:
    """The tags and texts of ``source`` in order, see ``index.html``."""
    return html.pieces(source, decode)


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
