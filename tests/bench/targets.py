"""What ilgi is to reach, in milliseconds at p95, for journals of 208, 10,000 and 100,000 posts."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

_SIZES: Final = (208, 10_000, 100_000)
_QUERY: Final = (1, 3, 10)
_TARGETS: Final = {
    "one letter*": (3, 8, 30),
    "one syllable": (3, 8, 30),
    "facet counts": (1, 2, 5),
    "typing a query": (16, 16, 33),
    "moving in the list": (16, 16, 16),
    "jumping in the list": (16, 16, 16),
    "moving in the tree": (16, 16, 16),
    **dict.fromkeys(("o: opened", "#: opened", "@: opened", "c: opened"), (60, 60, 60)),
    **dict.fromkeys(("o: a letter", "#: a letter", "@: a letter"), (16, 16, 33)),
    "c: a day or a year": (16, 16, 16),
    "opening a post": (60, 60, 60),
    "a saved post redrawn": (300, 300, 1_000),
    "a saved post found": (300, 300, 1_000),
}


def target(what: str, posts: int) -> int:
    """The most that may be taken for that; any other kind of query has the same."""
    return _TARGETS.get(what, _QUERY)[min(bisect_left(_SIZES, posts), len(_SIZES) - 1)]
