"""The versions of a post: listed, read and compared."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.journal import Journal
from tests.index.sync.repositories import commit, git
from tests.tui.conftest import Browse, Browser, write_posts
from tui.screens.overviews import versions
from tui.screens.overviews.versions import ChangesScreen

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def kept(tmp_path: Path) -> Journal:
    """A log whose only post was committed twice, with an escape sequence in a subject."""
    folder = write_posts(tmp_path / "kept", {"2021-09-10-day.md": ("title: Day", "첫 줄\n\n끝")})
    git(folder, "init", "-q")
    commit(folder, 1, {}, "Write it")
    post = next(folder.rglob("*.md"))
    post.write_text(post.read_text("utf-8").replace("첫 줄", "첫째 줄 [b]x[/b]"), "utf-8")
    commit(folder, 2, {}, "Say \x1b[31m첫째")
    journal = Journal.open(folder, cache=tmp_path / "cache")
    journal.refresh()
    return journal


async def settled(browser: Browser) -> str:
    """What is painted once the workers of the window are done."""
    await browser.app.workers.wait_for_complete(
        [worker for worker in browser.app.workers if worker.group in _GROUPS]
    )
    await browser.pilot.pause()
    return browser.painted()


_GROUPS = ("versions", "version", "changes")


async def test_versions_are_listed_read_and_compared(browse: Browse, kept: Journal) -> None:
    async with browse(of=kept) as browser:
        await browser.press("g", "v")
        painted = await settled(browser)
        assert "1/2 · Versions of Day" in painted
        assert "Say \N{REPLACEMENT CHARACTER}[31m첫째" in painted
        assert "1970-01-02 09:00 · +1 −1" in painted
        await browser.press("j", "enter")
        assert "첫 줄" in await settled(browser)
        await browser.press("p")
        assert "첫째 줄 [b]x[/b]" in await settled(browser)
        await browser.press("c")
        painted = await settled(browser)
        assert "- 첫 줄" in painted
        assert "+ 첫째 줄 [b]x[/b]" in painted
        await browser.press("escape", "escape")
        assert "1/2 · Versions of Day" in browser.painted()
        await browser.press("/")
        await browser.type("write")
        assert "1/1 · Versions of Day" in browser.painted()
        await browser.press("enter", "escape", "escape")
        assert browser.app.screen is browser.screen


async def test_two_versions_are_compared_whichever_is_marked(browse: Browse, kept: Journal) -> None:
    file = next(kept.root.rglob("*.md"))
    file.write_text(file.read_text("utf-8").replace("끝", "더"), "utf-8")
    async with browse(of=kept) as browser:
        await browser.press("g", "v")
        assert "not committed yet" in await settled(browser)
        for keys in (
            ("space", "G", "c"),
            ("escape", "g", "g", "space", "G", "space", "g", "g", "c"),
        ):
            await browser.press(*keys)
            painted = await settled(browser)
            assert isinstance(browser.app.screen, ChangesScreen)
            assert "1970-01-01 09:00 → " in painted
            assert all(line in painted for line in ("- 첫 줄", "- 끝", "+ 첫째 줄", "+ 더"))


async def test_of_very_long_changes_the_first_are_shown(
    browse: Browse, kept: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "_MOST_LETTERS", 100)
    file = next(kept.root.rglob("*.md"))
    file.write_text("\n".join(f"{number} {'가' * 28}" for number in range(9)), "utf-8")
    async with browse(of=kept) as browser:
        await browser.press("g", "v")
        await settled(browser)
        await browser.press("c")
        painted = await settled(browser)
        assert "…and more" in painted
        assert "+ 0 가" in painted
        assert "+ 8 가" not in painted


async def test_why_there_are_no_versions_is_told(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("g", "v")
        assert "git has no history of this post" in await settled(browser)
        await browser.press("enter", "c", "space", "escape")
        assert browser.app.screen is browser.screen
