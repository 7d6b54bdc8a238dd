"""A journal that is one post: it opens as a page, with its contents beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from tests.tui.conftest import FILLER, Browse, Browser


@pytest.fixture
def note(tmp_path: Path) -> Journal:
    """One file."""
    path = tmp_path / "note.md"
    path.write_text(f"# 제목\n\n## 하나\n\n{FILLER}\n\n## 둘\n\n드디어 손실함수.\n", "utf-8")
    return Journal.open(path, cache=tmp_path / "kept")


def shown(browser: Browser) -> list[str]:
    """The panes that are on the screen."""
    names = "tree", "middle", "page", "contents"
    return [name for name in names if browser.screen.query_one(f"#{name}").region]


@pytest.mark.parametrize("refreshed", [True, False])
async def test_it_opens_as_a_page_with_its_contents(
    browse: Browse, note: Journal, refreshed: bool
) -> None:
    if refreshed:
        note.refresh()
    async with browse((100, 30), of=note) as browser:
        assert shown(browser) == ["page", "contents"]
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        assert "next heading" in browser.text("StatusBar")
        await browser.press("]", "]", "]")
        assert "드디어 손실함수" in browser.text("#viewer")


async def test_no_key_leads_to_a_list_or_a_tree(browse: Browse, note: Journal) -> None:
    async with browse((120, 30), of=note) as browser:
        for key in ("1", "2", "h", "tab", "shift+tab", "escape", "s", "escape", "J"):
            await browser.press(key)
            assert shown(browser) == ["page", "contents"]
            if key != "s":
                focused = browser.screen.focused
                assert focused is not None
                assert focused.id in ("viewer", "contents")


async def test_a_search_goes_to_its_match(browse: Browse, note: Journal) -> None:
    note.refresh()
    async with browse((80, 24), of=note) as browser:
        await browser.press("s")
        await browser.type("손실함수")
        assert "1 hit" in browser.painted()
        await browser.press("enter")
        assert "드디어 손실함수" in browser.text("#viewer")
        assert browser.screen.focused is browser.screen.query_one("#viewer")


async def test_one_step_back_quits(browse: Browse, note: Journal) -> None:
    async with browse(of=note) as browser:
        await browser.press("q")
        assert not browser.app.is_running


async def test_problems_have_the_place_of_a_list(browse: Browse, tmp_path: Path) -> None:
    path = tmp_path / "broken.md"
    path.write_text("---\ntitle: [a\n---\ntext\n", "utf-8")
    with Journal.open(path, cache=tmp_path / "kept") as journal:
        journal.refresh()
        async with browse(of=journal) as browser:
            await browser.press("g", "p")
            assert "Problems" in browser.painted()
            assert browser.screen.query_one("#problems").region
            await browser.press("q")
            assert "middle" not in shown(browser)
