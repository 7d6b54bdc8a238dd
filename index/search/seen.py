"""What looking into texts has found, so that the next key does not look again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from pyroaring import BitMap

if TYPE_CHECKING:
    from .tokens import Needle

_MOST = 128


@dataclass(slots=True)
class Seen:
    """The documents whose text was looked at for one needle in one field, and what was there."""

    documents: BitMap = field(default_factory=BitMap)
    found: BitMap = field(default_factory=BitMap)
    as_typed: BitMap = field(default_factory=BitMap)

    def add(self, document: int, *, found: bool = False, as_typed: bool = False) -> None:
        """Note what was seen. Other threads may do the same, and know of it once it is whole."""
        if found:
            self.found.add(document)
        if as_typed:
            self.as_typed.add(document)
        self.documents.add(document)


class AllSeen:
    """What was seen for the needles looked for last, in the posts of one collection."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: OrderedDict[tuple[Needle, str], Seen] = OrderedDict()

    def possible(self, needle: Needle, name: str, documents: BitMap) -> BitMap:
        """Those of the documents that hold what was typed of the needle before, where known."""
        with self._lock:
            begun = [
                seen
                for (other, field), seen in self._seen.items()
                if field == name and other.prefix and needle.text.startswith(other.text)
            ]
        for seen in begun:
            documents = documents - (seen.documents - seen.found)
        return documents

    def of(self, needle: Needle, name: str) -> Seen:
        """What was seen of a needle in a field."""
        with self._lock:
            seen = self._seen.setdefault((needle, name), Seen())
            self._seen.move_to_end((needle, name))
            while len(self._seen) > _MOST:
                self._seen.popitem(last=False)
            return seen
