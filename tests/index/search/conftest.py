"""The real posts, indexed once for all tests that ask them something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.journal import Journal


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the index of the real posts is kept."""
    return tmp_path_factory.mktemp("real-posts")


@pytest.fixture(scope="session")
def real_posts(shared: Path, index_folder: Path) -> Iterator[Journal]:
    """All the real posts as one journal, with its index made."""
    with Journal.open(shared / "corpus", cache=index_folder) as journal:
        journal.refresh()
        yield journal
