"""A disk that fails: it is told, no post is taken for gone, and nothing raises anything else."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from index.errors import JournalError, Unavailable
from index.journal import Journal

_ERRORS = ["EIO", "EACCES", "ESTALE", "ENOTCONN", "ETIMEDOUT"]
_PASSING = {"ESTALE", "ENOTCONN", "ETIMEDOUT"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "log"
    (root / "more").mkdir(parents=True)
    for number in range(3):
        (root / "more" / f"{number}.md").write_text(f"# 글 {number}\n\nloss w{number}\n", "utf-8")
    return root


@pytest.fixture
def journal(root: Path, tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        yield journal


@contextmanager
def failing(folder: Path, name: str, calls: tuple[str, ...]) -> Iterator[None]:
    """Have calls of the system for anything in a folder fail meanwhile."""
    number = getattr(errno, name)

    def fails(call: Callable[..., Any]) -> Callable[..., Any]:
        def called(path: Any, *given: Any, **named: Any) -> Any:
            if isinstance(path, str | os.PathLike) and f"{os.fspath(path)}".startswith(f"{folder}"):
                raise OSError(number, os.strerror(number), os.fspath(path))
            return call(path, *given, **named)

        return called

    with pytest.MonkeyPatch.context() as patched:
        for call in calls:
            patched.setattr(os, call, fails(getattr(os, call)))
        yield


@pytest.mark.parametrize("calls", [("stat", "lstat"), ("scandir",), ("stat", "scandir", "open")])
@pytest.mark.parametrize("name", _ERRORS)
def test_a_folder_that_cannot_be_read_has_lost_no_posts(
    journal: Journal, root: Path, name: str, calls: tuple[str, ...]
) -> None:
    with failing(root, name, calls), pytest.raises(JournalError) as raised:
        journal.refresh()
    assert isinstance(raised.value, Unavailable) is (name in _PASSING)
    assert len(journal.posts) == 3
    assert len(journal.search("loss ").hits) == 3
    assert journal.refresh().added == ()


@pytest.mark.parametrize("name", _ERRORS)
def test_a_post_that_cannot_be_looked_at_is_told_with_the_reason(
    journal: Journal, root: Path, name: str
) -> None:
    path = journal.posts[0].path
    with failing(root, name, ("stat", "lstat")), pytest.raises(JournalError) as raised:
        journal.document(path)
    assert os.strerror(getattr(errno, name)) in f"{raised.value.message}"
    assert len(journal.document(path).text) > 0


@pytest.mark.parametrize("name", _ERRORS)
def test_a_post_of_an_index_that_was_only_opened_is_told_likewise(
    journal: Journal, root: Path, tmp_path: Path, name: str
) -> None:
    with Journal.open(root, cache=tmp_path / "cache") as opened:
        path = opened.posts[0].path
        with failing(root, name, ("stat", "lstat")), pytest.raises(JournalError):
            opened.document(path)
        assert not opened.find_first_commits()
        assert len(opened.document(path).text) > 0


def test_links_in_a_circle_are_no_files(journal: Journal, root: Path) -> None:
    (root / "a.png").symlink_to(root / "b.png")
    (root / "b.png").symlink_to(root / "a.png")
    with pytest.raises(JournalError):
        journal.contents("a.png", 100)
