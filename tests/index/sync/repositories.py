"""Repositories of git for tests: their commits, and one whose configuration runs programs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

_SLOW_GIT = """#!/bin/sh
case "$*" in
*rev-parse*) printf 'false\\n\\n%040d\\n' 1 ;;
*) printf '@%040d 86400\\0\\nA\\0a.md\\0' 1; exec sleep 600 ;;
esac
"""


_WATCHED_GIT = """#!/bin/sh
echo "$*" >> "{asked}"
case "$*" in
*" log "*) {told} ;;
*) exec "{git}" "$@" ;;
esac
"""


def git(folder: Path, *arguments: str, day: int = 1) -> str:
    """What git says in a repository; what it commits is so many days after the first of 1970."""
    moment = f"@{(day - 1) * 86_400} +0000"
    environment = {
        **{name: value for name, value in os.environ.items() if name[:4] != "GIT_"},
        "GIT_AUTHOR_DATE": moment,
        "GIT_COMMITTER_DATE": moment,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": f"{folder}",
    }
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c", "-C", f"{folder}", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    return done.stdout.decode()


def commit(folder: Path, day: int, files: Mapping[str, str], subject: str = "a") -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", subject, day=day)


def state_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    """All files of a folder: when each was written, and what it holds."""
    return {
        f"{path.relative_to(folder)}": (path.lstat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _signed(commit: str) -> str:
    """A commit with a signature, which git would have checked by a program."""
    head, _, message = commit.partition("\n\n")
    signature = "-----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----"
    return f"{head}\ngpgsig {signature}\n\n{message}"


def make_hostile(repository: Path, folder: Path) -> Path:
    """Let whatever a repository can configure run a program; the file that it writes then.

    Args:
        repository: The repository.
        folder: Where the program is written.
    """
    ran = folder / "ran"
    script = folder / "script"
    script.write_text(f"#!/bin/sh\ntouch '{ran}'\n", "utf-8")
    script.chmod(0o755)
    for name in ("post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc"):
        hook = repository / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(script.read_text("utf-8"), "utf-8")
        hook.chmod(0o755)
    (repository / ".gitattributes").write_text("*.md diff=evil filter=evil\n", "utf-8")
    for name, value in {
        "log.showSignature": "true",
        "gpg.program": f"{script}",
        "gpg.ssh.program": f"{script}",
        "core.fsmonitor": f"{script}",
        "core.hooksPath": f"{repository / '.git' / 'hooks'}",
        "core.pager": f"{script}",
        "pager.log": f"{script}",
        "core.sshCommand": f"{script}",
        "core.gitProxy": f"{script}",
        "core.askPass": f"{script}",
        "core.editor": f"{script}",
        "credential.helper": f"!{script}",
        "diff.external": f"{script}",
        "diff.evil.command": f"{script}",
        "diff.evil.textconv": f"{script}",
        "filter.evil.clean": f"{script}",
        "filter.evil.smudge": f"{script}",
        "filter.evil.process": f"{script}",
        "alias.log": f"!{script}",
        "alias.rev-parse": f"!{script}",
        "remote.origin.url": f"ext::{script}",
        "remote.origin.promisor": "true",
        "remote.origin.partialCloneFilter": "tree:0",
        "protocol.ext.allow": "always",
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "log.follow": "true",
        "log.showRoot": "false",
        "diff.relative": "true",
        "diff.renames": "false",
        "color.ui": "always",
        "format.pretty": "raw",
        "diff.orderFile": f"{folder / 'nowhere'}",
        "alias.cat-file": f"!{script}",
    }.items():
        git(repository, "config", name, value)
    written = subprocess.run(
        ["git", "-C", f"{repository}", "hash-object", "-t", "commit", "-w", "--stdin"],
        input=_signed(git(repository, "cat-file", "commit", "HEAD")).encode(),
        capture_output=True,
        check=True,
    )
    git(repository, "update-ref", "HEAD", written.stdout.decode().strip())
    ran.unlink(missing_ok=True)  # the hooks that this test itself has called
    return ran


def slow_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A git that names a file and then never ends."""
    program = folder / "bin" / "git"
    program.parent.mkdir()
    program.write_text(_SLOW_GIT, "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def watched_git(folder: Path, monkeypatch: pytest.MonkeyPatch, tokens: int | None = None) -> Path:
    """Note what git is asked, and let it tell so many tokens of a log and then nothing more.

    Args:
        folder: A folder for the program and for what it notes.
        monkeypatch: What undoes it.
        tokens: How many; None for all, and an end.

    Returns:
        The file with what was asked.
    """
    asked, real = folder / "asked", shutil.which("git")
    cut = f'"{real}" "$@" | head -z -n {tokens}; exec sleep 600'
    told = f'exec "{real}" "$@"' if tokens is None else cut
    program = folder / "watched" / "git"
    program.parent.mkdir(exist_ok=True)
    program.write_text(_WATCHED_GIT.format(asked=asked, git=real, told=told))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}", prepend=os.pathsep)
    return asked
