"""What many small refreshes leave is merged when nobody waits, and nothing is lost on the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import whoosh.index

from index.errors import Cancelled
from index.journal import Journal
from index.store.build import merging
from index.sync.workers import spawn

POSTS = 30
CHANGES = 26
QUERIES = (
    "데이터 ",
    "w3 ",
    "w",
    "tag:odd ",
    "데",
    "바뀐 ",
    "tag:even 데이터 sort:old",
    '"바뀐 w5"',
)


def write(root: Path, number: int, text: str) -> None:
    parity = "even" if number % 2 == 0 else "odd"
    day = f"2021-{number // 20 + 1:02}-{number % 20 + 1:02}"
    head = f"---\ntitle: 글 {number}\ndate: {day}\ntags: [{parity}]\n---\n"
    (root / f"{number:02}.md").write_text(head + text, encoding="utf-8")


@pytest.fixture
def often(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A journal that was refreshed after each of many small changes, and its cache; made once."""
    base = tmp_path_factory.getbasetemp() / "merging"
    root, cache = base / "log", base / "kept"
    if root.exists():
        return root, cache
    root.mkdir(parents=True)
    for i in range(POSTS):
        write(root, i, f"데이터 w{i}\n" * (1 + i % 3))
    with Journal.open(root, cache=cache) as journal:
        journal.refresh()
        for i in range(CHANGES):
            write(root, i * 7 % POSTS, f"데이터 바뀐 w{i} " * (1 + i * 11))
            journal.refresh()
        (root / "03.md").unlink()
        journal.refresh()
    return root, cache


def segments(cache: Path) -> int:
    (folder,) = cache.iterdir()
    with whoosh.index.open_dir(folder).reader() as reader:
        return len(reader.leaf_readers())


def answers(journal: Journal) -> list[object]:
    found: list[object] = [
        [(hit.post.path, round(hit.score, 6)) for hit in journal.search(query).hits]
        for query in QUERIES
    ]
    found.extend(journal.facets(journal.search(query)) for query in QUERIES)
    found.extend(journal.outline(post.path) for post in journal.posts)
    return found


@pytest.mark.parametrize("apart", [False, True])
def test_many_segments_become_one_and_answer_as_before(
    often: tuple[Path, Path], tmp_path: Path, *, apart: bool
) -> None:
    root, mine = often[0], tmp_path / "kept"
    shutil.copytree(often[1], mine)
    assert segments(mine) >= 20
    with Journal.open(root, cache=mine) as journal:
        before = answers(journal)
        assert journal.tidy(apart=apart)
        assert segments(mine) == 1
        assert answers(journal) == before
        assert not journal.tidy(apart=apart)
    with Journal.open(root, cache=mine) as journal:
        assert answers(journal) == before
        assert journal.refresh().changed == ()
        index = journal._updater.searchable().index
        assert index is not None
        documents = index.documents()
        assert list(documents) == sorted(documents, reverse=True)


@pytest.mark.parametrize("apart", [False, True])
def test_a_merge_gives_way(often: tuple[Path, Path], tmp_path: Path, *, apart: bool) -> None:
    root, mine = often[0], tmp_path / "kept"
    shutil.copytree(often[1], mine)
    with Journal.open(root, cache=mine) as journal:
        before = answers(journal)
        assert not journal.tidy(cancelled=lambda: True, apart=apart)
        assert segments(mine) >= 20
        assert not list(mine.glob("*/merge-*"))
        assert answers(journal) == before


