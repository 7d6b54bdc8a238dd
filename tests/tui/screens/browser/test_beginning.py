"""Where ilgi begins: at the post and the line that were read last, or where it is configured to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.conftest import Browse
from tui.state import sessions

NEWEST = "_posts/2021-09-10-day29.md"


async def test_ilgi_begins_at_the_line_that_was_read_last(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "d", "d")
        line = browser.screen.reader.top_line
        await browser.press("q", "k", "k")
    async with browse() as browser:
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        assert browser.screen.reader.top_line == line
        assert " 2/5 " in browser.painted()
        await browser.press("G", "q")
    async with browse() as browser:
        assert browser.screen.focused is browser.screen.query_one("#list")
        assert " 2/5 " in browser.painted()


async def test_a_post_that_was_gone_back_to_is_the_one_that_was_read_last(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("enter", "J", "H")
        assert browser.screen.shown_path == NEWEST
    async with browse() as browser:
        assert browser.screen.shown_path == NEWEST


@pytest.mark.parametrize(("start", "pane"), [("newest", "#list"), ("tree", "#tree")])
async def test_ilgi_begins_where_it_is_configured_to(browse: Browse, start: str, pane: str) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "d", "d")
    folder = Path(os.environ["ILGI_CONFIG_DIR"])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(f'start = "{start}"\n')
    async with browse() as browser:
        assert browser.screen.focused is browser.screen.query_one(pane)
        assert " 1/5 " in browser.painted()


async def test_what_is_noted_while_ilgi_ends_is_not_gone_on_with(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter")
        screen = browser.screen
        screen.session_restore.note()
        assert sessions.keys(screen.state_worker.memory)
        screen.finish()
        screen.session_restore.note()  # as it is noted every second
        assert not sessions.keys(screen.state_worker.memory)
