"""Hangul as the keys that type it, and as its consonants."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import hangul


@pytest.mark.parametrize(
    ("keys", "typed"),
    [
        ("gkrtmq", "학습"),
        ("rkqtdms", "값은"),
        ("rudtkgkrkdqjq", "경사하강법"),
        ("dhksqur", "완벽"),
        ("Rka", "깜"),
        ("loss", ""),
        ("x y", ""),
        ("", ""),
    ],
)
def test_keys_of_the_other_layout_are_hangul(keys: str, typed: str) -> None:
    assert hangul.typed_by(keys) == typed


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("ㅣㅐㄴㄴ", "loss"),
        ("저", "wj"),
        ("ㄲ", "R"),
        ("과", "rhk"),
        ("값", "rkqt"),
        ("가a", ""),
        ("", ""),
    ],
)
def test_hangul_is_keys_of_the_other_layout(typed: str, keys: str) -> None:
    assert hangul.keys(typed) == keys


@given(st.text("가각값과뷁힣", min_size=1, max_size=6))
def test_syllables_are_typed_by_their_keys(text: str) -> None:
    assert hangul.typed_by(hangul.keys(text)) == text


@pytest.mark.parametrize(("keys", "typed"), [("tkrk", "사가"), ("tek", "ㅅ다"), ("x1", "ㅌ ")])
def test_keys_are_put_together_as_far_as_they_make_syllables(keys: str, typed: str) -> None:
    assert hangul.composed(keys) == typed


@given(st.text(max_size=30))
def test_any_text_comes_out_whole_or_not_at_all(text: str) -> None:
    assert all("가" <= c <= "힣" for c in hangul.typed_by(text))
    assert hangul.keys(text).isascii()


@given(st.characters())
def test_a_consonant_begins_a_syllable_or_there_is_none(character: str) -> None:
    assert set(hangul.initial(character)) <= set(hangul.INITIALS)
