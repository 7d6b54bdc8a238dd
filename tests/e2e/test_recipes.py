"""The recipes of the documents, run with the programs that they name."""

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

_PAGE = (Path(__file__).resolve().parents[2] / ".github" / "RECIPES.md").read_text("utf-8")


def recipe(title: str, language: str = "sh") -> str:
    """The first block of code of a language under a heading."""
    section = _PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    found = re.search(rf"(?s)```{language}\n(.*?)```", section)
    assert found is not None
    return found[1]


def needs(*programs: str) -> None:
    """Skip the test where a program is not there."""
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"no {program}")


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    """A folder of three posts, one of them with an open question."""
    folder = tmp_path / "blog"
    folder.mkdir()
    for name, text in {
        "2021-09-08 a b's.md": "---\ntitle: With blanks\ntags: [git]\n---\n\nreset one\n",
        "2021-09-09-loader.md": "---\ntitle: Loader\n---\n\nbatch\n",
        "2021-09-10-day.md": "---\ntitle: Day\ntags: [git]\n---\n\nx\n\nreset\n\n**Q. Why?**\n",
    }.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def surroundings(tmp_path: Path, own_surroundings: Path) -> dict[str, str]:
    """An environment in which ilgi is installed for the reader."""
    programs = own_surroundings / ".local" / "bin"
    programs.mkdir(parents=True)
    (programs / "ilgi").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tui "$@"\n', "utf-8")
    (programs / "ilgi").chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "SHELL": "/bin/sh",
    }


def test_a_post_is_chosen_with_fzf(blog: Path, surroundings: dict[str, str]) -> None:
    needs("fzf", "bash")
    script = f"cd {blog} && {recipe('Choose a post with fzf')}"
    terminal = PseudoTerminal(["bash", "-c", script], surroundings, columns=120)
    try:
        terminal.wait_for("With blanks", "Loader")
        terminal.press("blanks")
        terminal.wait_for("reset one")  # in the preview
        begin = len(terminal.text)
        terminal.press("\r")
        terminal.wait_for("reset one", since=begin)  # in ilgi
        terminal.press("\x11")
        assert terminal.end()[0] == 0
    finally:
        terminal.close()


def test_tmux_shows_ilgi_in_a_popup(
    tmp_path: Path, blog: Path, surroundings: dict[str, str]
) -> None:
    needs("tmux")
    (tmp_path / "tmux.conf").write_text(recipe("A popup of tmux", "tmux"), "utf-8")
    socket = f"{tmp_path / 'tmux'}"
    command = ["tmux", "-S", socket, "-f", f"{tmp_path / 'tmux.conf'}", "new-session", "sh"]
    environment = {**surroundings, "ILGI_JOURNAL": f"{blog}", "PS1": "ready> "}
    terminal = PseudoTerminal(command, environment, columns=120)
    try:
        terminal.wait_for("ready>")
        terminal.press("\x02j")
        terminal.wait_for("Loader", "With blanks")
        begin = len(terminal.text)
        terminal.press("\x11")
        terminal.wait_for("ready>", since=begin)
    finally:
        subprocess.run(["tmux", "-S", socket, "kill-server"], capture_output=True, check=False)
        terminal.close()


def test_hits_are_the_quickfix_list_of_nvim(
    tmp_path: Path, blog: Path, surroundings: dict[str, str]
) -> None:
    needs("nvim", "bash")
    title = "Hits in the quickfix list of nvim"
    asked = "+call writefile(map(getqflist(), 'bufname(v:val.bufnr) .. v:val.lnum'), 'found')"
    from_shell = recipe(title).strip().replace("nvim ", f'nvim --clean --headless "{asked}" +qa! ')
    init = tmp_path / "init.vim"
    init.write_text(recipe(title, "vim"), "utf-8")
    within = f'nvim -u {init} --headless "+Ilgi tag:git reset" "{asked}" +qa!'
    for script in (from_shell, within):
        subprocess.run(
            ["bash", "-c", script],
            cwd=blog,
            env=surroundings,
            check=True,
            capture_output=True,
            timeout=120,
        )
        found = sorted((blog / "found").read_text("utf-8").splitlines())
        assert [Path(line).name for line in found] == ["2021-09-08 a b's.md6", "2021-09-10-day.md8"]
        (blog / "found").unlink()


def test_a_hook_of_git_refuses_what_cannot_be_read(
    blog: Path, surroundings: dict[str, str]
) -> None:
    needs("git")
    identity = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.hooksPath=.git/hooks")

    def git(*words: str) -> int:
        command = ["git", *identity, *words]
        return subprocess.run(
            command, cwd=blog, env=surroundings, capture_output=True, check=False
        ).returncode

    assert git("init", "--quiet") == 0
    hook = blog / ".git" / "hooks" / "pre-commit"
    hook.write_text(recipe("A hook of git"), "utf-8")
    hook.chmod(0o755)
    git("add", "-A")
    assert git("commit", "-qm", "good") == 0
    (blog / "2021-09-11-link.md").write_text("[a link](nowhere.md)\n", "utf-8")
    git("add", "-A")
    assert git("commit", "-qm", "a link that leads nowhere") == 0
    (blog / "2021-09-11-bad.md").write_text("---\ntitle: a: b\n---\n", "utf-8")
    git("add", "-A")
    assert git("commit", "-qm", "bad") == 1


def test_cron_prints_the_questions_without_an_answer(
    blog: Path, surroundings: dict[str, str], own_surroundings: Path
) -> None:
    blog.rename(own_surroundings / "blog")
    line = recipe("Open questions by cron", "cron").strip()
    assert "%" not in line  # which cron takes for the end of a line
    command = line.split(maxsplit=5)[5]
    ran = subprocess.run(
        ["sh", "-c", command],
        cwd="/",
        env={**surroundings, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "2021-09-10  Why?\n"
