"""Excerpts, leads and reading times."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.reading.markdown.outline import scan
from index.reading.metadata.excerpt import LONGEST, declared, lead
from index.reading.metadata.reading_time import words_and_minutes


def lead_of(body: str) -> str:
    scanned = scan(body, 9)
    return lead(scanned.prose, 9, scanned.headings, scanned.links)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# Title\n\nFirst **text**\ngoes on.\n", "First text goes on."),
        ("![badge](x.svg) ![two](y.svg)\n\n<br>\n\nText.\n", "Text."),
        ("모더레이터 : 김하나\n\n***\n\n본문이다.\n", "본문이다."),
        ("```\ncode\n```\n\nThen this.\n", "Then this."),
        (
            "https://a.org/b\n<https://c.org>\n\nSee https://d.org here.\n",
            "See https://d.org here.",
        ),
        ("## Only a heading\n", "Only a heading"),
        ("", ""),
    ],
)
def test_the_lead_is_the_first_text(body: str, expected: str) -> None:
    assert lead_of(body) == expected


def test_a_lead_is_cut_after_a_word() -> None:
    text = lead_of("word " * 200)
    assert len(text) <= LONGEST
    assert text.endswith("word…")


@pytest.mark.parametrize(
    ("given", "body", "separator", "expected"),
    [
        ("about *this*", "body", "", "about this"),
        ("", "One **two**\n<!--more-->\nthree", "", "One two"),
        ("", "One\n\ntwo\nCUT\nthree", "CUT", "One two"),
        ("", "One\n\ntwo", "\n\n", ""),
        ("", "One", "CUT", ""),
    ],
)
def test_a_declared_excerpt_is_plain(given: str, body: str, separator: str, expected: str) -> None:
    assert declared(given, body, separator) == expected


def test_words_are_what_stands_between_blanks() -> None:
    assert words_and_minutes("두 단어\nand three more", "x = 1")[0] == 8


@given(
    st.text(alphabet="a1_?.é“\u00a0\u3000\x1f\t \n가あ漢\U00020000"),
    st.text(alphabet="a1?é\u00a0 \n가"),
)
def test_any_blank_parts_words_of_prose_and_of_code(prose: str, code: str) -> None:
    words = len(prose.split()) + len(code.split())
    assert words_and_minutes(prose, code)[0] == words


@pytest.mark.parametrize(
    ("prose", "minutes"),
    [
        ("", 0),
        ("word", 1),
        ("word " * 400, 2),
        ("가나다라마 " * 200, 2),
        ("가" * 500 + " word" * 200, 2),
        ("* — * " * 500, 0),
    ],
)
def test_reading_time_counts_words_and_cjk_characters(prose: str, minutes: int) -> None:
    assert words_and_minutes(prose)[1] == minutes
    assert words_and_minutes(prose, "", 0)[1] >= minutes


@example("가 a?b")
@example("가" * 500 + "?")
@given(st.text(alphabet="a1_?.é“\u00a0\u3000\x1f \n가あ漢\U00020000"))
def test_time_is_counted_from_characters_and_the_words_between_them(prose: str) -> None:
    counted = [c for c in prose if c in "가あ漢\U00020000"]
    between = "".join(" " if c in counted else c for c in prose).split()
    words = sum(any(c.isalnum() for c in word) for word in between)
    if prose.isascii():
        words = len(between)
    assert words_and_minutes(prose, "", 1)[1] == math.ceil(words + len(counted) / 500)
