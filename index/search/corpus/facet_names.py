"""Names that posts carry, such as tags: the documents of each, whatever its spelling."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property

from pyroaring import BitMap

from index.folding import fold
from index.results import lineage

Carried = Iterable[tuple[int, tuple[str, ...]]]
"""Documents with the names they carry, as written."""


class FacetNames:
    """The documents of each name, by the folded name. Nothing in it changes.

    Where it is ``nested``, ``a`` has the documents of ``a/b`` too.
    """

    def __init__(self, carried: Carried, *, nested: bool = False) -> None:
        self._nested = nested
        self._written: Counter[str] = Counter()
        self._keys: dict[str, tuple[str, ...]] = {}
        self.documents: dict[str, BitMap] = {
            key: BitMap(documents) for key, documents in self._gathered(carried, 1).items()
        }

    def changed(self, gone: Carried, come: Carried) -> FacetNames:
        """The same without what some documents carried, and with what others do."""
        names = FacetNames((), nested=self._nested)
        names._written, names._keys = self._written.copy(), self._keys.copy()
        names.documents = self.documents.copy()
        for key, documents in names._gathered(gone, -1).items():
            left = names.documents.pop(key) - BitMap(documents)
            if left:
                names.documents[key] = left
        for key, documents in names._gathered(come, 1).items():
            names.documents[key] = names.documents.get(key, BitMap()) | BitMap(documents)
        names._written = +names._written
        return names

    @cached_property
    def spelled(self) -> Mapping[str, str]:
        """Each name by its folded form, in its most frequent spelling."""
        spellings: dict[str, Counter[str]] = {}
        parents: dict[str, str] = {}
        for name, number in self._written.items():
            above = ""
            for part in lineage(name) if self._nested else (name,):
                written = part[len(above) :].lstrip("/") if self._nested else part
                key = fold(part)
                spellings.setdefault(key, Counter())[written] += number
                parents.setdefault(key, fold(above))
                above = part
        found: dict[str, str] = {}
        for key, names in spellings.items():
            best, parent = _most_frequent(names), parents[key]
            found[key] = f"{found[parent]}/{best}" if parent else best
        return found

    def counts(self, found: BitMap | None) -> dict[str, int]:
        """How many of the found documents, or of all, carry each name that any of them does."""
        spelled = self.spelled
        if found is None:
            return {spelled[key]: len(bitmap) for key, bitmap in self.documents.items()}
        within = found.intersection_cardinality
        return {
            spelled[key]: number
            for key, bitmap in self.documents.items()
            if (number := within(bitmap))
        }

    def named(self, wanted: str, *, prefix: bool = False) -> BitMap:
        """The documents of one folded name, or of all that begin with it."""
        if not prefix:
            return self.documents.get(wanted, BitMap())
        documents = self.documents.items()
        return BitMap().union(*(bitmap for key, bitmap in documents if key.startswith(wanted)))

    def containing(self, wanted: str) -> BitMap:
        """The documents of all names that hold a folded text."""
        documents = self.documents.items()
        return BitMap().union(*(bitmap for key, bitmap in documents if wanted in key))

    def matching(self, pattern: re.Pattern[str]) -> BitMap:
        """The documents of all folded names that a pattern matches the beginning of."""
        documents = self.documents.items()
        return BitMap().union(*(bitmap for key, bitmap in documents if pattern.match(key)))

    def _gathered(self, carried: Carried, change: int) -> dict[str, array[int]]:
        """The documents of each folded name, while the spellings are counted up or down.

        Many carry the very same names: what these are is found out once for all of them.
        """
        alike: dict[tuple[str, ...], array[int]] = {}
        for document, names in carried:
            if names in alike:
                alike[names].append(document)
            else:
                alike[names] = array("I", (document,))
        found: dict[str, array[int]] = {}
        for names, documents in alike.items():
            for name in names:
                self._written[name] += change * len(documents)
                for key in self._keys.get(name) or self._learned(name):
                    found.setdefault(key, array("I")).extend(documents)
        return found

    def _learned(self, name: str) -> tuple[str, ...]:
        parts = lineage(name) if self._nested else (name,)
        self._keys[name] = tuple(dict.fromkeys(map(fold, parts)))
        return self._keys[name]


def _most_frequent(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))
