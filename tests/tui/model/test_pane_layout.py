"""Widths of panes, for terminals of every size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from tui.model.pane_layout import Chosen, Focus, PaneLayout, Shown, pane_layout, width_class

FOCUSES: tuple[Focus, ...] = ("tree", "list", "page", "contents")
COLUMNS = range(20, 301)
ROWS = range(5, 81)
SHOWN = [
    *(
        Shown(titles, list=posts, contents=contents)
        for titles, posts, contents in product((0, 45, 200), (True, False), (True, False))
    ),
    Shown(63, pinned=True),
]
CHOSEN = [
    Chosen(),
    Chosen(contents_shown=False),
    Chosen(contents_shown=True, drawer=True),
    Chosen(zoomed=True),
]
WIDTHS_CHOSEN = [
    Chosen(tree=tree, list=posts, contents=contents)
    for tree, posts, contents in product((0, 1, 500), repeat=3)
]


def inner(layout: PaneLayout) -> int:
    """The width of the page within its borders."""
    return layout.page - 2


def layouts(chosen: Chosen, shown: Shown) -> Iterator[tuple[int, Focus, PaneLayout]]:
    """Numbers of columns and each focus, with the layout of 24 rows."""
    for columns, focus in product(COLUMNS if chosen in CHOSEN else COLUMNS[::3], FOCUSES):
        yield columns, focus, pane_layout(columns, 24, focus, chosen, shown)


def width_of(layout: PaneLayout, focus: Focus) -> int:
    """How much of the terminal the focused pane has."""
    return {
        "tree": layout.tree,
        "list": layout.list,
        "page": layout.page,
        "contents": layout.contents or layout.drawer,
    }[focus]


@pytest.mark.parametrize("shown", SHOWN)
def test_the_page_never_gets_narrower_as_the_terminal_gets_wider(shown: Shown) -> None:
    for chosen, focus in product(CHOSEN, FOCUSES):
        pages = [pane_layout(columns, 24, focus, chosen, shown).page for columns in COLUMNS]
        assert pages == sorted(pages)


@pytest.mark.parametrize("shown", SHOWN)
def test_panes_have_no_more_than_the_terminal_and_the_focused_one_is_there(shown: Shown) -> None:
    for chosen in (*CHOSEN, *WIDTHS_CHOSEN):
        for columns, focus, layout in layouts(chosen, shown):
            sides = layout.tree, layout.list, layout.page, layout.contents
            assert sum(sides) <= columns
            assert min(sides) >= 0
            there = focus if shown.list or focus in ("page", "contents") else "page"
            assert width_of(layout, there) >= 10
            assert layout.drawer <= columns * 4 / 5
            assert not (layout.drawer and layout.contents)


@pytest.mark.parametrize("shown", SHOWN)
def test_a_page_that_is_read_has_67_cells_from_69_columns_on(shown: Shown) -> None:
    for chosen in (*CHOSEN[:-1], *WIDTHS_CHOSEN):
        for columns, focus, layout in layouts(chosen, shown):
            if focus in ("page", "contents"):
                assert inner(layout) >= min(67, columns - 2)


@pytest.mark.parametrize("titles", [0, 45, 200])
def test_the_page_has_its_contents_beside_it_where_there_is_room(titles: int) -> None:
    for columns in COLUMNS:
        layout = pane_layout(columns, 40, "page", shown=Shown(titles))
        assert (layout.contents > 0) == (columns >= 96)
        assert (layout.list > 0) == (columns >= 120)
        if columns >= 120:
            assert inner(layout) >= 72
        if columns >= 160:
            assert inner(layout) >= 88
            assert layout.contents >= 18


@pytest.mark.parametrize("titles", [30, 45, 63, 70])
def test_a_list_with_the_focus_has_whole_titles_where_it_can(titles: int) -> None:
    for columns in COLUMNS:
        layout = pane_layout(columns, 40, "list", shown=Shown(titles))
        assert layout.list >= min(titles, columns if columns < 70 else columns - 30)


@pytest.mark.parametrize("titles", [30, 45, 63, 70])
def test_the_page_has_what_whole_titles_leave_of_the_room(titles: int) -> None:
    for columns in COLUMNS:
        layout = pane_layout(columns, 40, "list", shown=Shown(titles))
        if layout.page:
            assert layout.list - titles < 22 or layout.page >= 80
    for columns in range(
        max(70, titles + 30), titles + (58 if titles > 58 else min(58, 98 - titles))
    ):
        layout = pane_layout(columns, 40, "list", shown=Shown(titles))
        assert (layout.list, layout.page) == (titles, columns - titles)


def test_the_tree_is_folded_away_until_list_and_page_have_their_room() -> None:
    for columns in COLUMNS:
        layout = pane_layout(columns, 40, "list", shown=Shown(45))
        assert (layout.tree > 0) == (columns >= 120)


def test_the_tree_stands_beside_a_list_of_short_titles_on_120_columns() -> None:
    for titles in range(30, 71):
        layout = pane_layout(120, 40, "list", shown=Shown(titles))
        assert (layout.tree > 0) == (titles <= 58)
        assert layout.list == (titles if titles <= 58 else max(titles, 62))
        assert layout.page >= 40


def test_a_page_without_contents_begins_where_one_with_them_does() -> None:
    for columns in range(120, 301):
        with_contents = pane_layout(columns, 40, "page", shown=Shown(45))
        without = pane_layout(columns, 40, "page", shown=Shown(45, contents=False))
        assert (without.tree, without.list) == (with_contents.tree, with_contents.list)
        assert without.page == with_contents.page + with_contents.contents


def test_widths_that_were_chosen_are_kept_where_there_is_room() -> None:
    for columns in COLUMNS:
        for focus in FOCUSES:
            before = pane_layout(columns, 40, focus, shown=Shown(45))
            for pane in ("tree", "list", "contents"):
                width = getattr(before, pane)
                if width < 20 or not before.page:
                    continue
                chosen = replace(Chosen(), **{pane: width - 2})
                after = pane_layout(columns, 40, focus, chosen, Shown(45))
                assert getattr(after, pane) == width - 2
                assert after.page == before.page + 2


def test_one_post_has_no_list_and_no_tree_beside_it() -> None:
    for columns, focus in product(COLUMNS, FOCUSES):
        layout = pane_layout(columns, 40, focus, shown=Shown(list=False))
        assert (layout.tree, layout.list) == (0, 0)
        if columns >= 96:
            assert layout.page + layout.contents == columns


def test_contents_lie_over_the_page_where_they_cannot_stand_beside_it() -> None:
    beside = pane_layout(100, 40, "page", Chosen(drawer=True))
    assert (beside.contents, beside.drawer) == (20, 0)
    over = pane_layout(80, 40, "page", Chosen(drawer=True))
    assert (over.contents, over.drawer, over.page) == (0, 30, 80)
    assert pane_layout(80, 40, "contents").drawer == 30
    assert pane_layout(80, 40, "list", Chosen(drawer=True)).page < 80


def test_panes_that_are_too_small_for_borders_have_none() -> None:
    for columns, rows in product((5, 20, 300), ROWS):
        layout = pane_layout(columns, rows, "page")
        assert layout.bordered == (rows >= 8 and columns >= 12)


def test_each_class_of_widths_is_one_range_of_columns() -> None:
    classes = [width_class(columns) for columns in range(1, 400)]
    assert list(dict.fromkeys(classes)) == [
        "under 70 columns",
        "70 columns",
        "100 columns",
        "120 columns",
        "150 columns",
    ]
    assert [width_class(columns) for columns in (69, 70, 99, 100, 119, 120, 149, 150)] == [
        *("under 70 columns", "70 columns", "70 columns", "100 columns"),
        *("100 columns", "120 columns", "120 columns", "150 columns"),
    ]
