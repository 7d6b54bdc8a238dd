"""Changes of a journal's files are told while it is open."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

import pytest

from index.journal import Journal
from index.sync import watch

Told = Queue[frozenset[str]]


@pytest.fixture
def follow() -> Iterator[Callable[[Path], Told]]:
    """Watches a journal on a thread and gives what it tells."""
    stop = Event()
    threads: list[Thread] = []

    def started(path: Path) -> Told:
        told: Told = Queue()

        def watch() -> None:
            with Journal.open(path) as journal:
                for paths in journal.watch(stop.is_set):
                    told.put(paths)

        threads.append(Thread(target=watch))
        threads[-1].start()
        return told

    yield started
    stop.set()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()


def told_of(told: Told, wanted: str | None, act: Callable[[], object]) -> set[str]:
    """All that was told until ``wanted`` was, or the empty set for None, while ``act`` repeats."""
    seen: set[str] = set()
    for _ in range(300):
        act()
        try:
            paths = told.get(timeout=0.2)
        except Empty:
            continue
        seen |= paths
        if wanted in paths or (wanted is None and not paths):
            return seen
    raise AssertionError(f"{wanted} was not told of, only {seen}")


def test_a_folder_that_cannot_be_watched_is_not_asked_again_without_a_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts: list[bool] = []
    rests: list[float] = []

    def fail(*_: object, polling: bool) -> Iterator[frozenset[str]]:
        attempts.append(polling)
        raise OSError(errno.EACCES, "no")

    monkeypatch.setattr(watch, "_watched", fail)
    monkeypatch.setattr(watch, "sleep", rests.append)
    assert not [*watch.changes(tmp_path, lambda: len(attempts) >= 6)]
    assert attempts == [False, *[True] * 5]
    assert len(rests) == 5
    assert min(rests) > 0


def test_files_that_are_written_replaced_and_removed_are_told(
    tmp_path: Path, follow: Callable[[Path], Told]
) -> None:
    post = tmp_path / "2021-09-10-one.md"
    told = follow(tmp_path)
    told_of(told, post.name, lambda: post.write_text("one"))

    def save_as_editors_do() -> None:
        draft = tmp_path / f".{post.name}.swp"
        draft.write_text("two")
        draft.rename(post)

    assert f".{post.name}.swp" not in told_of(told, post.name, save_as_editors_do)
    other = tmp_path / "new folder" / "deep" / "another.md"
    other.parent.mkdir(parents=True)
    told_of(told, "new folder/deep/another.md", lambda: other.write_text("three"))
    post.unlink()
    told_of(told, post.name, lambda: None)


def test_what_no_post_depends_on_is_not_told(
    tmp_path: Path, follow: Callable[[Path], Told]
) -> None:
    told = follow(tmp_path)
    told_of(told, "a.md", lambda: (tmp_path / "a.md").write_text("a"))
    for name in (".git/index", "node_modules/x.md", "_site/a.html", "a.md~", "#a.md#", ".#a.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    told_of(told, "b.md", lambda: (tmp_path / "b.md").write_text("b"))
    (tmp_path / ".gitignore").write_text("*.log")
    assert told_of(told, ".gitignore", lambda: None) <= {"a.md", "b.md", ".gitignore"}


def test_of_a_journal_that_is_one_file_only_that_file_is_told(
    tmp_path: Path, follow: Callable[[Path], Told]
) -> None:
    post = tmp_path / "note.md"
    post.write_text("a")
    told = follow(post)

    def write_both() -> None:
        (tmp_path / "other.md").write_text("b")
        post.write_text("c")

    assert told_of(told, "note.md", write_both) == {"note.md"}


def test_a_folder_that_goes_and_comes_back_is_told_of_and_watched_on(
    tmp_path: Path, follow: Callable[[Path], Told]
) -> None:
    root = tmp_path / "journal"
    root.mkdir()
    told = follow(root)
    told_of(told, "a.md", lambda: (root / "a.md").write_text("a"))
    shutil.rmtree(root)
    told_of(told, None, lambda: None)
    root.mkdir()
    told_of(told, None, lambda: None)
    told_of(told, "a.md", lambda: (root / "a.md").write_text("again"))


def test_without_events_the_folder_is_looked_over(
    tmp_path: Path, follow: Callable[[Path], Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.sync.watch._is_remote", lambda _: True)
    told = follow(tmp_path)
    told_of(told, "a.md", lambda: (tmp_path / "a.md").write_text("a"))


@pytest.mark.skipif(sys.platform != "linux", reason="names may be any bytes on Linux")
def test_a_name_that_is_no_text_ends_no_watching(
    tmp_path: Path, follow: Callable[[Path], Told]
) -> None:
    told = follow(tmp_path)
    odd = os.fsencode(tmp_path) + b"/caf\xe9.md"

    def write_odd() -> None:
        Path(os.fsdecode(odd)).write_text("x")

    told_of(told, None, write_odd)
    told_of(told, "good.md", lambda: (tmp_path / "good.md").write_text("x"))
