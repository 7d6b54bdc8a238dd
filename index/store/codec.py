"""How the index keeps the posts of a term: as Roaring bitmaps, with frequencies beside them.

Whoosh's own codec compresses and pickles blocks of 128 postings, which takes most of the time of a
build, and calls Python for every posting that is read. A codec is where Whoosh lets postings be
kept otherwise; documents, their lengths, columns and deletions are left to it. Indexes name this
codec: changing what it writes is a new format.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Any

from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import length_to_byte

from index.search.lexicon import NOWHERE, Postings

from .dictionary import Dictionary, Terms, encode
from .matcher import Matcher
from .postings import encode as encode_postings

_TERMS, _POSTINGS = ".terms", ".postings"
_MOST_TIMES = (1 << 32) - 1
_Term = tuple[str, bytes]


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec, with postings of its own."""

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        """The writer of a segment's terms."""
        return FieldWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """The reader of a segment's terms. Raises Damaged, OSError."""
        return TermsReader(
            segment.open_file(storage, _TERMS), segment.open_file(storage, _POSTINGS)
        )


class FieldWriter(base.FieldWriter):  # type: ignore[misc]
    """Writes the terms of a segment, posting by posting as Whoosh does, or a term at once.

    What would be lost is refused with ValueError: positions and all else that a format keeps beside
    a whole number of times, and terms that are no UTF-8.
    """

    def __init__(self, storage: Any, segment: Any) -> None:
        self._terms_file = segment.create_file(storage, _TERMS)
        self._file = segment.create_file(storage, _POSTINGS)
        self._fields: dict[str, Terms] = {}
        self._field: Terms | None = None
        self._term = ""
        self._offset = 0
        self._documents, self._times = array("I"), array("I")
        self._lengths: list[int] = []
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Begin a field. Raises ValueError if its format keeps what this codec does not."""
        if fieldobj.format.posting_size != 0:
            raise ValueError(f"{fieldname}: {fieldobj.format!r} keeps more than how often")
        self._field = self._fields.setdefault(fieldname, Terms(starts=array("Q", [self._offset])))
        if self._field.terms and self._field.starts[-1] != self._offset:
            raise ValueError(f"{fieldname} has been finished")

    def start_term(self, text: bytes) -> None:
        """Begin a term of the field. Raises ValueError if it is no UTF-8."""
        self._term = text.decode()
        self._documents, self._times, self._lengths = array("I"), array("I"), []

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:
        """Add a document to the term. Raises ValueError if that cannot be kept as it is."""
        if vbytes or weight != int(weight) or not 0 < weight <= _MOST_TIMES:
            raise ValueError(f"{self._term}: a weight of {weight} with {vbytes!r} cannot be kept")
        self._documents.append(docnum)
        self._times.append(int(weight))
        self._lengths.append(length_to_byte(length))

    def finish_term(self) -> None:
        """End the term."""
        shortest, longest = min(self._lengths), max(self._lengths)
        self.add_terms([self._term], [self._documents], [self._times], shortest, longest)

    def add_term(self, term: str, documents: array[int], times: Sequence[int]) -> None:
        """Add a term with all its postings: see ``add_terms``."""
        self.add_terms([term], [documents], [times])

    def add_terms(
        self,
        terms: Sequence[str],
        documents: Sequence[array[int]],
        times: Sequence[Sequence[int]],
        shortest: int = 0,
        longest: int = 0,
    ) -> None:
        """Add some terms with all their postings; terms come in order, documents too.

        ``shortest`` and ``longest`` are lengths of fields, as Whoosh has them in a byte. Raises
        OutOfOrderError.
        """
        field = self._field
        if field is None:
            raise ValueError("a term stands in a field")
        for before, after in pairwise((*field.terms[-1:], *terms)):
            if before >= after:
                raise base.OutOfOrderError(f"{before!r} .. {after!r}")
        made = list(map(encode_postings, documents, times))
        self._file.write(b"".join(made))
        starts = list(accumulate(map(len, made), initial=self._offset))
        self._offset = starts[-1]
        field.terms.extend(terms)
        field.starts.extend(starts[1:])
        field.checksums.extend(map(zlib.crc32, made))
        field.documents.extend(map(len, documents))
        field.times.extend(map(sum, times))
        field.most.extend(map(max, times))
        field.first.extend(map(itemgetter(0), documents))
        field.last.extend(map(itemgetter(-1), documents))
        field.shortest.extend([shortest] * len(terms))
        field.longest.extend([longest] * len(terms))

    def finish_field(self) -> None:
        """End the field."""
        self._field = None

    def close(self) -> None:
        """Write the dictionary, and let go of the files."""
        if self.is_closed:
            return
        self._terms_file.write(encode(self._fields))
        self._terms_file.close()
        self._file.close()
        self.is_closed = True


class NoTerm(TermNotFound, KeyError):  # type: ignore[misc]  # noqa: N818  named as Whoosh does
    """There is no such term: some of Whoosh waits for the one, some for the other."""


class TermsReader(base.TermsReader):  # type: ignore[misc]
    """Reads the terms of a segment and their postings, for one thread at a time.

    Whatever is asked for, it raises Damaged where what is stored is not what was written.
    """

    def __init__(self, terms_file: Any, file: Any) -> None:
        self.dictionary = Dictionary(terms_file)
        self._file = file

    def postings(self, field: str, term: str) -> Postings:
        """The documents with a term in a field, those deleted among them."""
        terms = self.dictionary.field(field)
        try:
            return terms.postings(terms.at(term), self._file)
        except KeyError:
            return NOWHERE

    def parts(self, field: str, wanted: Iterable[str]) -> Iterator[Postings]:
        """The postings of those of some terms that a field has, deleted documents among them."""
        terms = self.dictionary.field(field)
        for term in wanted:
            place = bisect_left(terms.terms, term)
            if place < len(terms.terms) and terms.terms[place] == term:
                yield terms.postings(place, self._file)

    def __contains__(self, term: _Term) -> bool:
        try:
            self._place(*term)
        except KeyError:
            return False
        return True

    def indexed_field_names(self) -> list[str]:
        """The fields that have terms."""
        return self.dictionary.names

    def cursor(self, fieldname: str, fieldobj: Any) -> Cursor:
        """A cursor on the first term of a field."""
        return Cursor(self.dictionary.field(fieldname), fieldobj)

    def terms(self) -> Iterator[_Term]:
        """All terms of all fields, in order."""
        return (term for term, _ in self.items())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[_Term]:
        """All terms from this one on, in order; those of later fields too."""
        return (term for term, _ in self.items_from(fieldname, prefix))

    def items(self) -> Iterator[tuple[_Term, TermInfo]]:
        """All terms, in order, with what is known of them."""
        return self.items_from("", b"")

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[_Term, TermInfo]]:
        """All terms from this one on, in order, with what is known of them."""
        for name in sorted(self.dictionary.names):
            if name < fieldname:
                continue
            field = self.dictionary.field(name)
            start = _closest(field, prefix) if name == fieldname else 0
            for place in range(start, len(field.terms)):
                yield (name, field.terms[place].encode()), field.info(place)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """What is known of a term. Raises NoTerm."""
        field, place = self._place(fieldname, text)
        return field.info(place)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in all documents. Raises NoTerm."""
        field, place = self._place(fieldname, text)
        return float(field.times[place])

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term stands. Raises NoTerm."""
        field, place = self._place(fieldname, text)
        return field.documents[place]

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Matcher:
        """The postings of a term, to walk through. Raises NoTerm."""
        field, place = self._place(fieldname, text)
        postings = field.postings(place, self._file)
        return Matcher(postings, field.info(place), (fieldname, text), format_, scorer)

    def _place(self, fieldname: str, text: bytes) -> tuple[Terms, int]:
        field = self.dictionary.field(fieldname)
        try:
            return field, field.at(text.decode())
        except (KeyError, UnicodeDecodeError):
            raise NoTerm(f"no term {fieldname}:{text!r}") from None

    def close(self) -> None:
        """Let go of the files."""
        self.dictionary.close()
        self._file.close()


def _closest(field: Terms, text: bytes) -> int:
    """The place of the first term that is not before ``text``, which may be no UTF-8."""
    return bisect_left(field.terms, text, key=str.encode)


class Cursor(base.FieldCursor):  # type: ignore[misc]
    """Stands on one term of a field's, or past the last."""

    def __init__(self, field: Terms, fieldobj: Any) -> None:
        self._terms = field
        self._kind = fieldobj
        self._at = 0

    def first(self) -> Any:
        """Go to the first term, and give it."""
        self._at = 0
        return self.text()

    def find(self, term: str | bytes) -> Any:
        """Go to this term, else to the next one, and give it; None past the last."""
        text = term if isinstance(term, bytes) else self._kind.to_bytes(term)
        self._at = _closest(self._terms, text)
        return self.text()

    def next(self) -> Any:
        """Go to the next term, and give it; None past the last."""
        self._at += self.is_valid()
        return self.text()

    def text(self) -> Any:
        """The term it stands on, None past the last."""
        if not self.is_valid():
            return None
        return self._kind.from_bytes(self._terms.terms[self._at].encode())

    def term_info(self) -> TermInfo | None:
        """What is known of the term, None past the last."""
        return self._terms.info(self._at) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether it stands on a term."""
        return self._at < len(self._terms.terms)
