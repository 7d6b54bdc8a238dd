from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from textual.events import Key

from tests.tui.conftest import Browse
from tui.widgets.month_grid import MonthGrid


def _configure(text: str) -> None:
    folder = Path(os.environ["ILGI_CONFIG_DIR"])
    folder.mkdir(exist_ok=True)
    (folder / "config.toml").write_text(text, "utf-8")


async def test_a_command_has_the_key_it_was_given(browse: Browse) -> None:
    _configure('[keys]\nmove.down = "x"\nlist.to_tree = "gt"\njournal.problems = "P"\n')
    async with browse() as browser:
        await browser.press("x", "x", "j")
        assert "3/5" in browser.text("StatusBar")
        await browser.press("g", "t")
        assert browser.screen.query_one("#tree").has_focus
        await browser.press("P")
        assert browser.screen.query_one("#problems").has_focus


async def test_given_keys_work_in_hangul_mode(browse: Browse) -> None:
    _configure('[keys]\nmove.down = "x"\nlist.to_tree = "gt"\n')
    async with browse() as browser:
        await browser.press("ㅌ")
        assert "2/5" in browser.text("StatusBar")
        await browser.press("ㅎ", "ㅅ")
        assert browser.screen.at == "tree"


async def test_keys_that_were_exchanged_do_the_others_work(browse: Browse) -> None:
    _configure('[keys]\nmove.down = "k"\nmove.up = "j"\n')
    async with browse() as browser:
        await browser.press("k", "k", "j")
        assert "2/5" in browser.text("StatusBar")


async def test_a_key_with_alt_that_was_given_is_no_esc(browse: Browse) -> None:
    _configure('[keys]\nmove.down = "alt+x"\n')
    async with browse() as browser:
        browser.app.post_message(Key("alt+x", "x"))
        await browser.settle()
        assert "2/5" in browser.text("StatusBar")


async def test_a_command_without_a_key_is_in_the_palette_only(browse: Browse) -> None:
    _configure("[keys]\nview.zoom = []\n")
    async with browse() as browser:
        await browser.press("z")
        assert not browser.screen.panes.zoomed
        await browser.press("?")
        assert "Let the focused pane fill the screen" not in browser.painted()
        await browser.press("escape", ":")
        await browser.type("zoom")
        await browser.press("enter")
        await browser.settle()
        assert browser.screen.panes.zoomed


async def test_foot_help_and_palette_show_the_keys_there_are(browse: Browse) -> None:
    _configure('[keys]\nsearch.open = "f5"\n')
    async with browse() as browser:
        assert "F5 search" in browser.text("StatusBar")
        await browser.press("?")
        assert "F5              Search the journal" in browser.painted()
        await browser.press("escape", ":")
        await browser.type("search the journal")
        assert "F5            search" in browser.painted()


async def test_windows_have_the_keys_that_were_given(browse: Browse) -> None:
    _configure('[keys]\nkept.next = "ctrl+t"\n')
    async with browse() as browser:
        await browser.press("enter", "m", "2", "j", "enter", "m", "'", "ctrl+t", "enter")
        assert browser.screen.reader.post is not None
        assert "day29" in browser.screen.reader.post.path


async def test_feet_of_windows_and_notices_name_the_keys_there_are(browse: Browse) -> None:
    _configure('[keys]\nrelated.copy = "x"\nrelated.close = "Z"\nsearch.open = []\n')
    async with browse() as browser:
        await browser.press("enter", "r")
        assert "Enter goes · Z closes · x copies its address" in browser.painted()
        await browser.press("Z", "S")
        assert "No search to save: “search” searches the journal." in browser.painted()


async def test_mistakes_are_told_and_can_be_read_again(browse: Browse) -> None:
    _configure('theme = "nord"\nlanguge = "ko"\n[keys]\nlist.srot = "x"\n')
    async with browse() as browser:
        assert browser.app.theme == "nord"
        said = [notice.message for notice in browser.app._notifications]
        assert said == [
            "line 2: there is no languge; did you mean language?\n"
            'line 4: keys: there is no command "list.srot"; did you mean list.sort?'
        ]
        await browser.press("g", ",")
        shown = browser.painted()
        assert "line 2      there is no languge; did you mean language?" in shown
        assert "nord, in the file" in shown


async def test_the_last_word_counts(browse: Browse) -> None:
    _configure("[reading]\npreview = false\n")
    async with browse() as browser:
        assert not browser.screen.posts.previews
        await browser.press("p")
    async with browse() as browser:
        assert browser.screen.posts.previews
    _configure('theme = "nord"\n[reading]\npreview = true\n')
    async with browse() as browser:
        await browser.press("p")
    _configure("[reading]\npreview = true\n")
    async with browse() as browser:
        assert not browser.screen.posts.previews
        assert browser.app.theme == "nord"
    _configure("[reading]\npreview = false\n")
    async with browse() as browser:
        await browser.press("p")
    _configure("[reading]\npreview = true\n")
    async with browse() as browser:
        assert browser.screen.posts.previews


async def test_posts_are_read_by_key_only_where_the_file_says_so(browse: Browse) -> None:
    _configure("[reading]\nmark_read = false\n")
    async with browse() as browser:
        await browser.press("enter", "G", "2")
        assert "✓" not in browser.text("#list")
        await browser.press("r")
        assert "✓" in browser.text("#list")


async def test_nothing_moves_where_the_file_says_so(browse: Browse) -> None:
    _configure("animation = false\n")
    async with browse() as browser:
        assert browser.app.animation_level == "none"


async def test_the_language_is_the_chosen_one(browse: Browse) -> None:
    _configure('language = "ko"\n')
    async with browse() as browser:
        await browser.press("enter")
        assert "목차" in browser.painted()


async def test_the_palette_asks_and_answers_in_the_readers_language(browse: Browse) -> None:
    _configure('language = "ko"\n')
    async with browse() as browser:
        await browser.press(":")
        assert "명령" in browser.painted()
        await browser.type("통계")
        assert "gs            통계" in browser.painted()
        await browser.type("없는 명령")
        assert "맞는 명령이 없습니다." in browser.painted()


async def test_a_key_that_begins_two_is_free_in_a_window_that_has_none(browse: Browse) -> None:
    _configure('[keys]\ncalendar.today = "g"\n')
    async with browse() as browser:
        assert not browser.app._notifications
        await browser.press("c", "g")
        assert browser.app.screen.query_one(MonthGrid).cursor == datetime.now().astimezone().date()


async def test_ctrl_c_tells_the_key_that_quits(browse: Browse) -> None:
    _configure('[keys]\napp.quit = "f10"\n')
    async with browse() as browser:
        await browser.press("ctrl+c")
        assert [notice.message for notice in browser.app._notifications] == ["F10 quits."]
