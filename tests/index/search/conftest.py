"""The posts of a corpus, indexed once for all tests that ask them something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.journal import Journal


@pytest.fixture(scope="session")
def index_folder(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the index of ``indexed`` is kept."""
    return tmp_path_factory.mktemp("index")


@pytest.fixture(scope="session")
def indexed(corpus: Path, index_folder: Path) -> Iterator[Journal]:
    """All the posts of a corpus as one journal, with its index made."""
    with Journal.open(corpus, cache=index_folder) as journal:
        journal.refresh()
        yield journal
