"""``ilgi -``: a page from standard input, with the keys from the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.pseudo_terminal import PseudoTerminal

pytestmark = pytest.mark.xdist_group("terminal")

_ILGI = (sys.executable, "-m", "tui")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", f"{folder}")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    return folder


def _piped(data: bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = [*_ILGI, *words]
    return subprocess.run(command, input=data, capture_output=True, timeout=60, check=False)


@pytest.mark.parametrize("words", ["-", ""])
def test_what_is_piped_is_read_by_keys(
    words: str, temporary: Path, tmp_path: Path, own_surroundings: Path
) -> None:
    (tmp_path / "x.md").write_text("# 흘러온 글\n\n첫 줄이다.\n", "utf-8")
    script = f"cat {tmp_path / 'x.md'} | {sys.executable} -m tui {words}"
    terminal = PseudoTerminal(["sh", "-c", script], os.environ)
    try:
        terminal.wait_for("첫 줄이다.")
        terminal.press("\x11")
        assert terminal.end()[0] == 0
        terminal.assert_restored()
    finally:
        terminal.close()
    assert [*temporary.iterdir()] == []
    state = own_surroundings / "state"
    assert not [*state.glob("standard-input*")]


def test_in_a_pipe_the_page_is_printed(temporary: Path) -> None:
    ran = _piped(
        "# 제목\n\n- 글 \x1b[31m\n".encode(),
        "-",
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "제목" in ran.stdout.decode()
    assert b"\x1b" not in ran.stdout
    assert [*temporary.iterdir()] == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "standard input is empty"),
        (b"  \n", "standard input is empty"),
        (b"\x7fELF\0\0", "no text"),
    ],
)
def test_what_is_no_page_is_told(data: bytes, told: str, temporary: Path) -> None:
    ran = _piped(data, "-")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert told in ran.stderr.decode()
    assert ran.stderr.count(b"\n") == 1
    assert [*temporary.iterdir()] == []


def test_of_endless_input_the_beginning_is_shown(temporary: Path) -> None:
    line = "0123456789" * 10_000
    script = f"yes {line} | {sys.executable} -m tui - | head -c 100"
    ran = subprocess.run(
        ["sh", "-c", script], capture_output=True, timeout=300, check=False, text=True
    )
    assert "0123456789" in ran.stdout


def test_without_a_pipe_standard_input_is_the_terminal(temporary: Path) -> None:
    terminal = PseudoTerminal([*_ILGI, "-"], os.environ)
    try:
        assert terminal.end()[0] == 2
    finally:
        terminal.close()


def test_a_command_without_a_pipe_says_what_it_needs(temporary: Path) -> None:
    ran = subprocess.run(
        _ILGI, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False, text=True
    )
    assert ran.returncode == 2
    assert "the browser needs a terminal" in ran.stderr
