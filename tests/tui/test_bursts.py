"""Keys that come faster than they are done are done in their order, in text fields as well."""

from __future__ import annotations

import asyncio

import pytest
from textual.events import Key
from textual.widgets import Input

from tests.tui.conftest import Browse
from tui.screens.dialogs.copy_menu import CopyScreen
from tui.screens.dialogs.theme import ThemeScreen
from tui.screens.overviews.related_posts import RelatedPostsScreen
from tui.widgets.reader import Reader


async def test_what_follows_enter_in_the_find_field_is_for_the_page(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter")
        await browser.burst("/손실함수\rn")
        assert browser.screen.query_one("#find", Input).value == "손실함수"
        assert "match 2/2" in browser.text("StatusBar")


async def test_what_follows_esc_in_the_find_field_is_for_the_page(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter")
        await browser.burst("/손실\x1b/함수\r")
        assert browser.screen.query_one("#find", Input).value == "함수"
        assert browser.screen.focused is browser.screen.query_one("#viewer")


@pytest.mark.parametrize("query", ["손실함수", "tag:PyTorch 손실"])
async def test_what_follows_enter_in_the_search_field_is_for_the_hit(
    query: str, browse: Browse
) -> None:
    async with browse() as browser:
        await browser.burst(f"s{query}\rn")
        assert browser.screen.bar.search.value == query
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        assert "손실함수" in browser.text("#viewer")


async def test_what_follows_esc_in_the_search_field_finds_it_empty(browse: Browse) -> None:
    async with browse() as browser:
        await browser.burst("s손실\x1bDijkstra\x1b\x1b1?")
        assert browser.screen.bar.search.value == ""
        assert browser.screen.focused is browser.screen.query_one("#tree")
        assert browser.app.screen is not browser.screen


async def test_what_follows_enter_in_a_window_is_for_what_it_leads_to(browse: Browse) -> None:
    async with browse() as browser:
        await browser.burst("o첫 기록\rq@2021-09\r")
        assert browser.app.screen is browser.screen
        assert "1/2" in browser.text("StatusBar")
        await browser.burst("o경사하강법\rv")
        assert "title: 경사하강법" in browser.text("#viewer")


@pytest.mark.parametrize(
    ("character", "key"), [("y", "alt+y"), ("T", "alt+shift+t"), ("ㅛ", "alt+ㅛ")]
)
async def test_what_is_read_as_alt_since_it_follows_esc_at_once_is_two_keys(
    character: str, key: str, browse: Browse
) -> None:
    async with browse() as browser:
        await browser.press("enter", "r")
        before = browser.app.screen
        assert isinstance(before, RelatedPostsScreen)
        browser.app.post_message(Key(key, character))
        await browser.settle()
        assert before not in browser.app.screen_stack
        wanted = ThemeScreen if character == "T" else CopyScreen
        assert isinstance(browser.app.screen, wanted)


@pytest.mark.parametrize("key", ["\r", "3", "l"])
async def test_the_page_has_the_keys_that_is_wanted_before_it_is_there(
    key: str, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    mount_viewer, may_mount = Reader.mount_viewer, asyncio.Event()

    async def late(reader: Reader) -> None:
        await may_mount.wait()
        await mount_viewer(reader)

    monkeypatch.setattr(Reader, "mount_viewer", late)
    monkeypatch.setattr("tui.keys._SECONDS_TO_BE_HEARD", 0.01)
    async with browse(settled=False) as browser:
        browser.app.post_message(Key("enter" if key == "\r" else key, key))
        done = asyncio.Event()
        browser.app.call_later(done.set)
        await done.wait()
        may_mount.set()
        await browser.settle()
        assert browser.screen.focused is browser.screen.query_one("#viewer")


async def test_in_hangul_mode_a_field_that_a_key_opens_gets_what_follows(browse: Browse) -> None:
    async with browse() as browser:
        await browser.burst("ㄴㅓ")
        assert browser.screen.bar.search.value == "ㅓ"


async def test_a_key_that_comes_at_once_with_esc_is_none_with_alt(browse: Browse) -> None:
    async with browse() as browser:
        await browser.burst("o첫 기록")
        browser.app.post_message(Key("alt+j", "j"))
        await browser.settle()
        assert browser.app.screen is browser.screen
        assert "2/5" in browser.text("StatusBar")
        browser.app.post_message(Key("alt+s", "s"))
        await browser.settle()
        await browser.burst("손실")
        assert browser.screen.bar.search.value == "손실"
        browser.app.post_message(Key("alt+shift+d", "D"))
        await browser.settle()
        assert browser.screen.bar.search.value == "D"
        await browser.burst("\x1b")
        browser.app.post_message(Key("alt+question_mark", "?"))
        await browser.settle()
        assert browser.app.screen is not browser.screen
