"""Choosing a theme."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Browse


@pytest.mark.parametrize("key", ["escape", "q", "question_mark", "f1"])
async def test_leaving_without_a_choice_brings_the_old_theme_back(browse: Browse, key: str) -> None:
    async with browse() as browser:
        before = browser.app.theme
        await browser.press("T", "j", "j")
        assert browser.app.theme != before
        await browser.press(key)
        assert browser.app.theme == before
        assert "Theme" not in browser.painted()
