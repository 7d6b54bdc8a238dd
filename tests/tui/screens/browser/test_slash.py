"""The key that filters, where a field has the keys already and in the list of problems."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from index.journal import Journal
from tests.tui.conftest import Browse, write_posts

BROKEN = {
    "2021-09-10-alpha.md": ("title: [Alpha", "One."),
    "2021-09-09-beta.md": ("title: Beta\ndate: never", "Two."),
}


@pytest.fixture
def broken(tmp_path: Path) -> Journal:
    """Two posts that cannot be read as they were meant."""
    journal = Journal.open(write_posts(tmp_path / "broken", BROKEN), cache=tmp_path / "cache")
    journal.refresh()
    return journal


@pytest.mark.parametrize("keys", [("'",), ("g", "l"), ("g", "j"), (":",), ("o",), ("#",)])
async def test_a_slash_is_not_the_first_letter_of_a_field(
    browse: Browse, keys: tuple[str, ...]
) -> None:
    async with browse() as browser:
        await browser.press("m", *keys, "/", "a", "/")
        assert browser.app.screen.query_one("#filter", Input).value == "a/"


async def test_problems_are_filtered_and_shown_again(browse: Browse, broken: Journal) -> None:
    async with browse(of=broken) as browser:
        await browser.press("g", "p", "/", *"beta")
        assert "beta.md" in browser.text("#problems")
        assert "alpha.md" not in browser.text("#problems")
        assert "Enter done  Esc all" in browser.painted()
        await browser.press("enter", "q")
        assert "alpha.md" in browser.text("#problems")
        await browser.press("q")
        assert browser.screen.focused is browser.screen.posts
