"""Words in Hangul that are the sound of Latin ones."""

from __future__ import annotations

import pytest

from index.search.text.loanwords import BEGINNINGS, distance, sound


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("스위프트", "swift"),
        ("쿠버네티스", "kubernetes"),
        ("엘릭서", "elixir"),
        ("깃허브", "github"),
        ("파이썬", "python"),
        ("프로메테우스", "prometheus"),
        ("제너레이터", "generator"),
        ("어텐션", "attention"),
        ("컨테이너", "container"),
        ("스프링", "spring"),
        ("나사", "nasa"),
    ],
)
def test_a_word_is_the_sound_of_its_name(hangul: str, latin: str) -> None:
    heard = sound(hangul)
    assert distance(heard, latin) is not None
    assert latin[0] in BEGINNINGS[heard[0]]


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("스위프트", "sweets"),
        ("쿠버네티스", "container"),
        ("도커", "doctor"),
        ("나사", "nose"),
        ("파이썬", "session"),
        ("여름", "yarn"),
        ("컨테이너", "c"),
        ("컨테이너", "k" * 5_000),
    ],
)
def test_other_words_are_not(hangul: str, latin: str) -> None:
    assert distance(sound(hangul), latin) is None


def test_only_syllables_have_a_sound() -> None:
    assert [sound(text) for text in ("swift", "스위프트2", "ㅅㅇ", "")] == [""] * 4


def test_the_nearer_of_two_words_is_nearer() -> None:
    heard = sound("스위프트")
    assert distance(heard, "swift") == 0 < (distance(heard, "swept") or 0)
