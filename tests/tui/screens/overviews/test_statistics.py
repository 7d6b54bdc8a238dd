"""The statistics on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from index.journal import Journal
from tests.tui.conftest import Browse, Browser
from tui.screens.overviews.statistics import FigureList, StatisticsScreen


def shown(browser: Browser) -> str:
    """The terminal, on which the statistics are."""
    assert isinstance(browser.app.screen, StatisticsScreen)
    return browser.painted()


async def go_to(browser: Browser, text: str) -> None:
    """Put the cursor on the line that begins with a text."""
    rows = browser.app.screen.query_one(FigureList).rows
    at = next(i for i, row in enumerate(rows) if row.parts and row.parts[0][0].startswith(text))
    await browser.press("g", "g", *"j" * at)


async def test_the_journal_in_figures(browse: Browse) -> None:
    async with browse((120, 60)) as browser:
        await browser.press("g", "s")
        screen = shown(browser)
        assert "posts           5" in screen
        assert "2 days, 2021-09-09 to 2021-09-10" in screen
        assert "2021 3 ███" in screen
        assert "Th 2 ███" in screen
        for title in ("Posts by month", "Words by month", "Tags over time", "Categories"):
            assert title in screen
        assert "study          1" in screen


async def test_names_are_the_readers(browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    async with browse() as browser:
        await browser.press("g", "s")
        assert "목 2 ███" in shown(browser)


async def test_it_is_told_of_the_search_where_there_is_one(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s", *"tag:PyTorch", "enter", "g", "s")
        assert "Statistics · tag:PyTorch" in shown(browser)
        assert "posts           2" in shown(browser)


async def test_a_bar_leads_to_its_posts(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("g", "s")
        await go_to(browser, "2021 ")
        await browser.press("enter")
        assert browser.app.screen is browser.screen
        assert browser.text("TopBar #search").strip() == "date:2021"
        assert "3 hits" in browser.painted()


async def test_a_line_without_posts_leads_nowhere(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("g", "s", "enter")
        assert "Statistics" in shown(browser)


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_closing_changes_nothing(browse: Browse, key: str) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "d")
        before = browser.painted()
        await browser.press("g", "s", "j", "d", "G", key)
        assert browser.painted() == before


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (5, 5)])
async def test_every_line_has_room(browse: Browse, size: tuple[int, int]) -> None:
    async with browse(size) as browser:
        await browser.press("g", "s", "G")
        rows = browser.app.screen.query_one(FigureList).rows
        plotted = [row for row in rows if "bar" in {role for _, role in row.parts}]
        widest = max(cell_len("".join(text for text, _ in row.parts)) for row in plotted)
        assert widest <= max(size[0] - 4, 24)
        await browser.press("?", "escape", "g", "g")
        assert isinstance(browser.app.screen, StatisticsScreen)


async def test_an_empty_journal_has_no_plots(browse: Browse, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    empty = Journal.open(tmp_path / "empty", cache=tmp_path / "kept")
    empty.refresh()
    async with browse(of=empty) as browser:
        await browser.press("g", "s")
        assert "posts           0" in shown(browser)
        assert "Posts by month" not in shown(browser)
