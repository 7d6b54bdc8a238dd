"""Several journals in one browser, each left where it was."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import Any

import pytest

from index.journal import Journal
from tests.tui.conftest import Browser, write_posts
from tui.app import IlgiApp
from tui.configuration.model import Configuration
from tui.state import reading
from tui.state.location import file_for
from tui.state.memory import StateStore
from tui.state.recent_journals import recent_journals
from tui.state.record_file import RecordFile
from tui.state.settings import Settings

Both = Callable[..., AbstractAsyncContextManager[Browser]]

OTHER = {
    "2022-05-05-garden.md": ("title: 정원\ntags: [흙]", "\n\n".join(f"줄 {n}" for n in range(90))),
    "2022-05-04-seed.md": ("title: 씨앗", "무를 심었다."),
}


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The folder of another journal."""
    folder = write_posts(tmp_path / "garden", OTHER)
    (folder / "_config.yml").write_text("title: 마당 일기\n", "utf-8")
    return folder


@pytest.fixture
def browse_both(journal: Journal, other: Path) -> Both:
    """Open the browser on the log, with the other journal named beside it."""

    @asynccontextmanager
    async def start(*named: Path) -> AsyncIterator[Browser]:
        app = IlgiApp(journal, named=named or (other,))
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            browser = Browser(app, pilot)
            await browser.settle()
            yield browser
        app.close_journals()

    return start


def remembered_of(folder: Path) -> StateStore:
    memory = StateStore(RecordFile(file_for(folder), ""))
    memory.load()
    return memory


async def test_another_journal_is_turned_to_and_each_is_left_where_it_was(
    browse_both: Both,
) -> None:
    async with browse_both() as browser:
        await browser.type("s손실함수")
        await browser.press("enter", "n")
        before = browser.painted()
        assert "하은의 공부" in before
        await browser.press("g", "j")
        assert "garden" in browser.painted()
        await browser.press("enter")
        await browser.settle()
        assert "마당 일기" in browser.painted()
        assert "2 posts" in browser.painted()
        await browser.press("2", "j", "enter")
        assert "무를 심었다." in browser.text("#viewer")
        await browser.press("g", "j", "enter")
        assert browser.painted() == before
        await browser.press("g", "j", "enter")
        assert "무를 심었다." in browser.text("#viewer")
        assert browser.screen.focused is browser.screen.query_one("#viewer")


async def test_the_window_gets_shorter_as_one_types(browse_both: Both, other: Path) -> None:
    others = [other, *(other.with_name(name) for name in ("work", "travel"))]
    for folder in others:
        folder.mkdir(exist_ok=True)
    async with browse_both(*others) as browser:
        await browser.press("g", "j")
        assert all(name in browser.painted() for name in ("garden", "work", "travel", "shown"))
        await browser.type("rave")
        assert "garden" not in browser.painted()
        await browser.press("enter")
        await browser.settle()
        assert "travel" in browser.painted().splitlines()[0]
        assert "No posts here yet." in browser.text("#list")


async def test_each_journal_has_its_own_state_and_all_is_kept_on_quitting(
    browse_both: Both, log: Path, other: Path
) -> None:
    async with browse_both() as browser:
        await browser.press("enter")
        await browser.press("g", "j", "enter")
        await browser.settle()
        await browser.press("2", "enter", "d", "d")
        await browser.press("ctrl+q")
        assert not browser.app.is_running
    first, second = remembered_of(log), remembered_of(other)
    assert [visit.title for visit in reading.visits(first)] == ["[boostcourse] Day29 학습기록"]
    assert [visit.title for visit in reading.visits(second)] == ["정원"]
    assert reading.last_position(second, "_posts/2022-05-05-garden.md") is not None
    names = [one.name for one in recent_journals(Settings.load().memory)]
    assert sorted(names) == ["마당 일기", "하은의 공부"]


