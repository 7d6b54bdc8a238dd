"""Text as it is compared, quick to import: the first screen counts names by it."""

from __future__ import annotations

import re
import unicodedata

from index.lazy_pattern import lazy_pattern

WITHOUT_WIDTH = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0001-\U000e007f"
)
"""Invisible characters, as the inside of a regular expression's character class."""

_WITHOUT_WIDTH = lazy_pattern(f"[{WITHOUT_WIDTH}]+")
_ACCENTED = lazy_pattern(
    "[\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f\u0370-\u03ff\u1f00-\u1fff"
    "\u0451\u02bc\u2018\u2019\u201c\u201d]+"
)
_SAME_AS = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "ё": "е",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "þ": "th",
        "ŋ": "n",
        "ĸ": "q",
    }
)
"""What has no accent to take away, as Lucene's ASCIIFoldingFilter has it; curly quotes; ё."""
_NARROW_OR_WIDE = lazy_pattern("[\uff01-\uff5e\uff61-\uffdc]+")


def fold(text: str) -> str:
    """The text as it is compared: composed, without case, accents and curly quotes.

    Only Latin and Greek letters and ё lose their accents, which make other letters elsewhere.
    """
    text = text.casefold()
    if text.isascii():
        return text
    return _ACCENTED.sub(_without_accents, composed(text))


def composed(text: str) -> str:
    """The text in NFC, with letters, digits and kana of the usual width: Ａ is A, ｶﾞ is ガ.

    What has no width at all, such as U+200B between letters, is left out.
    """
    if text.isascii():
        return text
    text = _WITHOUT_WIDTH.sub("", text)
    text = _NARROW_OR_WIDE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return unicodedata.normalize("NFC", text)


def _without_accents(match: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", match[0].translate(_SAME_AS))
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
