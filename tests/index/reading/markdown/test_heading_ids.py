"""The ids of headings, held against what kramdown's GFM parser makes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.markdown.heading_ids import HeadingIds, heading_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++ & C#", "c--c"),
        ("1. 시작하기", "1-시작하기"),
        ("Hello,  World!", "hello--world"),
        ("snake_case-and\ttab", "snake_case-and-tab"),
        ("①½² Ⅳ", "-ⅳ"),
        ("e\u0301te\u0301", "e\u0301te\u0301"),
        ("हिन्दी", "हिन्दी"),
        ("피어세션 👨👨👦👦 👨👨👦", "피어세션--"),
        ("!!!", ""),
    ],
)
def test_the_id_of_a_text(text: str, expected: str) -> None:
    assert heading_id(text) == expected


def test_repeated_ids_are_numbered_as_kramdown_does() -> None:
    ids = HeadingIds()
    assert [ids.next(text) for text in ("예제", "예제", "예제", "예제-1", "예제-1")] == [
        "예제",
        "예제-1",
        "예제-2",
        "예제-1",
        "예제-1-1",
    ]


@given(
    st.text(alphabet=st.characters(exclude_categories=["So", "Cs"])) | st.text("aZ09_-. !가힣é#")
)
def test_an_id_has_the_letters_marks_digits_and_blanks_of_a_text(text: str) -> None:
    kept = ("L", "M", "Nd", "Nl", "Pc")
    expected = "".join(
        "-" if c in "- \t" else c
        for c in text.lower()
        if c in "- \t" or unicodedata.category(c).startswith(kept)
    )
    assert heading_id(text) == expected
