"""What stands inside the markup of tags: attributes, Liquid parameters, badge words, entities."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from index.entities import unescape

from .decode import clean_line

_ATTRIBUTE = re.compile(
    r"""([A-Za-z_:@][\w:.@-]*+)\s*+(?:=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>=`]++)))?+"""
)
_BADGE = re.compile(r"^https?://img\.shields\.io/badge/([^?#]+)")


def attributes(source: str) -> dict[str, str]:
    """The attributes of an HTML tag or the parameters of a Liquid one; of a name twice, the first.

    A name that stands alone has an empty value. Names are lowercased, entities decoded.
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(source):
        found.setdefault(name.lower(), decode_entities(double or single or bare))
    return found


def badge_words(address: str) -> str:
    """What a shields.io badge says: ``…/badge/-object%20detection-red`` reads ``object detection``.

    Follows the service's path rule (label, message and colour between single ``-``; ``--`` is a
    dash and ``_`` a blank). Empty if the address is no such badge.
    """
    badge = _BADGE.match(address)
    if badge is None:
        return ""
    dash, underscore = "\ue000", "\ue001"
    path = unquote(badge[1]).replace("--", dash).replace("__", underscore)
    parts = path.split("-")
    words = parts[:-1] if len(parts) > 1 else parts
    text = " ".join(part.replace("_", " ").strip() for part in words)
    return clean_line(text.replace(dash, "-").replace(underscore, "_"))


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
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def decode_entities(text: str) -> str:
    """``text`` with its HTML entities decoded, none of them to a control character."""
    return _ENTITY.sub(lambda match: entity(match[0]), text) if "&" in text else text
