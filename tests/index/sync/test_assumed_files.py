"""Files as an index has them are those that a walk finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import JournalError
from index.journal import Journal
from index.store import location
from index.sync.source_files import SourceFiles
from tests.corpora import JOURNALS

_FOLDERS = sorted(path.name for path in JOURNALS.iterdir() if any(path.glob("**/*.md")))


@pytest.mark.parametrize("folder", _FOLDERS)
def test_a_file_is_what_a_walk_finds(folder: str, tmp_path: Path) -> None:
    root, cache = JOURNALS / folder, tmp_path / "cache"
    with Journal.open(root, cache=cache) as journal:
        journal.refresh()
    index = location.folder(root, cache)
    with Journal.open(root, cache=cache) as journal:
        snapshot = journal._updater.snapshot
    assumed, walked = SourceFiles(root, index), SourceFiles(root, index)
    assumed.assume(snapshot.entries, snapshot.catalog.places)
    found = walked.scan(lambda _: None).files
    assert len(found) == len(snapshot.posts)
    for path, file in found.items():
        assert assumed.source(path) == file
        assert assumed.scanned(path) == walked.scanned(path)
    for path in ("nowhere.md", f"../{folder}/{next(iter(found))}"):
        with pytest.raises(JournalError):
            assumed.source(path)
