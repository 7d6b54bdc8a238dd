"""The catalog: written whole at first, then what has changed of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from index.store import catalog as catalogs
from index.store.catalog import Catalog

POSTS = 60


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "log"
    folder.mkdir()
    for i in range(POSTS):
        write(folder, i, "데이터")
    return folder


def write(folder: Path, number: int, text: str) -> None:
    head = f"---\ntitle: 글 {number}\ndate: 2021-01-01\n---\n"
    (folder / f"{number:02}.md").write_text(head + text, encoding="utf-8")


def stored(cache: Path) -> list[int]:
    """The sizes of the catalogs that are kept, oldest first."""
    files = sorted(cache.glob("*/catalog-*"), key=lambda path: int(path.stem.split("-")[1]))
    return [path.stat().st_size for path in files]


def test_a_small_change_is_stored_as_one(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "kept"
    with Journal.open(root, cache=cache) as journal:
        journal.refresh()
        (whole,) = stored(cache)
        write(root, 1, "바뀐 글")
        write(root, POSTS, "새 글")
        (root / "02.md").unlink()
        journal.refresh()
        first, change = stored(cache)
        assert first == whole
        assert change < whole / 4
        (root / "03.md").unlink()
        write(root, 2, "wieder da")
        journal.refresh()
        shown = journal.posts
        assert len(stored(cache)) == 2
    with Journal.open(root, cache=cache) as journal:
        assert journal.posts == shown
        assert len(shown) == POSTS
        assert not journal.refresh().changed
        assert [hit.post.path for hit in journal.search("wieder ").hits] == ["02.md"]


def test_many_changes_are_stored_whole(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "kept"
    with Journal.open(root, cache=cache) as journal:
        journal.refresh()
        for i in range(POSTS):
            write(root, i, "anders")
        journal.refresh()
        assert len(stored(cache)) == 1


def test_without_its_base_a_change_is_nothing(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "kept"
    with Journal.open(root, cache=cache) as journal:
        journal.refresh()
        write(root, 1, "바뀐 글")
        journal.refresh()
    (folder,) = cache.iterdir()
    (folder / "catalog-1.ilgi").unlink()
    with pytest.raises(catalogs.IndexCorrupt):
        catalogs.load(folder, str(root.resolve()))
    with Journal.open(root, cache=cache) as journal:
        assert journal.refresh().posts == POSTS
        assert [hit.post.path for hit in journal.search("바뀐 ").hits] == ["01.md"]


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    catalog = Catalog("/log", "log", "", "", "f", 3, {}, ())
    saved = catalogs.save(tmp_path, catalog)
    (tmp_path / "_MAIN_3.toc").touch()
    assert catalogs.load(tmp_path, "/log") == saved
    assert saved.base == 3
