from __future__ import annotations

import random

import pytest

from tui.model import line_changes
from tui.model.line_changes import changed_lines

_SIGNS = {"same": " ", "added": "+", "removed": "-", "gap": "~"}


def drawn(before: str, after: str) -> list[str]:
    """The changes of lines of one letter, each as a sign and the letter."""
    found = changed_lines("\n".join(before), "\n".join(after), around=1)
    return [f"{_SIGNS[line.kind]}{line.text}" for line in found]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("abc", "abc", []),
        ("", "a", ["+a"]),
        ("a", "", ["-a"]),
        ("abc", "abxc", [" a", " b", "+x", " c"]),
        ("abcdefg", "xbcdefy", ["-a", "+x", " b", "~", " f", "-g", "+y"]),
        ("abcd", "acd", [" a", "-b", " c", " d"]),
    ],
)
def test_lines_that_came_and_went_are_shown_with_those_around(
    before: str, after: str, expected: list[str]
) -> None:
    assert drawn(before, after) == expected


def test_a_change_keeps_as_many_lines_as_two_texts_have_in_common() -> None:
    chosen = random.Random(7)
    for _ in range(300):
        before, after = ("".join(chosen.choices("abc", k=chosen.randint(0, 8))) for _ in "ab")
        longest = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
        for i, was in enumerate(before):
            for j, now in enumerate(after):
                both = max(longest[i][j + 1], longest[i + 1][j])
                longest[i + 1][j + 1] = longest[i][j] + 1 if was == now else both
        found = changed_lines("\n".join(before), "\n".join(after), around=9)
        if before == after:
            assert not found
            continue
        old = "".join(line.text for line in found if line.kind in ("same", "removed"))
        new = "".join(line.text for line in found if line.kind in ("same", "added"))
        assert (old, new) == (before, after)
        assert sum(line.kind == "same" for line in found) == longest[-1][-1]


def test_the_words_that_changed_in_a_line_are_told() -> None:
    removed, added = changed_lines("손실 함수를 배웠다", "손실 함수와 기울기를 배웠다")
    assert [removed.text[start:end] for start, end in removed.ranges] == ["함수를"]
    assert [added.text[start:end] for start, end in added.ranges] == ["함수와 기울기를"]
    removed, added = changed_lines("nothing here stays", "wholly other words")
    assert removed.ranges == added.ranges == ()


def test_texts_with_nothing_in_common_take_no_longer_than_the_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(line_changes, "_MOST_STEPS", 50)
    before = "\n".join(["x", *(f"a{number}" for number in range(2_000)), "y"])
    after = "\n".join(["x", *(f"b{number}" for number in range(2_000)), "y"])
    found = changed_lines(before, after)
    assert [line.kind for line in found[:2]] == ["same", "removed"]
    assert sum(line.kind == "added" for line in found) == 2_000


def test_of_very_many_changes_the_first_are_told() -> None:
    before, after = "a\n" * 1_000, "b\n" * 1_000
    assert changed_lines(before, after, most=7) == changed_lines(before, after)[:7]
