"""Regular expressions of readers."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.messages import Message, reported
from index.search.query.regexes import RegexError, compiled


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("LOSS", "a loss"), ("^day", "x\nDay18"), ("step$", "one step\nx"), (r"\p{Hangul}+", "학습")],
)
def test_case_and_lines_are_as_a_reader_means_them(pattern: str, text: str) -> None:
    assert compiled(pattern).search(text)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(a", reported("missing ) at position 2")),
        ("*", reported("nothing to repeat at position 0")),
        ("a" * 1_001, Message.of("regex-too-long", most=1_000)),
        ("(" * 400 + ")" * 400, Message.of("regex-nested-too-deeply")),
        ("(((a{50}){50}){50})", Message.of("regex-repeats-too-often")),
        ("a{99999999999999999999}", Message.of("regex-repeats-too-often")),
        ("a|(?R)b", Message.of("regex-recursive")),
    ],
)
def test_what_cannot_be_searched_for_is_refused_with_the_reason(pattern: str, why: Message) -> None:
    with pytest.raises(RegexError) as raised:
        compiled(pattern)
    assert raised.value.message == why


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(a|aa)*b", r"(?:a?){40}a{40}c"])
def test_what_would_not_end_is_ended(pattern: str) -> None:
    try:
        assert compiled(pattern).search("a" * 5_000 + "!", timeout=0.05, concurrent=True) is None
    except TimeoutError:
        return


@given(st.text(alphabet="ab[](){}|*+?^$\\.-,:!<>=&~p1R한", max_size=12))
def test_any_text_is_an_expression_or_refused(text: str) -> None:
    with contextlib.suppress(RegexError):
        assert compiled(text).pattern == text
