"""How many words a post has, and how long it takes to read."""

from __future__ import annotations

import math
import re

CHARACTERS_PER_MINUTE = 500
"""How fast Hangul, Han characters and kana are read, which are counted one by one."""

_CHARACTERS = (
    "\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_CHARACTER = re.compile(f"[{_CHARACTERS}]+")
_OTHER = re.compile(f"[^\0-\x7f{_CHARACTERS}]")
_BLANKS = bytes(ord(" ") if chr(i).isspace() or chr(i) == "?" else i for i in range(256))
_SIGNS = bytes(i for i in range(128) if not (chr(i).isalnum() or chr(i).isspace() or chr(i) == "?"))

_WORD = re.compile(r"[^\W_]\S*+")
"""What is left of a word from its first letter or digit on."""


def count_words(prose: str, code: str = "") -> int:
    """How many words a post has: what stands between blanks, as Jekyll's ``number_of_words``."""
    return len(prose.split()) + len(code.split())


def reading_minutes(prose: str, words_per_minute: int = 200) -> int:
    """How many minutes a post takes to read, at least one if there is anything to read.

    Words are read at ``words_per_minute``; Hangul, Han characters and kana at
    ``CHARACTERS_PER_MINUTE``.
    """
    if prose.isascii():
        characters, words = 0, len(prose.split())
    elif _OTHER.search(prose) is None:
        # Each of the characters becomes a question mark, and what was one goes.
        ascii_ = prose.replace("?", "").encode("ascii", "replace")
        characters = ascii_.count(b"?")
        words = len(ascii_.translate(_BLANKS, _SIGNS).split())
    else:
        rest, runs = _CHARACTER.subn(" ", prose)
        characters = len(prose) - (len(rest) - runs)
        words = len(_WORD.findall(rest))
    minutes = words / max(words_per_minute, 1) + characters / CHARACTERS_PER_MINUTE
    return math.ceil(minutes)
