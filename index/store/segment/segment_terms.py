"""The terms of one segment with their postings, read from its two files of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from index.search.corpus.postings_source import NOWHERE, Postings

from .dictionary import TermDictionary

if TYPE_CHECKING:
    from pyroaring import BitMap

    from index.search.text.characters import Numbers

    from .postings_batch import PostingsBatch

TERMS: Final = ".terms"
"""The ending of the file of the term dictionary."""
POSTINGS: Final = ".postings"
"""The ending of the file of postings."""


class SegmentTerms:
    """Reads the terms of a segment and their postings, for as many threads as its files are for.

    Whatever is asked for, it raises IndexCorrupt where what is stored is not what was written.

    Args:
        terms_file: The file of the term dictionary.
        file: The file of the postings.
    """

    def __init__(self, terms_file: Any, file: Any) -> None:
        self.dictionary = TermDictionary(terms_file)
        self.file = file

    def postings(self, field: str, term: str) -> Postings:
        """The documents with a term in a field, those deleted among them."""
        terms = self.dictionary.field(field)
        try:
            return terms.postings(terms.at(term), self.file)
        except KeyError:
            return NOWHERE

    def parts(self, field: str, wanted: Iterable[str]) -> Iterator[Postings]:
        """The postings of those of some terms that a field has, deleted documents among them."""
        terms = self.dictionary.field(field)
        for term in wanted:
            try:
                place = terms.at(term)
            except KeyError:
                continue
            yield terms.postings(place, self.file)

    def frequencies(self, field: str, prefix: str, deleted: BitMap) -> Numbers:
        """How often the terms with a prefix are in each document.

        Numpy is imported only when this is called.

        Args:
            field: The name of the field.
            prefix: A folded text that the terms begin with.
            deleted: The documents that are deleted, which get 0.
        """
        from .prefixes import frequencies

        return frequencies(self.dictionary.field(field), self.file, prefix, deleted)

    def lists(self, field: str) -> Iterator[PostingsBatch]:
        """All postings of a field, some terms at a time."""
        from .postings_batch import decode_lists

        return decode_lists(self.dictionary.field(field), self.file)
