from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.conftest import Browse
from tui.commands import COMMANDS, PANE_SCOPES, Scope
from tui.screens.dialogs.help import help_screen
from tui.screens.dialogs.text_dialog import Lines

_SCOPES: dict[str, Scope] = {
    "Everywhere": "everywhere",
    "Moving, in every pane": "pane",
    "Tree": "tree",
    "List": "list",
    "Viewer": "viewer",
    "Search": "search",
    "Contents": "contents",
    "Calendar": "calendar",
}
"""The sections of the specification of keys, and where the keys of each hold."""
_WRITTEN = {
    "esc": "escape", "pgdn": "pagedown", "pgup": "pageup", ",": "comma",
    "gg": "g g", "gr": "g r", "gh": "g h", "gp": "g p",
}  # fmt: skip


def _specified(text: str) -> Iterator[tuple[Scope, str]]:
    """Each key of the specification with its scope."""
    for title, section in re.findall(r"(?ms)^\*\*(.+?)\*\*:?(.*?)(?=^\*\*|\Z)", text):
        rows = re.findall(r"(?m)^\|([^|]*)\|", section) or [section]
        for row in rows:
            for key in re.findall(r"`([^`]+)`", row):
                name = key if len(key) == 1 else key.lower()
                yield _SCOPES[title], _WRITTEN.get(name, name)


def test_every_key_that_is_specified_is_in_the_table(shared: Path) -> None:
    specified = [*_specified((shared / "spec" / "keys.md").read_text("utf-8"))]
    assert len(specified) > 100
    keys = {(command.scope, key) for command in COMMANDS for key in command.keys}
    missing = []
    for scope, key in specified:
        outer: tuple[Scope, ...] = ("pane", "everywhere") if scope in PANE_SCOPES else ()
        if not any((one, key) in keys for one in (scope, *outer)):
            missing.append((scope, key))
    assert not missing


def test_help_tells_every_key_of_the_table() -> None:
    told = [(entry.left, entry.right) for entry in help_screen("viewer").entries]
    for command in COMMANDS:
        assert (" ".join(command.key_labels), command.description) in told


@pytest.mark.parametrize("scope", sorted({command.scope for command in COMMANDS}))
def test_help_begins_where_the_reader_is(scope: Scope) -> None:
    first = next(command for command in COMMANDS if command.scope == scope)
    assert help_screen(scope).entries[1].right == first.description


@pytest.mark.parametrize(
    ("keys", "title"),
    [
        (["enter", "r"], "Around a post"),
        (["c"], "Calendar"),
        (["g", "s"], "Statistics"),
        (["g", "q"], "Questions"),
    ],
)
async def test_windows_tell_their_own_keys_first_and_are_there_again(
    browse: Browse, keys: list[str], title: str
) -> None:
    async with browse() as browser:
        await browser.press(*keys)
        window = browser.app.screen
        await browser.press("?")
        assert browser.app.screen.query_one(Lines).rows[0].plain == title
        await browser.press("escape")
        assert browser.app.screen is window


async def test_help_is_whole_on_a_small_screen(browse: Browse) -> None:
    async with browse((40, 12)) as browser:
        await browser.press("?")
        assert "Read the post" in browser.painted()
        lines = browser.app.screen.query_one(Lines)
        told = re.sub(r"\s+", " ", " ".join(row.plain for row in lines.rows))
        assert all(command.description in told for command in COMMANDS)
        assert all(row.cell_len <= lines.scrollable_content_region.width for row in lines.rows)
