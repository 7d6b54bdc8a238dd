"""Which line of a post commands are meant for, also where the page has no room to scroll."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from tests.tui.conftest import Browse, Browser, write_posts

BODY = (
    "첫 문단.\n\n```python\none()\n```\n\n둘째 문단의 낱말.\n\n```python\ntwo()\n```\n\n"
    "## 끝\n\n마지막 문단."
)


@pytest.fixture
def short(tmp_path: Path) -> Journal:
    """A log with one post, which fits the page."""
    posts = {"2021-09-10-short.md": ("title: Short", BODY)}
    journal = Journal.open(write_posts(tmp_path / "short", posts), cache=tmp_path / "cache")
    journal.refresh()
    return journal


def marked(browser: Browser) -> str:
    """The line of the page that has the mark."""
    lines = (line.strip("│┃ ") for line in browser.text("#viewer").splitlines())
    return next((line.removeprefix("›").strip() for line in lines if line.startswith("›")), "")


def meant(browser: Browser) -> str:
    """The line of the file that commands are meant for."""
    document = browser.screen.reader.document
    assert document is not None
    return document.text.splitlines()[browser.screen.reader.viewer.line_meant - 1]


async def test_the_second_code_of_a_page_without_room_to_scroll_is_marked_and_copied(
    browse: Browse, short: Journal
) -> None:
    async with browse(of=short) as browser:
        await browser.press("enter", "}", "}")
        assert marked(browser) == "python"
        await browser.press("y", "c")
        assert browser.app.clipboard.strip() == "two()"


async def test_motions_move_the_mark_where_the_page_has_no_room_to_scroll(
    browse: Browse, short: Journal
) -> None:
    async with browse(of=short) as browser:
        await browser.press("enter", "]")
        assert "끝" in marked(browser)
        await browser.press("j")
        assert (marked(browser), meant(browser)) == ("마지막 문단.", "마지막 문단.")
        await browser.press("k", "k")
        assert "two()" in marked(browser)
        await browser.press("G")
        assert marked(browser) == "마지막 문단."
        await browser.press("g", "g")
        assert marked(browser) == ""


async def test_a_note_is_meant_for_the_match_that_was_found(browse: Browse, short: Journal) -> None:
    async with browse(of=short) as browser:
        await browser.press("enter", "]", "/", *"낱말", "enter")
        assert (marked(browser), meant(browser)) == ("", "둘째 문단의 낱말.")
        await browser.press("{")
        assert meant(browser) == "```python"


async def test_a_page_with_room_is_scrolled_whatever_line_is_marked(
    browse: Browse, journal: Journal
) -> None:
    async with browse(of=journal) as browser:
        await browser.press("j", "enter", "G")
        assert marked(browser) == "문단 39: 배운 것을 적는다."
        top = browser.screen.reader.viewer.viewport.top
        await browser.press("j")
        assert marked(browser)
        await browser.press("k")
        assert (marked(browser), browser.screen.reader.viewer.viewport.top) == ("", top - 1)
