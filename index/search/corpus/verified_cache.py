"""What looking into texts has found, so that the next key does not look again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from pyroaring import BitMap

if TYPE_CHECKING:
    from index.search.text.tokens import NormalizedPhrase

_MOST = 128


@dataclass(slots=True)
class VerificationResult:
    """The documents whose texts were looked at for one thing, and where it was there."""

    documents: BitMap = field(default_factory=BitMap)
    found: BitMap = field(default_factory=BitMap)
    as_typed: BitMap = field(default_factory=BitMap)

    def add(self, document: int, *, found: bool = False, as_typed: bool = False) -> None:
        """Record what was seen in the text of a document.

        Other threads may record the same at the same time. ``documents`` is changed last, so that a
        document is known only once all of its result is.

        Args:
            document: The document's number.
            found: Whether the text contains what was looked for.
            as_typed: Whether it contains that with the blanks as they were typed.
        """
        if found:
            self.found.add(document)
        if as_typed:
            self.as_typed.add(document)
        self.documents.add(document)


class VerificationCache:
    """What was seen of the phrases and expressions looked for last, in one collection's posts."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: OrderedDict[tuple[NormalizedPhrase | str, str], VerificationResult] = (
            OrderedDict()
        )

    def possible(self, normalized: NormalizedPhrase, name: str, documents: BitMap) -> BitMap:
        """Leave out documents that are known not to contain what was typed of a phrase before.

        Args:
            normalized: The phrase as it is typed now.
            name: The field.
            documents: The documents that may contain it.
        """
        with self._lock:
            begun = [
                seen
                for (other, field), seen in self._seen.items()
                if field == name
                and not isinstance(other, str)
                and other.prefix
                and normalized.text.startswith(other.text)
            ]
        for seen in begun:
            documents = documents - (seen.documents - seen.found)
        return documents

    def of(self, wanted: NormalizedPhrase | str, where: str) -> VerificationResult:
        """What was seen of a phrase in a field, or of a regular expression in some."""
        with self._lock:
            seen = self._seen.setdefault((wanted, where), VerificationResult())
            self._seen.move_to_end((wanted, where))
            while len(self._seen) > _MOST:
                self._seen.popitem(last=False)
            return seen
