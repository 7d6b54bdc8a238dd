"""Pipes, sockets and devices named like files are told and never opened."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest

from index.journal import Journal
from index.regular_file import NotAFileError, opened, read_at_most


@pytest.mark.parametrize("name", ["pipe.md", ".gitignore", "_config.yml"])
def test_a_pipe_is_told_and_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    root = tmp_path / "log"
    root.mkdir()
    (root / "good.md").write_text("# Good\n")
    os.mkfifo(root / name)
    real_open = os.open

    def watched(path: Any, *more: Any, **named: Any) -> int:
        assert not f"{path}".endswith(name), "it was opened"
        return real_open(path, *more, **named)

    monkeypatch.setattr(os, "open", watched)
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        assert [post.path for post in journal.posts] == ["good.md"]
        told = [(problem.path, problem.message.code) for problem in journal.problems]
    assert told == ([(name, "not-a-file")] if name == "pipe.md" else [])


def test_a_socket_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "log"
    root.mkdir()
    monkeypatch.chdir(root)
    with (
        socket.socket(socket.AF_UNIX) as bound,
        Journal.open(root, cache=tmp_path / "c") as journal,
    ):
        bound.bind("socket.md")
        journal.refresh()
        assert [problem.path for problem in journal.problems] == ["socket.md"]


def test_a_pipe_that_takes_the_place_of_a_file_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("text")
    assert read_at_most(path, 2) == b"te"
    real_open = os.open

    def replaced(*args: Any) -> int:
        path.unlink()
        os.mkfifo(path)
        return real_open(*args)

    monkeypatch.setattr(os, "open", replaced)
    with pytest.raises(NotAFileError), opened(path):
        pass
