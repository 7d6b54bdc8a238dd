"""Titles, tags and categories by what is typed of them."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import hangul
from index.browse.title_lookup import NameLookup, ranges
from index.errors import Cancelled, not_cancelled

TITLES = (
    "[boostcourse] Day29 학습기록",
    "[boostcourse] Day28 학습 기록",
    "경사하강법",
    "경사 하강법 다시",
    "Shortest paths in graphs",
    "graphs",
    "Autographs",
    "Café 메모",
    "C++ 정리",
    "day29",
)

WORDS = ("학습", "경사", "하강법", "기록", "day29", "graph", "[b]", "C++", "é", "ㄱ", " ")
TYPED = st.one_of(st.text(max_size=8), st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join))
NAMED = st.lists(
    st.one_of(TYPED, st.text("가나다경사하강 abc[]*+", max_size=12)), min_size=1, max_size=12
)


def like(text: str, titles: tuple[str, ...] = TITLES, first: tuple[int, ...] = ()) -> list[str]:
    places = NameLookup(titles).like(text, first=first, cancelled=not_cancelled)
    return [titles[place] for place in places]


def marked(title: str, text: str) -> list[str]:
    return [title[start:end] for start, end in ranges(title, text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("graphs", ["graphs", "Shortest paths in graphs", "Autographs"]),
        ("day29", ["day29", "[boostcourse] Day29 학습기록"]),
        ("학습기록", ["[boostcourse] Day29 학습기록", "[boostcourse] Day28 학습 기록"]),
        ("하강법", ["경사 하강법 다시", "경사하강법"]),
        ("ㄱㅅㅎㄱ", ["경사하강법", "경사 하강법 다시"]),
        ("경사ㅎㄱ", ["경사하강법", "경사 하강법 다시"]),
        ("ㄳㅎㄱ", ["경사하강법", "경사 하강법 다시"]),
        ("기록 day28", ["[boostcourse] Day28 학습 기록"]),
        ("cafe", ["Café 메모"]),
        ("c++", ["C++ 정리"]),
        ("[boost", ["[boostcourse] Day29 학습기록", "[boostcourse] Day28 학습 기록"]),
        ("겅사하강법", ["경사하강법", "경사 하강법 다시"]),
        ("rudtk", ["경사하강법", "경사 하강법 다시"]),
        ("rudtk ektl", ["경사 하강법 다시"]),
        ("ㄴㅗㅐㄱㅅㄷㄴㅅ ㅔㅁㅅㅗㄴ", ["Shortest paths in graphs"]),
        ("shrotest", ["Shortest paths in graphs"]),
        ("xyzxyz", []),
    ],
)
def test_the_likeliest_come_first(text: str, found: list[str]) -> None:
    assert like(text) == found


def test_signs_around_a_name_do_not_count() -> None:
    names = ("a hub", "hub.yaml proposal", "🗂 hub is here", "🗂 hub", "hub!", "hub", "[ hub ]")
    assert like("hub", names) == [
        *("hub", "🗂 hub", "hub!", "[ hub ]", "hub.yaml proposal", "🗂 hub is here", "a hub")
    ]


def test_blank_text_is_like_all_and_those_at_hand_come_first() -> None:
    assert like("  ", first=(4, 2)) == [
        TITLES[4],
        TITLES[2],
        *(title for title in TITLES if title not in (TITLES[4], TITLES[2])),
    ]


def test_those_at_hand_come_first_only_among_equals() -> None:
    assert like("학습기록", first=(1,))[0] == TITLES[1]
    assert like("graphs", first=(6, 4)) == ["graphs", "Shortest paths in graphs", "Autographs"]


@pytest.mark.parametrize(
    ("title", "text", "parts"),
    [
        ("경사 하강법", "ㄱㅅㅎㄱ", ["경사 하강"]),
        ("[boostcourse] Day28 학습 기록", "학습기록", ["학습 기록"]),
        ("[boostcourse] Day28 학습 기록", "기록 DAY", ["Day", "기록"]),
        (unicodedata.normalize("NFD", "Café 메모"), "fé", [unicodedata.normalize("NFD", "fé")]),
        ("Straße", "strass", ["Straß"]),
        ("경사하강법", "겅사하강법", ["경사하강법"]),
        ("경사하강법", "", []),
        ("graphs", "zz", []),
    ],
)
def test_what_was_found_is_marked(title: str, text: str, parts: list[str]) -> None:
    assert marked(title, text) == parts


def test_looking_stops_where_nobody_waits_any_more() -> None:
    with pytest.raises(Cancelled):
        NameLookup(TITLES).like("학습", cancelled=lambda: True)


@given(NAMED, TYPED)
def test_any_text_finds_some_of_the_names_each_once(names: list[str], text: str) -> None:
    places = list(NameLookup(names).like(text, cancelled=not_cancelled))
    assert len(set(places)) == len(places)
    assert set(places) <= set(range(len(names)))
    for place in places:
        spans = ranges(names[place], text)
        assert all(0 <= a < b <= len(names[place]) for a, b in spans)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(NAMED, st.data())
def test_a_name_typed_whole_comes_first(names: list[str], data: st.DataObject) -> None:
    wanted = data.draw(st.sampled_from(names))
    found = list(NameLookup(names).like(wanted, cancelled=not_cancelled))
    if wanted.strip():
        assert (
            names[found[0]].casefold().split() == wanted.casefold().split()
            or names[found[0]].casefold() == wanted.casefold()
        )


@given(NAMED, TYPED)
def test_composed_or_not_a_text_finds_the_same(names: list[str], text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)
    table = NameLookup(names)
    assert list(table.like(composed, cancelled=not_cancelled)) == list(
        table.like(decomposed, cancelled=not_cancelled)
    )


@given(st.text("가나다라경사하강법학습기록", min_size=2, max_size=6), NAMED)
def test_the_initial_consonants_of_a_name_find_it(name: str, names: list[str]) -> None:
    consonants = "".join(map(hangul.initial, name))
    found = list(NameLookup([*names, name]).like(consonants, cancelled=not_cancelled))
    assert len(names) in found
    assert marked(name, consonants)


def test_many_places_in_a_very_long_name_take_no_time_each() -> None:
    began = process_time()
    assert len(ranges("a/" * 200_000, "a")) == 200_000
    assert process_time() - began < 20
