"""The terms that properties are found by: a key, folded, with one of its values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from index.folding import fold
from index.post import Property
from index.search.query.fields import SAME_AS_FIELDS
from index.syntax import WIKI_LINK

FIELD: Final = "property"
LONGEST: Final = 100
"""How many characters of a value are kept."""

_BETWEEN: Final = "\x1f"
_MOST_VALUES: Final = 1_000


def property_terms(properties: Iterable[Property]) -> Iterator[str]:
    """The terms of the properties of a post, but for those that other fields have."""
    for one in properties:
        if one.key.lower() in SAME_AS_FIELDS:
            continue
        for value in one.values[:_MOST_VALUES] or ("",):
            yield _term(one.key, value[: 4 * LONGEST])


@lru_cache(maxsize=4_096)
def _term(key: str, value: str) -> str:
    """The term of a key with a value; posts have many of them in common."""
    shown = WIKI_LINK.sub(lambda link: link[2], value) if "[[" in value else value
    return f"{fold(key)}{_BETWEEN}{fold(shown)[:LONGEST]}"


def beginning(key: str) -> str:
    """What the terms of a key begin with."""
    return f"{fold(key)}{_BETWEEN}"


def parted(term: str) -> tuple[str, str]:
    """The key and the value of a term."""
    key, _, value = term.partition(_BETWEEN)
    return key, value
