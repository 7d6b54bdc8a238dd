"""Words are found on a page as searches find them."""

from __future__ import annotations

import pytest

from tui.render.document.matches import pattern


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("cafe", "Café"),
        ("Café", "cafe"),
        ("cafe", "Cafe\u0301"),
        ("usb", "ＵＳＢ"),
        ("ＵＳＢ", "usb"),
        ("it's", "it’s"),
        ("it’s", "it's"),
        ('say "so"', "say “so”"),
        ("lodz", "Łódź"),
        ("aether", "Æther"),
        ("Æther", "aether"),
        ("strasse", "Straße"),
        ("Soren", "Søren"),
        ("елка", "ёлка"),
        ("Ελλαδα", "Ελλάδα"),
        ("カメラ", "ｶﾒﾗ"),
        ("da nang", "Đà  Nẵng"),
        ("학습률", "학습 률"),
        ("c++", "C++"),
        ("a[b].c", "A[B].C"),
        ("ß", "ß"),
        ("東京", "東京"),
    ],
)
def test_a_word_is_found_whole_however_it_is_written(wanted: str, text: str) -> None:
    finder = pattern([wanted])
    assert finder is not None
    found = finder.search(f"x {text} x")
    assert found is not None
    assert found[0] == text


@pytest.mark.parametrize(("wanted", "text"), [("cafe", "cafa"), ("a.c", "abc"), ("が", "か")])
def test_other_words_are_not_found(wanted: str, text: str) -> None:
    finder = pattern([wanted])
    assert finder is not None
    assert finder.search(text) is None


def test_no_words_find_nothing() -> None:
    assert pattern(["", "  "]) is None
