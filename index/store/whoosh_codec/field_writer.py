"""The terms of a segment on their way to its files, one by one as Whoosh has it or many at once."""

from __future__ import annotations

from array import array
from itertools import islice
from operator import lt
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.util.numeric import length_to_byte

from index.store.segment.dictionary import EncodedField, FieldTerms, encode, encode_field
from index.store.segment.postings_batch import PostingsBatch, encode_lists

_MOST_TIMES = (1 << 32) - 1


class FieldWriter(base.FieldWriter):
    """Writes the terms of a segment, posting by posting as Whoosh does, or a term at once.

    What would be lost is refused with ValueError: positions and all else that a format keeps beside
    a whole number of times, and terms that are no UTF-8.
    """

    def __init__(self, terms_file: Any, file: Any) -> None:
        self._terms_file = terms_file
        self._file = file
        self._fields: dict[str, EncodedField] = {}
        self._name = ""
        self._field: FieldTerms | None = None
        self._term = ""
        self._offset = 0
        self._documents, self._times = array("I"), array("I")
        self._lengths: list[int] = []
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Begin a field. Raises ValueError if its format keeps what this codec does not."""
        if fieldobj.format.posting_size != 0:
            raise ValueError(f"{fieldname}: {fieldobj.format!r} keeps more than how often")
        if fieldname in self._fields:
            raise ValueError(f"{fieldname} has been finished")
        self._name, self._field = fieldname, FieldTerms(self._offset)

    def start_term(self, text: bytes) -> None:
        """Begin a term of the field. Raises ValueError if it is no UTF-8."""
        self._term = text.decode()
        self._documents, self._times, self._lengths = array("I"), array("I"), []

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        """Add a document to the term that was started last.

        Args:
            docnum: The document's number.
            weight: How often the term is in it.
            vbytes: What a format may store besides; must be empty.
            length: The length of the field in the document.

        Raises:
            ValueError: The weight is not a frequency, or ``vbytes`` is not empty.
        """
        if vbytes or weight != int(weight) or not 0 < weight <= _MOST_TIMES:
            raise ValueError(f"{self._term}: a weight of {weight} with {vbytes!r} cannot be kept")
        self._documents.append(docnum)
        self._times.append(int(weight))
        self._lengths.append(length_to_byte(length))

    def finish_term(self) -> None:
        """End the term."""
        documents, times = (np.array(each, np.uint32) for each in (self._documents, self._times))
        lists = PostingsBatch([self._term], np.array([len(documents)]), documents, times)
        self.add_lists(lists, min(self._lengths), max(self._lengths))

    def add_lists(self, lists: PostingsBatch, shortest: int = 0, longest: int = 0) -> None:
        """Add some terms with all their postings.

        Args:
            lists: The terms, sorted and behind all that were added before, with their postings.
            shortest: The length of the shortest field that has them, as Whoosh encodes it in a
                byte.
            longest: The length of the longest.

        Raises:
            OutOfOrderError: The terms are not sorted.
        """
        field = self._field
        if field is None:
            raise ValueError("a term stands in a field")
        terms = [*field.terms[-1:], *lists.terms]
        if not all(map(lt, terms, islice(terms, 1, None))):
            raise base.OutOfOrderError(f"not in order: {terms[0]!r} .. {terms[-1]!r}")
        encoded = encode_lists(lists)
        field.terms.extend(lists.terms)
        field.sizes.extend(encoded.sizes.astype(np.uint8).tobytes())
        field.documents.frombytes(encoded.documents.astype(np.uint32).tobytes())
        field.times.extend(encoded.times.astype(np.uint8).tobytes())
        field.lengths.extend(map(len, encoded.records))
        field.measures.extend(bytes((shortest, longest)) * len(lists.terms))
        self._file.write(b"".join(encoded.records))
        self._offset += sum(map(len, encoded.records))

    def finish_field(self) -> None:
        """End the field."""
        if self._field is not None:
            self._fields[self._name] = encode_field(self._field)
        self._field = None

    def close(self) -> None:
        """Write the dictionary, and let go of the files."""
        if self.is_closed:
            return
        for piece in encode(self._fields):
            self._terms_file.write(piece)
        self._terms_file.close()
        self._file.close()
        self.is_closed = True
