"""What may follow a key that begins a sequence, and what keys say that do nothing."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Browse, Browser
from tui.commands import COMMANDS, key_label
from tui.language import choose_language, translate
from tui.widgets.sequence_hints import SequenceHints

_EVERYWHERE = [
    (key.removeprefix("g "), command)
    for command in COMMANDS
    for key in command.keys
    if key.startswith("g ") and command.scope in ("everywhere", "pane")
]


def _shown(browser: Browser) -> str:
    """What the window says; empty where there is none."""
    found = [one for one in browser.app.screen.query(SequenceHints) if one.region]
    lines = browser.painted().split("\n")
    return "\n".join(lines[y] for one in found for y in one.region.line_range)


@pytest.mark.parametrize("key", ["g", "ㅎ"])
@pytest.mark.parametrize("language", ["en", "ko"])
async def test_what_may_follow_is_listed_with_a_word_for_each(
    browse: Browse, key: str, language: str
) -> None:
    async with browse() as browser:
        choose_language("ko" if language == "ko" else "en")
        await browser.press(key)
        await browser.until(lambda: bool(_shown(browser)))
        for second, command in _EVERYWHERE:
            assert f"{key_label(second)} {translate(command.title)}" in _shown(browser)
        await browser.press("escape")
        assert not _shown(browser)


async def test_the_page_has_its_own(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("3", "g")
        await browser.until(lambda: bool(_shown(browser)))
        assert "z details" in _shown(browser)
        await browser.press("l")
        assert not _shown(browser)
        assert "Read before" in browser.painted()


async def test_escape_gives_up_what_was_begun_and_nothing_else(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s", *"손실", "enter", "g")
        await browser.until(lambda: bool(_shown(browser)))
        await browser.press("escape")
        assert "⌕ 손실" in browser.painted()
        assert browser.screen.focused is browser.screen.query_one("#viewer")


async def test_who_types_on_sees_no_window_and_waits_for_nothing(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "j")
        await browser.burst("gg")
        assert browser.screen.posts.cursor == 0
        assert not browser.app.screen.query(SequenceHints)


async def test_a_click_on_a_continuation_runs_it(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("g")
        await browser.until(lambda: bool(_shown(browser)))
        hints = browser.app.screen.query_one(SequenceHints)
        line = next(n for n, text in enumerate(_shown(browser).split("\n")) if "l read" in text)
        column = _shown(browser).split("\n")[line].index("l read")
        await browser.pilot.click(hints, offset=(column, line))
        await browser.settle()
        assert "Read before" in browser.painted()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_the_window_leaves_the_foot_and_the_bar_free(
    browse: Browse, size: tuple[int, int]
) -> None:
    async with browse(size) as browser:
        await browser.press("3", "g")
        await browser.until(lambda: bool(_shown(browser)))
        region = browser.app.screen.query_one(SequenceHints).region
        assert region.y > 0
        assert region.bottom == size[1] - 1
        inside = _shown(browser).split("\n")[1:-1]
        last = inside[-1].strip("│ ").split()
        for second, command in _EVERYWHERE:
            told = f"{key_label(second)} {translate(command.title)[:12]}" in _shown(browser)
            assert told or (last[0] == "…" and key_label(second) in last)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("3n", "No more matches"),
        ("3N", "No more matches"),
        ("3.", "No more links"),
        ("3f", "No link is in sight"),
        ("3}", "No more code"),
        ("3G]", "No more headings"),
        ("3K", "first post of the list"),
        ("3>", "No post is newer"),
        ("H", "No post was read before"),
        ("L", "No post was read after"),
        ("3(", "Nothing more on this side"),
    ],
)
async def test_a_key_that_does_nothing_says_why_at_the_foot_until_another_does_something(
    browse: Browse, keys: str, said: str
) -> None:
    async with browse() as browser:
        await browser.press(*keys)
        foot = browser.painted().splitlines()[-1]
        assert said in foot
        await browser.press("2", "j")
        assert said not in browser.painted().splitlines()[-1]
