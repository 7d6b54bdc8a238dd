from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.front_matter.dates import name_date, read_date
from index.reading.front_matter.scalars import Scalar

_SEOUL = ZoneInfo("Asia/Seoul")


def plain(source: str) -> Scalar:
    return Scalar(source, "timestamp")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (plain("2021-09-10"), "2021-09-10T00:00:00+09:00"),
        (plain("2021-09-10 23:30:00"), "2021-09-11T08:30:00+09:00"),
        ("2021-09-10 23:30:00", "2021-09-10T23:30:00+09:00"),
        ("2021-09-10 23:30", "2021-09-10T23:30:00+09:00"),
        (plain("2021-09-10T00:30:00.5Z"), "2021-09-10T09:30:00+09:00"),
        ("2021-09-10 00:30:00 +0900", "2021-09-10T00:30:00+09:00"),
        ("2021-09-10 00:30:00 +09:00", "2021-09-10T00:30:00+09:00"),
        ("2021-9-5 1:02:03 +0900", "2021-09-05T01:02:03+09:00"),
        ("2021-09-10 00:30:00 -05", "2021-09-10T14:30:00+09:00"),
        ("2021-09-10 00:30 KST", "2021-09-10T00:30:00+09:00"),
        ("2021/09/10", "2021-09-10T00:00:00+09:00"),
        ("2021.09.10", "2021-09-10T00:00:00+09:00"),
        ("2021. 9. 10.", None),
        ("2021년 9월 10일", "2021-09-10T00:00:00+09:00"),
        ("January 13, 2020", "2020-01-13T00:00:00+09:00"),
        ("13 Jan 2020 1:05 pm", "2020-01-13T13:05:00+09:00"),
        ("2021-02-30", None),
        ("2021-13-01", None),
        ("2021-09-10 25:00:00", None),
        ("09/10/2021", None),
        ("10000-01-01", None),
        ("0000-00-00 00:00:00", None),
        ("2021-09/10", None),
        ("2021-09-10 23:30:00 Mars", None),
        (Scalar("1631232000", "int"), None),
        ("{{ page.date }}", None),
        (None, None),
        (["2021-09-10"], None),
    ],
)
def test_a_date_of_front_matter(value: object, expected: str | None) -> None:
    found = read_date(value, _SEOUL)
    assert (found.isoformat() if found else None) == expected


def test_an_offset_of_odd_seconds_is_rounded_to_minutes() -> None:
    found = read_date("1900-01-01", _SEOUL)
    assert found is not None
    assert found.utcoffset() == timedelta(hours=8, minutes=28)


@given(day=st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_a_plain_day_is_that_day_where_the_site_is(day: date) -> None:
    found = read_date(plain(day.isoformat()), timezone(timedelta(hours=-8)))
    assert found is not None
    assert found.date() == day


@given(seconds=st.integers(-60_000_000_000, 250_000_000_000), hours=st.integers(-14, 14))
def test_a_moment_with_an_offset_keeps_its_instant(seconds: int, hours: int) -> None:
    moment = datetime.fromtimestamp(seconds, timezone(timedelta(hours=hours)))
    assert read_date(moment.isoformat(sep=" "), UTC) == moment


@given(text=st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    read_date(text, _SEOUL)
    name_date(text, _SEOUL)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2021-9-5", "2021-09-05"),
        ("24-01-02", "2024-01-02"),
        ("69-01-02", "1969-01-02"),
        ("202-01-02", None),
        ("2021-02-30", None),
    ],
)
def test_a_date_of_a_file_name(name: str, expected: str | None) -> None:
    found = name_date(name, _SEOUL)
    assert (f"{found:%Y-%m-%d}" if found else None) == expected
