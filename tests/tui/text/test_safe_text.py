"""What is configured or remembered, and what a folder is called, is no order to a terminal."""

from __future__ import annotations

import json
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.journal import Journal
from tests.tui.conftest import Browse, Browser
from tui.state.location import file_for, settings_file
from tui.text.safe_text import safe, safe_line

_EVIL = "\x1b]0;owned\x07\x9b2J\u202e"


@given(st.text())
def test_nothing_is_left_that_a_terminal_would_obey(text: str) -> None:
    assert not {"Cc", "Cs"} & {*map(unicodedata.category, safe_line(text))}
    assert not {"Cc", "Cs"} & {unicodedata.category(c) for c in safe(text) if c not in "\n\t"}
    assert "\u202e" not in safe(text)


def test_a_text_without_such_characters_stays() -> None:
    assert safe_line("한 줄 👩\u200d👧 <b>") == "한 줄 👩\u200d👧 <b>"
    assert safe_line("a\tb\nc") == "a b c"
    assert safe("a\tb\nc") == "a\tb\nc"


def _is_safe(browser: Browser) -> bool:
    shown = browser.painted()
    return "owned" in shown and not any(sign in shown for sign in "\x1b\x07\x9b\u202e")


async def test_a_configuration_gives_the_terminal_no_orders(browse: Browse) -> None:
    folder = Path(os.environ["ILGI_CONFIG_DIR"])
    folder.mkdir(exist_ok=True)
    evil = json.dumps(_EVIL)
    text = f'theme = {evil}\n{evil} = 1\n[journals]\na = {evil}\n[keys]\n{evil} = "x"\n'
    (folder / "config.toml").write_text(text, "utf-8")
    async with browse() as browser:
        assert _is_safe(browser)
        browser.app.clear_notifications()
        await browser.press("g", "comma")
        assert _is_safe(browser)


def _remember(file: Path, *records: tuple[str, str, dict[str, object]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    when = "2021-09-10T12:00:00.000+00:00"
    lines = (
        json.dumps({"kind": kind, "key": key, "values": values, "when": when})
        for kind, key, values in records
    )
    file.write_text("\n".join(lines), "utf-8")


@pytest.mark.parametrize("keys", ["'", "gl", "gn", "gj"])
async def test_what_is_remembered_gives_the_terminal_no_orders(
    browse: Browse, journal: Journal, keys: str
) -> None:
    place = {"line": 1, "text": _EVIL, "heading": _EVIL}
    known = {"path": _EVIL, "title": _EVIL, "opening": "", **place}
    _remember(
        file_for(journal.root),
        ("bookmark", "a", known),
        ("saved search", _EVIL, {"query": _EVIL}),
        ("visit", _EVIL, known),
        ("note", "b", {**known, "note": _EVIL}),
    )
    _remember(settings_file(), ("opened", f"/{_EVIL}", {"name": _EVIL}))
    async with browse() as browser:
        await browser.press(*keys)
        assert _is_safe(browser)


async def test_an_earlier_search_gives_the_terminal_no_orders(
    browse: Browse, journal: Journal
) -> None:
    _remember(file_for(journal.root), ("search", _EVIL, {}))
    async with browse() as browser:
        await browser.press("s", "ctrl+r")
        assert _is_safe(browser)
        await browser.press("enter")
        assert _is_safe(browser)


async def test_the_name_of_a_folder_gives_the_terminal_no_orders(
    browse: Browse, tmp_path: Path
) -> None:
    folder = tmp_path / _EVIL.replace("/", "")
    folder.mkdir()
    (folder / "a.md").write_text("# 글\n", "utf-8")
    async with browse(of=Journal.open(folder, cache=tmp_path / "cache")) as browser:
        assert _is_safe(browser)
