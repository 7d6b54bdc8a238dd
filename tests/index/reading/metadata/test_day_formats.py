"""Days in names of files and in titles, in the form that a configuration gives."""

from __future__ import annotations

from datetime import date

import pytest

from index.reading.metadata.day_formats import day_of, written

DAY = date(2024, 1, 2)
FORMS = [
    ("yyyy_MM_dd", "2024_01_02"),
    ("yyyyMMdd", "20240102"),
    ("dd-MM-yyyy", "02-01-2024"),
    ("MM-dd-yyyy", "01-02-2024"),
    ("yy.M.d", "24.1.2"),
    ("MMM do, yyyy", "Jan 2nd, 2024"),
    ("E, dd MMMM yyyy", "Tue, 02 January 2024"),
    ("yyyy-MM-dd EEEE", "2024-01-02 Tuesday"),
    ("yyyy'년 'M'월 'd'일'", "2024년 1월 2일"),
]


@pytest.mark.parametrize(("form", "name"), FORMS)
def test_a_day_is_written_and_read_in_a_form(form: str, name: str) -> None:
    assert written(DAY, form) == name
    assert day_of(name, form) == "2024-01-02"


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("dd-MM-yyyy", "2024-01-02"),
        ("dd-MM-yyyy", "31-02-2024"),
        ("yyyy_MM_dd", "2024_01_02 글"),
        ("MMM", "Jan"),
        ("", "글"),
        ("(yyyy", "(2024"),
        ("dM" * 30, "1" * 90 + "x"),
    ],
)
def test_a_name_of_another_form_is_no_day(form: str, name: str) -> None:
    assert day_of(name, form) == ""


@pytest.mark.parametrize(
    ("day", "name"), [(1, "1st"), (3, "3rd"), (4, "4th"), (11, "11th"), (13, "13th"), (22, "22nd")]
)
def test_an_ordinal_ends_as_in_english(day: int, name: str) -> None:
    assert written(date(2024, 1, day), "do") == name
