"""Filters put into a query by key."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.query.nodes import FacetFilter
from index.search.query.parse import parse
from tui.model.query_text import filter_for, parts

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
