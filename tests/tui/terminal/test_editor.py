from __future__ import annotations

import shutil
import subprocess
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import cast

import pytest
from textual.app import App

from tui.terminal.editor import EditorCommand, editor_command
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
    assert editor_command({"EDITOR": editor}, FILE, 7) == EditorCommand(command)


def test_visual_comes_first_and_without_either_it_is_vi() -> None:
    assert editor_command({"VISUAL": "nvim", "EDITOR": "ed"}, FILE, 1).words[0] == "nvim"
    assert editor_command({"VISUAL": "", "EDITOR": "ed"}, FILE, 1).words[0] == "ed"
    assert editor_command({}, FILE, 1).words[0] == "vi"


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
    assert app.said == ["The editor did not start: /no/such/ed: No such file or directory"]


def test_quotes_that_do_not_close_are_an_error() -> None:
    with pytest.raises(ValueError, match="quotation"):
        editor_command({"EDITOR": "vim 'oops"}, FILE, 1)


def test_a_command_of_the_configuration_comes_before_the_environment() -> None:
    template = "code --goto '{file}:{line}' --folder={root} 'a b'"
    found = editor_command({"EDITOR": "vim"}, FILE, 7, template=template, root="/log")
    words = ["code", "--goto", f"{FILE}:7", "--folder=/log", "a b"]
    assert found == EditorCommand(words)
    odd = Path("/log/{line} $(x) '.md")
    assert editor_command({}, odd, 7, template="ed {file}").words == ["ed", f"{odd}"]


def test_a_command_for_a_server_needs_one() -> None:
    template = "nvim --server {server} --remote {file}"
    assert editor_command({"EDITOR": "ed"}, FILE, 7, template=template).words[0] == "ed"
    found = editor_command({"NVIM": "/run/nvim"}, FILE, 7, template=template)
    words = ["nvim", "--server", "/run/nvim", "--remote", f"{FILE}"]
    assert found == EditorCommand(words, is_elsewhere=True)


@pytest.mark.parametrize("name", ["a b.md", "it's | %#<CR>.md", "'.delete('x').md", "한글.md"])
def test_within_nvim_the_post_is_opened_there(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("nvim") is None:
        pytest.skip("no nvim")
    file = tmp_path / name
    file.write_text("one\ntwo\nthree\n", "utf-8")
    socket = tmp_path / "nvim"
    with subprocess.Popen(["nvim", "--clean", "--headless", "--listen", f"{socket}"]) as nvim:
        try:
            until = time.monotonic() + 60
            while not socket.exists() and time.monotonic() < until:
                time.sleep(0.01)
            monkeypatch.setenv("NVIM", f"{socket}")
            app = _App()
            assert edit(cast(App[object], app), file, 2)
            asked = [
                "nvim",
                "--server",
                f"{socket}",
                "--remote-expr",
                "expand('%:p') .. ':' .. line('.')",
            ]
            ran = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=60)
            assert (ran.stdout + ran.stderr).strip() == f"{file}:2"
            assert app.said == []
        finally:
            nvim.kill()


def test_an_nvim_that_has_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("nvim") is None:
        pytest.skip("no nvim")
    monkeypatch.setenv("NVIM", f"{tmp_path / 'gone'}")
    app = _App()
    edit(cast(App[object], app), FILE, 2)
    assert app.said
    assert app.said[0].startswith("nvim ended with an error")
