"""What is said of keys that do nothing where the reader is, and of counts before keys."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Browse


def said(text: str) -> str:
    return text.splitlines()[-1].strip()


async def test_a_key_that_does_nothing_here_says_so_until_something_is_done(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await browser.press("n")
        assert said(browser.painted()).startswith("n does nothing here; ? lists the keys.")
        await browser.press("j")
        assert "does nothing" not in browser.painted()


@pytest.mark.parametrize("keys", [("5", "j"), ("3", "5", "j")])
async def test_keys_take_no_counts_and_say_so(browse: Browse, keys: tuple[str, ...]) -> None:
    async with browse() as browser:
        await browser.press(*keys)
        assert said(browser.painted()).startswith("Keys take no counts. :50 goes to line 50.")


async def test_a_line_after_the_last_one_is_told(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("enter", ":", *"5000", "enter")
        document = browser.screen.reader.document
        assert document is not None
        last = len(document.text.splitlines())
        assert f"The file ends at line {last}." in browser.painted()
