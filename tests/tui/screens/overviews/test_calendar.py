"""The calendar: months in the shades of what was written, and the posts of a day."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, tzinfo
from typing import Self

import pytest
from rich.segment import Segment
from rich.style import Style

from index.journal import Journal
from tests.tui.conftest import Browse, Browser
from tui.screens.overviews.calendar import CalendarScreen
from tui.widgets.month_grid import MonthGrid, months_on

TODAY = date(2021, 9, 15)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The middle of September 2021."""

    class Then(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls(2021, 9, 15, 12).astimezone(tz)

    monkeypatch.setattr("tui.screens.overviews.calendar.datetime", Then)


def shown(browser: Browser) -> str:
    """The terminal, on which the calendar is."""
    assert isinstance(browser.app.screen, CalendarScreen)
    return browser.painted()


def grid(browser: Browser) -> MonthGrid:
    return browser.app.screen.query_one(MonthGrid)


async def test_months_begin_on_monday_and_days_with_posts_are_marked(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("c")
        lines = shown(browser).splitlines()
        top = next(at for at, line in enumerate(lines) if "September 2021" in line)
        left = lines[top].index("September")
        month = [line[left : left + 21] for line in lines[top : top + 8]]
        assert month[:4] == [
            "September 2021      2",
            "Mo Tu We Th Fr Sa Su ",
            "       1  2  3  4  5 ",
            " 6  7  8  9▁10▁11 12 ",
        ]
        assert "2021-09-10 Fr · 1" in lines[0]
        assert "[boostcourse] Day29" in lines[1]


async def test_names_are_the_readers(browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    async with browse() as browser:
        await browser.press("c")
        assert "2021년 9월" in shown(browser)
        assert "월 화 수 목 금 토 일" in shown(browser)
        assert "2021-09-10 금 · 1" in shown(browser)


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("l", "2021-09-11"),
        ("hh", "2021-09-08"),
        ("j", "2021-09-17"),
        ("k", "2021-09-03"),
        ("]", "2021-10-10"),
        ("[[", "2021-07-10"),
        ("}", "2022-09-10"),
        ("{", "2020-09-10"),
        (".", "2021-09-15"),
        ("N", "2021-09-09"),
        ("NNn", "2021-09-09"),
        ("ㅔ", "2021-09-09"),
        ("ㅓ", "2021-09-17"),
    ],
)
async def test_keys_move_by_day_week_month_and_year(browse: Browse, keys: str, day: str) -> None:
    async with browse() as browser:
        await browser.press("c", *keys)
        assert grid(browser).cursor == date.fromisoformat(day)
        assert f"┌─ {day}" in shown(browser)


async def test_enter_lists_the_posts_of_the_day(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("c", "h", "enter")
        assert browser.text("TopBar #search").strip() == "date:2021-09-09"
        assert "1 hit" in browser.painted()
        assert "문단 0" in browser.text("#viewer")
        assert browser.screen.focused is browser.screen.query_one("#list")


async def test_a_day_without_posts_names_the_nearest_and_is_not_opened(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("c", "N", "N", "l")
        assert "2021-08-03 Tu · 0" in shown(browser)
        assert "before: 2021-08-02" in shown(browser)
        assert "after: 2021-09-09" in shown(browser)
        await browser.press("enter")
        assert "2021-08-03 Tu · 0" in shown(browser)


async def test_marked_days_are_a_filter(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("c", "space", "[")
        assert "2021-08-10..2021-09-10 · 2" in shown(browser)
        await browser.press("escape")
        assert "2021-08-10 Tu · 0" in shown(browser)
        await browser.press("]", "space", "[", "[", "space")
        assert browser.text("TopBar #search").strip() == "date:2021-07-10..2021-09-10"
        assert "3 hits" in browser.painted()


async def test_words_are_counted_by_a_key(browse: Browse, journal: Journal) -> None:
    async with browse() as browser:
        await browser.press("c", "w")
        words = sum(post.words for post in journal.posts if post.day.startswith("2021-09"))
        assert f"September 2021{words:>7}" in shown(browser)
        assert re.search(r"words ▁\S+ ▃\S+ ▅\S+ ▇\S+ · w posts · c closes", shown(browser))
        assert grid(browser).shade(date(2021, 9, 9)) > grid(browser).shade(date(2021, 9, 10)) > 0


async def test_the_posts_of_a_narrowed_list_are_counted_and_a_key_counts_all(
    browse: Browse, journal: Journal
) -> None:
    async with browse() as browser:
        await search(browser, "date:2021-09-09 문단")
        await browser.press("c")
        counted = {post.date.date() for post in journal.search("문단").posts if post.date}
        assert "Calendar · 문단" in shown(browser)
        assert set(grid(browser)._counts) == counted < set(journal.lookup.by_day())
        await browser.press("a")
        assert "Calendar · all posts" in shown(browser)
        assert set(grid(browser)._counts) == set(journal.lookup.by_day())
        await browser.press("ㅁ")
        assert set(grid(browser)._counts) == counted


async def test_a_day_takes_the_place_of_the_days_that_the_list_is_narrowed_to(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await search(browser, "has:code date:2021-09-09")
        await browser.press("c", "l", "enter")
        assert browser.text("TopBar #search").strip() == "date:2021-09-10 has:code"


async def search(browser: Browser, query: str) -> None:
    browser.screen.run_query(query)
    await browser.settle()


@pytest.mark.parametrize("key", ["c", "escape", "q"])
async def test_closing_changes_nothing(browse: Browse, key: str) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "d")
        before = browser.painted()
        await browser.press("c", "j", "w", key)
        assert browser.app.screen is browser.screen
        assert browser.painted() == before


async def test_a_click_goes_to_a_day_and_another_opens_it(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("c")
        lines = enumerate(shown(browser).splitlines())
        at = next((line.index(" 9▁") + 1, y) for y, line in lines if " 9▁" in line)
        await browser.pilot.click(offset=at)
        await browser.settle()
        assert grid(browser).cursor == date(2021, 9, 9)
        await browser.pilot.click(offset=at)
        await browser.settle()
        assert browser.text("TopBar #search").strip() == "date:2021-09-09"


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 5), (5, 5)])
async def test_the_month_of_the_day_is_in_sight(browse: Browse, size: tuple[int, int]) -> None:
    async with browse(size) as browser:
        await browser.press("c")
        for keys in ("[", "[", "]", "}", "}", "{", "{", "{"):
            await browser.press(keys)
            if size[0] >= 40:
                day = grid(browser).cursor
                assert f"{day:%B} {day.year}" in shown(browser)


async def test_without_colour_the_days_with_posts_show(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with browse() as browser:
        await browser.press("c")
        assert " 9▁10▁11" in shown(browser)


def test_no_month_is_before_the_first_or_after_the_last() -> None:
    assert months_on(date(1, 1, 31), -1) == date(1, 1, 31)
    assert months_on(date(9999, 12, 1), 12) == date(9999, 12, 1)
    assert months_on(date(2024, 1, 31), 1) == date(2024, 2, 29)


async def test_days_with_posts_stand_out_and_the_foot_explains_their_shades(
    browse: Browse, journal: Journal
) -> None:
    async with browse() as browser:
        await browser.press("c")
        assert "posts ▁1 ·" in shown(browser)
        with_posts = grid(browser)._cell(date(2021, 9, 10), grid(browser).rich_style)[0]
        without = grid(browser)._cell(date(2021, 9, 8), grid(browser).rich_style)[0]
        assert with_posts.style is not None
        assert without.style is not None
        assert with_posts.style.bold
        assert not without.style.bold
        assert with_posts.style.bgcolor != without.style.bgcolor
        counts = {date(2021, 1, day): day for day in range(1, 9)}
        grid(browser).show(counts)
        assert grid(browser).legend == "▁1-3 ▃4-5 ▅6-7 ▇8"
        for day, count in counts.items():
            sign = "▁▃▅▇"[grid(browser).shade(day) - 1]
            low, _, high = grid(browser).legend.split(sign)[1].split()[0].partition("-")
            assert int(low) <= count <= int(high or low)


@pytest.mark.parametrize("size", [(120, 40), (50, 20)])
async def test_moving_leaves_no_day_as_it_was_painted_before(
    browse: Browse, size: tuple[int, int]
) -> None:
    async with browse(size) as browser:
        await browser.press("c")
        months = grid(browser)
        for key in "lk}{]hhhhhhhh.vjN":
            await browser.press(key)
            moved = _painted_with_styles(browser)
            months.refresh()
            assert moved == _painted_with_styles(browser), key


async def test_opening_draws_a_line_of_a_month_once_without_counts_and_once_with_them(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: Counter[tuple[int, int]] = Counter()
    draw = MonthGrid._month_line

    def count(months: MonthGrid, month: int, line: int, base: Style) -> list[Segment]:
        drawn[month, line] += 1
        return draw(months, month, line, base)

    async with browse() as browser:
        await browser.press("c", "escape")
        monkeypatch.setattr(MonthGrid, "_month_line", count)
        await browser.press("c")
        assert drawn
        assert max(drawn.values()) <= 2


def _painted_with_styles(browser: Browser) -> list[list[Segment]]:
    return [list(line) for line in browser.app.screen._compositor.render_strips()]
