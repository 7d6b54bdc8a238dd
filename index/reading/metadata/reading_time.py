"""How many words a post has, and how long it takes to read."""

from __future__ import annotations

import math

from index.lazy_pattern import lazy_pattern

CHARACTERS_PER_MINUTE = 500
"""How fast Hangul, Han characters and kana are read, which are counted one by one."""

_CHARACTERS = (
    "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_CHARACTER = lazy_pattern(f"[{_CHARACTERS}]+")
_OTHER = lazy_pattern(f"[^\0-\x7f{_CHARACTERS}]")

_WORD = lazy_pattern(r"[^\W_]\S*+")
"""What is left of a word from its first letter or digit on."""


def _shapes(blanks: str = "") -> bytes:
    """A table that makes a blank of each byte that is one, and an ``x`` of each other."""
    return bytes(ord(" ") if chr(i).isspace() or chr(i) in blanks else ord("x") for i in range(256))


_FEW = 64
"""How many different characters that are neither ASCII nor counted one by one are replaced."""
_SHAPES = _shapes()
_SHAPES_WITHOUT_CHARACTERS = _shapes("?")
_SIGNS = bytes(i for i in range(128) if not (chr(i).isalnum() or chr(i).isspace() or chr(i) == "?"))


def words_and_minutes(prose: str, code: str = "", words_per_minute: int = 200) -> tuple[int, int]:
    """How many words a post has, and how many minutes it takes to read.

    Words are what stands between blanks, in prose and code, as Jekyll's ``number_of_words`` counts.
    Only the prose is read: at least a minute if there is anything in it, its words at
    ``words_per_minute``, and Hangul, Han characters and kana at ``CHARACTERS_PER_MINUTE``.

    Args:
        prose: The text without markup and code.
        code: The code.
        words_per_minute: How many words are read in a minute.
    """
    is_ascii = prose.isascii()
    others = frozenset() if is_ascii else frozenset(_OTHER.findall(prose))
    if 0 < len(others) <= _FEW:
        # They count as what they are like: that takes a third of the time of cutting the words out.
        for one in others:
            like = " " if one.isspace() else "x" if one.isalnum() else "!"
            prose = prose.replace(one, like)
        others = frozenset()
    if is_ascii:
        words = to_read = _count(prose.encode(), _SHAPES)
        characters = 0
    elif not others:
        # Each of the characters becomes a question mark, and what was one goes.
        ascii_ = prose.encode("ascii", "replace")
        words = _count(ascii_, _SHAPES)
        if "?" in prose:
            ascii_ = prose.replace("?", "").encode("ascii", "replace")
        characters = ascii_.count(b"?")
        to_read = _count(ascii_, _SHAPES_WITHOUT_CHARACTERS, _SIGNS)
    else:
        words = len(prose.split())
        rest, runs = _CHARACTER.subn(" ", prose)
        characters = len(prose) - (len(rest) - runs)
        to_read = len(_WORD.findall(rest))
    words += _count(code.encode(), _SHAPES) if code.isascii() else len(code.split())
    minutes = to_read / max(words_per_minute, 1) + characters / CHARACTERS_PER_MINUTE
    return words, math.ceil(minutes)


def _count(text: bytes, shapes: bytes, without: bytes = b"") -> int:
    """How many words a text has. This makes none of them, and so takes half the time of a split.

    Args:
        text: The text.
        shapes: A table that makes a blank of each blank, and an ``x`` of all else.
        without: The bytes that are passed over.
    """
    return (b" " + text.translate(shapes, without)).count(b" x")
