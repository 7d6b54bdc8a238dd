"""Going back from a post: to the link or the window that led there, then to the list."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from index.journal import Journal
from tests.tui.conftest import FILLER, Browse, Browser, write_posts
from tui.widgets.base.row_list import RowList

POSTS = {
    "2021-09-10-alpha.md": ("title: Alpha", f"[To beta](/beta/)\n\n{FILLER}\n\n[Up](#top)"),
    "2021-09-09-beta.md": (
        "title: Beta\npermalink: /beta/",
        f"# Top\n\n[On](/gamma/)\n\n- [ ] milk\n- [ ] bread\n\nQ. Why?\n\nQ. How?\n\n{FILLER}",
    ),
    "2021-09-07-delta.md": (
        "title: Delta",
        f"{FILLER}\n\nMiddle[^why].\n\n{FILLER}\n\n[^why]: Because.",
    ),
    "2021-09-08-gamma.md": ("title: Gamma\npermalink: /gamma/", "- [ ] tea\n\n[Up](#up)\n\n# Up"),
}


@pytest.fixture
def linked(tmp_path: Path) -> Journal:
    """Three posts, each with a link to the next."""
    journal = Journal.open(write_posts(tmp_path / "linked", POSTS), cache=tmp_path / "cache")
    journal.refresh()
    return journal


def focused(browser: Browser) -> str | None:
    """The id of the pane that has the focus."""
    return browser.screen.focused.id if browser.screen.focused else None


def row_of(browser: Browser, selector: str) -> str:
    """What the row under the cursor of a window says."""
    rows = browser.app.screen.query_one(selector, RowList)
    return str(rows.draw_line(rows.cursor, 0, 80, rows.style_named)).strip()


async def test_back_leads_through_the_posts_of_links_then_to_the_list(
    browse: Browse, linked: Journal
) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", ".", "enter", ".", "enter")
        assert browser.screen.shown_path == "_posts/2021-09-08-gamma.md"
        await browser.press("q")
        assert browser.screen.shown_path == "_posts/2021-09-09-beta.md"
        await browser.press("escape", "escape")  # the first one marks the link no more
        assert browser.screen.shown_path == "_posts/2021-09-10-alpha.md"
        assert focused(browser) == "viewer"
        await browser.press("q")
        assert focused(browser) == "list"


async def test_back_within_a_post_leads_to_the_link(browse: Browse, linked: Journal) -> None:
    async with browse(of=linked, at="_posts/2021-09-08-gamma.md") as browser:
        await browser.press(".", "enter", "q")
        assert focused(browser) == "viewer"
        await browser.press("q")
        assert focused(browser) == "list"


@pytest.mark.parametrize("back", ["q", "H"])
async def test_back_from_a_footnote_leads_to_the_place_that_was_left(
    browse: Browse, linked: Journal, back: str
) -> None:
    async with browse((80, 24), of=linked, at="_posts/2021-09-07-delta.md") as browser:
        await browser.press("j", "j", ".", "enter")
        assert "Because." in browser.text("#viewer")
        await browser.press(back)
        assert "Middle" in browser.text("#viewer")
        assert "Because." not in browser.text("#viewer")
        assert focused(browser) == "viewer"
        await browser.press("q")
        assert focused(browser) == "list"


async def test_the_link_that_was_followed_is_marked_again(browse: Browse, linked: Journal) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", ".", "enter", ".", "enter")
        await browser.press("q")
        assert "→ Gamma" in browser.painted()
        await browser.press("H")
        assert "→ Beta" in browser.painted()
        await browser.press("enter")
        assert browser.screen.shown_path == "_posts/2021-09-09-beta.md"
        await browser.press("q", ".")
        assert "→ Beta" not in browser.painted()


async def test_the_foot_names_the_key_that_goes_back_after_a_link(
    browse: Browse, linked: Journal
) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter")
        assert "back in history" not in browser.painted()
        await browser.press(".", "enter")
        assert "H back in history" in browser.painted()
        await browser.press("q")
        assert "back in history" not in browser.painted()


async def test_the_foot_tells_of_a_marked_link_only_while_the_page_has_the_keys(
    browse: Browse, linked: Journal
) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", ".")
        assert "→ Beta" in browser.painted()
        await browser.press("q")
        assert focused(browser) == "list"
        assert "→ Beta" not in browser.painted()
        await browser.press("3")
        assert "→ Beta" in browser.painted()


@pytest.mark.parametrize(
    ("keys", "window", "row"),
    [(("g", "t"), "#tasks", "☐ bread"), (("g", "q"), "#questions", "✓ How?")],
)
async def test_a_list_comes_again_at_the_row_that_was_left(
    browse: Browse, linked: Journal, keys: tuple[str, ...], window: str, row: str
) -> None:
    async with browse(of=linked) as browser:
        await browser.press(*keys, "j", "enter", "q")
        assert browser.app.screen.query(window)
        assert row_of(browser, "#found") == row
        await browser.press("q")
        assert focused(browser) == "list"
        await browser.press("3", "q")
        assert browser.app.screen is browser.screen, "A window that was closed stays closed."


async def test_a_list_comes_again_as_it_was_filtered_over_the_post_before(
    browse: Browse, linked: Journal
) -> None:
    async with browse(of=linked) as browser:
        await browser.press("enter", "g", "t", "a", "a", "/", *"beta", "enter", "j", "enter")
        assert browser.screen.shown_path == "_posts/2021-09-09-beta.md"
        await browser.press("q")
        assert browser.screen.shown_path == "_posts/2021-09-10-alpha.md"
        assert browser.app.screen.query_one("#filter", Input).value == "beta"
        assert "All tasks · 2/2" in browser.painted()
        await browser.press("q", "q")
        assert focused(browser) == "viewer"


async def test_related_posts_come_again_at_the_row_that_was_left(
    browse: Browse, linked: Journal
) -> None:
    async with browse(of=linked, at="_posts/2021-09-09-beta.md") as browser:
        await browser.press("r", "j")
        left = row_of(browser, "#related")
        await browser.press("enter")
        assert browser.screen.shown_path != "_posts/2021-09-09-beta.md"
        await browser.press("q")
        assert browser.screen.shown_path == "_posts/2021-09-09-beta.md"
        assert row_of(browser, "#related") == left


async def test_bookmarks_and_posts_read_before_come_again_at_the_row_that_was_left(
    browse: Browse, linked: Journal
) -> None:
    async with browse(of=linked) as browser:
        await browser.press("m", "j", "m", "j", "m", "k", "k", "'", "down", "enter")
        assert browser.screen.shown_path == "_posts/2021-09-09-beta.md"
        await browser.press("q")
        assert row_of(browser, "#lines").startswith("Beta")
        await browser.press("escape", "g", "l", *"bet", "enter", "q")
        assert row_of(browser, "#lines").startswith("Beta")
        assert browser.app.screen.query_one("#filter", Input).value == "bet"
