"""Hangul taken apart and put together: its jamo, its initial consonants, and the keys that type it.

Jamo are those of the compatibility block (U+3131 and on), which keyboards send; the layout is the
standard two-set one (KS X 5002), the arithmetic of syllables that of the Unicode Standard, 3.12.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
"""The consonants that a syllable may begin with, in the order of Unicode."""

_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_CLUSTERS = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ",
    "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ", "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ",
    "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_SINGLE = str.maketrans(_CLUSTERS)
_KEYS = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnmQWERTOP",
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        strict=True,
    )
)
_TYPED_BY = str.maketrans({jamo: key for key, jamo in _KEYS.items()})
_FIRST, _LAST = 0xAC00, 0xD7A3
_PER_INITIAL = len(_VOWELS) * len(_FINALS)


def _any_of(letters: Iterable[str]) -> str:
    parts = (letter.translate(_SINGLE) for letter in letters if letter)
    return "|".join(sorted(parts, key=len, reverse=True))


@cache
def _syllables() -> re.Pattern[str]:
    """Finds a syllable in single jamo; made when first asked for, because it takes a while."""
    final = rf"(?:{_any_of(_FINALS)})(?![{_VOWELS}])"
    return re.compile(rf"([{INITIALS}])({_any_of(_VOWELS)})({final})?")


_VOWEL_PLACES = {vowel.translate(_SINGLE): i for i, vowel in enumerate(_VOWELS)}
_FINAL_PLACES = {final.translate(_SINGLE): i for i, final in enumerate(_FINALS)}


def syllables_beginning(consonant: str) -> tuple[str, str]:
    """The first syllable that begins with one of ``INITIALS``, and what follows the last."""
    first = _FIRST + INITIALS.index(consonant) * _PER_INITIAL
    return chr(first), chr(first + _PER_INITIAL)


def initial(character: str) -> str:
    """The consonant a syllable begins with, or a consonant itself; empty for anything else.

    A consonant that ends syllables only, such as ㄳ, is the two it is made of.
    """
    place = ord(character)
    if _FIRST <= place <= _LAST:
        return INITIALS[(place - _FIRST) // _PER_INITIAL]
    single = _CLUSTERS.get(character, character)
    return single if single and all(jamo in INITIALS for jamo in single) else ""


def jamo(text: str) -> str:
    """The text with each syllable as the single jamo that are typed for it: 값 is ㄱㅏㅂㅅ."""
    return text.translate(_JAMO)


class _Jamo(dict[int, str]):
    """The single jamo of a character, found out once; anything else is itself."""

    def __missing__(self, place: int) -> str:
        character = chr(place)
        if _FIRST <= place <= _LAST:
            initial, rest = divmod(place - _FIRST, _PER_INITIAL)
            vowel, final = divmod(rest, len(_FINALS))
            character = INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]
        self[place] = found = character.translate(_SINGLE)
        return found


_JAMO = _Jamo()


def keys(text: str) -> str:
    """The Latin keys that type a text: ㅣㅐㄴㄴ is ``loss``, 저 is ``wj``.

    A terminal sends ㅓ for the key J in Hangul mode, or a whole syllable once the input method has
    composed it. Empty where any of the characters is not Hangul.
    """
    typed = jamo(unicodedata.normalize("NFC", text))
    return typed.translate(_TYPED_BY) if all(map(_TYPED_BY.__contains__, map(ord, typed))) else ""


def typed_by(text: str) -> str:
    """What Latin keys would have typed on a Korean keyboard: ``gkrtmq`` is 학습.

    Empty where whole syllables do not come out.
    """
    found = composed(text)
    return found if all("가" <= character <= "힣" for character in found) else ""


def composed(keys: str) -> str:
    """What Latin keys type on a Korean keyboard: ``tkrk`` is 사가, ``tek`` is ㅅ다."""
    return syllables("".join(_KEYS.get(key) or _KEYS.get(key.lower(), " ") for key in keys))


def syllables(jamo: str) -> str:
    """Single jamo put together as a keyboard does: ㅎㅏㄱㅅㅡㅂ is 학습, ㅅㄷㅗ is ㅅ도."""
    return _syllables().sub(_syllable, jamo)


def _syllable(match: re.Match[str]) -> str:
    vowel = INITIALS.index(match[1]) * len(_VOWELS) + _VOWEL_PLACES[match[2]]
    return chr(_FIRST + vowel * len(_FINALS) + _FINAL_PLACES[match[3] or ""])
