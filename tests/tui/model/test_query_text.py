"""Filters put into a query by key."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.query.nodes import And, FacetFilter, all_of
from index.search.query.parse import parse
from tui.model.query_text import (
    filter_for,
    filters_in,
    narrowed_to,
    order_of,
    parts,
    with_each_filter_once,
    with_filter,
    with_last_days,
    with_order,
    without_days,
    without_filter,
    words_begin,
)

NAMES = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=12).map(
    lambda name: unicodedata.normalize("NFC", name.strip())
)


@given(NAMES.filter(bool))
def test_a_filter_finds_the_value_it_is_for(value: str) -> None:
    query = parse(filter_for("tag", value), date(2024, 5, 1))
    assert query.node == FacetFilter("tag", value)


@pytest.mark.parametrize("value", ["a", "손실 함수", 'say "hi"', "back\\slash", "//"])
def test_a_filter_is_one_part_of_a_query(value: str) -> None:
    wanted = filter_for("tag", value)
    assert parts(f"loss {wanted} -x") == ["loss", wanted, "-x"]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("손실", "tag:a 손실"),
        ("손실 cat:b 함수", "tag:a 손실 함수"),
        ("손실 OR 함수", "tag:a (손실 OR 함수*)"),
        ("cat:b (손실 OR 함수)", "tag:a (손실 OR 함수)"),
        ("cat:b OR cat:c", "tag:a"),
        ("", "tag:a"),
    ],
)
def test_a_filter_stands_before_the_words_of_a_query(query: str, wanted: str) -> None:
    assert narrowed_to(query, "tag:a") == wanted


def test_filters_stand_in_the_order_in_which_they_were_chosen() -> None:
    assert with_filter("cat:b 손실", "tag:a") == "cat:b tag:a 손실"
    assert without_filter("cat:b tag:a 손실", "tag:a") == "cat:b -tag:a 손실"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("손실 함수", "손실 함수"),
        ('tag:a  -cat:"b c" 손실 함수 ', "손실 함수 "),
        ("손실 tag:a 함수", "손실 tag:a 함수"),
        ("tag:a", ""),
    ],
)
def test_words_begin_behind_the_filters(query: str, words: str) -> None:
    assert query[words_begin(query) :] == words


def test_a_filter_stands_where_its_text_is() -> None:
    query = '손실 tag:a -cat:"b c" 함수'
    assert [query[start:end] for start, end in filters_in(query)] == ["tag:a", '-cat:"b c"']


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("tag:a date:2021-09 손실", "tag:a date:2021-08 손실"),
        ("date:>=2021 date:<2022", "date:>=2021 date:<2022 date:2021-08"),
        ("-date:2021", "-date:2021 date:2021-08"),
        ("date:2021 OR date:2020", "date:2021-08 (date:2021 OR date:2020)"),
    ],
)
def test_days_take_the_place_of_other_days(query: str, wanted: str) -> None:
    assert with_filter(query, "date:2021-08") == wanted


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("date:2021-09 date:2", "date:2"),
        ("tag:a 날짜:2021-09 손실 date:2021-08", "tag:a 손실 date:2021-08"),
        ("date:2021-09 date:", "date:2021-09 date:"),
        ("date:2021-09 date:<2", "date:2021-09 date:<2"),
        ("date:>2020 date:2021", "date:>2020 date:2021"),
        ("date:2021-09 date:2021-08 손실", "date:2021-09 date:2021-08 손실"),
        ("(date:2021-09 OR tag:a) date:2", "(date:2021-09 OR tag:a) date:2"),
        ("date:2021-09 -date:2", "date:2021-09 -date:2"),
    ],
)
def test_days_that_are_typed_take_the_place_of_those_before(typed: str, kept: str) -> None:
    assert with_last_days(typed) == kept


def test_a_query_without_its_days_keeps_all_else() -> None:
    assert without_days("tag:a  date:2021-09 손실") == "tag:a 손실"
    assert without_days("손실  loss") == "손실  loss"


@pytest.mark.parametrize(
    "query", ["tag:a loss", "loss ", 'a OR "gradient desc', "loss sort:new", "a (b sort:old)"]
)
def test_words_mean_the_same_in_another_order(query: str) -> None:
    today = date(2024, 5, 1)
    in_order = with_order(query, "sort:updated")
    assert order_of(in_order) == "sort:updated"
    assert parse(in_order, today).node == parse(query, today).node
    assert parse(with_order(in_order, ""), today).node == parse(query, today).node


@pytest.mark.parametrize(
    "query",
    [
        *("loss", "loss ", "loss date:2021", "cat:b loss", "loss OR model", "loss | cat:b"),
        *("loss OR model ", "a OR (b c", "a OR ㄱㅅ", 'a OR "b c', "(a OR b) c", "NOT a cat:b"),
        *("a -b OR -c", "cat:(a b) c", "cat: b c", "date:last week c", "loss sort:old"),
        *("loss OR model sort:old", "loss cat:b sort:old", "a OR lang:py sort:old"),
    ],
)
def test_words_mean_the_same_behind_another_filter(query: str) -> None:
    today = date(2024, 5, 1)
    added = with_filter(with_filter(query, "tag:y"), "tag:x")
    nodes = (parse("tag:y ", today).node, parse("tag:x ", today).node, parse(query, today).node)
    once, wanted = parse(added, today), all_of(nodes)
    assert isinstance(once.node, And)
    assert isinstance(wanted, And)
    assert set(once.node.nodes) == set(wanted.nodes)
    assert once.sort == parse(query, today).sort


def test_a_query_without_its_days_keeps_its_last_word_whole() -> None:
    assert without_days("loss date:2021") == "loss "


@pytest.mark.parametrize(
    ("query", "once"),
    [
        ("tag:a tag:b tag:a  tag:b", "tag:a tag:b"),
        ("tag:a loss loss tag:a", "tag:a loss loss "),
        ("tag:a -tag:a  loss", "tag:a -tag:a  loss"),
        ("tag:a c OR tag:a b", "tag:a c OR tag:a b"),
        ("tag:a (tag:b) tag:a", "tag:a (tag:b) tag:a"),
    ],
)
def test_a_filter_that_is_typed_again_is_kept_once(query: str, once: str) -> None:
    assert with_each_filter_once(query) == once
