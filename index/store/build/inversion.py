"""Inverts the terms of documents: from the terms of each to the postings of each term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.search.corpus.postings_source import RUNS
from index.search.text.batch import Batch, BatchTerms
from index.search.text.characters import Numbers
from index.search.text.term_keys import known
from index.search.text.vocabulary import Vocabulary, Words
from index.store.segment.postings import MOST_IN_BYTE
from index.store.segment.postings_batch import PostingsBatch

from .runs import Run, Runs, firsts, lengths, ordered

if TYPE_CHECKING:
    from index.store.whoosh_codec.field_writer import FieldWriter


class Inversion:
    """Collects the postings of a segment, as runs by field (see ``runs``).

    The columns of a run are documents, and how often a term is in each. Runs are spilled to files
    in ``folder``: every method raises OSError.
    """

    def __init__(self, vocabulary: Vocabulary, folder: Path) -> None:
        self._vocabulary = vocabulary
        self._words = Words(vocabulary)
        self._runs = defaultdict[str, Runs](partial(Runs, folder))
        self._single: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)

    def add(self, first: int, batch: Batch) -> None:
        """Add the texts of some documents, the first of which is ``first``."""
        for field, terms in batch.terms(self._words):
            self._add(field, first, terms)
        for field, terms in batch.runs(self._vocabulary):
            self._add(RUNS[field], first, terms, once=True)

    def _add(self, field: str, first: int, terms: BatchTerms, *, once: bool = False) -> None:
        if not len(terms.keys):
            return
        keys, posts = ordered(*terms)
        starts = firsts(keys, posts)
        times = np.ones_like(starts) if once else lengths(starts, len(keys))
        keys, posts = keys[starts], posts[starts]
        starts = firsts(keys)
        columns = (posts + first).astype(np.uint32), _narrow(times)
        counts = lengths(starts, len(keys))
        self._runs[field].add(Run(keys[starts], counts, columns))

    def add_terms(self, document: int, fields: Mapping[str, Mapping[str, int]]) -> None:
        """Add terms of a document that are not of its texts, with how often each is in it."""
        for field, terms in fields.items():
            if terms:
                found = ((self._vocabulary[term], document, n) for term, n in terms.items())
                self._single[field].extend(found)

    def extend(self, field: str, lists: PostingsBatch) -> None:
        """Add postings of some terms of a field, none of them empty.

        Such postings and texts cannot be added to the same inversion.
        """
        columns = lists.documents.astype(np.uint32), _narrow(lists.times)
        keys = known(self._vocabulary.numbers(lists.terms))
        self._runs[field].add(Run(keys, lists.counts, columns))

    def write(self, out: FieldWriter, schema: Mapping[str, object], places: Sequence[int]) -> None:
        """Write all terms with their postings.

        Args:
            out: Where they are written.
            schema: The types of the fields, by name.
            places: The new number of each document, in the order in which documents were added. The
                numbers are without gaps, in any order.
        """
        self._words.clear()
        for field, postings in self._single.items():
            self._runs[field].add(_run(postings))
        self._single.clear()
        numbers = np.asarray(places, dtype=np.int64)
        moved = bool((numbers != np.arange(len(numbers))).any())
        for field in sorted(self._runs):
            out.start_field(field, schema[field])
            for part in self._runs.pop(field).merged(self._vocabulary):
                documents, times = part.columns
                if moved:
                    documents, times = _moved(part.counts, numbers[documents], times)
                out.add_lists(PostingsBatch(part.texts, part.counts, documents, times))
            out.finish_field()


def _run(postings: list[tuple[int, int, int]]) -> Run:
    """Postings of single terms as a run."""
    numbers, documents, times = np.array(sorted(postings), dtype=np.int64).reshape(-1, 3).T
    starts = firsts(numbers)
    return Run(known(numbers[starts]), lengths(starts, len(numbers)), (documents, times))


def _moved(counts: Numbers, documents: Numbers, times: Numbers) -> tuple[Numbers, Numbers]:
    """Renumber the documents of postings, and sort those of each term again."""
    terms = np.repeat(np.arange(len(counts)), counts)
    order = np.argsort(terms << 32 | documents, kind="stable")
    return documents[order], times[order]


def _narrow(times: Numbers) -> Numbers:
    """Frequencies in the narrowest type that is wide enough for them."""
    return times.astype(np.uint8 if times.max(initial=0) <= MOST_IN_BYTE else np.uint32)
