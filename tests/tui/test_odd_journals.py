"""Titles that no one would write, and a journal that goes while it is read."""

from __future__ import annotations

import shutil
from itertools import cycle
from pathlib import Path

import pytest
from rich.cells import cell_len

from index.journal import Journal
from tests.tui.conftest import Browse, Browser, write_posts

SIZES = [(120, 40), (40, 12)]
TITLES = {
    "10,000 letters": "가나다 abc " * 1_250,
    "one word of 10,000 letters": "x" * 10_000,
    "Bengali": "বাংলা ভাষায় একটি দিনলিপি লেখা শিখছি " * 4,
    "family emoji": "👨\u200d👩\u200d👧\u200d👦" * 60,
}
WINDOWS = ("o", "#", "i", "r", "'", "gq", "E")


def assert_whole(browser: Browser) -> None:
    """Every line of the terminal has as many cells as the terminal, and ends with its border."""
    width, _ = browser.app.size
    for line in browser.app.screen._compositor.render_strips():
        assert sum(cell_len(segment.text) for segment in line) == width


@pytest.mark.parametrize(
    ("title", "size"), zip(TITLES.values(), cycle(SIZES), strict=False), ids=TITLES
)
async def test_any_title_is_listed_read_and_gone_to(
    browse: Browse, tmp_path: Path, title: str, size: tuple[int, int]
) -> None:
    text = f"title: '{title}'\ntags: ['{title}']\ncategories: ['{title}']"
    posts = {
        "2021-01-02-odd.md": (text, f"## {title}\n\nQ. {title}?\n\nA. {title}\n"),
        "2021-01-01-plain.md": ("title: Plain", "[odd](2021-01-02-odd.md)"),
    }
    journal = Journal.open(write_posts(tmp_path / "odd", posts), cache=tmp_path / "cache")
    journal.refresh()
    async with browse(size, journal) as browser:
        for pane in ("1", "2", "3", "4", "3"):
            await browser.press(pane)
            assert_whole(browser)
        for keys in WINDOWS:
            await browser.press(*keys)
            assert_whole(browser)
            await browser.press("escape")
            assert browser.app.screen is browser.screen, keys
        await browser.press("2", "s", *"odd", "escape", "escape", "G", "enter")
        assert_whole(browser)
        assert "Plain" in browser.painted()


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_open_is_read_on_where_the_folder_has_gone(
    browse: Browse, log: Path, size: tuple[int, int]
) -> None:
    async with browse(size) as browser:
        await browser.press("j", "enter")
        shutil.rmtree(log)
        for keys in (*WINDOWS, "s"):
            await browser.press(*keys)
            assert_whole(browser)
            await browser.press("escape", "escape")
            assert browser.app.screen is browser.screen, keys
        await browser.press("2", "j", "k", "k")
        assert "Day29" in browser.text("#list")
        await browser.press("R")
        assert "gone" in browser.painted()
        assert len(browser.screen.posts.rows) == 5
        await browser.press("s", *"손실", "enter")
        assert_whole(browser)


async def test_a_journal_that_came_back_is_read_again(browse: Browse, log: Path) -> None:
    away = log.with_name("away")
    async with browse() as browser:
        log.rename(away)
        await browser.press("R")
        away.rename(log)
        await browser.press("R", "s", *"기울기", "enter")
        assert "기울기를 따라 내려가며" in browser.text("#viewer")
