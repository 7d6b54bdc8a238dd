from __future__ import annotations

import pytest
from textual.screen import ModalScreen

from tests.tui.conftest import Browse

_WINDOWS = {
    "jump": ("o",),
    "tags": ("#",),
    "calendar": ("c",),
    "figures": ("g", "s"),
    "questions": ("g", "q"),
    "review": ("g", "q", "r"),
    "around": ("3", "r"),
    "read before": ("g", "l"),
    "note": ("E",),
    "copying": ("y",),
    "help": ("?",),
    "theme": ("T",),
    "palette": (":",),
    "naming": ("s", *"loss", "enter", "S"),
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
