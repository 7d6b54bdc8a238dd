"""Journals of the files that a test writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from index.journal import Journal

Read = Callable[[Mapping[str, str]], Journal]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write the files of a journal and read it."""

    def read_files(files: Mapping[str, str]) -> Journal:
        root = tmp_path / "journal"
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        with Journal.open(root, cache=tmp_path / "cache") as journal:
            journal.refresh()
            return journal

    return read_files
