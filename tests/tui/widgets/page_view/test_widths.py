"""A page whose width follows the focus: the line that is read stays, and little is laid out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.events import Resize

from tests.tui.conftest import Browse, Browser, write_posts
from tui.widgets.page_view import layout_worker
from tui.widgets.page_view.view import PageView

WORDS = " ".join(f"word{number:04}" for number in range(1_500))


@pytest.fixture
def long_paragraphs(log: Path) -> None:
    """The newest post is some paragraphs of one line each, wrapped to dozens of lines."""
    paragraphs = "\n\n".join(f"p{number} {WORDS[number * 2000 :][:2000]}" for number in range(5))
    write_posts(log, {"2022-02-02-long.md": ("title: Long", f"## One\n\n{paragraphs}\n")})


def top(browser: Browser) -> str:
    """The first line of the page that is in sight."""
    return browser.text("#viewer").split("\n")[0].strip()


@pytest.mark.usefixtures("long_paragraphs")
@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_line_that_is_read_stays_as_the_focus_moves(
    browse: Browse, size: tuple[int, int]
) -> None:
    async with browse(size) as browser:
        await browser.press("enter", *("space",) * 3)
        read = top(browser)
        word = read.split()[0]
        for _ in range(3):
            await browser.press("2")
            assert word in top(browser)
            await browser.press("3")
            assert top(browser) == read


@pytest.mark.usefixtures("long_paragraphs")
async def test_a_width_that_comes_again_is_not_laid_out_again(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[int] = []
    pages = layout_worker._pages

    def counted(request: layout_worker.LayoutRequest, *rest: Any) -> Any:
        laid_out.append(request.width)
        return pages(request, *rest)

    async with browse() as browser:
        await browser.press("enter", "2")
        monkeypatch.setattr(layout_worker, "_pages", counted)
        for _ in range(3):
            await browser.press("3", "2")
        assert laid_out == []


async def test_a_short_page_is_laid_out_before_the_view_has_its_width(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    widths: list[tuple[int, int]] = []
    resized = PageView.on_resize

    def noted(view: PageView, event: Resize) -> None:
        assert view.page is not None
        widths.append((view.frame.room, view.page.layout.width))
        resized(view, event)

    async with browse() as browser:
        await browser.press("j", "enter", "q")
        monkeypatch.setattr(PageView, "on_resize", noted)
        await browser.press("enter", "q", "enter")
        assert len({room for room, _ in widths}) == 2
        assert all(room == laid_out for room, laid_out in widths)
