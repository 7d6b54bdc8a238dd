"""The rows of a list, without a widget."""

from __future__ import annotations

from operator import itemgetter

import pytest

from tui.widgets.base.list_model import ListModel


def model(rows: str, row_height: int = 1) -> ListModel[str]:
    made: ListModel[str] = ListModel(str.casefold)
    made.rows, made.row_height = rows, row_height
    return made


def test_an_index_is_kept_on_a_row() -> None:
    rows = model("abc")
    assert [rows.clamp(index) for index in (-2, 1, 9)] == [0, 1, 2]
    assert model("").clamp(3) == 0
    assert [rows.at(index) for index in (-1, 0, 2, 3)] == [None, "a", "c", None]


def test_a_row_is_found_by_its_key_and_the_near_one_before_others() -> None:
    assert model("abAb").find("a") == 0
    assert model("abAb").find("a", near=2) == 2
    assert model("ab").find("a", near=7) == 0
    assert model("ab").find("c") is None


@pytest.mark.parametrize(
    ("index", "scroll", "wanted"),
    [(0, 0, None), (4, 0, None), (5, 0, 2), (9, 0, 10), (3, 8, 6), (4, 8, None)],
)
def test_a_row_is_scrolled_into_sight_by_as_little_as_possible(
    index: int, scroll: int, wanted: int | None
) -> None:
    assert model("abcdefghij", 2).scroll_to_show(index, scroll, 10) == wanted


def test_a_window_without_lines_is_not_scrolled() -> None:
    assert model("abc").scroll_to_show(2, 0, 0) is None


def test_rows_are_in_sight_where_a_part_of_them_is() -> None:
    rows = model("abcdefghij", 2)
    assert rows.in_sight(3, 4)[:3] == "bcd"
    assert rows.in_sight(19, 4) == "j"


def test_a_page_is_the_rows_that_show_whole_and_never_nothing() -> None:
    assert model("abc", 2).page(9) == 4
    assert model("abc", 3).page(2) == 1


def test_only_rows_that_differ_are_painted_again() -> None:
    rows: ListModel[tuple[int, str]] = ListModel(itemgetter(0))
    rows.rows = [(1, "a"), (2, "b"), (3, "c")]
    before = rows.snapshot(0, 0, 5)
    rows.rows = [(1, "a"), (2, "other"), (3, "c")]
    assert rows.changed_rows(before, rows.snapshot(0, 0, 5)) == [1]
    assert rows.changed_rows(before, before) == []


def test_everything_is_painted_where_a_window_shows_other_rows() -> None:
    rows = model("abc")
    before = rows.snapshot(0, 0, 5)
    assert rows.changed_rows(before, rows.snapshot(1, 0, 5)) is None
    rows.rows = "abcd"
    assert rows.changed_rows(before, rows.snapshot(0, 0, 5)) is None
    rows.rows = ""
    assert rows.changed_rows(rows.snapshot(0, 0, 5), rows.snapshot(0, 0, 5)) is None


def test_a_divider_takes_a_line_above_its_row() -> None:
    rows = model("abcd", 2)
    rows.divided_at = 1
    assert rows.lines == 9
    assert [rows.top(index) for index in range(4)] == [0, 3, 5, 7]
    assert [rows.row_at(line) for line in range(6)] == [
        *((0, 0), (0, 1), None, (1, 0), (1, 1), (2, 0)),
    ]
    assert rows.in_sight(3, 4)[:2] == "bc"


def test_a_divider_comes_into_sight_with_its_row() -> None:
    rows = model("abcd", 2)
    rows.divided_at = 2
    assert rows.scroll_to_show(2, 5, 4) == 4
    assert rows.scroll_to_show(3, 0, 4) == 5
    rows.divided_at = 0
    assert rows.scroll_to_show(0, 1, 4) == 0
