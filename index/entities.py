"""HTML's character references as text."""

from __future__ import annotations

import html
import re

from index.lazy_pattern import lazy_pattern

_LONG_NUMBER = lazy_pattern(r"&#(?:([0-9]{8,})|[xX]([0-9a-fA-F]{7,}));?")
_MOST_DIGITS = 7


def unescape(text: str) -> str:
    """``text`` with its character references decoded, as the standard library does it.

    A number that is larger than any character's becomes a replacement character, as HTML has it.
    Python refuses to read a number of more than 4,300 digits, and takes long for a shorter one.
    """
    if "&" not in text:
        return text
    return html.unescape(_LONG_NUMBER.sub(_shortened, text))


def _shortened(found: re.Match[str]) -> str:
    decimal, hexadecimal = found.groups()
    digits = (decimal or hexadecimal).lstrip("0") or "0"
    if len(digits) > _MOST_DIGITS:
        return "\N{REPLACEMENT CHARACTER}"
    return f"&#{digits};" if decimal else f"&#x{digits};"
