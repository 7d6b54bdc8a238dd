"""Each key pressed in a real terminal, and what the screen says then."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.pressed import CHAPTERS, WITHOUT_ROW
from tests.e2e.pressed_in_windows import Row
from tests.e2e.pressed_posts import POSTS
from tests.index.sync.repositories import commit, git
from tui.commands import COMMANDS, Command

if TYPE_CHECKING:
    from tests.e2e.conftest import Tmux

_NAMES = {
    "enter": "Enter", "escape": "Escape", "space": "Space", "tab": "Tab", "shift+tab": "BTab",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right", "pageup": "PPage",
    "pagedown": "NPage", "home": "Home", "end": "End", "comma": ",", "f1": "F1",
    "shift+left": "S-Left", "shift+right": "S-Right",
}  # fmt: skip
"""Keys as tmux names them."""
_VERSIONS_OF = next(name for name, (front_matter, _) in POSTS.items() if "Beta" in front_matter)
"""The post whose versions are looked at."""


def keys_of(written: str) -> list[str]:
    """The keys of a row as tmux names them: one, or two with a blank between them."""
    return [
        f"C-{key[5:]}" if key.startswith("ctrl+") else _NAMES.get(key, key)
        for key in written.split(" ")
    ]


def _shown_by(wanted: str, before: str) -> Callable[[str], bool]:
    """Whether a screen shows what a row says that it does, where it showed ``before``."""
    if wanted.startswith("≠"):
        expression = re.compile(wanted[1:])
        was = _first(expression, before)
        return lambda screen: _first(expression, screen) not in (None, was)
    if wanted.startswith("-"):
        return lambda screen: wanted[1:] not in screen
    return lambda screen: wanted in screen


def _first(expression: re.Pattern[str], screen: str) -> str | None:
    found = expression.search(screen)
    return found[0] if found else None


def _settled(tmux: Tmux) -> str:
    """The screen once it is the same twice: what the row before did may be painted in parts."""
    before = tmux.screen()
    while (now := tmux.screen()) != before:
        before = now
    return before


def _press(tmux: Tmux, row: Row) -> None:
    """Press the keys of a row, and wait for what they do, which the screen did not show before."""
    command, keys, wanted = row
    before = _settled(tmux)
    shows = _shown_by(wanted, before)
    if command:
        # What the row before did may be painted in parts, such as the border that loses the focus.
        tmux.wait_until(lambda screen: not shows(screen), f"a screen that does not show {row} yet")
    if keys.startswith("="):
        tmux.type(keys[1:])
    else:
        for key in keys_of(keys):
            tmux.press(key)
    tmux.wait_until(shows, f"what {row} does")


@pytest.mark.xdist_group("long in a terminal")
def test_each_key_does_on_the_screen_what_it_says(
    terminal: Callable[..., Tmux], ilgi: tuple[str, ...], tmp_path: Path
) -> None:
    posts = tmp_path / "log" / "_posts"
    posts.mkdir(parents=True)
    git(tmp_path / "log", "init", "-q")
    for day, subject in enumerate(("first", "second", "third"), 1):
        commit(tmp_path / "log", day, {f"_posts/{_VERSIONS_OF}": f"{subject}\n"}, subject)
    for name, (front_matter, body) in POSTS.items():
        (posts / name).write_text(f"---\n{front_matter}\n---\n{body}\n", "utf-8")
    (tmp_path / "log" / "_config.yml").write_text("title: pressed\npermalink: /:title/\n")
    commit(tmp_path / "log", 4, {}, "fourth")
    (tmp_path / "another").mkdir()
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i "s/^Alpha leads/Edited by hand: it leads/" "$2"\n')
    editor.chmod(0o755)
    tmux = terminal()
    tmux.run("cd", f"{tmp_path}")
    tmux.run("env", "-u", "VISUAL", f"EDITOR={editor}", *ilgi, "log", "another")
    tmux.wait_for("64 posts", "Alpha leads to")
    for rows in CHAPTERS:
        for row in rows:
            _press(tmux, row)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_each_key_of_each_command_has_a_row(command: Command) -> None:
    pressed_keys = {(row[0], row[1]) for rows in CHAPTERS for row in rows}
    if command.id in WITHOUT_ROW:
        pytest.skip("what it does cannot be waited for here")
    missing = [key for key in command.keys if (command.id, key) not in pressed_keys]
    assert not missing, f"tests/e2e/pressed.py has no row for {missing}"
