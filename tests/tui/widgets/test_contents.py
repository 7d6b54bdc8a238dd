"""The contents of a post: folded and unfolded, chosen from, and kept in sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Browse, Browser

DEEP = "# 하나\n\n가\n\n## 둘\n\n나\n\n### 셋\n\n다\n\n# 넷\n\n" + "라\n\n" * 40


async def click(browser: Browser, text: str) -> None:
    """Click where the contents say a text."""
    lines = browser.text("#contents").split("\n")
    y = next(number for number, line in enumerate(lines) if text in line)
    await browser.pilot.click("#contents", offset=(lines[y].index(text) + 1, y + 1))
    await browser.settle()


@pytest.fixture
def deep(log: Path) -> None:
    """The newest post has headings under headings, and asks to keep its contents in sight."""
    head = "title: 깊은 글\ntoc_sticky: true\n"
    log.joinpath("_posts/2022-01-01-deep.md").write_text(f"---\n{head}---\n\n{DEEP}", "utf-8")


@pytest.mark.usefixtures("deep")
async def test_contents_fold_by_key_and_click_and_stay_folded(browse: Browse) -> None:
    async with browse() as browser:
        contents = browser.screen.query_one("#contents")
        await browser.press("3")
        assert browser.screen.query_one("#page").region.right == contents.region.x
        await browser.press("4", "j", "h")
        assert browser.text("#contents").split() == ["▾", "하나", "›", "▸", "둘", "넷"]
        await browser.press("3", "]", "]", "]")
        assert browser.text("#contents").split() == ["▾", "하나", "›", "▸", "둘", "넷"]
        await browser.press("J", "K", "g", "g")
        assert browser.text("#contents").split() == ["›▾", "하나", "▸", "둘", "넷"]
        await click(browser, "▸")
        assert browser.text("#contents").split() == ["▾", "하나", "›", "▾", "둘", "셋", "넷"]
        await click(browser, "넷")
        assert browser.text("#viewer").split()[0] == "넷"
        assert browser.screen.focused is browser.screen.query_one("#viewer")


@pytest.mark.usefixtures("deep")
@pytest.mark.parametrize("size", [(120, 40), (100, 24)])
async def test_contents_that_are_pinned_stay_beside_a_page_on_the_whole_screen(
    browse: Browse, size: tuple[int, int]
) -> None:
    async with browse(size) as browser:
        contents = browser.screen.query_one("#contents")
        page = browser.screen.query_one("#page")
        await browser.press("3", "z")
        assert contents.region.width > 0
        assert page.region.right <= contents.region.x
        await browser.press("t")
        assert contents.region.width == 0
        await browser.press("t", "J")
        assert contents.region.width == 0