async def test_a_journal_opened_before_is_offered_and_can_be_forgotten(
    browse_both: Both, journal: Journal
) -> None:
    async with browse_both() as browser:
        await browser.press("g", "j", "enter")
        await browser.settle()
        await browser.press("ctrl+q")
    app = IlgiApp(journal)
    async with app.run_test(size=(120, 40)) as pilot:
        browser = Browser(app, pilot)
        await browser.settle()
        await browser.press("g", "j")
        assert "마당 일기" in browser.painted()
        await browser.type("마당")
        await browser.press("ctrl+d", "escape", "g", "j")
        assert "마당 일기" not in browser.painted()


async def test_the_journals_of_the_configuration_are_offered_by_their_names(
    journal: Journal, other: Path
) -> None:
    app = IlgiApp(journal, Configuration(journals={"the garden": other}))
    async with app.run_test(size=(120, 40)) as pilot:
        browser = Browser(app, pilot)
        await browser.settle()
        await browser.press("g", "j")
        assert "the garden" in browser.painted()
        await browser.press("enter")
        await browser.settle()
        assert "2 posts" in browser.painted()
    app.close_journals()


async def test_a_journal_that_has_gone_is_said_and_nothing_is_left(
    browse_both: Both, other: Path
) -> None:
    async with browse_both() as browser:
        other.rename(other.with_name("elsewhere"))
        await browser.press("g", "j", "enter")
        await browser.settle()
        assert "there is no such folder" in browser.painted()
        assert "하은의 공부" in browser.painted()
        await browser.press("j")
        assert "2/5" in browser.text("StatusBar")


async def test_paths_of_journals_are_resolved_on_threads(
    browse_both: Both, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolve, on_event_loop = os.path.realpath, []

    def resolve_noted(path: Path, **asked: Any) -> str:
        if "garden" in str(path) and current_thread() is main_thread():
            on_event_loop.append(path)
        return resolve(path, **asked)

    monkeypatch.setattr(os.path, "realpath", resolve_noted)
    async with browse_both() as browser:
        await browser.press("g", "j")
        assert "garden" in browser.painted()
        assert on_event_loop == []
        await browser.press("enter")
        await browser.settle()
        assert "마당 일기" in browser.painted()
        on_event_loop.clear()  # a journal that was just opened is asked for the name of its state
        await browser.press("g", "j", "enter")
        assert "하은의 공부" in browser.painted()
        await browser.press("g", "j", "enter")
        assert "마당 일기" in browser.painted()
    assert on_event_loop == []


async def test_what_is_preferred_in_one_journal_holds_in_the_others(browse_both: Both) -> None:
    async with browse_both() as browser:
        await browser.press("g", "j", "enter")
        await browser.settle()
        await browser.press("2", "p", "j")
        assert "씨앗" not in browser.text("#viewer")
        await browser.press("g", "j", "enter")
        await browser.press("2", "j")
        assert "드디어" not in browser.text("#viewer")
        assert "물체 검출을 배웠다." in browser.text("#viewer")


async def test_the_journal_chosen_last_shows_however_long_the_one_before_takes(
    browse_both: Both, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = write_posts(other.with_name("slow"), OTHER)
    begun, ready, opened_late = Event(), Event(), Event()
    open_at_once = Journal.open

    def open_slowly(path: Path, kind: str = "") -> Journal:
        if path != slow:
            return open_at_once(path, kind=kind)
        begun.set()
        ready.wait()
        journal = open_at_once(path, kind=kind)
        close = journal.close

        def close_late() -> None:
            close()
            opened_late.set()

        monkeypatch.setattr(journal, "close", close_late)
        return journal

    monkeypatch.setattr(Journal, "open", open_slowly)
    async with browse_both(slow, other) as browser:
        await browser.pilot.press("g", "j", *"slow", "enter")
        assert await asyncio.to_thread(begun.wait, 30)
        await browser.pilot.press("g", "j", *"garden", "enter")
        await browser.settle()
        assert "마당 일기" in browser.painted()
        ready.set()
        assert await asyncio.to_thread(opened_late.wait, 30)
        await browser.settle()
        assert "마당 일기" in browser.painted()
