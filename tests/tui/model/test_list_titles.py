"""Titles that share a beginning with the one above them, and the room they take."""

from __future__ import annotations

import pytest

from tui.model.list_titles import longest_rest, room_for, shared_beginning, without_beginnings


@pytest.mark.parametrize(
    ("title", "above", "shared"),
    [
        ("[boostcourse] Day28 학습기록", "[boostcourse] Day29 학습기록", "[boostcourse] "),
        ("How to sort files", "How to sort lines", "How to sort "),
        ("[같은 제목] 하나", "[같은 제목] 하나", "[같은 제목] "),
        ("[BOJ] 1", "[boostcourse] 2", ""),
        ("A b", "A c", ""),
        ("learning", "learned", ""),
        ("", "", ""),
        ("[boostcourse] ", "[boostcourse] ", ""),
    ],
)
def test_whole_words_are_left_out_and_never_all(title: str, above: str, shared: str) -> None:
    assert shared_beginning(title, above) == shared


@pytest.mark.parametrize(
    ("room", "rest"),
    [(30, "Vector Machine 1"), (16, "Vector Machine 1"), (15, "Machine 1"), (8, "1"), (0, "1")],
)
def test_as_few_words_are_left_out_as_there_is_room_for_the_rest(room: int, rest: str) -> None:
    assert longest_rest("Support Vector Machine 1", "Support Vector Machine ", room) == rest


def test_a_few_long_titles_do_not_count() -> None:
    assert room_for(["가나다"] * 39 + ["x" * 300]) == 6
    assert room_for([]) == 0
    assert room_for(["x" * 10_000] * 2) <= 500


def test_titles_are_measured_without_what_they_share() -> None:
    titles = ["[log] one", "[log] two", "three"]
    assert without_beginnings(titles) == ["[log] one", "…two", "three"]
