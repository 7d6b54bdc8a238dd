from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from tests.tui.conftest import Browse, write_posts
from tui.text.emoji import first_of_joined

FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        (f"우리 {FAMILY} 가족", "우리 👨 가족"),
        ("👩🏽\u200d💻 코딩", "👩🏽 코딩"),
        ("❤\ufe0f\u200d🔥!", "❤\ufe0f!"),
        ("피어세션 👨\u200d👦\u200d 끝", "피어세션 👨 끝"),
        ("می\u200dخواهم", "می\u200dخواهم"),
        ("👍🏽 🇰🇷 1\ufe0f\u20e3", "👍🏽 🇰🇷 1\ufe0f\u20e3"),
    ],
)
def test_of_joined_emoji_the_first_stands_for_all(text: str, drawn: str) -> None:
    assert first_of_joined(text) == drawn


async def test_no_joined_emoji_reaches_the_terminal(browse: Browse, tmp_path: Path) -> None:
    posts = {"2021-01-01-a.md": (f"title: '{FAMILY} 가족'", f"## {FAMILY} 모임\n\n{FAMILY} 셋")}
    journal = Journal.open(write_posts(tmp_path / "family", posts), cache=tmp_path / "cache")
    journal.refresh()
    async with browse(of=journal) as browser:
        await browser.press("s")
        await browser.type("셋")
        shown = browser.painted()
        assert shown.count("👨 가족") == 2
        assert "👨 모임" in shown
        assert "\u200d" not in shown
