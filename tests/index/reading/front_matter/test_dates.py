from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.front_matter.dates import DateRules, name_date, read_date
from index.reading.front_matter.front_matter import read_front_matter
from index.reading.front_matter.scalars import Scalar

_SEOUL = ZoneInfo("Asia/Seoul")
_JEKYLL = DateRules(_SEOUL)
_NOTES = DateRules(_SEOUL, utc_times=False, zone_names=True)
_OTHERWISE = {
    # an offset without a time is no time
    "2018-12-21 +08:00": "2018-12-21T00:00:00",
    # a time of Unix has ten digits, too
    "2024080809": None,
    # the order of day and month is open
    "09-10-2021": None,
    "09/10/2021": None,
    # nothing rolls over
    "2024-02-30": None,
    "2021-02-29": None,
    "2024-08-08 24:00": None,
    "2024-08-08 24:00:00": None,
    "2024-08-08 23:59:60": None,
    # beyond what a calendar has
    "-2024-08-08": None,
    "+2024-08-08": None,
    "12024-08-08": None,
    # digits that are neither a time nor a zone
    "2024-08-08 +0900 09:05": "2024-08-08T00:00:00",
    "2024-08-08 p.m. 9:05": "2024-08-08T00:00:00",
    "posted on 2024-08-08": None,
    # forms that Ruby does not know, or not whole
    "8th of August 2024": "2024-08-08T00:00:00",
    "2024-W32-4": "2024-08-08T00:00:00",
    "2024W324": "2024-08-08T00:00:00",
    "2024-W32": "2024-08-05T00:00:00",
    "2024年8月8日": "2024-08-08T00:00:00",
    "2024年8月8日 09:05": "2024-08-08T09:05:00",
    "2024년 8월 8일": "2024-08-08T00:00:00",
    "2024년 8월 8일 09:05": "2024-08-08T09:05:00",
    "2024 - 08 - 08": "2024-08-08T00:00:00",
}
"""The forms that are read otherwise than Ruby does, with their local value in any zone."""


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
        ("2021. 9. 10.", "2021-09-10T00:00:00+09:00"),
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
        ("2021-09-10 23:30:00 Mars", "2021-09-10T23:30:00+09:00"),
        (Scalar("1631232000", "int"), None),
        ("{{ page.date }}", None),
        (None, None),
        (["2021-09-10"], None),
    ],
)
def test_a_date_of_front_matter(value: object, expected: str | None) -> None:
    found = read_date(value, _JEKYLL)
    assert (found.isoformat() if found else None) == expected


def test_an_offset_of_odd_seconds_is_rounded_to_minutes() -> None:
    found = read_date("1900-01-01", _JEKYLL)
    assert found is not None
    assert found.utcoffset() == timedelta(hours=8, minutes=28)


@given(day=st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_a_plain_day_is_that_day_where_the_site_is(day: date) -> None:
    found = read_date(plain(day.isoformat()), DateRules(timezone(timedelta(hours=-8))))
    assert found is not None
    assert found.date() == day


@given(seconds=st.integers(-60_000_000_000, 250_000_000_000), hours=st.integers(-14, 14))
def test_a_moment_with_an_offset_keeps_its_instant(seconds: int, hours: int) -> None:
    moment = datetime.fromtimestamp(seconds, timezone(timedelta(hours=hours)))
    assert read_date(moment.isoformat(sep=" "), DateRules()) == moment


@pytest.mark.parametrize("written", ["0001-01-01 00:00:00+14:00", "9999-12-31 23:59:59-14:00"])
def test_a_moment_that_is_no_day_of_the_site_keeps_its_offset(written: str) -> None:
    for zone in (_SEOUL, ZoneInfo("America/New_York"), UTC):
        found = read_date(written, DateRules(zone))
        assert found is not None
        assert found.isoformat(" ") == written


@given(text=st.text(max_size=60))
def test_any_text_is_a_date_or_none(text: str) -> None:
    read_date(text, _JEKYLL)
    read_date(text, _NOTES)
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


@pytest.mark.parametrize(
    "row", (Path(__file__).parent / "ruby_dates.tsv").read_text(encoding="utf-8").splitlines()
)
def test_a_form_means_what_ruby_makes_of_it(row: str) -> None:
    form, *values = row.split("\t")
    for name, value in zip(("Asia/Seoul", "America/New_York"), values, strict=True):
        found = read_date(form, DateRules(ZoneInfo(name)))
        if form in _OTHERWISE:
            assert (found and f"{found:%Y-%m-%dT%H:%M:%S}") == _OTHERWISE[form]
        else:
            assert (found.isoformat() if found else "-") == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024년 8월 8일 (목) 오후 3시 4분", "2024-08-08T15:04:00+09:00"),
        ("2024년 8월 8일 목요일 22시 44분", "2024-08-08T22:44:00+09:00"),
        ("2024. 8. 8. 오전 12:05", "2024-08-08T00:05:00+09:00"),
        ("2024-08-08 9시", "2024-08-08T09:00:00+09:00"),
        ("2024年8月8日(木) 午後3時4分5秒", "2024-08-08T15:04:05+09:00"),
        (plain("2024-05-06T23:30:00"), "2024-05-06T23:30:00+09:00"),
        ("Fri Sep 3 11:21:31 CEST 2021", "2021-09-03T18:21:31+09:00"),
        ("2021-09-03 11:21 Europe/Berlin", "2021-09-03T18:21:00+09:00"),
        ("2021-09-03 11:21 GMT+2", "2021-09-03T18:21:00+09:00"),
        ("2021-09-03 11:21:31 +0800 CST", "2021-09-03T12:21:31+09:00"),
        ("2021-09-03 11:21 Mars", None),
        ("2021-09-03 11:21 ../../etc/passwd", None),
        ("2018-12-21 -0500", "2018-12-21T00:00:00+09:00"),
        ("2024-W53", None),
        ("2023-366", None),
    ],
)
def test_a_date_where_named_zones_hold(value: object, expected: str | None) -> None:
    found = read_date(value, _NOTES)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-08-08T09:05:03+02:00", "2024-08-08T16:05:03+09:00"),
        ("2024-08-08T09:05:03", "2024-08-08T09:05:03+09:00"),
        ("2024-08-08", "2024-08-08T00:00:00+09:00"),
        ("09:05:03", None),
    ],
)
def test_the_four_kinds_of_dates_of_toml(value: str, expected: str | None) -> None:
    front = read_front_matter(f"+++\ndate = {value}\n+++\n")
    found = read_date(front.values["date"], _NOTES)
    assert (found.isoformat() if found else None) == expected
