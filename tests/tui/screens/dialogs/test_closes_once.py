from __future__ import annotations

from typing import Any

import pytest
from textual.screen import ModalScreen, Screen

from tests.tui.conftest import Browse

_WINDOWS = {
    "jump": ("o",),
    "tags": ("#",),
    "calendar": ("c",),
    "figures": ("g", "s"),
    "questions": ("g", "q"),
    "review": ("g", "q", "r"),
    "related": ("3", "r"),
    "read before": ("g", "l"),
    "note": ("E",),
    "copying": ("y",),
    "help": ("?",),
    "theme": ("T",),
    "palette": (":",),
    "save_search": ("s", *"loss", "enter", "S"),
}


@pytest.mark.parametrize("keys", _WINDOWS.values(), ids=_WINDOWS)
async def test_a_window_that_is_asked_twice_closes_itself_alone(
    browse: Browse, keys: tuple[str, ...]
) -> None:
    async with browse() as browser:
        await browser.press(*keys)
        *under, window = browser.app.screen_stack
        assert isinstance(window, ModalScreen)
        window.dismiss()
        window.dismiss()
        await browser.settle()
        assert browser.app.screen_stack == under


@pytest.mark.parametrize("keys", _WINDOWS.values(), ids=_WINDOWS)
async def test_a_window_that_is_closed_before_it_has_opened_closes(
    browse: Browse, keys: tuple[str, ...]
) -> None:
    async with browse() as browser:
        closed = []

        def close(window: Screen[Any]) -> None:
            if isinstance(window, ModalScreen):
                assert not window.is_mounted
                closed.append(window)
                window.dismiss()

        changes = browser.app.screen_change_signal
        changes.subscribe(browser.screen, close, immediate=True)
        await browser.press(*keys)
        assert closed
        assert browser.app.is_running
        assert browser.app.screen_stack == [browser.screen]
