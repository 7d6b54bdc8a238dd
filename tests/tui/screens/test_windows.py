"""What all windows over the browser have in common: their height, and the filter of their rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widget import Widget

from index.journal import Journal
from tests.tui.conftest import FILLER, Browse, Browser, write_posts
from tui.widgets.base.row_list import RowList
from tui.widgets.filter_field import FilterField

SIZES = [(120, 40), (80, 24), (40, 12)]
POSTS = {
    "2021-09-10-zebra.md": (
        "title: Zebra\ntags: [shared]",
        "See [Apple](2021-09-09-apple.md).\n\nQ. 왜 손실인가?\n\nA. 손실이니까.\n\n"
        "Q: 언제 멈추나?\n",
    ),
    "2021-09-09-apple.md": ("title: Apple\ntags: [shared]", "Q. How?\n\nA. Like so.\n"),
    "2021-09-08-plain.md": ("title: Plain\ntags: [shared, own]", FILLER),
}
FILTERED = {
    "help": (("?",), "find in", "Find in the post", "A page back"),
    "post": (("i",), "tags", "shared", "headings"),
    "configuration": (("g", ","), "picture", "pictures", "theme"),
    "themes": (("T",), "ilgi pap", "ilgi-paper", "dracula"),
    "questions": (("g", "q"), "멈추나", "언제 멈추나?", "How?"),
    "related": (("r",), "plain", "Plain", "older"),
    "statistics": (("g", "s"), "own", "own", "Tags"),
}
"""Keys that open each window, words, what has them, and what has not."""


@pytest.fixture
def asking(tmp_path: Path) -> Journal:
    """A log with three questions, indexed."""
    journal = Journal.open(write_posts(tmp_path / "asking", POSTS), cache=tmp_path / "cache")
    journal.refresh()
    return journal


def window(browser: Browser) -> str:
    """What the window shows."""
    rows = browser.app.screen.query_one(RowList)
    lines = rows.render_lines(rows.size.region)
    return "\n".join(line.text for line in lines)


def frame(browser: Browser) -> Widget:
    """The window with its border."""
    inside = browser.app.screen.focused
    assert inside is not None
    around = (one for one in inside.ancestors_with_self if isinstance(one, Widget))
    return next(one for one in around if one.styles.border.spacing.top)


async def open_window(browser: Browser, *keys: str) -> None:
    await browser.press("enter", *keys)
    assert browser.app.screen is not browser.screen


@pytest.mark.parametrize("name", FILTERED)
async def test_a_key_filters_the_rows_of_a_window(
    browse: Browse, asking: Journal, name: str
) -> None:
    keys, words, has, has_not = FILTERED[name]
    async with browse((120, 60), asking) as browser:
        await open_window(browser, *keys)
        before = window(browser)
        assert has in before
        assert has_not in before
        await browser.press("/", *words)
        assert has in window(browser)
        assert has_not not in window(browser)
        await browser.press("enter")
        assert isinstance(browser.app.screen.focused, RowList)
        await browser.press("escape")
        assert has_not in window(browser)
        await browser.press("/", *"qqqq")
        assert has not in window(browser)
        await browser.press("escape")
        assert not browser.app.screen.query_one(FilterField).display
        assert has_not in window(browser)
        await browser.press("escape")
        assert browser.app.screen is browser.screen


async def test_the_help_keeps_titles_over_what_is_filtered(browse: Browse) -> None:
    async with browse() as browser:
        await open_window(browser, "?", "/", *"bookmarks")
        told = [line.strip("› ") for line in window(browser).splitlines()]
        assert told[0] == "Everywhere"
        await browser.press(*["backspace"] * 9, *"calendar")
        shown = window(browser)
        assert "A week back" in shown  # all that stands under the title that has the word


async def test_a_theme_that_is_filtered_is_previewed_and_chosen(browse: Browse) -> None:
    async with browse() as browser:
        before = browser.app.theme
        await browser.press("T", "/", *"paper", "enter")
        assert browser.app.theme == "ilgi-paper"
        await browser.press("escape", "escape")
        assert browser.app.theme == before
        await browser.press("T", "/", *"paper", "enter", "enter")
        assert browser.app.theme == "ilgi-paper"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "keys", [("g", "q"), ("r",), ("i",), ("?",), ("T",), ("y",), ("g", "j"), ("g", "l"), ("o",)]
)
async def test_a_window_is_as_high_as_what_it_holds(
    browse: Browse, asking: Journal, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with browse(size, asking) as browser:
        await open_window(browser, *keys)
        around, rows = frame(browser), browser.app.screen.query_one(RowList)
        held = rows.virtual_size.height
        assert around.outer_size.height <= size[1]
        if held > rows.size.height:
            assert around.outer_size.height >= size[1] * 3 // 4
        else:
            assert rows.size.height <= max(held + 1, 4)


@pytest.mark.parametrize("size", SIZES)
async def test_a_review_is_as_high_as_the_question_and_its_answer(
    browse: Browse, asking: Journal, size: tuple[int, int]
) -> None:
    async with browse(size, asking) as browser:
        await browser.press("enter", "g", "q", "r")
        assert "왜 손실인가?" in browser.painted()
        assert "손실이니까" not in browser.painted()
        assert "Questions" not in browser.painted()
        assert "On this page" not in browser.painted()  # no page that would answer it
        assert frame(browser).outer_size.height <= 8
        await browser.press("space")
        assert "손실이니까" in browser.painted()
        page = browser.app.screen.focused
        assert page is not None
        assert page.virtual_size.height <= page.size.height
        assert frame(browser).outer_size.height <= 9
        await browser.press("escape")
        assert "Questions" in browser.painted()
