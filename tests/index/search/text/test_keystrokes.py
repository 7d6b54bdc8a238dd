"""Words that one slip on the keyboard makes of another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.text.keystrokes import keys_of, one_slip_apart


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("솓고", "속도"),
        ("팜내", "판매"),
        ("소도", "속도"),
        ("학습류", "학습률"),
        ("ㅅ도", "시도"),
        ("ㅓㅈㅇ렬", "정렬"),
        ("tpye", "type"),
    ],
)
def test_a_word_is_one_slip_from_what_was_meant(typed: str, meant: str) -> None:
    made = {slip.word for slip in one_slip_apart(typed)}
    assert meant in made
    assert typed not in made


@pytest.mark.parametrize(
    ("typed", "meant", "is_usual"),
    [
        ("학습륱", "학습률", False),
        ("cist", "cost", True),
        ("cpst", "cost", True),
        ("cmst", "cost", False),
        ("coost", "cost", True),
        ("comst", "cost", False),
        ("켄볼루션", "캔볼루션", True),
    ],
)
def test_neighbours_and_what_sounds_alike_are_usual_slips(
    typed: str, meant: str, *, is_usual: bool
) -> None:
    assert {slip.word: slip.is_usual for slip in one_slip_apart(typed)}[meant] is is_usual


@pytest.mark.parametrize("word", ["café", "データ", "ё", "", "x" * 100])
def test_other_letters_and_very_long_words_have_none(word: str) -> None:
    assert not list(one_slip_apart(word))


@given(st.text("가각값과뷁힣ㄱㅏabz09", min_size=1, max_size=6))
def test_how_many_there_are_grows_with_the_keys_alone(word: str) -> None:
    made = [slip.word for slip in one_slip_apart(word)]
    assert len(made) == len(set(made)) <= 80 * (len(keys_of(word)) + 1)
