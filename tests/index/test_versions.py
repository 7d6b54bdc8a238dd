"""An index of another version: both go on side by side, and none is taken for the other's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.journal import Journal
from index.store import location
from index.store.location import FORMAT

_OTHER = """
import json, sys
from index.store import location
location.FORMAT = int(sys.argv[3])
from index.journal import Journal
with Journal.open(sys.argv[1], cache=__import__("pathlib").Path(sys.argv[2])) as journal:
    for line in sys.stdin:
        order, _, rest = line.rstrip("\\n").partition(" ")
        if order == "refresh":
            done = journal.refresh()
            said = [*done.added, *done.changed, *done.removed]
        elif order == "ready":
            said = journal.ready
        else:
            said = [hit.post.title for hit in journal.search(rest + " ").hits]
        print(json.dumps(said), flush=True)
"""
"""A program whose index has another version: it does what it is told, a line at a time."""


class Other:
    """A program of another version over the same journal and the same cache."""

    def __init__(self, root: Path, cache: Path, version: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _OTHER, f"{root}", f"{cache}", f"{version}"],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, order: str) -> Any:
        """Give an order and wait for what it answers."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{order}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        """End the program."""
        self._process.communicate(timeout=60)
        assert self._process.returncode == 0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    write(folder, "one", "경사 하강법으로 줄인다.")
    write(folder, "two", "학습률을 줄인다.")
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture(params=[FORMAT - 1, FORMAT + 1], ids=["older", "newer"])
def other(request: pytest.FixtureRequest, root: Path, cache: Path) -> Iterator[Other]:
    """A program whose index is older or newer, which has no index yet."""
    program = Other(root, cache, request.param)
    yield program
    program.close()


def write(root: Path, name: str, body: str) -> None:
    (root / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n{body}\n", "utf-8")


def found(journal: Journal, query: str) -> list[str]:
    return sorted(hit.post.title for hit in journal.search(f"{query} ").hits)


def test_an_index_of_another_version_is_left_alone_and_one_is_made(
    other: Other, root: Path, cache: Path
) -> None:
    other.ask("refresh")
    (theirs,) = cache.iterdir()
    before = {path: path.read_bytes() for path in theirs.rglob("*") if path.is_file()}
    with Journal.open(root, cache=cache) as journal:
        assert not journal.ready
        assert sorted(journal.refresh().added) == ["one.md", "two.md"]
        assert found(journal, "줄인다") == ["one", "two"]
    assert {path: path.read_bytes() for path in theirs.rglob("*") if path.is_file()} == before
    assert len([*cache.iterdir()]) == 2


def test_both_open_at_once_each_follows_the_files_by_its_own_index(
    other: Other, root: Path, cache: Path
) -> None:
    with Journal.open(root, cache=cache) as journal:
        journal.refresh()
        assert other.ask("ready") is False
        assert other.ask("search 하강법") == []
        other.ask("refresh")
        write(root, "three", "하강법을 다시 본다.")
        assert other.ask("refresh") == ["three.md"]
        assert sorted(other.ask("search 하강법")) == ["one", "three"]
        assert found(journal, "하강법") == ["one"]
        assert journal.refresh().added == ("three.md",)
        (root / "one.md").unlink()
        assert journal.refresh().removed == ("one.md",)
        assert found(journal, "하강법") == ["three"]
        assert other.ask("refresh") == ["one.md"]
        assert other.ask("search 하강법") == ["three"]
        assert found(journal, "줄인다") == ["two"]
        assert not journal.problems


def test_files_of_another_version_in_the_place_of_ours_are_not_believed(
    other: Other, root: Path, cache: Path
) -> None:
    """As where somebody renames the folder, or a version rises without its number."""
    other.ask("refresh")
    (theirs,) = cache.iterdir()
    shutil.copytree(theirs, location.folder(root, cache))
    write(root, "two", "모멘텀을 쓴다.")
    with Journal.open(root, cache=cache) as journal:
        assert not journal.ready
        assert sorted(journal.refresh().added) == ["one.md", "two.md"]
        assert found(journal, "줄인다") == ["one"]
        assert found(journal, "모멘텀") == ["two"]
    with Journal.open(root, cache=cache) as journal:
        assert journal.ready
        assert found(journal, "모멘텀") == ["two"]
    assert other.ask("refresh") == ["two.md"]
    assert other.ask("search 모멘텀") == ["two"]


def test_an_index_that_names_modules_which_are_gone_is_made_anew(root: Path, cache: Path) -> None:
    """Whoosh keeps by their modules' names the classes that an index was made with."""
    with Journal.open(root, cache=cache) as journal:
        journal.refresh()
    (table,) = cache.rglob("*.toc")
    named = table.read_bytes()
    assert b"index.store." in named
    table.write_bytes(named.replace(b"index.store.", b"index.spore."))
    with Journal.open(root, cache=cache) as journal:
        journal.refresh()
        assert found(journal, "줄인다") == ["one", "two"]
    with Journal.open(root, cache=cache) as journal:
        assert found(journal, "줄인다") == ["one", "two"]
        assert journal.refresh().added == ()
