"""The words that tell what a text is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.folding import fold
from index.relations.keywords import keywords


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("학습률을 줄인다", "학습률"),
        ("DataLoader에서는", "DataLoader"),
        ("가중치를 초기화한다", "초기화"),
        ("経路探索です", "経路探索"),
        ("グラフを描く", "グラフ"),
        ("我在学习的是动态规划问题", "规划"),
        ("Café", "Café"),
    ],
)
def test_a_word_is_what_is_left_without_particles(text: str, word: str) -> None:
    assert word in keywords(text).spelled.values()


@pytest.mark.parametrize(
    "text",
    ["있는 것은", "我是在你的了也", "그리고 때문에", "because it was the 3 of 2021", "배웠다"],
)
def test_words_that_stand_anywhere_tell_nothing(text: str) -> None:
    assert not keywords(text).times


def test_words_are_counted_without_case_and_spelled_as_they_first_stand() -> None:
    found = keywords("PyTorch, pytorch", "PYTORCH로")
    assert found.times == {"pytorch": 3}
    assert found.spelled == {"pytorch": "PyTorch"}


def test_words_of_addresses_tell_nothing() -> None:
    assert keywords("see https://example.org/questions/1234 there").spelled == {}


@given(st.text(alphabet=st.sampled_from("가나다를은 하한다 aB1-_.é漢字カー\n"), max_size=60))
def test_every_word_stands_in_its_text(text: str) -> None:
    found = keywords(text)
    assert found.times.keys() == found.spelled.keys()
    for word, spelled in found.spelled.items():
        assert word == fold(spelled)
        assert word in fold(text)
