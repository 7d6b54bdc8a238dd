"""What is kept in memory while the browser is used, and what is let go of."""

from __future__ import annotations

import gc
import weakref

import pytest
from rich.color import ColorSystem
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from tests.tui.conftest import Browse
from tui import garbage_collection
from tui.garbage_collection import IdleCollector


@pytest.fixture
def collects_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage_collection, "_SECONDS_AT_REST", -1.0)
    monkeypatch.setattr(garbage_collection, "_TRIMS_TO_A_FULL_COLLECTION", 1)
    monkeypatch.setattr(garbage_collection, "_WORK_OF_NOTHING", -1.0)


def _strips() -> int:
    return sum(isinstance(each, Strip) for each in gc.get_objects())


@pytest.mark.usefixtures("collects_at_once")
async def test_the_fields_of_notes_that_were_closed_are_let_go_of(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter")
        fields = []
        for _ in range(4):
            await browser.press("E")
            fields.append(weakref.ref(browser.app.screen.query_one(TextArea)))
            await browser.press("escape")
        assert browser.app.screen is browser.screen
        await browser.press("j")
        IdleCollector(browser.app).tidy()
        # Textual may keep the window that was closed last.
        assert [field for field in fields[:-1] if field() is not None] == []


@pytest.mark.usefixtures("collects_at_once")
async def test_lines_as_they_were_painted_are_let_go_of(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "question_mark")
        before = browser.painted()
        browser.app.screen.refresh()
        await browser.settle()
        gc.collect()
        painted = _strips()
        IdleCollector(browser.app).tidy()
        assert _strips() < painted / 2
        assert browser.painted() == before


@pytest.mark.usefixtures("collects_at_once")
async def test_painted_lines_of_windows_that_were_closed_are_let_go_of(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter")
        painted = []
        for _ in range(4):
            await browser.press("E")
            browser.painted()
            window = browser.app.screen.walk_children(Widget, with_self=True)
            painted += [weakref.ref(widget._styles_cache) for widget in window]
            await browser.press("escape")
        await browser.press("j")
        IdleCollector(browser.app).tidy()
        left = [lines for lines in painted if lines() is not None]
        # Textual may keep the window that was closed last.
        assert len(left) <= len(painted) / 4


@pytest.mark.usefixtures("collects_at_once")
async def test_styles_and_regions_that_were_asked_for_once_are_let_go_of(browse: Browse) -> None:
    async with browse() as browser:
        for number in range(2_000):
            Strip.render_ansi(Style.from_meta({"place": number}), ColorSystem.TRUECOLOR)
            Region(number, 0, 1, 1).grow((1, 1, 1, 1))
        IdleCollector(browser.app).tidy()
        assert Strip.render_ansi.cache_info().currsize < 2_000
        assert Region.grow.cache_info().currsize < 2_000


async def test_lines_that_were_painted_anew_are_let_go_of_without_a_collection(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await browser.press("j", "enter")
        browser.painted()
        gc.collect()
        gc.disable()
        try:
            before = _strips()
            for _ in range(20):
                browser.app.screen.refresh()
                for widget in browser.app.screen.walk_children(Widget):
                    widget.refresh()
                await browser.settle()
                browser.painted()
            assert _strips() < 2 * before
        finally:
            gc.enable()


async def test_where_nothing_is_new_nothing_is_collected(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browse() as browser:
        given: list[int] = []
        monkeypatch.setattr("tui.heap.give_back", lambda: given.append(1))
        collector = IdleCollector(browser.app)
        gc.collect()
        collector.tidy()
        assert given == []
        collector.key_pressed()
        collector.tidy()
        assert given == [1]
