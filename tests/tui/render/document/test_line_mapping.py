"""Where a place of a post is after the post was saved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.render.document.line_mapping import line_after

TEXT = "one\ntwo\nthree\nfour\nfive"
texts = st.lists(st.sampled_from("abc"), max_size=8).map("\n".join)


def test_what_stands_below_a_change_moves_with_it() -> None:
    assert line_after(TEXT, "zero\n" + TEXT, 4) == 5
    assert line_after(TEXT, TEXT.replace("two\n", ""), 4) == 3


def test_what_stands_above_a_change_stays() -> None:
    assert line_after(TEXT, TEXT + "\nsix", 2) == 2
    assert line_after(TEXT, TEXT.replace("four", "FOUR\nand more"), 3) == 3


def test_a_line_that_was_changed_itself_stays_in_the_change() -> None:
    assert line_after(TEXT, TEXT.replace("three", "THREE"), 3) == 3
    assert line_after(TEXT, TEXT.replace("two\nthree\nfour", "all"), 4) == 3


def test_what_stands_between_two_changes_moves_with_the_first() -> None:
    changed = TEXT.replace("one", "0\n1").replace("four", "4")
    assert line_after(TEXT, changed, 2) == 3
    assert line_after(TEXT, changed, 3) == 4


@given(texts, texts, st.integers(1, 9))
def test_it_is_a_line_of_the_new_text(before: str, after: str, line: int) -> None:
    line = min(line, before.count("\n") + 1)
    assert 1 <= line_after(before, after, line) <= after.count("\n") + 1
    assert line_after(before, before, line) == line
