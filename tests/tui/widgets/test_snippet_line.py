from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.snippet_line import fitted, place

texts = st.text(st.sampled_from("ab 손실함수.é"), max_size=90)


@given(texts, st.integers(0, 90), st.integers(1, 8), st.integers(8, 60))
def test_a_snippet_fits_and_shows_its_first_match(
    text: str, begin: int, length: int, width: int
) -> None:
    begin = min(begin, len(text))
    stop = min(begin + length, len(text))
    shown, ranges = fitted(text, [(begin, stop)] if begin < stop else [], width)
    assert cell_len(shown) <= width
    marked = [shown[start:end] for start, end in ranges]
    if begin < stop and cell_len(text[begin:stop]) <= width - 4:
        assert marked == [text[begin:stop]]
    assert shown.strip("…") in text


def test_a_snippet_is_cut_at_words_and_says_so() -> None:
    text = "오늘 배운 것 가운데 가장 어려운 것은 손실 함수를 줄이는 방법이었다고 적는다"
    shown, ranges = fitted(text, [(22, 24)], 30)
    assert shown == "…것은 손실 함수를 줄이는…"
    assert [shown[start:end] for start, end in ranges] == ["손실"]


def test_a_place_is_as_much_of_the_innermost_headings_as_there_is_room_for() -> None:
    heading = ("학습 내용", "경사 하강법", "모멘텀")
    assert place(heading, 120) == "학습 내용 › 경사 하강법 › 모멘텀"
    assert place(heading, 66) == "경사 하강법 › 모멘텀"
    assert place(heading, 36) == "모멘텀"
    assert place(("아주아주 긴 제목이라서",), 36) == "아주아주 긴…"
    assert place((), 120) == ""
    assert place(heading, 30) == ""