def test_a_merge_that_comes_too_late_is_forgotten(
    often: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, mine = tmp_path / "log", tmp_path / "kept"
    shutil.copytree(often[0], root)
    with Journal.open(root, cache=mine) as journal:
        journal.refresh()
        for i in range(24):
            write(root, i % POSTS, f"데이터 w{i}")
            journal.refresh()
        found = merging.merged

        def slow(*given: Any) -> object:
            made = found(*given)
            write(root, 1, "새 데이터")
            journal.refresh()
            return made

        monkeypatch.setattr(merging, "merged", slow)
        assert not journal.tidy()
        assert [hit.post.path for hit in journal.search("새 ").hits] == ["01.md"]
        monkeypatch.setattr(merging, "merged", found)
        assert journal.tidy()
        assert [hit.post.path for hit in journal.search("새 ").hits] == ["01.md"]


def test_a_refresh_ends_a_merge_in_a_process_of_its_own(
    often: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, mine = tmp_path / "log", tmp_path / "kept"
    shutil.copytree(often[0], root)
    with Journal.open(root, cache=mine) as journal:
        journal.refresh()
        for i in range(24):
            write(root, i % POSTS, f"데이터 w{i}")
            journal.refresh()
        children: list[subprocess.Popen[bytes] | None] = []
        start = spawn.start

        def started(*given: str) -> subprocess.Popen[bytes] | None:
            children.append(start(*given))
            write(root, 1, "새 데이터")
            journal.refresh()
            return children[-1]

        monkeypatch.setattr(spawn, "start", started)
        journal.tidy(apart=True)
        assert [hit.post.path for hit in journal.search("새 ").hits] == ["01.md"]
        assert [child and child.poll() is not None for child in children] == [True]


def test_a_merge_whose_process_dies_or_cannot_start_changes_nothing(
    often: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, mine = often[0], tmp_path / "kept"
    shutil.copytree(often[1], mine)
    start = spawn.start

    def killed(*given: str) -> subprocess.Popen[bytes] | None:
        child = start(*given)
        if child:
            child.kill()
        return child

    with Journal.open(root, cache=mine) as journal:
        before = answers(journal)
        for broken in (killed, lambda *_: None):
            monkeypatch.setattr(spawn, "start", broken)
            assert not journal.tidy(apart=True)
            assert segments(mine) >= 20
            assert not list(mine.glob("*/merge-*"))
            assert answers(journal) == before
        monkeypatch.setattr(spawn, "start", start)
        assert journal.tidy(apart=True)


def test_damage_that_a_merge_in_a_process_of_its_own_finds_is_mended(
    often: tuple[Path, Path], tmp_path: Path
) -> None:
    root, mine = often[0], tmp_path / "kept"
    shutil.copytree(often[1], mine)
    with Journal.open(root, cache=mine) as journal:
        before = answers(journal)
    for file in mine.glob("*/*.postings"):
        data = bytearray(file.read_bytes())
        if len(data) > 60:
            data[-40] ^= 255
            file.write_bytes(data)
    with Journal.open(root, cache=mine) as journal:
        assert not journal.tidy(apart=True)
        journal.refresh()
        assert answers(journal) == before


@pytest.mark.parametrize("call", range(12))
def test_a_merge_killed_anywhere_loses_nothing(
    often: tuple[Path, Path], tmp_path: Path, call: int
) -> None:
    root, mine = often[0], tmp_path / "kept"
    shutil.copytree(often[1], mine)
    program = (
        "import os, pathlib, sys\n"
        "from index.journal import Journal\n"
        "left = iter(range(int(sys.argv[3])))\n"
        "def dying(kept):\n"
        "    def call(*given):\n"
        "        if next(left, None) is None: os._exit(9)\n"
        "        return kept(*given)\n"
        "    return call\n"
        "pathlib.Path.replace = dying(pathlib.Path.replace)\n"
        "os.rename, os.remove = dying(os.rename), dying(os.remove)\n"
        "Journal.open(sys.argv[1], cache=pathlib.Path(sys.argv[2])).tidy()\n"
    )
    command = [sys.executable, "-c", program, str(root), str(mine), str(call)]
    killed = subprocess.run(command, check=False, env={**os.environ})
    assert killed.returncode == 9
    with Journal.open(root, cache=often[1]) as journal:
        before = answers(journal)
    with Journal.open(root, cache=mine) as journal:
        assert answers(journal) == before
        assert journal.refresh().changed == ()
        journal.tidy()
        assert answers(journal) == before
        assert segments(mine) == 1
        journal.refresh(rebuild=True)
        assert answers(journal) == before
        assert len(list(mine.glob("*/*.terms"))) == 1
        assert not list(mine.glob("*/merge-*"))


def test_a_journal_of_few_segments_is_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "log"
    root.mkdir()
    write(root, 1, "데이터")
    with Journal.open(root, cache=tmp_path / "kept") as journal:
        assert not journal.tidy()
        journal.refresh()
        assert not journal.tidy()
        with pytest.raises(Cancelled):
            journal.refresh(rebuild=True, cancelled=lambda: True)
