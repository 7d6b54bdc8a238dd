from __future__ import annotations

from pathlib import Path

import whoosh.index

from index.journal import Journal
from index.store import location


def test_whoosh_itself_reads_a_segment_that_was_moved_into_an_index(tmp_path: Path) -> None:
    root = tmp_path / "log"
    root.mkdir()
    (root / "a.md").write_text("# Loss\n\nloss falls\n", "utf-8")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
    folder = location.folder(root, tmp_path / "cache")
    with whoosh.index.open_dir(f"{folder}", indexname="MAIN").reader() as reader:
        assert reader.doc_count() == 1
        assert reader.doc_frequency("body", b"loss") == 1
        assert reader.field_length("body") == 0  # no field has lengths
