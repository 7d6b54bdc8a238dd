"""What helps with typing a query: completions, hints, suggestions, earlier searches, the syntax."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from index.journal import Journal
from index.messages import Message
from index.results import Answer, Completion, Marks, Suggestion
from tests.tui.conftest import Browse, Browser
from tui.screens.dialogs.picker import PickerList
from tui.state import searches
from tui.state.location import file_for
from tui.state.memory import StateStore
from tui.state.record_file import RecordFile
from tui.widgets.completion_list import CompletionList


def _typed(browser: Browser) -> str:
    return browser.screen.bar.search.value


def _offered(browser: Browser) -> list[str]:
    found = browser.screen.query_one(CompletionList)
    return [row.label for row in found.rows] if found.display else []


async def test_values_complete_with_their_counts(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("tag:p")
        assert "PyTorch" in browser.text("#completions")
        assert browser.text("#completions").split()[-1] == "2"
        await browser.press("tab")
        assert _typed(browser) == "tag:PyTorch"
        assert "2 hits" in browser.painted()
        assert not _offered(browser)
        assert browser.screen.focused is browser.screen.bar.search


async def test_a_name_completes_and_then_its_values(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실 ca")
        assert _offered(browser)[0] == "cat:"
        await browser.press("tab")
        assert _typed(browser) == "손실 cat:"
        assert set(_offered(browser)) == {"boostcourse", "math"}
        assert "Tab complete" in browser.text("StatusBar")
        await browser.press("shift+tab")
        second = _offered(browser)[1]
        await browser.press("tab")
        assert _typed(browser) == f"손실 cat:{second}"


async def test_arrows_still_move_through_the_hits_beside_completions(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("t")
        assert _offered(browser)
        before = browser.text("StatusBar")
        await browser.press("down")
        assert browser.text("StatusBar") != before
        assert _offered(browser)


async def test_nothing_is_offered_where_nothing_is_typed_or_the_field_is_left(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await browser.press("s")
        assert not _offered(browser)
        await browser.type("tag:")
        assert _offered(browser)
        await browser.press("enter")
        assert not _offered(browser)


async def test_completions_leave_the_posts_in_sight(browse: Browse) -> None:
    async with browse((40, 12)) as browser:
        await browser.press("s")
        await browser.type("tag:")
        shown = browser.painted().splitlines()
        covered = [line for line in shown[1:11] if "study" in line or "PyTorch" in line]
        assert 1 <= len(covered) <= 3


class Slow(Journal):
    """A journal that completes when it is let to."""

    let_go = False

    def complete(
        self,
        query: str,
        cursor: int,
        *,
        marks: Marks | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Completion, ...]:
        while not self.let_go and not cancelled():
            pass
        return super().complete(query, cursor)


async def test_tab_before_the_completions_takes_the_first_of_them(
    browse: Browse, log: Path, tmp_path: Path
) -> None:
    journal = Slow.open(log, cache=tmp_path / "slow")
    journal.refresh()
    async with browse(of=journal) as browser:
        await browser.pilot.press("s", *"tag:p", "tab")
        assert _typed(browser) == "tag:p"
        journal.let_go = True
        while _typed(browser) == "tag:p":
            await browser.pilot.pause()
        assert _typed(browser) == "tag:PyTorch"


_UNDERSTOOD = Message.of("query-text", text="gkrtmq…")
_HINT = Message.of("as-reported", text="a hint")


class Suggesting(Journal):
    """A journal that finds nothing but for one word, which it suggests."""

    def search(
        self,
        query: str,
        *,
        marks: Marks | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Answer:
        if query == "gkrtmq":
            return Answer(query, (), _UNDERSTOOD, hints=(_HINT,))
        return super().search(query, marks=marks, cancelled=cancelled)

    def suggest(
        self,
        answer: Answer,
        *,
        marks: Marks | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Suggestion, ...]:
        if answer.query == "gkrtmq":
            return (Suggestion("layout", "학습", 2), Suggestion("similar", "손실", 2))
        return super().suggest(answer, marks=marks, cancelled=cancelled)


@pytest.fixture
def suggesting(log: Path, tmp_path: Path) -> Journal:
    journal = Suggesting.open(log, cache=tmp_path / "suggesting")
    journal.refresh()
    return journal


async def test_where_nothing_is_found_a_suggestion_can_be_chosen(
    browse: Browse, suggesting: Journal
) -> None:
    async with browse(of=suggesting) as browser:
        await browser.press("s")
        await browser.type("gkrtmq")
        shown = browser.text("#suggestions")
        assert "학습  2 posts" in shown
        assert "other keyboard layout" in shown
        await browser.press("down", "enter")
        assert _typed(browser) == "손실"
        assert "2 hits" in browser.painted()
        assert "경사하강법" in browser.text("#list")
        assert browser.screen.focused is browser.screen.bar.search


async def test_a_suggestion_can_be_chosen_from_the_pane_too(
    browse: Browse, suggesting: Journal
) -> None:
    async with browse(of=suggesting) as browser:
        await browser.press("s")
        await browser.type("gkrtmq")
        await browser.press("escape")
        assert browser.text("#list")
        await browser.type("gkrtmq")
        browser.screen.focus_pane(browser.screen.middle)
        await browser.press("enter")
        assert _typed(browser) == "학습"
        assert browser.screen.focused is browser.screen.query_one("#list")


async def test_enter_takes_a_suggestion_that_is_not_known_yet(
    browse: Browse, suggesting: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, suggest = Event(), suggesting.suggest

    def wait_for_enter(answer: Answer, **asked: Any) -> tuple[Suggestion, ...]:
        assert entered.wait(120)
        return suggest(answer, **asked)

    monkeypatch.setattr(suggesting, "suggest", wait_for_enter)
    async with browse(of=suggesting) as browser:
        await browser.press("s")
        await browser.pilot.press(*"gkrtmq")
        while browser.screen.answer is None or browser.screen.answer.query != "gkrtmq":
            await browser.pilot.pause()
        assert "Nothing found." in browser.text("#suggestions")
        browser.screen.bar.search.commands_offered["search.enter"]()
        await browser.pilot.pause()
        entered.set()
        await browser.settle()
        assert _typed(browser) == "학습"
        assert browser.screen.focused is browser.screen.bar.search


async def test_hints_show_beside_hits_and_the_list_says_how_it_was_understood(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실 -tga:x")
        assert "2 hits" in browser.painted()
        assert "tag:" in browser.text("StatusBar")
        await browser.press("escape")
        await browser.type("손실 tag:PyTorch")
        assert "tagged PyTorch" in browser.painted()
        assert "Tab complete" in browser.text("StatusBar")


async def test_the_syntax_shows_over_the_search(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실")
        await browser.press("f1")
        assert "Query syntax" in browser.painted()
        await browser.press("escape")
        assert browser.screen.focused is browser.screen.bar.search
        assert _typed(browser) == "손실"


def _remembered(log: Path) -> list[str]:
    memory = StateStore(RecordFile(file_for(log), ""))
    memory.load()
    return searches.earlier(memory)


async def test_a_search_whose_hit_was_read_is_kept_and_made_again(
    browse: Browse, log: Path
) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실")
        await browser.press("enter", "s", "escape")
        await browser.type("zzzz")
        await browser.press("escape", "escape")
        await browser.press("s")
        await browser.type("tag:PyTorch")
        await browser.press("enter")
    assert _remembered(log) == ["tag:PyTorch", "손실"]
    async with browse() as browser:
        await browser.press("s", "ctrl+r")
        assert "tag:PyTorch" in browser.painted()
        await browser.type("실")
        assert "tag:PyTorch" not in browser.painted()
        await browser.press("enter")
        assert _typed(browser) == "손실"
        assert "2 hits" in browser.painted()
        assert browser.screen.focused is browser.screen.bar.search


async def test_an_earlier_search_can_be_forgotten(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        for query in ("손실", "기울기"):
            await browser.press("s")
            await browser.press("escape")
            await browser.press("escape", "s")
            await browser.type(query)
            await browser.press("enter")
        await browser.press("s", "ctrl+r", "ctrl+d")
        lines = browser.app.screen.query_one(PickerList)
        assert [row.title for row in lines.rows] == ["손실"]
        await browser.press("escape")
        assert _typed(browser).strip() == "기울기"
    assert _remembered(log) == ["손실"]


async def test_a_state_that_cannot_be_written_is_told_once(
    browse: Browse, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (log / "file").write_text("in the way")
    monkeypatch.setenv("ILGI_STATE_DIR", f"{log / 'file' / 'state'}")
    async with browse() as browser:
        assert "remembered" in browser.painted()
        browser.app.clear_notifications()
        for query in ("손실", " tag:PyTorch"):
            await browser.press("s")
            await browser.type(query)
            await browser.press("enter")
        assert "remembered" not in browser.painted()
        await browser.press("s", "ctrl+r")
        assert "tag:PyTorch" in browser.painted()
