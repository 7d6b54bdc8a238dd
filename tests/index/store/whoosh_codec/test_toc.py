from __future__ import annotations

from pathlib import Path

import whoosh.index
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage

from index.store.whoosh_codec.codec import Codec
from index.store.whoosh_codec.schema import schema
from index.store.whoosh_codec.toc import NAME, SIZES, VERSION, StoredSegment, read_segments


def test_a_table_of_contents_begins_as_whoosh_begins_it() -> None:
    sizes = whoosh.index._INT_SIZE, whoosh.index._LONG_SIZE, whoosh.index._FLOAT_SIZE
    assert (sizes, whoosh.index._CURRENT_TOC_VERSION) == (SIZES, VERSION)


def test_segments_are_read_as_whoosh_writes_them(tmp_path: Path) -> None:
    segments = [
        W3Segment(Codec(), NAME, 300, "abc123"),
        W3Segment(Codec(), NAME, 9, "d", {2, 8}),
    ]
    whoosh.index.TOC(schema(), segments, 129).write(FileStorage(f"{tmp_path}"), NAME)
    found = read_segments(tmp_path, 129)
    assert found == [StoredSegment("abc123", 300), StoredSegment("d", 9, frozenset({2, 8}))]
    assert [each.identifier for each in found] == [each.segment_id() for each in segments]
