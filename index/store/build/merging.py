"""Merges many small segments into one while ilgi is idle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.post import Post
from index.search.text.vocabulary import Vocabulary
from index.store.build.segment_writer import order, write
from index.store.catalog import Catalog, IndexCorrupt
from index.store.segment.postings_batch import PostingsBatch
from index.store.segment.written import WrittenSegment
from index.store.whoosh_codec.segments import Record

from .inversion import Inversion
from .merge_policy import MOST_DOCUMENTS
from .position_streams import PositionStreams

if TYPE_CHECKING:
    from index.store.whoosh_codec.reader import IndexReader, Leaf


def merged(
    index: IndexReader, catalog: Catalog, made: Path, step: Callable[[], None]
) -> tuple[frozenset[str], WrittenSegment] | None:
    """Write the smaller segments of a generation as one, ascending by date.

    Args:
        index: The generation, open.
        catalog: Its catalog.
        made: An empty folder to write the segment to.
        step: Called now and then; it may raise.

    Returns:
        What the segments were called and what is written, None where there is nothing to merge.

    Raises:
        IndexCorrupt: The index cannot be used.
        OSError: It cannot be read, or the segment not be written.
    """
    leaves = _smallest(index.leaves)
    if len(leaves) < 2:
        return None
    posts = {e.number: e.post for e in catalog.entries if e.number is not None}
    records: list[Record] = []
    vocabulary = Vocabulary()
    inversion, streams = Inversion(vocabulary, made), PositionStreams(vocabulary, made)
    for leaf in leaves:
        places = _add_documents(leaf, posts, records)
        _add_terms(leaf, places, inversion, step)
        step()
        streams.extend(leaf.segment.positions, places)
    names = frozenset(leaf.identifier for leaf in leaves)
    return names, write(made, records, inversion, streams)


def _smallest(leaves: Sequence[Leaf]) -> list[Leaf]:
    """The smallest segments, of no more than some thousand documents in all."""
    chosen: list[Leaf] = []
    total = 0
    for leaf in sorted(leaves, key=lambda leaf: leaf.segment.documents):
        total += leaf.segment.documents
        if total > MOST_DOCUMENTS:
            break
        chosen.append(leaf)
    return chosen


def _add_documents(leaf: Leaf, posts: dict[int, Post], records: list[Record]) -> dict[int, int]:
    """Add the documents of a segment that are not deleted; gives the new number of each."""
    places: dict[int, int] = {}
    for document, number in enumerate(leaf.segment.numbers):
        if document in leaf.deleted:
            continue
        if number not in posts:
            raise IndexCorrupt("the index holds a post that the catalog does not")
        post = posts[number]
        places[document] = len(records)
        records.append(Record(number, post.path, leaf.segment.outline(document), order(post)))
    return places


def _add_terms(
    leaf: Leaf, places: dict[int, int], inversion: Inversion, step: Callable[[], None]
) -> None:
    terms = leaf.terms
    moved = np.full(leaf.segment.documents, -1, dtype=np.int64)
    moved[list(places)] = list(places.values())
    for name in terms.dictionary.names:
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
            inversion.extend(
                name, PostingsBatch(found, counts[left], documents[alive], lists.times[alive])
            )
