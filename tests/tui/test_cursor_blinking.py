"""The cursor of a text field blinks while something is typed, and then stands still."""

from __future__ import annotations

import pytest
from textual.widgets import Input, TextArea

from tests.tui.conftest import Browse
from tui import cursor_blinking


@pytest.fixture
def stops_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cursor_blinking, "_SECONDS_BLINKING", 0.0)


@pytest.mark.usefixtures("stops_at_once")
@pytest.mark.parametrize("keys", [("s",), ("j", "enter", "E")])
async def test_a_cursor_at_rest_shows_and_does_not_blink(
    browse: Browse, keys: tuple[str, ...]
) -> None:
    async with browse() as browser:
        await browser.press(*keys)
        field = browser.app.focused
        assert isinstance(field, Input | TextArea)
        assert not field.cursor_blink
        assert field._cursor_visible


async def test_a_key_lets_a_cursor_blink_again(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browse() as browser:
        monkeypatch.setattr(cursor_blinking, "_SECONDS_BLINKING", 0.0)
        await browser.press("s")
        field = browser.app.focused
        assert isinstance(field, Input)
        assert not field.cursor_blink
        monkeypatch.setattr(cursor_blinking, "_SECONDS_BLINKING", 3_600.0)
        await browser.press("a")
        assert field.cursor_blink
