"""A word as the keys that type it, and the words that one slip of a finger makes of it.

Hangul is taken apart into the jamo that keys send, and put together again, so that a slip may join
or part syllables: ㅅㅗㄷㄱㅗ, with two keys swapped, is 솓고 for 속도. Latin letters are keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase
from typing import NamedTuple

from index import hangul
from index.lazy_pattern import lazy_pattern

_JAMO = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ"
_HANGUL = lazy_pattern("[ㄱ-ㅎㅏ-ㅣ가-힣]+")
_SYLLABLES = lazy_pattern("[가-힣]{2,}")
_LATIN = lazy_pattern("[a-z]{3,}")
_MOST_KEYS = 40


def keys_of(word: str) -> str:
    """The keys of a folded word: jamo, or the word itself where it is no Hangul."""
    return hangul.jamo(word)


def is_hangul(word: str) -> bool:
    """Whether a word is of Hangul alone, syllables or jamo."""
    return _HANGUL.fullmatch(word) is not None


def is_typed_by_keys(word: str) -> bool:
    """Whether slips of fingers can be told: in Hangul, and in Latin letters without accents."""
    return is_hangul(word) or (word.isascii() and word.isalnum())


class Slip(NamedTuple):
    """A word that may be meant by another, and whether fingers or ears often slip so."""

    word: str
    is_usual: bool


def one_slip_apart(word: str) -> Iterator[Slip]:
    """The words that differ from a folded word by one key: each once, the word itself left out.

    A key is left out, put in, changed, or swapped with the next one. Those of Hangul are whole
    syllables, two at least. Of words in other letters, and of very long ones, there are none.
    """
    keys = keys_of(word)
    if len(keys) > _MOST_KEYS:
        return
    seen = {word}
    by_jamo = is_hangul(word)
    if not by_jamo and not (word.isascii() and word.isalnum()):
        return
    is_word = _SYLLABLES if by_jamo else _LATIN
    for changed, is_usual in _changed(keys, _JAMO if by_jamo else ascii_lowercase):
        found = hangul.syllables(changed) if by_jamo else changed
        if found not in seen and is_word.fullmatch(found):
            seen.add(found)
            yield Slip(found, is_usual)


def _changed(keys: str, letters: str) -> Iterator[tuple[str, bool]]:
    """The usual slips first: what they make may be made by others, too."""
    for at, key in enumerate(keys):
        before, after = keys[:at], keys[at + 1 :]
        if after:
            yield f"{before}{after[0]}{key}{after[1:]}", True
        yield before + after, bool(set(_NEAR.get(key, "")) & set(before[-1:] + after[:1]))
        for letter in letters:
            yield f"{before}{letter}{key}{after}", True
    for letter in letters:
        yield keys + letter, True
    for is_usual in (True, False):
        for at, key in enumerate(keys):
            near = _NEAR.get(key, "")
            for letter in letters:
                if (letter in near) == is_usual:
                    yield keys[:at] + letter + keys[at + 1 :], is_usual


_ROWS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ"),
)
_TAKEN_FOR_EACH_OTHER = (
    *("aeiouy", "sc", "sz", "ck", "kq", "td", "bv", "fv"),
    *(
        "ㄱㄲㅋ",
        "ㄷㄸㅌ",
        "ㅂㅃㅍ",
        "ㅅㅆ",
        "ㅈㅉㅊ",
        "ㅐㅔㅒㅖ",
        "ㅗㅛ",
        "ㅜㅠ",
        "ㅓㅕ",
        "ㅏㅑ",
        "ㄹㄴ",
    ),
)
"""Letters that sound alike, or take the shift key beside the same other one."""


def _near_keys() -> dict[str, str]:
    """For each key itself, those beside, above and below it, and what is taken for it."""
    near: dict[str, set[str]] = {}
    for rows in _ROWS:
        for row, keys in enumerate(rows):
            for place, key in enumerate(keys):
                around = (rows[r] for r in range(max(0, row - 1), min(len(rows), row + 2)))
                near[key] = {
                    one for other in around for one in other[max(0, place - 1) : place + 2]
                }
    for letters in _TAKEN_FOR_EACH_OTHER:
        for letter in letters:
            near.setdefault(letter, set()).update(letters)
    return {key: "".join(sorted(others)) for key, others in near.items()}


_NEAR = _near_keys()
