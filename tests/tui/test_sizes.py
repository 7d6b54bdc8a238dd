"""Screens on terminals of any size, and of one that changes while they are open."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import Browse

WINDOWS = {
    "Posts": (),
    "Statistics": ("g", "s"),
    "Calendar": ("escape", "c"),
    "Go to a post": ("escape", "o"),
    "Bookmarks": ("escape", "'"),
}
"""Keys that lead from each window to the next, by their titles."""


async def test_screens_come_through_sizes_that_are_too_small(browse: Browse) -> None:
    async with browse((80, 24)) as browser:
        for title, keys in WINDOWS.items():
            await browser.press(*keys)
            assert title in browser.painted()
            for size in ((1, 1), (40, 12)):
                await browser.pilot.resize_terminal(*size)
                await browser.settle()
            assert title in browser.painted()
            await browser.pilot.resize_terminal(80, 24)
            await browser.settle()
            assert title in browser.painted()
        await browser.press("escape", "j", "enter")
        place = browser.screen.reader.top_line
        await browser.pilot.resize_terminal(5, 5)
        await browser.settle()
        await browser.pilot.resize_terminal(80, 24)
        await browser.settle()
        assert browser.screen.reader.top_line == place
        assert "문단 0" in browser.text("#viewer")


async def test_the_foot_of_the_bookmarks_says_what_has_room(browse: Browse) -> None:
    async with browse((40, 12)) as browser:
        await browser.press("'")
        assert "Enter goes there · Esc closes ━" in browser.painted()
        await browser.pilot.resize_terminal(80, 24)
        await browser.settle()
        assert "Esc closes · Ctrl+D removes" in browser.painted()


async def test_a_note_that_is_written_comes_through_a_storm_of_sizes(browse: Browse) -> None:
    async with browse((80, 24)) as browser:
        await browser.press("j", "enter", "E")
        await browser.type("one ")
        for size in ((5, 5), (300, 80), (1, 1), (20, 5), (70, 9), (5, 5)):
            await browser.pilot.resize_terminal(*size)
        await browser.type("two")
        await browser.pilot.resize_terminal(60, 20)
        await browser.settle()
        assert "one two" in browser.painted()
        await browser.press("ctrl+s")
        assert "✎ one two" in browser.text("#viewer")


async def test_motions_in_empty_panes_do_nothing(browse: Browse, log: Path) -> None:
    for post in log.glob("_posts/*.md"):
        post.unlink()
    async with browse((80, 24)) as browser:
        await browser.press("R")
        for pane in ("1", "2", "3", "4"):
            await browser.press(pane, *"jkdGuJKt", "space", "pageup", "home", "end", "g", ">")
            for size in ((5, 5), (160, 45), (80, 24)):
                await browser.pilot.resize_terminal(*size)
            await browser.settle()
        await browser.press("escape", "2")
        assert "No posts here yet." in browser.painted()


async def test_a_low_terminal_shows_one_notice_at_a_time(browse: Browse) -> None:
    async with browse((40, 12)) as browser:
        browser.app.notify("the first")
        browser.app.notify("the second")
        await browser.settle()
        assert "the second" in browser.painted()
        assert "the first" not in browser.painted()


async def test_the_help_has_letters_in_the_smallest_terminal(browse: Browse) -> None:
    async with browse((5, 5)) as browser:
        await browser.press("?")
        inside = [line.strip("┃› ") for line in browser.painted().splitlines()[1:-1]]
        assert any(inside)
