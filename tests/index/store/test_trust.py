"""What others may have put into the folder of an index is never run, and never shown."""

from __future__ import annotations

import io
import os
import pickle
from pathlib import Path

import pytest
from whoosh.filedb.structfile import StructFile

from index.journal import Journal
from index.store import location
from index.store.catalog import IndexCorrupt, generation
from index.store.whoosh_codec.toc import NAME, read_segments


class _Hostile:
    """Makes a folder when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return os.mkdir, (f"{self._mark}",)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "log"
    root.mkdir()
    for number in range(3):
        (root / f"{number}.md").write_text(f"# 글 {number}\n\nloss w{number}\n", "utf-8")
    return root


def _folder(root: Path, cache: Path) -> Path:
    with Journal.open(root, cache=cache) as journal:
        journal.refresh()
    return location.folder(root, cache)


def _plant(folder: Path, hostile: object, *, in_schema: bool = False, version: int | None) -> None:
    """Put an object into the pickles of the table of contents, in Whoosh's own layout."""
    number = generation(folder)
    toc = folder / f"_{NAME}_{number}.toc"
    stream = StructFile(io.BytesIO(toc.read_bytes()))
    sizes = [stream.read_varint() for _ in range(3)]
    order, found = stream.read_int(), stream.read_int()
    release = [stream.read_varint() for _ in range(3)]
    schema = stream.read_string()
    generation_, unused = stream.read_int(), stream.read_int()
    segments = stream.file.read()

    made = io.BytesIO()
    out = StructFile(made)
    for size in sizes:
        out.write_varint(size)
    out.write_int(order)
    out.write_int(found if version is None else version)
    for part in release:
        out.write_varint(part)
    out.write_string(pickle.dumps(hostile, 2) if in_schema else schema)
    out.write_int(generation_)
    out.write_int(unused)
    out.flush()
    toc.write_bytes(made.getvalue() + (segments if in_schema else pickle.dumps([hostile], 2)))


@pytest.mark.parametrize(
    ("in_schema", "version"), [(False, None), (True, None), (False, -110), (True, -108)]
)
def test_a_hostile_pickle_is_not_run(
    root: Path, tmp_path: Path, in_schema: bool, version: int | None
) -> None:
    cache, mark = tmp_path / "cache", tmp_path / "run"
    folder = _folder(root, cache)
    _plant(folder, _Hostile(mark), in_schema=in_schema, version=version)
    with Journal.open(root, cache=cache) as journal:
        journal.search("loss ")
        assert journal.refresh().behind is False
        assert len(journal.search("loss ").hits) == 3
    assert not mark.exists()


def test_a_pickle_that_names_a_class_of_no_segment_is_damage(root: Path, tmp_path: Path) -> None:
    folder = _folder(root, tmp_path / "cache")
    number = generation(folder)
    assert number is not None
    assert [segment.documents for segment in read_segments(folder, number)] == [3]
    _plant(folder, Path("a"), version=None)
    with pytest.raises(IndexCorrupt, match="names"):
        read_segments(folder, number)


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_a_folder_that_others_may_write_in_is_made_anew(
    root: Path, tmp_path: Path, mode: int
) -> None:
    cache = tmp_path / "cache"
    folder = _folder(root, cache)
    folder.chmod(mode)
    (folder / "left.by-somebody").write_text("x")
    with Journal.open(root, cache=cache) as journal:
        assert not journal.ready
        journal.refresh()
        assert len(journal.search("loss ").hits) == 3
    assert not (folder / "left.by-somebody").exists()
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o711])
def test_a_folder_that_others_may_read_is_used_and_closed_to_them(
    root: Path, tmp_path: Path, mode: int
) -> None:
    cache = tmp_path / "cache"
    folder = _folder(root, cache)
    folder.chmod(mode)
    kept = sorted(path.name for path in folder.iterdir())
    with Journal.open(root, cache=cache) as journal:
        assert journal.ready
        assert journal.refresh().added == ()
    assert sorted(path.name for path in folder.iterdir()) == kept
    assert folder.stat().st_mode & 0o777 == 0o700


def test_folders_that_are_made_for_indexes_are_closed_to_others(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "caches" / "ilgi"
    folder = _folder(root, cache)
    assert folder.stat().st_mode & 0o777 == cache.stat().st_mode & 0o777 == 0o700


def test_a_link_in_the_folder_is_not_followed(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    folder = _folder(root, cache)
    precious = tmp_path / "precious"
    precious.write_text("kept")
    lock = location.writers_lock(folder)
    lock.unlink()
    lock.symlink_to(precious)
    (root / "new.md").write_text("loss")
    with Journal.open(root, cache=cache) as journal:
        journal.refresh()
        assert len(journal.search("loss ").hits) == 4
    assert precious.read_text() == "kept"
