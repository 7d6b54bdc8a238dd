"""Dates as they are written in queries."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.messages import Message
from index.search.query.date_ranges import Span, describe_span, may_begin_date, span, spans

TODAY = date(2024, 2, 29)  # a Thursday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2021", date(2021, 1, 1), date(2022, 1, 1)),
        ("2021-12", date(2021, 12, 1), date(2022, 1, 1)),
        ("2021-9-3", date(2021, 9, 3), date(2021, 9, 4)),
        ("2021-09..2021-10", date(2021, 9, 1), date(2021, 11, 1)),
        ("2021..", date(2021, 1, 1), None),
        ("..2021-09", None, date(2021, 10, 1)),
        (">2021-09", date(2021, 10, 1), None),
        (">=2021-09", date(2021, 9, 1), None),
        ("<2021-09", None, date(2021, 9, 1)),
        ("<=2021-09", None, date(2021, 10, 1)),
        ("7d", date(2024, 2, 22), date(2024, 3, 1)),
        ("1y", date(2023, 2, 28), date(2024, 3, 1)),
        ("오늘", TODAY, date(2024, 3, 1)),
        ("last week", date(2024, 2, 19), date(2024, 2, 26)),
        ("지난 주", date(2024, 2, 19), date(2024, 2, 26)),
        ("지난달", date(2024, 1, 1), date(2024, 2, 1)),
        ("작년", date(2023, 1, 1), date(2024, 1, 1)),
        ("20210903", date(2021, 9, 3), date(2021, 9, 4)),
        ("2021.9.3", date(2021, 9, 3), date(2021, 9, 4)),
        ("2021년", date(2021, 1, 1), date(2022, 1, 1)),
        ("2021년 9월 3일", date(2021, 9, 3), date(2021, 9, 4)),
        ("2021-09~2021-10", date(2021, 9, 1), date(2021, 11, 1)),
        ("3개월", date(2023, 11, 29), date(2024, 3, 1)),
        ("last-week..today", date(2024, 2, 19), date(2024, 3, 1)),
        ("이번 주", date(2024, 2, 26), date(2024, 3, 4)),
        ("그저께", date(2024, 2, 27), date(2024, 2, 28)),
        ("> 2021", date(2022, 1, 1), None),
        ("9999", date(9999, 1, 1), None),
        (">9999", date.max, date.max),
        ("저번주", date(2024, 2, 19), date(2024, 2, 26)),
        ("저번 달", date(2024, 1, 1), date(2024, 2, 1)),
        ("재작년", date(2022, 1, 1), date(2023, 1, 1)),
        ("september 2021", date(2021, 9, 1), date(2021, 10, 1)),
        ("sep 2021", date(2021, 9, 1), date(2021, 10, 1)),
        ("Sept", date(2023, 9, 1), date(2023, 10, 1)),
        ("2021-may", date(2021, 5, 1), date(2021, 6, 1)),
        ("9월", date(2023, 9, 1), date(2023, 10, 1)),
        ("2월 3일", date(2024, 2, 3), date(2024, 2, 4)),
        ("최근 7일", date(2024, 2, 22), date(2024, 3, 1)),
        ("지난 3개월간", date(2023, 11, 29), date(2024, 3, 1)),
        ("last 2 weeks", date(2024, 2, 15), date(2024, 3, 1)),
        ("2021-Q3", date(2021, 7, 1), date(2021, 10, 1)),
        ("2021년 4분기", date(2021, 10, 1), date(2022, 1, 1)),
        ("March 14, 2013", date(2013, 3, 14), date(2013, 3, 15)),
        ("14 March 2013", date(2013, 3, 14), date(2013, 3, 15)),
        ("Mar. 14th 2013", date(2013, 3, 14), date(2013, 3, 15)),
        ("1st of may 2013", date(2013, 5, 1), date(2013, 5, 2)),
        ("14-Mar-2013", date(2013, 3, 14), date(2013, 3, 15)),
        ("march 14", date(2023, 3, 14), date(2023, 3, 15)),
        ("12/2013", date(2013, 12, 1), date(2014, 1, 1)),
        (">=14 sept 2013", date(2013, 9, 14), None),
        ("2021-q1..2021-Q2", date(2021, 1, 1), date(2021, 7, 1)),
    ],
)
def test_a_date_is_a_span_of_days(text: str, start: date | None, end: date | None) -> None:
    assert spans(text, TODAY) == Span(start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021-13",
        "2021-0",
        "2021-02-30",
        "soon",
        "2021..soon",
        "0000",
        ">",
        "13월",
        "2021-Q5",
        "2020 sep 2021",
        "9월 31일",
        "sepia",
        "14/2013",
        "31 february 2013",
        "14 march 13 2013",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert spans(text, TODAY) is None


def test_a_month_without_a_year_is_of_the_latest_that_has_posts() -> None:
    years = {9: 2019}
    assert spans("9월", TODAY, years.get) == Span(date(2019, 9, 1), date(2019, 10, 1))
    assert spans("sep..oct", TODAY, years.get) == Span(date(2019, 9, 1), date(2023, 11, 1))
    assert spans("9월 3일", TODAY, years.get) == Span(date(2019, 9, 3), date(2019, 9, 4))
    assert spans("sep 2021", TODAY, years.get) == Span(date(2021, 9, 1), date(2021, 10, 1))


@pytest.mark.parametrize(
    "text", ["2", "202", "2021..20", ">2", "last w", "지난", "sept", "2021-q", "14 mar", "3 sep 20"]
)
def test_what_may_become_a_date_is_known(text: str) -> None:
    assert may_begin_date(text)


@pytest.mark.parametrize(
    "text", ["soon", "2021-13", "2021-02-30", "2021..soon", "xyz", "13월", "14 xyz"]
)
def test_what_becomes_no_date_is_known(text: str) -> None:
    assert not may_begin_date(text)


@given(st.text(max_size=20), st.dates())
def test_any_text_on_any_day_is_a_span_or_none(text: str, today: date) -> None:
    spans(text, today)


@given(st.from_regex(r"[0-9]{1,5}[dwmy]", fullmatch=True), st.dates(max_value=date(9999, 12, 30)))
def test_the_last_so_many_end_with_today(text: str, today: date) -> None:
    days = span(text, today)
    assert days is not None
    assert days.start is not None
    assert days.end is not None
    assert days.start <= today < days.end


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("2021", Message.of("days-named", name="2021")),
        ("2021-12", Message.of("days-named", name="2021-12")),
        ("2021-9-3", Message.of("days-named", name="2021-09-03")),
        ("2021-09..2021-10", Message.of("days-between", first="2021-09-01", last="2021-10-31")),
        ("지난달", Message.of("days-named", name="2024-01")),
        (">2021", Message.of("days-from", first="2022-01-01")),
        ("<2021", Message.of("days-before", day="2021-01-01")),
        ("..", Message.of("days-any")),
    ],
)
def test_a_span_is_described_with_both_ends_included(text: str, described: Message) -> None:
    days = spans(text, TODAY)
    assert days is not None
    assert describe_span(days) == described
