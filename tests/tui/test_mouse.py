"""The mouse, wherever a pointer would be expected to do something."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual import events
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input, Static

from tests.tui.conftest import Browse, Browser
from tui.screens.dialogs.text_dialog import TextDialog
from tui.screens.overviews.calendar import CalendarScreen
from tui.widgets import panes


def place_of(browser: Browser, text: str, *, after: int = 0, within: str = "") -> tuple[int, int]:
    """The column and row of a text on the screen, from a column on."""
    region = browser.app.screen.query_one(within).region if within else None
    for y, strip in enumerate(browser.app.screen._compositor.render_strips()):
        if region is not None and not region.y <= y < region.bottom:
            continue
        left = max(after, region.x if region else 0)
        line = strip.crop(left, region.right if region else None).text
        if text in line:
            return left + cell_len(line[: line.index(text)]), y
    raise AssertionError(f"{text!r} is not on the screen")


async def click(browser: Browser, text: str, *, within: str = "", times: int = 1) -> None:
    """Click on the first letter of a text."""
    at = place_of(browser, text, within=within)
    await browser.pilot.click(offset=at, times=times)
    await browser.settle()


async def press_and_release(browser: Browser, text: str, *, within: str, times: int = 1) -> None:
    """Click as a terminal tells of it: the application is told of each press and release."""
    x, y = place_of(browser, text, within=within)
    for _ in range(times):
        for kind in (events.MouseDown, events.MouseUp):
            no_keys = (False, False, False)
            browser.app.post_message(kind(None, x, y, 0, 0, 1, *no_keys, screen_x=x, screen_y=y))
            await browser.pilot.pause()
    await browser.settle()


async def test_a_click_where_the_terminal_was_before_it_became_smaller_does_nothing(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await browser.press("question_mark")
        shown = browser.app.screen
        await browser.pilot.resize_terminal(60, 20)
        no_keys = (False, False, False)
        # It was made of a press and a release on the screen that was there then.
        click = events.Click(shown, 110, 35, 0, 0, 1, *no_keys, screen_x=110, screen_y=35)
        click._set_forwarded()
        shown.post_message(click)
        await browser.settle()
        assert browser.app.screen is shown
        assert browser.app.is_running


async def wheel(browser: Browser, selector: str) -> None:
    """Turn the wheel down over a widget, by one notch."""
    x, y = (int(at) for at in browser.app.screen.query_one(selector).region.center)
    no_keys = (False, False, False)
    event = events.MouseScrollDown(None, x, y, 0, 1, 0, *no_keys, screen_x=x, screen_y=y)
    browser.app.screen._forward_event(event)
    await browser.settle()


async def test_a_click_in_the_tree_narrows_and_on_a_sign_folds(browse: Browse) -> None:
    async with browse() as browser:
        await click(browser, "▾", within="#tree")
        assert "boostcourse" not in browser.text("#tree")
        await click(browser, "▸", within="#tree")
        await click(browser, "boostcourse", within="#tree")
        assert browser.text("TopBar #search").strip() == "cat:boostcourse"


async def test_a_click_on_a_post_shows_it_and_another_reads_it(browse: Browse) -> None:
    async with browse() as browser:
        await click(browser, "경사하강법", within="#list")
        assert "기울기를" in browser.text("#viewer")
        assert browser.screen.focused is browser.screen.query_one("#list")
        await click(browser, "경사하강법", within="#list")
        assert browser.screen.focused is browser.screen.query_one("#viewer")


async def test_a_double_click_on_a_post_reads_it(browse: Browse) -> None:
    async with browse() as browser:
        await click(browser, "경사하강법", within="#list", times=2)
        assert "기울기를" in browser.text("#viewer")
        assert browser.screen.focused is browser.screen.query_one("#viewer")


async def test_a_click_in_the_contents_jumps(browse: Browse) -> None:
    async with browse((120, 12)) as browser:
        await browser.press("j", "enter")
        await click(browser, "뒤", within="#contents")
        assert "드디어" in browser.text("#viewer")


async def test_the_foot_runs_its_commands(browse: Browse) -> None:
    async with browse() as browser:
        await click(browser, "calendar", within="StatusBar")
        assert isinstance(browser.app.screen, CalendarScreen)
        await browser.press("escape")
        await click(browser, "help", within="StatusBar")
        assert isinstance(browser.app.screen, TextDialog)


async def test_the_bar_opens_the_search(browse: Browse) -> None:
    async with browse() as browser:
        await click(browser, "5 posts", within="TopBar")
        assert browser.app.focused is browser.screen.query_one("#search")
        await browser.type("손실함수")
        await browser.press("enter", "2")
        await click(browser, "손실함수", within="TopBar")
        assert browser.app.focused is browser.screen.query_one("#search")
        await browser.press("enter", "3")
        await click(browser, "2 hits", within="TopBar")
        assert browser.screen.at == "list"


async def test_a_completion_and_a_suggestion_are_taken(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s", *"tag:Py")
        await click(browser, "PyTorch", within="#completions")
        assert browser.text("TopBar #search").strip() == "tag:PyTorch"
        await browser.press("escape", *"thstlfgkatn")
        await click(browser, "손실함수", within="#suggestions", times=2)
        assert "2 hits" in browser.painted()


async def test_a_jump_is_chosen(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("o")
        await click(browser, "경사하강법", within="#jumps", times=2)
        assert browser.app.screen is browser.screen
        assert "기울기를" in browser.text("#viewer")


async def test_a_click_beside_a_window_closes_it(browse: Browse) -> None:
    async with browse() as browser:
        for keys in ("o", "?", "'", "T", "i"):
            await browser.press(keys)
            assert browser.app.screen is not browser.screen
            await browser.pilot.click(offset=(1, 20))
            await browser.settle()
            assert browser.app.screen is browser.screen
            assert not isinstance(browser.app.focused, Input)


@pytest.mark.parametrize("pane", ["#viewer", "#tree"])
async def test_the_wheel_scrolls(browse: Browse, pane: str) -> None:
    async with browse((120, 12)) as browser:
        await browser.press("j")
        widget = browser.screen.query_one(pane)
        await wheel(browser, pane)
        assert widget.scroll_offset.y > 0
        before = browser.text(pane)
        await wheel(browser, pane)
        assert browser.text(pane) != before


async def test_the_wheel_turns_the_months(browse: Browse) -> None:
    async with browse((60, 20)) as browser:
        await browser.press("c")
        assert "September 2021" in browser.painted()
        await wheel(browser, "#months")
        assert "October 2021" in browser.painted()


async def test_a_press_on_what_was_taken_away_just_before_does_nothing(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browse() as browser:
        gone = Static("gone")
        monkeypatch.setattr(Screen, "get_widget_and_offset_at", lambda *_: (gone, Offset(0, 0)))
        browser.app.post_message(
            events.MouseDown(None, 5, 5, 0, 0, 1, shift=False, meta=False, ctrl=False)
        )
        await browser.settle()
        assert browser.app.is_running


@pytest.fixture
def slow_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second click may come as late as it likes."""
    monkeypatch.setattr(panes, "_SECONDS_AFTER_CLICK", 600.0)


@pytest.mark.usefixtures("slow_hand")
async def test_no_pane_moves_under_the_pointer_until_a_click_is_over(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("3")
        before = browser.screen.query_one("#middle").region
        await press_and_release(browser, "경사하강법", within="#list")
        assert browser.screen.focused is browser.screen.query_one("#list")
        assert browser.screen.query_one("#middle").region == before
        browser.screen.panes.settle()
        await browser.settle()
        assert browser.screen.query_one("#middle").region.width > before.width


@pytest.mark.usefixtures("slow_hand")
async def test_a_double_click_in_the_list_beside_a_page_reads_the_post(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("3")
        width = browser.screen.query_one("#page").region.width
        await press_and_release(browser, "경사하강법", within="#list", times=2)
        assert "기울기를" in browser.text("#viewer")
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        browser.screen.panes.settle()
        await browser.settle()
        assert browser.screen.query_one("#page").region.width >= width
