"""The foot of the screen: what there is room for, and what is the last to be left out."""

from __future__ import annotations

import re

import pytest

from tests.tui.conftest import Browse
from tui.language import Language, choose_language


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24)])
async def test_help_and_back_are_the_last_hints_to_go(
    browse: Browse, size: tuple[int, int], language: Language
) -> None:
    async with browse(size) as browser:
        choose_language(language)
        for pane in ("1", "2", "3", "4"):
            await browser.press(pane)
            foot = browser.text("StatusBar")
            assert "? help" in foot or "? 도움말" in foot
            assert "q back" in foot or "q 뒤로" in foot


@pytest.mark.parametrize(
    ("size", "language", "position"),
    [
        ((120, 40), "en", r"post 1/\d · match 1/2 · "),
        ((120, 40), "ko", r"글 1/\d · 일치 1/2 · "),
        ((40, 12), "en", r"post 1/\d · match 1/2"),
        ((40, 12), "ko", r"글 1/\d · 일치 1/2"),
    ],
)
async def test_the_numbers_have_words_and_leave_room_for_what_leads_out(
    browse: Browse, size: tuple[int, int], language: Language, position: str
) -> None:
    async with browse(size) as browser:
        choose_language(language)
        await browser.press("s", *"손실함수 tag:PyTorch", "enter")
        foot = browser.text("StatusBar")
        assert re.search(position, foot)
        assert ("q back" if language == "en" else "q 뒤로") in foot


async def test_what_is_said_is_whole_before_the_numbers_are(browse: Browse) -> None:
    async with browse((40, 12)) as browser:
        await browser.press("enter", "n")
        said = browser.text("StatusBar").strip()
        assert said == "No more matches: / finds in the post."


async def test_keys_that_change_nothing_on_this_page_say_what_they_change(browse: Browse) -> None:
    async with browse((80, 24)) as browser:
        await browser.press("enter", ".", "M")
        said = browser.text("StatusBar").strip()
        assert said.startswith("No formula here; formulas of other posts are shown as TeX.")
        await browser.press("w")
        said = browser.text("StatusBar").strip()
        assert said.startswith("Lines of the full width, where the page is wider.")


async def test_keys_of_matches_come_first_while_something_is_looked_for(browse: Browse) -> None:
    async with browse((40, 12)) as browser:
        await browser.press("enter", "/", "배", "enter")
        assert re.fullmatch(r" n next match  Esc cancel +match 1/\d", browser.text("StatusBar"))
        await browser.press("1")
        assert "n next match" not in browser.text("StatusBar")
        await browser.press("3", "escape")
        assert "n next match" not in browser.text("StatusBar")
        assert "match" not in browser.text("StatusBar")


async def test_a_field_says_how_it_is_left(browse: Browse) -> None:
    async with browse((40, 12)) as browser:
        await browser.press("s")
        assert "Esc" in browser.text("StatusBar")
        await browser.press("escape", "3", "/")
        assert "Esc" in browser.text("StatusBar")


async def test_hints_that_fit_stand_in_the_order_of_the_table(browse: Browse) -> None:
    async with browse() as browser:
        foot = browser.text("StatusBar")
        order = [foot.index(word) for word in ("read", "search", "jump", "? help", "back", "date")]
        assert order == sorted(order)
