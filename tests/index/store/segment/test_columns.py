from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.filedb.filestore import FileStorage

from index.store.catalog import IndexCorrupt
from index.store.segment.columns import (
    NUMBER,
    OUTLINE,
    OutlineColumn,
    column_file,
    numbers,
    sealed,
)
from index.store.segment.segment_files import SegmentFiles

SEGMENT = "MAIN_a"


def _written(folder: Path, outlines: list[bytes], *, offsets: bool = False) -> Path:
    """The column of outlines as Whoosh writes it, with offsets as where there are many."""
    kind = VarBytesColumn(write_offsets_cutoff=0 if offsets else 1 << 15)
    name = column_file(SEGMENT, OUTLINE)
    with FileStorage(f"{folder}").create_file(name) as file:
        out = kind.writer(file)
        for document, outline in enumerate(outlines):
            out.add(document, sealed(outline, document + 7))
        out.finish(len(outlines))
    return folder / name


def _opened(path: Path, documents: int) -> OutlineColumn:
    return OutlineColumn(SegmentFiles().open(path), array("I", range(7, 7 + documents)))


@pytest.mark.parametrize("offsets", [False, True])
@pytest.mark.parametrize("longest", [3, 300, 70_000])
def test_outlines_are_read_as_whoosh_writes_them(
    tmp_path: Path, offsets: bool, longest: int
) -> None:
    outlines = [b"a", b"", b"b" * longest, "글".encode()]
    column = _opened(_written(tmp_path, outlines, offsets=offsets), len(outlines))
    assert [column.packed(document) for document in range(len(outlines))] == outlines


def test_any_flipped_bit_of_a_column_of_outlines_is_damage(tmp_path: Path) -> None:
    outlines = [b"one", b"two", b"three"]
    path = _written(tmp_path, outlines)
    data = path.read_bytes()
    for bit in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        with pytest.raises(IndexCorrupt):
            _read_all(path, len(outlines))


def test_a_column_of_outlines_cut_anywhere_is_damage(tmp_path: Path) -> None:
    path = _written(tmp_path, [b"one", b"two"])
    data = path.read_bytes()
    for length in range(len(data)):
        path.write_bytes(data[:length])
        with pytest.raises(IndexCorrupt):
            _read_all(path, 2)


def _read_all(path: Path, documents: int) -> None:
    column = _opened(path, documents)
    for document in range(documents):
        column.packed(document)


def test_numbers_are_read_as_whoosh_writes_them(tmp_path: Path) -> None:
    with FileStorage(f"{tmp_path}").create_file(column_file(SEGMENT, NUMBER)) as file:
        out = NumericColumn("I").writer(file)
        for document, number in enumerate((5, 1, 1 << 31)):
            out.add(document, number)
        out.finish(3)
    assert list(numbers(tmp_path, SEGMENT, 3)) == [5, 1, 1 << 31]
    for documents in (2, 4):
        with pytest.raises(IndexCorrupt):
            numbers(tmp_path, SEGMENT, documents)
