"""Whether a word in Hangul is the sound of a Latin one: 스위프트 is swift, 쿠버네티스 kubernetes.

No dictionary: both are written by their sounds, roughly, in letters that do not tell apart what
Hangul does not (f and p, l and r, b and v), and compared. Words whose consonants differ are not
alike, whatever their vowels are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product
from typing import Final

from index.lazy_pattern import lazy_pattern

_INITIALS: Final = ("k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", *"ccckTph")
_VOWELS: Final = (
    *("a", "e", "ya", "ye", "o", "e", "yo", "ye", "o", "wa", "we", "we", "yo", "u"),
    *("wo", "we", "wi", "yu", "", "i", "i"),
)
"""The vowel ㅡ stands where a foreign word has two consonants in a row, and is no sound of it."""
_FINALS: Final = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p"),
    *("p", "t", "t", "n", "t", "t", "k", "t", "p", "t"),
)
_FIRST: Final = 0xAC00
_SYLLABLES: Final = 11_172

_SPELLINGS: Final[dict[str, tuple[str, ...]]] = {
    "tion": ("syon",), "sion": ("syon",), "ture$": ("co",), "tch": ("c",), "ch": ("c", "k"),
    "sch": ("s",), "sh": ("s",), "ph": ("p",), "th": ("s", "t", "th"), "ck": ("k",),
    "gh": ("", "k"), "dg": ("c",), "ge$": ("c",), "kn": ("n",), "ng(?![aeiouy])": ("n",),
    "wr": ("l",), "ee": ("i",), "ea": ("i", "e"), "oo": ("u",), "ou": ("a", "u"),
    "ow": ("a", "o", "au"), "ai": ("ei",), "ay": ("ei",), "au": ("o",), "ey": ("i",),
    "er$": ("o",), "or$": ("o",), "ar$": ("a",), "e$": ("", "e"), "c(?=[eiy])": ("s",),
    "g(?=[eiy])": ("c", "k"), "(?<=[aeiou])s(?=[aeioub])": ("s", "c"),
    "r(?![aeiouy])": ("", "l"), "x": ("ks", "s"), "[aeiou]": (), "[bvpf]": ("p",),
    "[dt]": ("t",), "[ckqg]": ("k",), "j": ("c",), "z": ("c", "s"), "[lr]": ("l",),
    "y": ("i",), "[a-z]": (),
}  # fmt: skip
"""How letters may sound, the first that fits; without a sound of its own, a letter is itself."""

_READ: Final = lazy_pattern("|".join(f"({spelled})" for spelled in _SPELLINGS))
_SOUNDS: Final = tuple(_SPELLINGS.values())
_REPEATED: Final = lazy_pattern(r"(.)\1+")
_NO_CONSONANTS: Final = lazy_pattern("[aeiouwy]+")
_MOST_READINGS: Final = 12
_LONGEST: Final = 24
_CONSONANTS: Final = 3
_FARTHEST: Final = 0.4
_FARTHEST_OF_SHORT: Final = 0.25
"""How much of its sounds may differ of a word with fewer than three consonants."""

SHORTEST: Final = 4
"""Of fewer sounds there are too many words."""

BEGINNINGS: Final = {
    "k": "kcgq", "n": "nk", "t": "tdh", "l": "lrw", "m": "m", "p": "pbfv", "s": "sctzxp",
    "c": "jczgs", "h": "hw", "a": "aouie", "e": "eai", "i": "iey", "o": "oeau", "u": "uwo",
    "w": "woqu", "y": "yueij",
}  # fmt: skip
"""The letters that a Latin word may begin with, by the first sound of one in Hangul."""


@lru_cache(maxsize=64)
def sound(hangul: str) -> str:
    """The sound of a word of syllables; empty for anything else."""
    sounds: list[str] = []
    for character in hangul:
        place = ord(character) - _FIRST
        if not 0 <= place < _SYLLABLES:
            return ""
        vowel = _VOWELS[place % 588 // 28]
        sounds += (_INITIALS[place // 588], vowel, _FINALS[place % 28])
    return _REPEATED.sub(r"\1", "".join(sounds).lower())


def distance(heard: str, latin: str) -> float | None:
    """How far a Latin word in small letters is from a sound, 0 for the same.

    Returns:
        The part of the sounds that differ; None where it is another word.
    """
    if not 0.5 * len(heard) <= len(latin) <= min(2 * len(heard) + 2, _LONGEST):
        return None
    consonants = _NO_CONSONANTS.sub("", heard)
    farthest = _FARTHEST if len(consonants) >= _CONSONANTS else _FARTHEST_OF_SHORT
    least: float | None = None
    for reading in _readings(latin):
        if _REPEATED.sub(r"\1", _NO_CONSONANTS.sub("", reading)) != _REPEATED.sub(
            r"\1", consonants
        ):
            continue
        far = _edits(heard, reading) / max(len(heard), len(reading))
        if far <= farthest and (least is None or far < least):
            least = far
    return least


def _readings(latin: str) -> Iterator[str]:
    """How a Latin word may sound."""
    each: list[tuple[str, ...]] = []
    for match in _READ.finditer(latin):
        place = match.lastindex or 0
        each.append(_SOUNDS[place - 1] or (match[0],))
    for sounds in islice(product(*each), _MOST_READINGS):
        yield _REPEATED.sub(r"\1", "".join(sounds))


def _edits(one: str, other: str) -> int:
    """How many sounds have to be changed, put in or left out."""
    row = list(range(len(other) + 1))
    for i, sounded in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, letter in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (sounded != letter))
    return row[-1]
