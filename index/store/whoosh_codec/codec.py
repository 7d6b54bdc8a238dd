"""How the index keeps the posts of a term: as Roaring bitmaps, with frequencies beside them.

Whoosh's own codec compresses and pickles blocks of 128 postings, which takes most of the time of a
build, and calls Python for every posting that is read. A codec is where Whoosh lets postings be
kept otherwise; documents, their lengths, columns and deletions are left to it. Indexes name this
codec: changing what it writes is a new format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import TermInfo, TermNotFound
from whoosh.util.numeric import byte_to_length

from index.store.segment.dictionary import FieldDictionary
from index.store.segment.segment_terms import POSTINGS, TERMS, SegmentTerms

from .matcher import Matcher

if TYPE_CHECKING:
    from .field_writer import FieldWriter

_Term = tuple[str, bytes]


class Codec(W3Codec):
    """Whoosh's codec, with postings of its own."""

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        """The writer of a segment's terms."""
        from .field_writer import FieldWriter

        return FieldWriter(
            segment.create_file(storage, TERMS), segment.create_file(storage, POSTINGS)
        )

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """The reader of a segment's terms. Raises IndexCorrupt, OSError."""
        return TermsReader(segment.open_file(storage, TERMS), segment.open_file(storage, POSTINGS))


class NoTerm(TermNotFound, KeyError):  # noqa: N818  named as Whoosh does
    """There is no such term: some of Whoosh waits for the one, some for the other."""


class TermsReader(base.TermsReader):
    """The terms of a segment as Whoosh reads them.

    Whatever is asked for, it raises IndexCorrupt where what is stored is not what was written.
    """

    def __init__(self, terms_file: Any, file: Any) -> None:
        terms = SegmentTerms(terms_file, file)
        self.dictionary = terms.dictionary
        self._file = terms.file

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
        return Cursor(self.dictionary.field(fieldname), fieldobj, self._info)

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
            start = field.closest(prefix) if name == fieldname else 0
            for place in range(start, len(field)):
                yield (name, field.text(place)), self._info(field, place)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """What is known of a term. Raises NoTerm."""
        field, place = self._place(fieldname, text)
        return self._info(field, place)

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in all documents. Raises NoTerm."""
        field, place = self._place(fieldname, text)
        return float(sum(field.postings(place, self._file).times))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term stands. Raises NoTerm."""
        field, place = self._place(fieldname, text)
        return len(field.postings(place, self._file).posts)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Matcher:
        """The postings of a term, to iterate over. Whoosh names the parameters.

        Args:
            fieldname: The name of the field.
            text: The term in UTF-8.
            format_: The format of the field's postings, which the matcher hands on.
            scorer: What scores them, which the matcher hands on.

        Raises:
            NoTerm: The field has no such term.
        """
        field, place = self._place(fieldname, text)
        postings = field.postings(place, self._file)
        info = self._info(field, place)
        return Matcher(postings, info, (fieldname, text), format_, scorer)

    def _place(self, fieldname: str, text: bytes) -> tuple[FieldDictionary, int]:
        field = self.dictionary.field(fieldname)
        try:
            return field, field.at(text.decode())
        except (KeyError, UnicodeDecodeError):
            raise NoTerm(f"no term {fieldname}:{text!r}") from None

    def _info(self, field: FieldDictionary, place: int) -> TermInfo:
        """What Whoosh wants to know of a term."""
        postings = field.postings(place, self._file)
        shortest, longest = field.measures(place)
        return TermInfo(
            weight=float(sum(postings.times)),
            df=len(postings.posts),
            minlength=byte_to_length(shortest),
            maxlength=byte_to_length(longest),
            maxweight=float(max(postings.times)),
            minid=postings.posts.min(),
            maxid=postings.posts.max(),
        )

    def close(self) -> None:
        """Let go of the files."""
        self.dictionary.close()
        self._file.close()


class Cursor(base.FieldCursor):
    """Stands on one term of a field's, or past the last.

    Args:
        field: The terms.
        fieldobj: What Whoosh knows of the field.
        info: Gives what Whoosh wants to know of a term at a place.
    """

    def __init__(
        self,
        field: FieldDictionary,
        fieldobj: Any,
        info: Callable[[FieldDictionary, int], TermInfo],
    ) -> None:
        self._terms = field
        self._info = info
        self._kind = fieldobj
        self._at = 0

    def first(self) -> Any:
        """Go to the first term, and give it."""
        self._at = 0
        return self.text()

    def find(self, term: str | bytes) -> Any:
        """Go to this term, else to the next one, and give it; None past the last."""
        text = term if isinstance(term, bytes) else self._kind.to_bytes(term)
        self._at = self._terms.closest(text)
        return self.text()

    def next(self) -> Any:
        """Go to the next term, and give it; None past the last."""
        self._at += self.is_valid()
        return self.text()

    def text(self) -> Any:
        """The term it stands on, None past the last."""
        if not self.is_valid():
            return None
        return self._kind.from_bytes(self._terms.text(self._at))

    def term_info(self) -> TermInfo | None:
        """What is known of the term, None past the last."""
        return self._info(self._terms, self._at) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether it stands on a term."""
        return self._at < len(self._terms)
