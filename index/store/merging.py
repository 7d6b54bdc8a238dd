"""Many small segments become one, while nobody waits for it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from index.post import Post
from index.search.vocabulary import Vocabulary

from .catalog import Catalog, Damaged
from .codec import TermsReader
from .inversion import Inversion
from .lists import Lists
from .places import Places
from .schema import OUTLINE
from .segments import PLACES, Record, numbers, order, unsealed, write
from .streams import Streams
from .tasks import Written
from .writer import ROOM

_MANY = 20
_MOST_DOCUMENTS = 5_000


def needed(catalog: Catalog) -> bool:
    """Whether there are many segments, beside those that are too large to be merged."""
    segments = sum(name.endswith(".terms") for name in catalog.segments)
    return segments - len(catalog.entries) // _MOST_DOCUMENTS >= _MANY


@contextmanager
def room(folder: Path) -> Iterator[Path]:
    """A folder to merge in, as long as it takes. Raises OSError."""
    made = Path(tempfile.mkdtemp(prefix=ROOM, dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def merged(
    folder: Path, catalog: Catalog, made: Path, step: Callable[[], None]
) -> tuple[frozenset[str], Written] | None:
    """Write the smaller segments of a generation as one, ascending by date; which they were.

    None where there is nothing to merge, or the index is of another generation by now. ``step`` is
    called now and then, and may raise. Raises Damaged, OSError.
    """
    found = FileIndex(FileStorage(os.fspath(folder))).reader()
    try:
        if found.generation() != catalog.generation:
            return None
        leaves = _smallest([leaf for leaf, _ in found.leaf_readers()])
        if len(leaves) < 2:
            return None
        posts = {e.number: e.post for e in catalog.entries if e.number is not None}
        records: list[Record] = []
        vocabulary = Vocabulary()
        inversion, streams = Inversion(vocabulary, made), Streams(vocabulary, made)
        for leaf in leaves:
            places = _add_documents(folder, leaf, posts, records)
            _add_terms(leaf, places, inversion, step)
            step()
            _add_places(folder, leaf, places, streams)
        names = frozenset(leaf.segment().segment_id() for leaf in leaves)
        return names, write(made, records, inversion, streams)
    finally:
        found.close()


def _smallest(leaves: Sequence[Any]) -> list[Any]:
    """The smallest segments, of no more than some thousand documents in all."""
    chosen: list[Any] = []
    total = 0
    for leaf in sorted(leaves, key=lambda leaf: leaf.doc_count_all()):
        total += leaf.doc_count_all()
        if total > _MOST_DOCUMENTS:
            break
        chosen.append(leaf)
    return chosen


def _add_documents(
    folder: Path, leaf: Any, posts: dict[int, Post], records: list[Record]
) -> dict[int, int]:
    """Add the documents of a segment, but for those deleted; the place of each."""
    places: dict[int, int] = {}
    outlines = leaf.column_reader(OUTLINE, translate=False)
    for document, number in enumerate(numbers(folder, leaf.segment())):
        if leaf.is_deleted(document):
            continue
        if number not in posts:
            raise Damaged("the index holds a post that the catalog does not")
        post = posts[number]
        places[document] = len(records)
        outline = unsealed(outlines[document], number)
        records.append(Record(number, post.path, outline, order(post)))
    return places


def _add_terms(
    leaf: Any, places: dict[int, int], inversion: Inversion, step: Callable[[], None]
) -> None:
    terms: TermsReader = leaf._terms  # noqa: SLF001  Whoosh gives it nowhere else
    moved = np.full(leaf.doc_count_all(), -1, dtype=np.int64)
    moved[list(places)] = list(places.values())
    for name in terms.indexed_field_names():
        for lists in terms.lists(name):
            step()
            documents = moved[lists.documents]
            alive = documents >= 0
            firsts = np.cumsum(lists.counts) - lists.counts
            counts = np.add.reduceat(alive, firsts, dtype=np.int64)
            left = np.flatnonzero(counts)
            if not len(left):
                continue
            found = [lists.terms[place] for place in left.tolist()]
            inversion.extend(name, Lists(found, counts[left], documents[alive], lists.times[alive]))


def _add_places(folder: Path, leaf: Any, posts: dict[int, int], streams: Streams) -> None:
    places = Places(leaf.segment().open_file(FileStorage(os.fspath(folder)), PLACES))
    try:
        streams.extend(places, posts)
    finally:
        places.close()
