"""Bars, columns and axes of block characters."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.browse.statistics import month_number
from tui.model.plots import TimeAxis, bar, columns

MONTHS = st.integers(12, 12 * 9999)


def month(text: str) -> int:
    return month_number(date.fromisoformat(f"{text}-01"))


def test_bars_are_as_long_as_their_amounts() -> None:
    assert [bar(amount, 8, 2) for amount in (0, 1, 4, 6, 8)] == ["", "▎", "█", "█▌", "██"]


def test_the_smallest_amount_shows() -> None:
    assert bar(1, 10_000, 20) == "▏"
    assert columns([1, 10_000], 2) == [" █", "▁█"]


def test_columns_stand_on_their_foot() -> None:
    assert columns([0, 1, 2, 3, 4], 2) == ["   ▄█", " ▄███"]
    assert columns([], 2) == ["", ""]
    assert columns([0], 1) == [" "]


@pytest.mark.parametrize(
    ("first", "last", "room", "months", "count", "width", "labels"),
    [
        ("2021-01", "2021-12", 60, 1, 12, 4, "2021"),
        ("2021-11", "2023-02", 40, 1, 16, 2, "    2022                    2023"),
        ("2021-06", "2022-02", 40, 1, 9, 4, "2021-06                     2022"),
        ("2019-01", "2021-12", 20, 3, 12, 1, "2019    2021"),
        ("2000-05", "2021-12", 22, 12, 22, 1, "2000 2005 2010 2015"),
        ("1900-01", "2021-12", 8, 240, 7, 1, "1900"),
        ("0001-01", "9999-12", 1, 120_000, 1, 1, "0000"),
        ("2021-09", "2021-09", 3, 1, 1, 3, "2021-09"),
    ],
)
def test_an_axis_takes_wider_columns_or_more_months_in_each(
    first: str, last: str, room: int, months: int, count: int, width: int, labels: str
) -> None:
    axis = TimeAxis.over(month(first), month(last), room)
    assert (axis.months, axis.count, axis.width) == (months, count, width)
    assert axis.labels() == labels


@given(MONTHS, MONTHS, st.integers(-3, 200), st.dictionaries(st.integers(0, 400), st.integers(0)))
def test_an_axis_holds_all_amounts_in_its_room(
    first: int, last: int, room: int, later: dict[int, int]
) -> None:
    first, last = min(first, last), max(first, last)
    axis = TimeAxis.over(first, last, room)
    months = {first + after: amount for after, amount in later.items() if first + after <= last}
    amounts = axis.amounts(months)
    assert sum(amounts) == sum(months.values())
    assert len(axis.widened("x" * axis.count)) == axis.count * axis.width <= max(room, 1)
    assert len(axis.labels()) <= max(axis.count * axis.width, 7)
