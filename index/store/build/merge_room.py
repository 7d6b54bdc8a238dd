"""The folder that segments are merged in, without importing what merges them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.store.whoosh_codec.writer import ROOM


@contextmanager
def room(folder: Path) -> Iterator[Path]:
    """A folder to merge in, removed at the end. Raises OSError."""
    made = Path(tempfile.mkdtemp(prefix=ROOM, dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
