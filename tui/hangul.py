"""The Latin keys behind Hangul: what a Korean keyboard sends, as the keys that were pressed.

In Hangul mode a terminal sends ㅓ for the key J, or a whole syllable once the input method has
composed it. The layout is the standard two-set one (KS X 5002).
"""

from __future__ import annotations

import unicodedata

_JAMO_KEYS = dict(
    zip(
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        "qwertyuiopasdfghjklzxcvbnmQWERTOP",
        strict=True,
    )
)
_CLUSTERS = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ",
    "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ", "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ",
    "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3


def latin_keys(text: str) -> str:
    """The Latin keys that type ``text``: ``"ㅓ"`` is ``"j"``, ``"저"`` is ``"wj"``.

    Empty where any character of it is not Hangul.
    """
    keys = ""
    for character in unicodedata.normalize("NFC", text):
        jamo = _jamo(character)
        if not jamo:
            return ""
        keys += "".join(_JAMO_KEYS[part] for part in jamo)
    return keys


def _jamo(character: str) -> str:
    if _FIRST_SYLLABLE <= ord(character) <= _LAST_SYLLABLE:
        rest, final = divmod(ord(character) - _FIRST_SYLLABLE, len(_FINALS))
        initial, vowel = divmod(rest, len(_VOWELS))
        letters = _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]
    else:
        letters = character
    parts = "".join(_CLUSTERS.get(letter, letter) for letter in letters)
    return parts if all(part in _JAMO_KEYS for part in parts) else ""
