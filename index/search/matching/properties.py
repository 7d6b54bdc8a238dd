"""Whether the value of a property is what a query asks for."""

from __future__ import annotations

from typing import Final, Literal

from index.folding import fold
from index.lazy_pattern import lazy_pattern
from index.search.corpus.property_terms import LONGEST
from index.search.query.nodes import PropertyFilter

_NUMBER: Final = lazy_pattern(r"[-+]?\d{1,15}(?:\.\d{1,15})?\Z")
_DATE: Final = lazy_pattern(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_WORD: Final = lazy_pattern(r"[a-z0-9]")


def holds(value: str, wanted: PropertyFilter) -> bool:
    """Whether a folded value is equal to what is wanted, has it as words, or compares so."""
    asked = fold(wanted.value).strip()[:LONGEST]
    if not asked:
        return True
    numbers = _NUMBER.match(value) is not None and _NUMBER.match(asked) is not None
    if wanted.sign:
        order = _order(value, asked, numbers=numbers)
        return order is not None and (
            (order > 0 and wanted.sign[0] == ">")
            or (order < 0 and wanted.sign[0] == "<")
            or (order == 0 and wanted.sign[-1] == "=")
        )
    if numbers:
        return float(value) == float(asked)
    return value == asked or _has_words(value, asked, prefix=wanted.prefix)


def _order(value: str, asked: str, *, numbers: bool) -> Literal[-1, 0, 1] | None:
    """How a number or a date compares with one that is asked for; None where they do not."""
    if numbers:
        left, right = float(value), float(asked)
        return 1 if left > right else -1 if left < right else 0
    if _DATE.fullmatch(asked) and _DATE.match(value):
        begun = value[: len(asked)]
        return 1 if begun > asked else -1 if begun < asked else 0
    return None


def _has_words(value: str, asked: str, *, prefix: bool) -> bool:
    at = value.find(asked)
    while at >= 0:
        end = at + len(asked)
        before = _WORD.match(asked) and _WORD.match(value[max(0, at - 1) : at])
        after = _WORD.match(asked[-1]) and _WORD.match(value[end : end + 1])
        if not before and (prefix or not after):
            return True
        at = value.find(asked, at + 1)
    return False
