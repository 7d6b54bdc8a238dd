"""What stands around a post: shown on one key, left for any of it, or for the page as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from index.journal import Journal
from tests.tui.conftest import FILLER, Browse, write_posts
from tui.screens.overviews.related_posts import EntryList
from tui.widgets.base.row_list import MARK

CONFIG = """
title: 하은의 공부
url: https://haeun.example
baseurl: /log
permalink: /:title/
timezone: Asia/Seoul
author:
  name: 오하은
  bio: "[red]배우는 사람"
  links: [{label: GitHub, url: "https://github.com/haeun"}]
"""
LINKING = (
    f"## 앞\n\n{FILLER}\n\n처음이다. 자세한 것은 **[경사](/descent/)** 를 본다. 끝.\n\n{FILLER}"
)
POSTS = {
    "2021-09-12-day3.md": ("title: '선형대수 3'\ncategories: [math]", "마지막."),
    "2021-09-11-day2.md": (
        "title: '선형대수 2'\ncategories: [math]\ntags: [행렬]\nauthor_profile: true\nshare: true",
        f"고윳값을 구한다.\n\n{FILLER}",
    ),
    "2021-09-10-day1.md": ("title: '선형대수 1'\ncategories: [math]", "고윳값이란."),
    "2021-08-02-descent.md": ("title: 경사하강법\ntags: [행렬]", "기울기."),
    "2021-08-01-notes.md": ("title: 메모", LINKING),
}


@pytest.fixture
def around(tmp_path: Path) -> Journal:
    """A log whose posts have something to do with each other, indexed."""
    log = write_posts(tmp_path / "around", POSTS)
    (log / "_config.yml").write_text(CONFIG, "utf-8")
    journal = Journal.open(log, cache=tmp_path / "cache")
    journal.refresh()
    return journal


async def test_neighbours_by_an_estimated_date_are_marked(browse: Browse, tmp_path: Path) -> None:
    folder = tmp_path / "til"
    folder.mkdir()
    for name in ("cat", "ls", "sort"):
        (folder / f"{name}.md").write_text(f"# {name}\n\nOne word.\n", "utf-8")
    with Journal.open(folder, cache=tmp_path / "cache") as journal:
        journal.refresh()
        async with browse(of=journal) as browser:
            await browser.press("j", "enter", "r")
            assert "Linked from" in browser.painted()
            assert "By date" in browser.painted()
            assert re.search(r"older ~\d{4}-\d\d-\d\d", browser.painted())


async def test_a_filter_says_how_many_links_are_left_and_a_date_is_said_once(
    browse: Browse, tmp_path: Path
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "hub.md").write_text("# hub\n\nOne word.\n", "utf-8")
    for day in ("2021-09-18", "2021-09-19", "2021-10-01"):
        (folder / f"{day}.md").write_text(f"# {day}: day\n\nTo [hub](hub.md).\n", "utf-8")
    with Journal.open(folder, cache=tmp_path / "cache") as journal:
        journal.refresh()
        async with browse(of=journal, at="hub") as browser:
            await browser.press("enter", "r")
            assert "Linked from · 3" in browser.painted()
            assert "2021-09-18 2021-09-18" not in browser.painted()
            await browser.press("/", *"2021-09")
            assert "Linked from · 2/3" in browser.painted()


async def test_all_that_stands_around_a_post_shows_with_why(
    browse: Browse, around: Journal
) -> None:
    async with browse(of=around) as browser:
        await browser.press("j", "enter", "r")
        shown = browser.painted()
        assert "선형대수 2" in shown
        for line in (
            "Series · 2/3",
            "before 2021-09-10 선형대수 1",
            "after 2021-09-12 선형대수 3",
            "series 선형대수 · category math · word 고윳값",
            "tag 행렬",
            "older 2021-09-10 선형대수 1",
            "newer 2021-09-12 선형대수 3",
            "오하은 · [red]배우는 사람",
            "GitHub https://github.com/haeun",
            "https://haeun.example/log/day2/",
            "No post links here.",
        ):
            assert line in shown


async def test_neither_author_nor_permalink_where_the_post_does_not_ask(
    browse: Browse, around: Journal
) -> None:
    async with browse(of=around) as browser:
        await browser.press("enter", "r")
        shown = browser.painted()
        assert "Series · 3/3" in shown
        assert "Author" not in shown
        assert "haeun.example" not in shown


async def test_a_backlink_shows_its_sentence_and_leads_to_its_line(
    browse: Browse, around: Journal
) -> None:
    async with browse(of=around) as browser:
        await browser.press("j", "j", "j", "enter", "r")
        assert "Linked from · 1" in browser.painted()
        assert "자세한 것은 경사 를 본다." in browser.painted()
        rows = browser.app.screen.query_one(EntryList)
        while "메모" not in rows.rows[rows.cursor].text.plain:
            await browser.press("j")
        await browser.press("enter")
        assert browser.app.screen is browser.screen
        assert browser.screen.reader.post is not None
        assert browser.screen.reader.post.title == "메모"
        assert (
            browser.text("#viewer").splitlines()[0].strip().startswith("처음이다. 자세한 것은 경사")
        )


async def test_the_cursor_passes_over_what_leads_nowhere(browse: Browse, around: Journal) -> None:
    async with browse(of=around) as browser:
        await browser.press("j", "enter", "r")
        rows = browser.app.screen.query_one(EntryList)
        seen = []
        for _ in range(len(rows.rows)):
            assert rows.rows[rows.cursor].leads
            seen.append(rows.cursor)
            await browser.press("j")
        assert rows.cursor == max(seen)
        await browser.press("g", "g")
        assert rows.cursor == seen[0]
        assert f"{MARK}  before" in browser.painted()
        await browser.press("k")
        assert rows.cursor == seen[0]


async def test_closing_leaves_the_page_where_it_was(browse: Browse, around: Journal) -> None:
    for key in ("escape", "q", "r"):
        async with browse(of=around) as browser:
            await browser.press("j", "enter", "d", "j")
            before = browser.text("#viewer")
            await browser.press("r", "j", key)
            assert browser.app.screen is browser.screen
            assert browser.text("#viewer") == before
            assert browser.screen.focused is browser.screen.query_one("#viewer")


async def test_going_to_a_post_can_be_taken_back(browse: Browse, around: Journal) -> None:
    async with browse(of=around) as browser:
        await browser.press("j", "enter", "d", "j")
        before = browser.text("#viewer")
        assert before.splitlines()[0].strip()
        await browser.press("r", "enter")
        assert "고윳값이란." in browser.text("#viewer")
        await browser.press("H")
        assert browser.text("#viewer") == before


async def test_addresses_are_copied_and_shown_whole_before_they_are_opened(
    browse: Browse, around: Journal
) -> None:
    async with browse(of=around) as browser:
        await browser.press("j", "enter", "r", "y")
        assert browser.app.clipboard == "https://haeun.example/log/day1/"
        await browser.press("G", "y")
        assert browser.app.clipboard == "https://haeun.example/log/day2/"
        await browser.press("enter")
        assert "leads to  haeun.example" in browser.painted()
        await browser.press("escape", "escape")
        assert browser.app.screen is browser.screen


async def test_a_small_screen_has_room_for_it(browse: Browse, around: Journal) -> None:
    async with browse((40, 12), of=around) as browser:
        await browser.press("j", "enter", "r")
        assert "Series · 2/3" in browser.painted()
        await browser.press("j", "j")
        assert f"{MARK}  메모" in browser.painted()
        await browser.press("G")
        assert "https://haeun.example/log/day2/" in browser.painted()
        assert " Enter goes · Esc closes " in browser.painted()


async def test_in_the_list_the_key_marks_as_read(browse: Browse, around: Journal) -> None:
    async with browse(of=around) as browser:
        await browser.press("r")
        assert browser.app.screen is browser.screen
        assert "✓" in browser.text("#list")


async def test_what_comes_while_the_window_is_open_shows_in_it(
    browse: Browse, around: Journal
) -> None:
    async with browse(of=around) as browser:
        await browser.press("enter", "r")
        assert "No post links here." in browser.painted()
        new = "---\ntitle: 새 글\n---\n다시 [선형대수 3](/day3/)을 본다.\n"
        (around.root / "_posts" / "2021-09-13-new.md").write_text(new, "utf-8")
        await browser.run("journal.reindex")
        assert "다시 선형대수 3을 본다." in browser.painted()
        assert "newer 2021-09-13 새 글" in browser.painted()
