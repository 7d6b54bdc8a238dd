"""What stands inside the markup of tags: attributes, Liquid parameters, badge words, entities."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from index import syntax
from index.entities import unescape
from index.lazy_pattern import lazy_pattern
from index.reading.decode import clean_line

_ATTRIBUTE = lazy_pattern(
    r"""([A-Za-z_:@][\w:.@-]*+)\s*+(?:=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>=`]++)))?+"""
)


def attributes(source: str) -> dict[str, str]:
    """The attributes of an HTML tag or the parameters of a Liquid one; of a name twice, the first.

    A name that stands alone has an empty value. Names are lowercased, entities decoded.
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(source):
        found.setdefault(name.lower(), decode_entities(double or single or bare))
    return found


def badge_words(address: str) -> str:
    """What a shields.io badge says, in one clean line; empty if the address is no such badge."""
    words = syntax.badge_words(address)
    return clean_line(words) if words else ""


@lru_cache(maxsize=1024)
def entity(source: str) -> str:
    """The text of one HTML entity; for a control character a replacement character."""
    decoded = unescape(source)
    if decoded == "\N{NO-BREAK SPACE}" or decoded.isspace():
        return " "
    if any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in decoded):
        return "" if decoded in _INVISIBLE else "\N{REPLACEMENT CHARACTER}"
    return decoded


_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")


def decode_entities(text: str) -> str:
    """``text`` with its HTML entities decoded, none of them to a control character."""
    return syntax.ENTITY.sub(lambda match: entity(match[0]), text) if "&" in text else text
