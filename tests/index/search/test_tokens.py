"""Which words of a text can be found, and how."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search import tokens


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C++와 C# 그리고 R", {"c++", "c#", "c", "r", "그리"}),
        ("learn .NET and node.js", {".net", "net", "node.js", "node", "js"}),
        ("f1-score of snake_case", {"f1-score", "f1", "score", "snake_case", "snake"}),
        ("camelCase in HTTPServer", {"camelcase", "camel", "case", "http", "server"}),
        ("Adam옵티마이저", {"adam", "옵티", "마이", "저"}),
        ("Café ÉCOLE", {"cafe", "ecole"}),
        ("객체 검출", {"객체", "체검", "검출", "객"}),
        ("東京タワー", {"東京", "タワ", "京タ"}),
    ],
)
def test_words_and_their_parts_are_terms(text: str, found: set[str]) -> None:
    assert found <= set(tokens.count(text))


def test_an_empty_line_parts_what_stands_around_it() -> None:
    assert "체검" not in tokens.count("객체\n\n검출")
    assert tokens.squeezed(tokens.spaced("객체\n\n검출")) == "객체\n검출"


def test_decomposed_hangul_is_the_same_text() -> None:
    text = "경사 하강법"
    assert tokens.count(unicodedata.normalize("NFD", text)) == tokens.count(text)


@given(st.text(max_size=60))
def test_folding_keeps_track_of_where_each_character_stood(text: str) -> None:
    folded, offsets = tokens.folded_with_offsets(text)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)


@given(st.text(alphabet="가나 abC.+#-_\n'é", max_size=30))
def test_what_a_needle_needs_stands_in_the_text_it_came_from(text: str) -> None:
    needle = tokens.needle(text)
    if needle is not None:
        assert set(needle.terms) <= set(tokens.count(text))
        assert tokens.pattern(needle).search(tokens.squeezed(tokens.spaced(text)))
