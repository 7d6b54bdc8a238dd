"""The first look at a journal: what it finds, and that it ends whatever happens."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.errors import Cancelled
from index.reading.files.site import Site
from index.reading.files.walk import SourceFile, walk
from index.store.catalog import Entry
from index.sync.preview import TitlePreview
from index.sync.preview_worker import previews


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "log" / "_posts"
    folder.mkdir(parents=True)
    (tmp_path / "log" / "_config.yml").write_text("title: 하은의 공부\n", encoding="utf-8")
    for day in range(1, 4):
        text = f"---\ntitle: 글 {day}\ntags: [n{day}]\n---\n본문\n"
        (folder / f"2021-02-0{day}-name.md").write_text(text, encoding="utf-8")
    return folder.parent


def nothing() -> None:
    """No wish to stop."""


def test_its_process_finds_what_is_found_here(root: Path) -> None:
    told: list[tuple[str, Sequence[Entry]]] = []
    look = TitlePreview(root, "", lambda name, entries: told.append((name, entries)))
    by_path = look.entries(nothing)
    look.close()
    site = Site.load(root)
    own = previews((file for file in walk(site) if isinstance(file, SourceFile)), site)
    assert told == [("하은의 공부", own)]
    assert [entry.post.title for entry in own] == ["글 3", "글 2", "글 1"]
    assert by_path == {entry.post.path: entry for entry in own}


def test_of_many_posts_it_finds_the_newest_first(root: Path) -> None:
    for post in range(1_200):
        day = f"{2001 + post // 336}-{post // 28 % 12 + 1:02}-{post % 28 + 1:02}"
        (root / "_posts" / f"{day}-old.md").write_text("---\ntags: [a]\n---\n", encoding="utf-8")
    told: list[Sequence[Entry]] = []
    look = TitlePreview(root, "", lambda _, entries: told.append(entries))
    by_path = look.entries(nothing)
    look.close()
    few, all_ = told
    assert (len(few), len(all_)) == (200, 1_203)
    assert list(few) == list(all_)[:200]
    assert [entry.post.title for entry in few[:3]] == ["글 3", "글 2", "글 1"]
    assert [entry.post.tags for entry in all_] == [*(("n3",), ("n2",), ("n1",)), *[("a",)] * 97,
                                                   *[()] * 1_103]  # fmt: skip
    assert len(by_path) == 1_203


def test_without_a_process_nothing_is_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    told: list[str] = []
    look = TitlePreview(root, "", lambda name, _: told.append(name))
    assert look.entries(nothing) == {}
    look.close()
    assert told == []


def test_a_journal_that_has_gone_gives_nothing(tmp_path: Path) -> None:
    look = TitlePreview(tmp_path / "nowhere" / "log", "", lambda *_: None)
    assert look.entries(nothing) == {}
    look.close()


def test_waiting_for_it_can_be_given_up_and_it_is_ended(root: Path) -> None:
    look = TitlePreview(root, "", lambda *_: None)

    def stop() -> None:
        raise Cancelled

    child = look._child
    assert child is not None
    os.kill(child.pid, signal.SIGSTOP)  # it sleeps, as on a disk that does not answer
    with pytest.raises(Cancelled):
        look.entries(stop)
    look.close()
    assert child.returncode == -signal.SIGKILL
    assert look.entries(nothing) == {}


def test_what_is_known_is_not_sketched_again_unless_its_file_changed(root: Path) -> None:
    site = Site.load(root)
    files = sorted((f for f in walk(site) if isinstance(f, SourceFile)), key=lambda f: f.path)
    first = {entry.post.path: entry for entry in previews(files, site)}
    steps: list[int] = []
    assert previews(files, site, first, steps.append) == list(first.values())
    assert steps == []
    changed = SourceFile(files[1].path, files[1].real, 1, 1, "post", "posts")
    again = previews([files[0], changed], site, first, steps.append)
    assert steps
    assert [(entry.post.title, entry.size) for entry in again] == [
        ("글 2", 1),
        ("글 1", first[files[0].path].size),
    ]
