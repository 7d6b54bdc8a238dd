"""Editors that fail or are missing, a terminal of no size, a folder that goes while it is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Tmux

    Open = Callable[..., Tmux]

FILLER = "\n\n".join(f"Line {number} to read." for number in range(60))


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder of two notes, one of them long."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "long.md").write_text(f"---\ntitle: Long\ndate: 2021-09-10\n---\n{FILLER}\n")
    (folder / "short.md").write_text("---\ntitle: Short\ndate: 2021-09-09\n---\nNot much.\n")
    return folder


@pytest.fixture
def write_editor(tmp_path: Path) -> Callable[[str], Path]:
    """An editor of these lines of the shell, in a folder with a blank in its name."""

    def write(lines: str) -> Path:
        folder = tmp_path / "my tools"
        folder.mkdir()
        editor = folder / "editor"
        editor.write_text(f"#!/bin/sh\n{lines}\n")
        editor.chmod(0o755)
        return editor

    return write


def start(terminal: Open, ilgi: tuple[str, ...], notes: Path, editor: str = "true") -> Tmux:
    tmux = terminal()
    tmux.run("env", "-u", "VISUAL", f"EDITOR={editor}", *ilgi, str(notes))
    tmux.wait_for("2 posts", "Line 0 to read.", "uncategorised 2")
    tmux.wait_gone("so far")
    return tmux


def goes_on(tmux: Tmux) -> None:
    """Keys do what they did, and the terminal is left as it was."""
    tmux.type("2ggj")
    tmux.wait_for("Not much.")
    tmux.press("C-q")
    tmux.wait_until(lambda _: tmux.tell("alternate_on") == "0", "the first screen")


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("/nowhere/editor", "No such file"),
        ("vim 'never closed", "No closing quotation"),
        ("false", "ended with an error (1)"),
    ],
)
def test_an_editor_that_fails_is_said_and_reading_goes_on(
    editor: str, said: str, terminal: Open, ilgi: tuple[str, ...], notes: Path
) -> None:
    tmux = start(terminal, ilgi, notes, editor)
    tmux.press("e")
    tmux.wait_for(said, "Line 0 to read.")
    goes_on(tmux)


def test_an_edited_post_shows_its_change_at_the_place_that_was_read(
    terminal: Open,
    ilgi: tuple[str, ...],
    notes: Path,
    tmp_path: Path,
    write_editor: Callable[[str], Path],
) -> None:
    told = tmp_path / "told"
    editor = write_editor(f'printf "%s|" "$@" > {told}; sed -i "s/Line 30 /Line XX /" "$4"')
    tmux = start(terminal, ilgi, notes, f"'{editor}' --wait 'two words'")
    for key in ("Enter", "d", "d", "d"):
        tmux.press(key)
    before = tmux.wait_for("Line 30 to read.", " 74%").replace("Line 30 ", "Line XX ")
    tmux.press("e")
    tmux.wait_until(lambda screen: screen == before, f"the place that was read:\n{before}")
    rows = before.splitlines()
    place = next(place for place, row in enumerate(rows) if "to read." in row)
    number = int(rows[place].split("Line ")[1].split()[0])
    # A blank row at the top of the page, below the rows of the header and the border, follows a
    # paragraph, and is of its line.
    line = 5 + 2 * (number if place == 2 else number - 1)
    assert told.read_text() == f"--wait|two words|+{line}|{notes / 'long.md'}|"
    goes_on(tmux)


def test_a_terminal_of_five_by_five_and_back_is_read_on(
    terminal: Open, ilgi: tuple[str, ...], notes: Path
) -> None:
    tmux = start(terminal, ilgi, notes)
    # The first screen of a page is shown before the rest is laid out, and its length known.
    before = tmux.wait_for("30%", "▃")
    for columns, rows in ((5, 5), (1, 1), (5, 5)):
        tmux.resize(columns, rows)
        tmux.press("1", "3", "j", "k", "2", "j", "k")
    tmux.resize(120, 40)
    tmux.wait_until(lambda screen: screen == before, "the screen as it was")
    goes_on(tmux)


def test_a_folder_that_goes_and_comes_back_is_read_on(
    terminal: Open, ilgi: tuple[str, ...], notes: Path
) -> None:
    tmux = start(terminal, ilgi, notes)
    notes.rename(notes.with_name("elsewhere"))
    tmux.wait_for("has gone", "Line 0 to read.", "2 posts")
    tmux.press("e")
    tmux.press("s")
    tmux.type("much")
    tmux.wait_for("1 hit", "Short")
    tmux.press("Escape")
    tmux.press("Escape")
    notes.with_name("elsewhere").rename(notes)
    (notes / "new.md").write_text("---\ntitle: Newcomer\ndate: 2021-09-01\n---\nHere.\n")
    tmux.wait_for("3 posts", "Newcomer")
    goes_on(tmux)
