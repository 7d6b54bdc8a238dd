from __future__ import annotations

from pathlib import Path

import pytest

from tui.editor import editor_command

FILE = Path("/log/_posts/a b; rm.md")


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", "+7", f"{FILE}"]),
        ("nvim", ["nvim", "+7", f"{FILE}"]),
        ("/usr/bin/emacs -nw", ["/usr/bin/emacs", "-nw", "+7", f"{FILE}"]),
        ("emacsclient -t", ["emacsclient", "-t", "+7", f"{FILE}"]),
        ("nano", ["nano", "+7", f"{FILE}"]),
        ("hx", ["hx", f"{FILE}:7"]),
        ("helix", ["helix", f"{FILE}:7"]),
        ("code", ["code", "--wait", "--goto", f"{FILE}:7"]),
        ("code --wait", ["code", "--wait", "--goto", f"{FILE}:7"]),
        ("codium -w", ["codium", "-w", "--goto", f"{FILE}:7"]),
        ("'/my tools/ed' --at 'two words'", ["/my tools/ed", "--at", "two words", "+7", f"{FILE}"]),
        ("vim; rm -rf $HOME", ["vim;", "rm", "-rf", "$HOME", "+7", f"{FILE}"]),
        ("  ", ["vi", "+7", f"{FILE}"]),
    ],
)
def test_each_editor_is_told_the_line_as_it_wants_it(editor: str, command: list[str]) -> None:
    assert editor_command({"EDITOR": editor}, FILE, 7) == command


def test_visual_comes_first_and_without_either_it_is_vi() -> None:
    assert editor_command({"VISUAL": "nvim", "EDITOR": "ed"}, FILE, 1)[0] == "nvim"
    assert editor_command({"VISUAL": "", "EDITOR": "ed"}, FILE, 1)[0] == "ed"
    assert editor_command({}, FILE, 1)[0] == "vi"


def test_quotes_that_do_not_close_are_an_error() -> None:
    with pytest.raises(ValueError, match="quotation"):
        editor_command({"EDITOR": "vim 'oops"}, FILE, 1)
