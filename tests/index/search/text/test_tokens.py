"""Which words of a text can be found, and how."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.text import tokens


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
    needle = tokens.normalized_phrase(text)
    if needle is not None:
        assert set(needle.terms) <= set(tokens.count(text))
        assert tokens.pattern(needle).search(tokens.squeezed(tokens.spaced(text)))


def test_letters_of_another_width_are_the_same() -> None:
    assert tokens.count("ＧＰＵ１ ﾊﾞｯﾁ") == tokens.count("GPU1 バッチ")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (r"$\alpha_t$", {"alpha", "α", "t"}),
        (r"$\varepsilon + \Gamma(x)$", {"ε", "epsilon", "varepsilon", "γ", "gamma"}),
        ("학습률 α와 Δx", {"α", "alpha", "δx", "delta"}),
    ],
)
def test_a_greek_letter_is_found_by_its_name_and_a_name_by_its_letter(
    text: str, found: set[str]
) -> None:
    assert found <= set(tokens.count(text))


def test_a_greek_word_is_no_row_of_letters() -> None:
    assert set(tokens.count("λόγος alphabet \\alphabet")) == {"λογοσ", "alphabet"}


@pytest.mark.parametrize(("wanted", "text"), [("alpha", "값 α는"), ("α", r"값 $\alpha$는")])
def test_a_letter_is_marked_where_its_name_is_looked_for(wanted: str, text: str) -> None:
    needle = tokens.normalized_phrase(wanted)
    assert needle is not None
    assert tokens.marks(needle).search(text)


@pytest.mark.parametrize(
    ("text", "consonants"),
    [
        ("경사 하강법", "ㄱㅅㅎㄱㅂ"),
        ("[boostcourse] Day18 학습(기록)", "ㅎㅅㄱㄹ"),
        ("학습 with 기록", "ㅎㅅ ㄱㄹ"),
        ("ㅋㅋ 값", "ㅋㅋㄱ"),
        ("loss", ""),
    ],
)
def test_initial_consonants_of_a_title(text: str, consonants: str) -> None:
    assert tokens.initials(text) == consonants


@pytest.mark.parametrize("text", ["ﾊﾞｯﾁ loss", "e\u0301tude loss"])
def test_a_mark_stands_where_its_word_does_though_letters_join(text: str) -> None:
    folded, offsets = tokens.folded_with_offsets(text)
    assert text[offsets[folded.index("loss")] :] == "loss"


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u2060", "\ufeff"])
def test_what_has_no_width_parts_no_word(unseen: str) -> None:
    text = f"경사{unseen}하강법 gra{unseen}dient"
    assert tokens.count(text) == tokens.count("경사하강법 gradient")
    assert tokens.normalized_phrase(text) == tokens.normalized_phrase("경사하강법 gradient")


@given(st.text(alphabet="ab0C.+#-_'’ \n", max_size=30))
def test_a_text_in_ascii_has_the_words_that_it_has_beside_other_scripts(text: str) -> None:
    assert [*tokens.words(text), "é"] == list(tokens.words(f"{text}\n\né"))
    assert [*tokens.words(text), "가"] == list(tokens.words(f"{text}\n\n가"))


@given(st.text(alphabet="ab_0가学ーé. ", min_size=1, max_size=6))
def test_a_phrase_is_found_between_signs_and_not_within_words(text: str) -> None:
    needle = tokens.normalized_phrase(text)
    if needle is None:
        return
    found = tokens.pattern(needle)
    assert found.search(f"({needle.text})")
    letter = re.compile(tokens.LETTERS)
    assert (found.search(f"x{needle.text}x") is None) == (
        letter.match(needle.text[0]) is not None or letter.match(needle.text[-1]) is not None
    )


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź Đà Nẵng", "lodz da nang"),
        ("Søren æther œuvre Straße ırmak þing", "soren aether oeuvre strasse irmak thing"),
        ("ёлка й", "елка й"),
        ("Ελλάδα ΐ", "ελλαδα ι"),
        ("it’s ‘so’ “quoted”", "it's 'so' \"quoted\""),
        ("が か゛ Café", "が か゛ cafe"),
    ],
)
def test_accents_and_quotes_are_folded(text: str, folded: str) -> None:
    assert tokens.fold(text) == folded


def test_symbols_are_terms() -> None:
    assert tokens.count("끝 ✅ → done → ❤️ ① a*b, (c)")["→"] == 2
    terms = tokens.count("끝 ✅ → done ❤️ ① a*b, (c)")
    assert {"✅", "→", "❤", "끝", "done"} <= set(terms)
    assert set(terms) - {"✅", "→", "❤", "끝", "done", "①", "a", "b", "c"} == set()
    phrase = tokens.normalized_phrase("✅")
    assert phrase is not None
    assert (phrase.terms, phrase.exact) == (("✅",), True)
    assert tokens.trimmed(" (→ 끝) ") == "→ 끝"
