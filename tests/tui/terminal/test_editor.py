from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import cast

import pytest
from textual.app import App

from tui.terminal.editor import editor_command
from tui.terminal.editor_session import edit

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


class _App:
    """What opening an editor asks of the application."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def suspend(self) -> AbstractContextManager[None]:
        return nullcontext()

    def notify(self, message: str, **_: object) -> None:
        self.said.append(message)


def test_an_editor_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "/no/such/ed -w")
    monkeypatch.delenv("VISUAL", raising=False)
    app = _App()
    assert not edit(cast(App[object], app), FILE, 7)
    assert app.said == ["$EDITOR did not start: /no/such/ed: No such file or directory"]


def test_quotes_that_do_not_close_are_an_error() -> None:
    with pytest.raises(ValueError, match="quotation"):
        editor_command({"EDITOR": "vim 'oops"}, FILE, 1)
