"""Panes that are made wider and narrower, by key and by mouse."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Browse, Browser


def width(browser: Browser, pane: str) -> int:
    """How many columns a pane has on the screen now."""
    return browser.screen.query_one(f"#{pane}").region.width


async def drag(browser: Browser, column: int, to: int, row: int = 8) -> None:
    """Press the mouse's button at a column, move to another, and let go."""
    pilot = browser.pilot
    await pilot.mouse_down(offset=(column, row))
    for at in range(column, to, 1 if to > column else -1):
        await pilot.hover(offset=(at, row))
    await pilot.hover(offset=(to, row))
    await pilot.mouse_up(offset=(to, row))
    await browser.settle()


async def test_keys_make_the_focused_pane_wider_and_narrower(browse: Browse) -> None:
    async with browse((160, 40)) as browser:
        tree, middle, reader = (width(browser, pane) for pane in ("tree", "middle", "reader"))
        await browser.press("g", ">")
        assert (width(browser, "middle"), width(browser, "reader")) == (middle + 4, reader - 4)
        await browser.press("1", "g", "<")
        assert width(browser, "tree") == tree - 4
        await browser.press("3")
        middle, page = width(browser, "middle"), width(browser, "page")
        await browser.press("g", ">", "g", ">")
        assert (width(browser, "middle"), width(browser, "page")) == (middle - 8, page + 8)
        contents = width(browser, "contents")
        await browser.press("4", "g", ">")
        assert (width(browser, "contents"), width(browser, "page")) == (contents + 4, page + 4)


async def test_a_key_gives_panes_their_first_widths_again(browse: Browse) -> None:
    async with browse() as browser:
        before = width(browser, "middle")
        await browser.press("1", "g", ">", "2", "g", ">", "3", "g", ">", "2", "g", "=")
        assert width(browser, "middle") == before
        await browser.press("3", "g", "<", "g", "<")
        chosen = width(browser, "page")
        await browser.press("g", "=")
        assert width(browser, "page") == chosen + 8


async def test_widths_are_remembered_for_screens_of_that_width(browse: Browse) -> None:
    async with browse() as browser:
        first = width(browser, "middle")
        await browser.press("g", ">", "3", "g", "<", "q", "q")
        chosen = width(browser, "middle")
        assert chosen == first + 4
    async with browse() as browser:
        assert width(browser, "middle") == chosen
        await browser.press("3")
        assert (width(browser, "middle"), width(browser, "page")) == (26, 76)
        await browser.pilot.resize_terminal(100, 30)
        await browser.settle()
        assert (width(browser, "middle"), width(browser, "page")) == (0, 80)
        await browser.pilot.resize_terminal(130, 30)
        await browser.settle()
        assert width(browser, "middle") == 26
        await browser.press("2")
        assert width(browser, "middle") == chosen


@pytest.mark.parametrize("keys", ["<", ">"])
@pytest.mark.parametrize("size", [(70, 20), (100, 30), (120, 30)])
async def test_no_pane_disappears(browse: Browse, size: tuple[int, int], keys: str) -> None:
    async with browse(size) as browser:
        for pane, steps in ("1", 5), ("2", 12), ("3", 12):
            await browser.press(pane, *("g", keys) * steps)
        for pane, least in ("1", 2), ("3", 1), ("2", 2):
            await browser.press(pane)
            shown = [p for p in ("tree", "middle", "reader") if width(browser, p)]
            assert len(shown) >= least
            assert all(width(browser, pane) >= 10 for pane in shown)
            assert sum(width(browser, p) for p in ("tree", "middle", "reader")) == size[0]


async def test_a_border_is_dragged(browse: Browse) -> None:
    async with browse((160, 40)) as browser:
        screen = browser.screen
        await drag(browser, screen.query_one("#tree").region.right - 1, 30)
        assert width(browser, "tree") == 31
        await drag(browser, screen.query_one("#reader").region.x, 80)
        assert screen.query_one("#middle").region.right == 81
        await browser.press("3")
        await drag(browser, screen.query_one("#contents").region.x, 135)
        assert screen.query_one("#contents").region.x == 135
        assert not screen.selections
    async with browse((160, 40)) as browser:
        assert width(browser, "tree") == 31
        assert browser.screen.query_one("#middle").region.right == 81
        await browser.press("3")
        assert browser.screen.query_one("#contents").region.x == 135


async def test_a_border_is_dragged_no_further_than_the_page_has_room(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("3")
        await drag(browser, browser.screen.query_one("#middle").region.right - 1, 90)
        assert width(browser, "page") == 69


async def test_contents_that_were_closed_over_the_page_stand_beside_it(browse: Browse) -> None:
    async with browse((80, 24)) as browser:
        await browser.press("enter", "t")
        assert width(browser, "contents") == 30
        await browser.press("t")
        assert width(browser, "contents") == 0
        await browser.pilot.resize_terminal(120, 40)
        await browser.settle()
        assert width(browser, "contents") == 18
        await browser.press("t")
        assert width(browser, "contents") == 0
    async with browse() as browser:
        await browser.press("enter")
        assert (width(browser, "contents"), width(browser, "page")) == (0, 98)
        await browser.pilot.resize_terminal(160, 40)
        await browser.settle()
        assert width(browser, "contents") == 28


SIZES = [(40, 12), (70, 20), (80, 24), (95, 30), (100, 30), (120, 40), (160, 45), (200, 50)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_focused_pane_gets_the_room(browse: Browse, size: tuple[int, int]) -> None:
    columns = size[0]
    async with browse(size) as browser:
        await browser.press("enter")
        page = browser.screen.query_one("#viewer").size.width
        assert page >= min(columns - 2, {120: 72, 160: 88, 200: 88}.get(columns, 67))
        assert (width(browser, "contents") > 0) == (columns >= 96)
        shown = [width(browser, name) for name in ("tree", "middle", "page", "contents")]
        assert sum(shown) == (80 if columns == 95 else columns)
        await browser.press("q")
        assert width(browser, "middle") >= min(columns, 40)
        assert browser.screen.focused is browser.screen.query_one("#list")
        assert (
            width(browser, "middle")
            + width(browser, "tree")
            + width(browser, "page")
            + width(browser, "contents")
            == columns
        )


async def test_dragging_elsewhere_moves_no_border(browse: Browse) -> None:
    async with browse() as browser:
        before = [width(browser, pane) for pane in ("tree", "middle", "contents")]
        await drag(browser, 8, 60)
        assert [width(browser, pane) for pane in ("tree", "middle", "contents")] == before


async def test_a_pane_that_has_all_of_the_screen_keeps_it(browse: Browse) -> None:
    async with browse() as browser:
        before = width(browser, "middle")
        await browser.press("g", ">", "z")
        assert width(browser, "middle") == 120
        await browser.press("g", "<")
        assert width(browser, "middle") == 120
        await browser.press("3", "2", "z")
        assert width(browser, "middle") == before + 4


async def test_a_page_that_has_all_of_the_terminal_says_so(browse: Browse) -> None:
    async with browse((80, 24)) as browser:
        await browser.press("enter", "g", ">")
        assert "One pane fills the screen." in browser.painted()
        assert width(browser, "page") == 80


async def test_panes_have_no_borders_where_there_is_no_room_for_them(browse: Browse) -> None:
    async with browse((80, 24)) as browser:
        await browser.press("enter")
        await browser.pilot.resize_terminal(5, 5)
        await browser.settle()
        assert browser.screen.query_one("#viewer").size == (5, 3)
        await browser.pilot.resize_terminal(80, 24)
        await browser.settle()
        assert browser.screen.query_one("#viewer").size.width == 78
