"""The posts of days, and the days that a text names."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.browse.days import DayIndex
from index.post import Post, newest_first

SEOUL = timezone(timedelta(hours=9))
TODAY = date(2021, 9, 12)


def post(day: date, name: str = "a") -> Post:
    moment = datetime(day.year, day.month, day.day, 1, tzinfo=SEOUL)
    path = f"{day}-{name}.md"
    return Post(path, name, name, moment, None, (), (), "", "", "", 0, 0, (), ())


def days_of(*days: str) -> DayIndex:
    return DayIndex(newest_first(post(date.fromisoformat(day)) for day in days))


@pytest.mark.parametrize(
    ("text", "value", "posts"),
    [
        ("2021-09", "2021-09", ["2021-09-10", "2021-09-03"]),
        ("2021-0", "2021", ["2021-09-10", "2021-09-03", "2021-08-30"]),
        ("2021-09-0", "2021-09", ["2021-09-10", "2021-09-03"]),
        ("지난주", "2021-08-30..2021-09-05", ["2021-09-03", "2021-08-30"]),
        ("last w", "2021-08-30..2021-09-05", ["2021-09-03", "2021-08-30"]),
        ("7d", "2021-09-05..2021-09-12", ["2021-09-10"]),
        ("2020..2021-08", "2020-01-01..2021-08-31", ["2021-08-30", "2020-01-05"]),
        (">2021-08", ">=2021-09-01", ["2021-09-10", "2021-09-03"]),
        ("<2021", "<2021-01-01", ["2020-01-05"]),
        ("2021sus 9dnjf", "2021-09", ["2021-09-10", "2021-09-03"]),
        ("wlskswn", "2021-08-30..2021-09-05", ["2021-09-03", "2021-08-30"]),
        ("ㅣㅁㄴㅅ ㅈㄷㄷㅏ", "2021-08-30..2021-09-05", ["2021-09-03", "2021-08-30"]),
    ],
)
def test_a_text_names_days(text: str, value: str, posts: list[str]) -> None:
    days = days_of("2021-09-10", "2021-09-03", "2021-08-30", "2020-01-05")
    period = days.period(text, TODAY)
    assert period is not None
    assert period.value == value
    assert [post.day for post in period.posts] == posts
    again = days.period(period.value, TODAY)
    assert again is not None
    assert (again.first, again.last) == (period.first, period.last)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3월", "2019-03"),
        ("3월 2일", "2019-03-02"),
        ("march", "2019-03"),
        ("5월", "2021-05"),
    ],
)
def test_a_month_without_a_year_is_of_the_latest_year_that_has_posts_then(
    text: str, value: str
) -> None:
    period = days_of("2018-03-01", "2019-03-02", "2020-02-03").period(text, TODAY)
    assert period is not None
    assert period.value == value


@pytest.mark.parametrize("text", ["", " ", "경사하강법", "2021-13-40", "99"])
def test_other_text_names_none(text: str) -> None:
    assert days_of("2021-09-10").period(text, TODAY) is None


def test_days_without_posts_have_nearest_ones() -> None:
    days = days_of("2021-09-10", "2021-08-30")
    period = days.period("2021-09-01..2021-09-05", TODAY)
    assert period is not None
    assert not period.posts
    assert period.before is not None
    assert period.after is not None
    assert (period.before.day, period.after.day) == ("2021-08-30", "2021-09-10")
    later = days.period(">2021-09", TODAY)
    assert later is not None
    assert later.before is not None
    assert (later.before.day, later.after) == ("2021-09-10", None)


def test_this_day_in_other_years_is_the_latest_first() -> None:
    days = days_of("2020-02-29", "2016-02-29", "2019-02-28", "2021-03-01", "2024-02-29")
    assert [post.day for post in days.in_other_years(date(2024, 2, 29))] == [
        "2020-02-29",
        "2016-02-29",
    ]
    assert not DayIndex(()).in_other_years(TODAY)


@given(st.lists(st.dates()), st.text(max_size=12), st.dates())
def test_any_text_is_days_or_none_and_each_post_is_within(
    dates: list[date], text: str, today: date
) -> None:
    period = DayIndex(map(post, dates)).period(text, today)
    if period is not None:
        first, last = period.first or date.min, period.last or date.max
        wanted = [day for day in dates if first <= day <= last]
        assert len(period.posts) == len(wanted)
