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
    async with browse() as browser:
        tree, middle, reader = (width(browser, pane) for pane in ("tree", "middle", "reader"))
        await browser.press("g", ">")
        assert (width(browser, "middle"), width(browser, "reader")) == (middle + 4, reader - 4)
        await browser.press("3", "g", ">", "g", ">")
        assert (width(browser, "middle"), width(browser, "reader")) == (middle - 4, reader + 4)
        await browser.press("1", "g", "<")
        assert width(browser, "tree") == tree - 4
        contents = width(browser, "contents")
        await browser.press("4", "g", ">")
        assert width(browser, "contents") == contents + 4


async def test_a_key_gives_panes_their_first_widths_again(browse: Browse) -> None:
    async with browse() as browser:
        before = browser.painted()
        await browser.press("1", "g", ">", "2", "g", ">", "g", "=")
        assert browser.painted() == before


async def test_widths_are_remembered_for_screens_of_that_width(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("g", ">", "1", "g", "<", "q")
        chosen = width(browser, "tree"), width(browser, "middle")
    async with browse() as browser:
        assert (width(browser, "tree"), width(browser, "middle")) == chosen
        await browser.pilot.resize_terminal(100, 30)
        await browser.settle()
        assert (width(browser, "tree"), width(browser, "middle")) == (23, 30)
        await browser.pilot.resize_terminal(130, 30)
        await browser.settle()
        assert (width(browser, "tree"), width(browser, "middle")) == chosen


@pytest.mark.parametrize("keys", ["<", ">"])
@pytest.mark.parametrize("size", [(70, 20), (100, 30)])
async def test_no_pane_disappears(browse: Browse, size: tuple[int, int], keys: str) -> None:
    async with browse(size) as browser:
        for pane, steps in ("1", 5), ("2", 12):
            await browser.press(pane, *("g", keys) * steps)
        for pane in "1", "3", "2":
            await browser.press(pane)
            shown = [p for p in ("tree", "middle", "reader") if width(browser, p)]
            assert len(shown) >= 2
            assert all(width(browser, pane) >= 10 for pane in shown)
            assert sum(width(browser, p) for p in ("tree", "middle", "reader")) == size[0]


async def test_a_border_is_dragged(browse: Browse) -> None:
    async with browse() as browser:
        screen = browser.screen
        await drag(browser, screen.query_one("#tree").region.right - 1, 30)
        assert width(browser, "tree") == 31
        await drag(browser, screen.query_one("#reader").region.x, 60)
        assert screen.query_one("#middle").region.right == 61
        await drag(browser, screen.query_one("#contents").region.x, 95)
        assert screen.query_one("#contents").region.x == 95
        assert not screen.selections
    async with browse() as browser:
        assert width(browser, "tree") == 31
        assert browser.screen.query_one("#contents").region.x == 95


async def test_dragging_elsewhere_moves_no_border(browse: Browse) -> None:
    async with browse() as browser:
        before = [width(browser, pane) for pane in ("tree", "middle", "contents")]
        await drag(browser, 8, 60)
        assert [width(browser, pane) for pane in ("tree", "middle", "contents")] == before


async def test_a_pane_that_has_all_of_the_screen_keeps_it(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("g", ">", "z")
        assert width(browser, "middle") == 120
        await browser.press("g", "<")
        assert width(browser, "middle") == 120
        await browser.press("3", "2", "z")
        assert width(browser, "middle") == 46
