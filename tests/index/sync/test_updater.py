"""Damage that a question finds while the index is replaced by a thread beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from index.journal import Journal
from index.store import catalog as catalogs
from index.store.catalog import Catalog, IndexClosed, IndexCorrupt
from index.sync.snapshot import Snapshot
from index.sync.updater import IndexUpdater

SECONDS_FOR_COMMIT = 3.0
"""How long a refresh on a thread may take to commit; longer where it has to wait for a lock."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "log"
    root.mkdir()
    for number in range(3):
        write(root, number, "loss")
    return root


@pytest.fixture
def journal(root: Path, tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        yield journal


def write(root: Path, number: int, text: str) -> None:
    (root / f"{number}.md").write_text(f"---\ntitle: Post {number}\n---\n{text}\n", "utf-8")


def corrupt_once() -> Callable[[Snapshot], int]:
    """A question that finds damage when it is asked for the first time."""
    asked: list[Snapshot] = []

    def question(snapshot: Snapshot) -> int:
        asked.append(snapshot)
        if len(asked) == 1:
            raise IndexCorrupt("found")
        return len(snapshot.posts)

    return question


class Beside:
    """A refresh on a thread, which has some time to commit while another thread goes on."""

    def __init__(self, journal: Journal) -> None:
        self._thread = Thread(target=journal.refresh)
        self.is_begun = False

    def run(self) -> None:
        """Begin, and wait for the end unless it is held up."""
        if not self.is_begun:
            self.is_begun = True
            self._thread.start()
            self._thread.join(SECONDS_FOR_COMMIT)

    def wait(self) -> None:
        """Wait for the end."""
        self._thread.join(60)
        assert not self._thread.is_alive()


def test_damage_in_an_older_index_is_not_held_against_a_newer_one(
    root: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, 1, "loss anew")
    refresh, real = Beside(journal), catalogs.generation

    def generation(folder: Path) -> int | None:
        found = real(folder)
        refresh.run()
        return found

    monkeypatch.setattr(catalogs, "generation", generation)
    assert journal._updater.ask(corrupt_once()) == 3
    refresh.wait()
    assert journal.ready
    assert [post.path for post in journal.search("anew ").posts] == ["1.md"]


def test_a_newer_snapshot_is_not_replaced_by_one_that_is_being_loaded(
    root: Path, journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.search("loss ")  # from now on its index is open
    with Journal.open(root, cache=tmp_path / "cache") as other:
        write(root, 1, "loss second")
        other.refresh()
    write(root, 2, "loss third")
    refresh, real = Beside(journal), catalogs.load

    def load(folder: Path, where: str) -> Catalog:
        found = real(folder, where)
        refresh.run()
        return found

    shown: list[int] = []
    swap = IndexUpdater._swap

    def recorded(updater: IndexUpdater, snapshot: Snapshot) -> None:
        shown.append(snapshot.catalog.generation)
        swap(updater, snapshot)

    monkeypatch.setattr(catalogs, "load", load)
    monkeypatch.setattr(IndexUpdater, "_swap", recorded)
    assert journal._updater.ask(corrupt_once()) == 3
    refresh.wait()
    assert shown == sorted(shown)
    assert len(set(shown)) == 2, shown


def test_an_index_that_is_replaced_again_and_again_is_not_damaged(journal: Journal) -> None:
    asked: list[Snapshot] = []

    def question(snapshot: Snapshot) -> bool:
        asked.append(snapshot)
        if snapshot.index is not None:
            raise IndexClosed("replaced")
        return snapshot.unread_for != ""

    assert journal._updater.ask(question)
    assert journal.ready
