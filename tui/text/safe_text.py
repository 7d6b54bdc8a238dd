"""Texts that a terminal may be given: nothing in them is an order to it.

Posts are clean when they are read. What comes from a configuration, from what is remembered or
from a paste may hold anything, and is made safe where it is drawn.
"""

from __future__ import annotations

import unicodedata

_BIDI = dict.fromkeys([0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "")
_BLANKS = str.maketrans("\n\t", "  ")


def safe(text: str) -> str:
    """``text`` without control and bidirectional characters, line feed and tab apart."""
    if text.isprintable():
        return text
    return "".join(
        character
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
        else "\N{REPLACEMENT CHARACTER}"
        for character in text.translate(_BIDI)
    )


def safe_line(text: str) -> str:
    """``text`` made safe, with blanks for line feeds and tabs."""
    return text if text.isprintable() else safe(text.translate(_BLANKS))
