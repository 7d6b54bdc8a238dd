"""Where lines of running text end."""

from __future__ import annotations

import random

import pytest

from tui.render.blocks.blocks import Span
from tui.render.layout.wrap import narrowest, width_of, wrap


def lines(text: str, width: int) -> list[str]:
    return ["".join(span.text for span in spans) for spans, _ in wrap((Span(text),), width)]


def test_words_of_hangul_are_kept_whole() -> None:
    text = "데이터베이스의 일관성을 깨뜨렸을 때 트랜잭션의 일부라도 원자성을 구현하기 위해 쓴다"
    assert lines(text, 40) == [
        "데이터베이스의 일관성을 깨뜨렸을 때",
        "트랜잭션의 일부라도 원자성을 구현하기",
        "위해 쓴다",
    ]


def test_a_particle_stays_with_the_word_it_follows() -> None:
    spans = (Span("그래서 오늘은 "), Span("DataLoader", frozenset({"code"})), Span("를 봤다"))
    shown = ["".join(span.text for span in line) for line, _ in wrap(spans, 24)]
    assert shown == ["그래서 오늘은", "DataLoader를 봤다"]
    assert lines("가나다 https://example.org/a/b/c/d/e에서는", 30) == [
        "가나다",
        "https://example.org/a/b/c/d/e",
        "에서는",
    ], "but where it has no room there"


def test_a_word_longer_than_a_third_of_the_line_is_broken() -> None:
    word = "가나다라마바사아자차카타파하"
    assert lines(f"앞에 있는 여러 낱말 {word}", 36) == [
        "앞에 있는 여러 낱말 가나다라마바사아",
        "자차카타파하",
    ]
    assert lines(f"앞에 있는 여러 낱말 {word[:6]}", 24) == ["앞에 있는 여러 낱말", "가나다라마바"]


def test_no_broken_word_leaves_a_syllable_or_two() -> None:
    assert lines("앞에 있는 여러 낱말 가나다라마바사아자", 37) == [
        "앞에 있는 여러 낱말 가나다라마바",
        "사아자",
    ]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("오늘은 날씨가 좋은 날인 것 같다.", 28, ["오늘은 날씨가 좋은 날인", "것 같다."]),
        ("오늘도 어제와 같은 하루 끝.", 24, ["오늘도 어제와 같은", "하루 끝."]),
        ("one two three four a", 18, ["one two three", "four a"]),
        ("我们今天学习了很多东西。", 22, ["我们今天学习了很", "多东西。"]),
        ("하나  둘", 6, ["하나", "둘"]),
        ("긴낱말 끝", 7, ["긴낱말", "끝"]),
    ],
)
def test_no_paragraph_ends_in_a_line_of_one_or_two_letters(
    text: str, width: int, shown: list[str]
) -> None:
    assert lines(text, width) == shown


def test_each_line_before_a_hard_break_is_a_paragraph_for_this() -> None:
    assert lines("오늘도 어제와 같은 하루 끝.\n다음", 24) == [
        "오늘도 어제와 같은",
        "하루 끝.",
        "다음",
    ]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("今日は晴れです。明日は雨。", 16, ["今日は晴れです。", "明日は雨。"]),
        ("これは「引用」です、と書く", 8, ["これは", "「引用」", "です、", "と書く"]),
        ("今日は晴れです。明日は雨。", 14, ["今日は晴れで", "す。明日は雨。"]),
        ("我用Kubernetes写日记", 14, ["我用Kubernetes", "写日记"]),
        ("汉字Kubernetes写", 12, ["汉字", "Kubernetes写"]),
    ],
)
def test_han_and_kana_break_anywhere_but_beside_marks(
    text: str, width: int, shown: list[str]
) -> None:
    assert lines(text, width) == shown


def test_what_joins_lines_gives_the_text_back() -> None:
    chance = random.Random(3)
    for _ in range(300):
        text = " ".join(
            "".join(chance.choices("가나다라abc漢字、。「」(),", k=chance.randrange(1, 9)))
            for _ in range(chance.randrange(1, 20))
        )
        width = chance.randrange(2, 40)
        shown = wrap((Span(text[:9], frozenset({"code"})), Span(text[9:])), width)
        assert all(width_of(spans) <= width for spans, _ in shown)
        assert shown[-1][1] == "\n"
        joined = "".join("".join(one.text for one in spans) + joint for spans, joint in shown)
        assert joined == text + "\n", (text, width)


def test_the_narrowest_column_keeps_words_whole() -> None:
    assert narrowest((Span("하나 둘셋넷 漢字漢字"),), 12) == 6
    assert narrowest((Span("가나다라마바사아"),), 12) == 12
