"""What is written to the journal's folder shows by itself, and moves nobody."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from errno import EMFILE
from functools import partial
from itertools import count
from pathlib import Path
from queue import Empty, Queue
from threading import Event
from typing import Any

import pytest
from textual.notifications import Notification

from index.errors import index_unavailable, journal_unavailable
from index.journal import Journal
from index.post import Document
from index.results import Answer, Refreshed
from index.store.whoosh_codec.reader import IndexReader
from index.sync import first_commits
from index.sync.commit_moments import FirstCommits
from index.sync.snapshot import Snapshot
from index.sync.updater import IndexUpdater
from tests.tui.conftest import POSTS, Browse, Browser, write_posts
from tui.render.blocks.builder import Builder
from tui.render.layout.layout import Layout
from tui.screens.browser import sync

LONG = "2021-09-09-day28.md"
Change = Queue[frozenset[str]]


@pytest.fixture
def changes(monkeypatch: pytest.MonkeyPatch, unwatched: None) -> Change:
    """What the journal is to tell the browser of its folder."""
    told: Change = Queue()

    def watch(_: Journal, cancelled: Callable[[], bool]) -> Iterator[frozenset[str]]:
        while not cancelled():
            try:
                yield told.get(timeout=0.02)
            except Empty:
                continue

    monkeypatch.setattr(Journal, "watch", watch)
    return told


def notices(browser: Browser) -> list[Notification]:
    return list(browser.app._notifications)


def is_on_page(browser: Browser, text: str) -> bool:
    return text in browser.text("#viewer")


async def test_a_saved_post_is_drawn_anew_where_the_reader_is(
    log: Path, browse: Browse, changes: Change
) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "d", "d")
        before = browser.text("#viewer").splitlines()
        front_matter, body = POSTS[LONG]
        body = body.replace("## 오늘", "## 오늘\n\n새로 쓴 첫 문단.\n\n둘째.")
        write_posts(log, {LONG: (front_matter, body.replace("문단 20:", "고친 문단 20:"))})
        changes.put(frozenset({f"_posts/{LONG}"}))
        await browser.until(lambda: "고친 문단 20" in browser.text("#viewer"))
        after = browser.text("#viewer").splitlines()
        assert after[0] == before[0]
        assert browser.screen.focused is browser.screen.query_one("#viewer")


async def test_what_is_sought_in_a_post_stays_marked_when_it_is_saved(
    log: Path, browse: Browse, changes: Change
) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "/")
        await browser.type("문단")
        await browser.press("enter", "n")
        assert "match 2/80" in browser.text("StatusBar")
        front_matter, body = POSTS[LONG]
        write_posts(log, {LONG: (front_matter, f"{body}\n\n마지막 문단.")})
        changes.put(frozenset({f"_posts/{LONG}"}))
        await browser.until(lambda: "/81" in browser.text("StatusBar"))


async def test_posts_that_come_and_go_show_without_moving_the_reader(
    log: Path, browse: Browse, changes: Change
) -> None:
    async with browse() as browser:
        await browser.press("j", "j")
        write_posts(log, {"2021-09-12-new.md": ("title: 새 글", "막 썼다.")})
        changes.put(frozenset({"_posts/2021-09-12-new.md"}))
        await browser.until(lambda: "새 글" in browser.text("#list"))
        assert "6 posts" in browser.painted()
        assert "3/6" not in browser.text("StatusBar")
        assert "4/6" in browser.text("StatusBar")
        assert "기울기를 따라" in browser.text("#viewer")
        (log / "_posts" / "2021-09-12-new.md").unlink()
        changes.put(frozenset())
        await browser.until(lambda: "새 글" not in browser.text("#list"))
        assert "3/5" in browser.text("StatusBar")


async def test_a_folder_that_goes_is_said_and_loses_nothing(
    log: Path, browse: Browse, changes: Change
) -> None:
    async with browse() as browser:
        await browser.press("enter")
        log.rename(log.with_name("elsewhere"))
        changes.put(frozenset())
        await browser.until(lambda: any("has gone" in n.message for n in notices(browser)))
        assert "물체 검출을 배웠다." in browser.text("#viewer")
        assert "5 posts" in browser.painted()
        log.with_name("elsewhere").rename(log)
        write_posts(log, {"2021-09-12-new.md": ("title: 새 글", "막 썼다.")})
        changes.put(frozenset())
        await browser.until(lambda: "6 posts" in browser.painted())


async def test_a_folder_that_cannot_be_read_for_a_while_is_told_once_and_read_again(
    log: Path, browse: Browse, changes: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh, tries = Journal.refresh, count(1)

    def failing(journal: Journal, **given: Any) -> Refreshed:
        if next(tries) <= 3:
            raise journal_unavailable(OSError(EMFILE, "too many")) or AssertionError
        return refresh(journal, **given)

    async with browse() as browser:
        monkeypatch.setattr(sync, "_SECONDS_UNTIL_READABLE", 0.02)
        monkeypatch.setattr(Journal, "refresh", failing)
        write_posts(log, {"2021-09-12-new.md": ("title: 새 글", "막 썼다.")})
        changes.put(frozenset({"_posts/2021-09-12-new.md"}))
        await browser.until(lambda: "6 posts" in browser.painted())
        told = [notice.message for notice in notices(browser)]
        assert told == ["the journal cannot be read now: too many files are open"]


async def test_a_search_without_the_index_says_so_and_is_asked_again(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync, "_SECONDS_UNTIL_READABLE", 0.5)
    reading, said = IndexUpdater.reading, Event()

    def failing(upkeep: IndexUpdater) -> AbstractContextManager[Snapshot]:
        if not said.is_set():
            raise index_unavailable(OSError(EMFILE, "too many")) or AssertionError
        return reading(upkeep)

    async with browse() as browser:
        monkeypatch.setattr(IndexUpdater, "reading", failing)
        await browser.press("s")
        await browser.type("기울기")
        await browser.until(lambda: "index cannot be read now" in browser.painted())
        said.set()
        await browser.until(lambda: "index cannot be read now" not in browser.painted())
        assert "경사하강법" in browser.text("#list")


async def test_saves_keep_nothing_of_what_was_shown_before(
    log: Path, browse: Browse, changes: Change
) -> None:
    name = "2021-08-02-descent.md"
    front_matter, body = POSTS[name]

    def held() -> Counter[str]:
        kinds = (Answer, Builder, Document, IndexReader, Layout, Snapshot)
        return Counter(type(each).__name__ for each in gc.get_objects() if isinstance(each, kinds))

    async with browse() as browser:
        await browser.press("j", "enter", "s")
        await browser.type("손실")
        gc.collect()
        gc.disable()
        try:
            before: Counter[str] = Counter()
            for number in range(9):
                write_posts(log, {name: (front_matter, f"손실 {number}\n\n{body}")})
                changes.put(frozenset({f"_posts/{name}"}))
                await browser.until(partial(is_on_page, browser, f"손실 {number}"))
                if number == 2:
                    before = held()
            assert held() - before <= Counter(dict.fromkeys(before, 1))
        finally:
            gc.enable()


async def test_a_refresh_that_fails_unexpectedly_is_told_with_its_report(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: Journal, **__: Any) -> Refreshed:
        raise RuntimeError("unexpected")

    monkeypatch.setattr(Journal, "refresh", failing)
    async with browse() as browser:
        (told,) = [notice.message for notice in notices(browser)]
        assert "RuntimeError: unexpected" in told
        assert "A report without any text of the journal: " in told


async def test_posts_without_a_date_are_marked_and_dated_by_git_in_the_background(
    log: Path, browse: Browse, changes: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(
        root: Path, paths: Collection[str], known: FirstCommits, *_: object, **__: object
    ) -> FirstCommits:
        return FirstCommits("abc", {"_posts/undated.md": 0})

    (log / "_posts" / "undated.md").write_text("# Undated\n\n글\n", "utf-8")
    monkeypatch.setattr(first_commits, "find", find)
    async with browse() as browser:
        await browser.until(lambda: "~1970-01-01 Undated" in browser.text("#list"))
        assert " 2021-09-09 " in browser.text("#list")
        await browser.press("s")
        await browser.type("Undated")
        await browser.press("enter", "enter")
        await browser.until(lambda: "~1970-01-01" in browser.text("#viewer"))
        await browser.press("i")
        await browser.settle()
        assert "first commit of the file" in browser.painted()


async def test_what_a_key_asked_for_and_failed_is_not_told_of_the_next_change(
    browse: Browse, log: Path, changes: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh, failures = Journal.refresh, ["unexpected"]

    def fail_once(journal: Journal, **asked: Any) -> Refreshed:
        if failures:
            raise RuntimeError(failures.pop())
        return refresh(journal, **asked)

    async with browse() as browser:
        monkeypatch.setattr(Journal, "refresh", fail_once)
        await browser.press("R")
        assert "The folder could not be read" in browser.painted()
        name = "2021-09-11-new.md"
        write_posts(log, {name: ("title: 새 글", "새로 썼다.")})
        changes.put(frozenset({f"_posts/{name}"}))
        await browser.until(lambda: "새 글" in browser.text("#list"))
        assert not [notice for notice in notices(browser) if "1 new" in notice.message]
        await browser.press("R")
        assert [notice for notice in notices(browser) if "0 new" in notice.message]


async def test_a_note_that_is_shown_in_a_post_is_read_again_when_it_changes(
    log: Path, browse: Browse, changes: Change
) -> None:
    front_matter, _ = POSTS[LONG]
    write_posts(log, {LONG: (front_matter, "![[inner]]\n")})
    inner = log / "_posts" / "2020-01-01-inner.md"
    inner.write_text("안의 글\n", "utf-8")
    async with browse() as browser:
        await browser.press("j", "enter")
        await browser.until(lambda: is_on_page(browser, "▏ 안의 글"))
        inner.write_text("고친 글\n", "utf-8")
        changes.put(frozenset({"_posts/2020-01-01-inner.md"}))
        await browser.until(lambda: is_on_page(browser, "▏ 고친 글"))
        inner.unlink()
        changes.put(frozenset({"_posts/2020-01-01-inner.md"}))
        await browser.until(lambda: is_on_page(browser, "no post is called inner"))
