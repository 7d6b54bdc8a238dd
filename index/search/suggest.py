"""What the reader may have meant by a query that finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from itertools import islice

from .collection import Collection
from .evaluate import Evaluation
from .query import Node, Text, Value, leaves
from .tokens import fold

_MOST_LEAVES = 8
_MOST_NAMES = 2_000
_LENGTHS_APART = 2

_JAMO = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnmQWERTOP",
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        strict=True,
    )
)
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = (
    *("ㅏ", "ㅐ", "ㅑ", "ㅒ", "ㅓ", "ㅔ", "ㅕ", "ㅖ", "ㅗ", "ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅛ", "ㅜ"),
    *("ㅜㅓ", "ㅜㅔ", "ㅜㅣ", "ㅠ", "ㅡ", "ㅡㅣ", "ㅣ"),
)
_FINALS = (
    *("", "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ"),
    *(
        "ㄹㅌ",
        "ㄹㅍ",
        "ㄹㅎ",
        "ㅁ",
        "ㅂ",
        "ㅂㅅ",
        "ㅅ",
        "ㅆ",
        "ㅇ",
        "ㅈ",
        "ㅊ",
        "ㅋ",
        "ㅌ",
        "ㅍ",
        "ㅎ",
    ),
)


def _any_of(letters: Iterable[str]) -> str:
    return "|".join(sorted(filter(None, letters), key=len, reverse=True))


_SYLLABLE = re.compile(
    rf"([{_INITIALS}])({_any_of(_VOWELS)})((?:{_any_of(_FINALS)})(?![{''.join(_VOWELS)}]))?"
)
_FIRST_SYLLABLE = 0xAC00


def suggestions(collection: Collection, node: Node, cancelled: Callable[[], bool]) -> Iterator[str]:
    """Hints for a query that found nothing, each of which leads to posts. Raises Cancelled."""
    for leaf in islice(leaves(node), _MOST_LEAVES):
        match leaf:
            case Text(text):
                hangul = in_hangul(text)
                meant = Text(hangul, field=leaf.field)
                if hangul and Evaluation(collection, cancelled).find(meant, collection.all):
                    yield f"{text}: did you mean {hangul}?"
            case Value("tag" | "cat" as field, value):
                names = collection.tags if field == "tag" else collection.categories
                close = _closest(fold(value), names)
                if close:
                    yield f'no {field} "{value}": did you mean {field}:{close}?'


def in_hangul(text: str) -> str:
    """What Latin keys would have typed on a Korean keyboard: ``gkrtmq`` is 학습.

    The layout is the standard two-set one (KS X 5002). Empty where whole syllables do not come out.
    """
    jamo = "".join(_JAMO.get(key) or _JAMO.get(key.lower(), " ") for key in text)
    typed = _SYLLABLE.sub(_syllable, jamo)
    return typed if typed and all("가" <= c <= "힣" for c in typed) else ""


def _syllable(match: re.Match[str]) -> str:
    initial, vowel = _INITIALS.index(match[1]), _VOWELS.index(match[2])
    place = (initial * len(_VOWELS) + vowel) * len(_FINALS) + _FINALS.index(match[3] or "")
    return chr(_FIRST_SYLLABLE + place)


def _closest(wanted: str, names: Iterable[str]) -> str:
    """The name most like ``wanted``, or one that it begins; empty if it is a name or none is."""
    known = sorted(names)
    if not wanted or wanted in known:
        return ""
    begun = [name for name in known if name.startswith(wanted)]
    similar = (name for name in known if abs(len(name) - len(wanted)) <= _LENGTHS_APART)
    close = begun or get_close_matches(wanted, islice(similar, _MOST_NAMES), n=1)
    return close[0] if close else ""
