"""The looks: letters that stand out in each theme, and a screen that does without colours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.geometry import Region
from textual.widgets import Input

from index.journal import Journal
from tests.tui.conftest import Browse, Browser
from tui.cli.opening import demo
from tui.screens.browser.main import MainScreen
from tui.themes import CONTRAST, INK, PAPER

SCREENS: dict[str, tuple[str, ...]] = {
    "a page of all constructs": ("o", *"markup", "enter"),
    "a note being written": ("E", *"ab"),
    "a note": ("ctrl+s",),
    "a search with completions": ("q", "s", *"손실 t"),
    "problems": ("escape", "escape", "g", "p"),
    "titles": ("q", "o", *"bin"),
    "what can be copied": ("escape", "y"),
    "the palette": ("escape", ":"),
    "the calendar": ("escape", "c", "{", "space", "["),
}
"""Keys that lead from each screen to the next."""


@pytest.fixture
def demo_journal(tmp_path: Path) -> Journal:
    journal = Journal.open(demo(), cache=tmp_path / "cache")
    journal.refresh()
    return journal


def segments(browser: Browser) -> Iterator[Segment]:
    """What is painted of the window on top, if one lies over the panes."""
    screen = browser.app.screen
    own = Region(0, 0, *browser.app.size)
    if not isinstance(screen, MainScreen):
        parts = screen.query("#--input, CommandList") or screen.children
        own = Region.from_union([part.region for part in parts if part.display and part.region])
    for y, line in enumerate(screen._compositor.render_strips()):
        if own.y <= y < own.bottom:
            yield from line.crop(own.x, own.right)


def luminance(colour: tuple[int, int, int]) -> float:
    """The relative luminance of WCAG 2.2."""
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(segment: Segment) -> float:
    """How far the letters of a segment stand out from what is behind them: 1 to 21."""
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    colours = style.color.get_truecolor(), style.bgcolor.get_truecolor()
    low, high = sorted(map(luminance, colours))
    return (high + 0.05) / (low + 0.05)


async def test_all_letters_stand_out_in_each_theme(browse: Browse, demo_journal: Journal) -> None:
    async with browse(of=demo_journal) as browser:
        for name, keys in SCREENS.items():
            await browser.press(*keys)
            for theme, least in ((INK, 4.5), (PAPER, 4.5), (CONTRAST, 7.0)):
                browser.app.theme = theme.name
                await browser.pilot.pause()
                for segment in segments(browser):
                    if any(map(str.isalnum, segment.text)):
                        assert contrast(segment) >= least, (name, theme.name, segment)


async def test_without_colours_there_are_none(
    browse: Browse, demo_journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with browse(of=demo_journal) as browser:
        for keys in ((), ("o", *"markup", "enter"), ("c",), ("escape", "s", *"손실")):
            await browser.press(*keys)
            styles = {segment.style for segment in segments(browser) if segment.style}
            colours = {colour for style in styles for colour in (style.color, style.bgcolor)}
            assert all(colour is None or colour.is_default for colour in colours)


def reversed_text(browser: Browser) -> str:
    """What is painted light on dark where the rest is dark on light."""
    styled = ((segment.text, segment.style) for segment in segments(browser))
    return "\n".join(text for text, style in styled if style and style.reverse)


async def test_without_colours_the_cursor_and_what_is_found_show(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with browse() as browser:
        await browser.press("j")
        assert "[boostcourse] Day28" in reversed_text(browser)
        await browser.press("enter", "/", *"손실함수", "enter")
        assert "손실함수" in reversed_text(browser)
        await browser.press("escape", "o")
        assert "[boostcourse] Day28" in reversed_text(browser)


@pytest.mark.parametrize(("colours", "is_reversed"), [("", True), ("truecolor", False)])
async def test_with_few_colours_the_cursor_shows(
    browse: Browse, monkeypatch: pytest.MonkeyPatch, colours: str, *, is_reversed: bool
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLORTERM", colours)
    async with browse() as browser:
        assert ("[boostcourse] Day29" in reversed_text(browser)) is is_reversed


async def test_nothing_moves_where_nothing_is_to_move(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browse() as browser:
        browser.app.animation_level = "none"
        await browser.press("s")
        assert isinstance(browser.app.focused, Input)
        assert not browser.app.focused.cursor_blink
        await browser.press("escape", "o")
        assert isinstance(browser.app.focused, Input)
        assert not browser.app.focused.cursor_blink
