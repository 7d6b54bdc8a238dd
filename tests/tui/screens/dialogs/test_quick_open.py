"""Going to a post by its title, to a tag or category, to a date, to this day in other years."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any, Self

import pytest
from textual.events import Key

from index import journal as journal_module
from index.browse.lookup import PostLookup
from index.journal import Journal
from tests.tui.conftest import Browse, Browser
from tui.screens.dialogs.quick_open import LookupResult, QuickOpenScreen


def window(browser: Browser) -> str:
    """What the window shows, its borders left out."""
    assert isinstance(browser.app.screen, QuickOpenScreen)
    return browser.painted()


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """A day on which the newest post was written yesterday."""
    day = date(2021, 9, 11)
    monkeypatch.setattr(journal_module, "_today", lambda: day)
    return day


async def test_a_title_is_gone_to_by_some_of_it(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("o")
        assert "5 posts" in window(browser)
        await browser.type("day28")
        assert "1 post" in window(browser)
        assert "_posts/2021-09-09-day28.md" in window(browser)
        await browser.press("enter")
        assert browser.app.screen is browser.screen
        assert "문단 0" in browser.text("#viewer")
        assert browser.screen.focused is browser.screen.query_one("#viewer")


async def test_initial_consonants_find_a_title_and_are_marked(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("ctrl+o")
        await browser.type("ㄱㅅㅎㄱ")
        screen = browser.app.screen
        assert isinstance(screen, QuickOpenScreen)
        match = screen.rows.rows[0]
        assert [match.post.title[a:b] for a, b in match.ranges] == ["경사하강"]
        await browser.press("enter")
        assert "기울기를 따라" in browser.text("#viewer")


async def test_keys_of_one_burst_go_where_their_text_leads(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("o")
        for character in "첫 기록":
            browser.app.post_message(_key(character))
        browser.app.post_message(_key("enter"))
        await browser.settle()
        assert "여기서 시작한다." in browser.text("#viewer")


async def test_up_and_down_move_and_posts_read_lately_come_first(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("o")
        await browser.type("학습기록")
        await browser.press("down", "ctrl+p", "ctrl+n", "enter")
        assert "문단 0" in browser.text("#viewer")
        await browser.press("o", "enter")
        assert "문단 0" in browser.text("#viewer")
        await browser.press("G", "o")
        await browser.type("학습기록")
        assert window(browser).index("Day28") < window(browser).index("Day29")


async def test_escape_restores_what_was_before(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실함수")
        await browser.press("enter", "d")
        before = browser.painted()
        focused = browser.screen.focused
        for key, text in (("o", "첫"), ("#", "math"), ("@", "2020"), ("c", "j")):
            await browser.press(key)
            await browser.type(text)
            await browser.press("escape")
            assert browser.app.screen is browser.screen
            assert browser.screen.focused is focused
            assert browser.painted() == before


async def test_nothing_like_the_title_says_so_and_enter_stays(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("o")
        await browser.type("zzzzzz")
        assert "No title matches." in window(browser)
        await browser.press("enter")
        assert "No title matches." in window(browser)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_the_window_fits_any_terminal(browse: Browse, size: tuple[int, int]) -> None:
    async with browse(size) as browser:
        for key in "o#@":
            await browser.press(key)
            await browser.type("2021")
            shown = window(browser)
            assert "Esc closes" in shown
            assert "2021" in shown
            await browser.press("escape")


async def test_a_tag_or_category_narrows_the_list(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실함수 tag:PyTorch")
        await browser.press("enter", "#")
        assert re.search(r"›boostcourse +category +2", window(browser))
        await browser.type("calc")
        assert "study/calculus" in window(browser)
        await browser.press("enter")
        assert browser.text("TopBar #search").strip() == "tag:study/calculus 손실함수"
        assert "1 hit" in browser.painted()
        assert browser.screen.focused is browser.screen.query_one("#list")


async def test_a_date_shows_what_it_opens_and_narrows_the_list(browse: Browse, today: date) -> None:
    async with browse() as browser:
        await browser.press("@")
        assert "last week" in window(browser)
        await browser.type("2021-09")
        assert "2021-09 · 2 posts" in window(browser)
        await browser.press("down", "enter")
        assert "date:2021-09" in browser.text("TopBar #search")
        assert browser.text("#list").count("boostcourse") == 2
        current = browser.screen.posts.current
        assert current is not None
        assert current.path.endswith("day28.md")


async def test_the_days_beside_words_are_those_of_what_they_find(browse: Browse) -> None:
    async with browse() as browser:
        browser.screen.run_query("date:2020 -tag:CV 손실함수")
        await browser.settle()
        await browser.press("@")
        await browser.type("2021")
        assert "2021 · 2 posts · -tag:CV 손실함수" in window(browser)
        await browser.press("down", "enter")
        assert browser.text("TopBar #search").strip() == "-tag:CV date:2021 손실함수"
        assert "2 hits" in browser.painted()
        current = browser.screen.posts.current
        assert current is not None
        assert current.day == "2021-08-02"


@pytest.mark.parametrize("text", ["어제", "yest", "2021-9-10", "20210910", "2021년 9월 10일"])
async def test_a_day_with_one_post_opens_it(browse: Browse, today: date, text: str) -> None:
    async with browse() as browser:
        await browser.press("G", "@")
        await browser.type(text)
        assert "2021-09-10 · 1 post" in window(browser)
        await browser.press("enter")
        assert "물체 검출을 배웠다." in browser.text("#viewer")
        assert not browser.text("TopBar #search")


async def test_days_without_posts_name_the_nearest(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("@")
        await browser.type("2021-08-20")
        shown = window(browser)
        assert "2021-08-20 · no posts" in shown
        assert "2021-09-09 after" in shown
        assert "2021-08-02 before" in shown
        await browser.press("down", "enter")
        assert "기울기를 따라" in browser.text("#viewer")


async def test_this_day_in_other_years(browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(2025, 9, 10, 12).astimezone(tz)

    monkeypatch.setattr("tui.screens.browser.jump.datetime", Later)
    async with browse() as browser:
        await browser.press("g", "h")
        assert "09-10 · 1 post" in window(browser)
        assert "2021-09-10 · 4 years before" in window(browser)
        await browser.press("enter")
        assert "물체 검출을 배웠다." in browser.text("#viewer")


async def test_another_letter_stops_the_search_before(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    look_up = PostLookup.titles_like

    def recorded(self: PostLookup, text: str, *rest: Any) -> object:
        asked.append(text)
        return look_up(self, text, *rest)

    monkeypatch.setattr(PostLookup, "titles_like", recorded)
    async with browse() as browser:
        await browser.press("o")
        assert asked == [""]
        await browser.burst("day29")
        assert asked[-1] == "day29"
        assert "1 post" in window(browser)


def _key(key: str) -> Key:
    return Key(key, key if len(key) == 1 else None)


async def test_an_answer_to_what_was_typed_before_does_not_show(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("o")
        await browser.type("day")
        before = browser.painted()
        browser.app.screen.post_message(
            QuickOpenScreen.Answered("da", LookupResult((), "too late"))
        )
        await browser.settle()
        assert browser.painted() == before


async def test_another_name_of_a_post_is_shown_with_its_title(
    log: Path, journal: Journal, browse: Browse
) -> None:
    path = log / "_posts" / "2021-09-12-night.md"
    path.write_text("---\ntitle: 눈 내리는 밤\naliases: [설야]\n---\n흰 밤이다.\n", "utf-8")
    journal.refresh()
    async with browse() as browser:
        await browser.press("o")
        await browser.type("설야")
        assert "설야 · 눈 내리는 밤" in window(browser)
        await browser.press("enter")
        assert "흰 밤이다." in browser.text("#viewer")


@pytest.mark.parametrize("language", ["C.UTF-8", "ko_KR.UTF-8"])
@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_forms_of_dates_are_whole_or_say_that_there_is_more(
    browse: Browse, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], language: str
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    async with browse(size) as browser:
        await browser.press("@")
        told = window(browser)
        assert ("<=2020" in told) is (size[0] == 80)
        assert (" …" in told) is (size[0] == 40)
