"""Commands of the README: each is run as it stands there, in a journal of a few posts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.pseudo_terminal import PseudoTerminal

pytestmark = pytest.mark.xdist_group("terminal")

_ROOT = Path(__file__).resolve().parents[2]
_README = (_ROOT / "README.md").read_text("utf-8")


def commands_under(title: str) -> list[str]:
    """The commands in the block of code below a heading of the README."""
    (block,) = re.findall(rf"(?s)\n## {title}\n+```sh\n(.*?)```", _README)
    return [re.sub(r"\s{3,}# .*", "", line) for line in block.splitlines()]


@pytest.fixture
def surroundings(tmp_path: Path, own_surroundings: Path) -> dict[str, str]:
    """The environment of a reader who has ilgi installed and a blog at home."""
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "ilgi"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n', "utf-8")
    program.chmod(0o755)
    posts = own_surroundings / "blog" / "_posts"
    posts.mkdir(parents=True)
    text = "---\ntitle: Day29\ntags: [git]\n---\n\nreset, and loss\n\n**Q. Why?**\n"
    (posts / "2021-09-10-day29.md").write_text(text, "utf-8")
    (own_surroundings / "blog" / "_config.yml").write_text("title: hong's log\n", "utf-8")
    (own_surroundings / "blog" / "notes.md").write_text("# piped notes\n", "utf-8")
    return {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


def test_it_begins_with_the_two_commands() -> None:
    first, second = re.findall(r"(?s)```sh\n(.*?)```", _README)[:2]
    assert first.endswith("&& .venv/bin/ilgi\n")
    assert second.endswith("&& .venv/bin/pytest\n")
    assert _README.index(second) < 1_500


@pytest.mark.parametrize("command", commands_under("Scripting"))
def test_a_command_for_scripts_prints(
    command: str, surroundings: dict[str, str], own_surroundings: Path
) -> None:
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=own_surroundings / "blog",
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode in (0, 141), ran.stderr  # head reads no more than three lines
    assert ran.stdout or "problems" in command
    assert ran.stderr == ""


@pytest.mark.parametrize("command", commands_under("Open a journal"))
def test_a_command_opens_a_journal(
    command: str, surroundings: dict[str, str], own_surroundings: Path
) -> None:
    blog = own_surroundings / "blog"
    script = f"cd {blog} && {command}"
    terminal = PseudoTerminal(["bash", "-c", script], surroundings)
    try:
        terminal.wait_for("piped notes" if command.startswith("cat") else "reset, and loss")
        terminal.press("\x11")
        assert terminal.end()[0] == 0
    finally:
        terminal.close()


def test_the_shells_of_the_readme_have_completions(surroundings: dict[str, str]) -> None:
    if shutil.which("bash") is None:
        pytest.skip("no bash")
    command = "source <(ilgi completions bash) && complete -p ilgi"
    ran = subprocess.run(
        ["bash", "-c", command], env=surroundings, capture_output=True, text=True, check=True
    )
    assert "_ilgi ilgi" in ran.stdout
    assert all(command in _README for command in ("source <(ilgi completions bash)", "| source"))
