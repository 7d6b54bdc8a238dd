"""The tasks of all posts: listed, filtered and opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from tests.tui.conftest import FILLER, Browse, Browser, write_posts

POSTS = {
    "2021-09-10-zebra.md": (
        "title: Zebra",
        f"## 장보기\n\n{FILLER}\n\n- [ ] **우유** 사기\n- [x] 빵 사기\n- [-] 그만둔 일",
    ),
    "2021-09-09-apple.md": ("title: Apple", "- [ ] [red]사과[/red]"),
    "2021-09-08-plain.md": ("title: Plain", "할 일이 없다."),
}


@pytest.fixture
def busy(tmp_path: Path) -> Journal:
    """A log with four tasks, indexed."""
    journal = Journal.open(write_posts(tmp_path / "busy", POSTS), cache=tmp_path / "cache")
    journal.refresh()
    return journal


def listed(browser: Browser) -> list[str]:
    """The tasks that the window lists, with their boxes."""
    lines = (line.split("┃") for line in browser.painted().splitlines())
    inside = (line[1].strip("› ") for line in lines if len(line) > 1)
    return [line for line in inside if line.startswith(("☐", "☑", "☒"))]


def window_title(browser: Browser) -> str:
    return str(browser.app.screen.query_one("#tasks").border_title)


async def test_tasks_to_do_are_listed_first_then_those_done_then_all(
    browse: Browse, busy: Journal
) -> None:
    async with browse(of=busy) as browser:
        await browser.press("g", "t")
        assert listed(browser) == ["☐ 우유 사기", "☐ [red]사과[/red]"]
        assert "2021-09-10 Zebra › 장보기" in browser.painted()
        assert window_title(browser) == "Tasks to do · 1/2"
        await browser.press("a")
        assert listed(browser) == ["☑ 빵 사기"]
        await browser.press("a")
        assert len(listed(browser)) == 4
        assert window_title(browser) == "All tasks · 2/4"
        await browser.press("escape")
        assert browser.app.screen is browser.screen


async def test_a_task_is_filtered_and_opened_where_it_stands(browse: Browse, busy: Journal) -> None:
    async with browse(of=busy) as browser:
        await browser.press("g", "t", "/")
        await browser.type("장보기")
        assert listed(browser) == ["☐ 우유 사기"]
        await browser.press("enter", "enter")
        assert browser.app.screen is browser.screen
        assert "☐ 우유 사기" in browser.painted()


async def test_a_journal_without_tasks_says_so(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("g", "t")
        assert "No post has a task" in browser.painted()
