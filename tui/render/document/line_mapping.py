"""Where a place of a text is after the text was changed."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import takewhile
from operator import eq

_MOST_COMPARED = 400
"""How many lines are compared with each other, since that takes time with their square."""


def line_after(before: str, after: str, line: int) -> int:
    """Find a line of a text in a later version of it.

    A line that was changed itself is where it was among its neighbours. Where two changes are far
    apart, only lines near the old place are compared.

    Args:
        before: The text as it was.
        after: The text as it is.
        line: The line of ``before``, from 1.

    Returns:
        The line of ``after``, from 1.
    """
    old, new = before.split("\n"), after.split("\n")
    begun = _alike(old, new)
    if line <= begun:
        return line
    ended = min(_alike(old[::-1], new[::-1]), len(old) - begun, len(new) - begun)
    if line > len(old) - ended:
        return line + len(new) - len(old)
    first = max(begun, line - 1 - _MOST_COMPARED // 2)
    was = old[first : min(len(old) - ended, first + _MOST_COMPARED)]
    now = new[first : min(len(new) - ended, first + _MOST_COMPARED)]
    return max(1, min(first + 1 + _place_after(was, now, line - 1 - first), len(new)))


def _place_after(old: list[str], new: list[str], place: int) -> int:
    old_end, new_end = 0, 0
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        if place < block.a:
            return min(new_end + place - old_end, block.b)
        if place < block.a + block.size:
            return block.b + place - block.a
        old_end, new_end = block.a + block.size, block.b + block.size
    return len(new)


def _alike(one: list[str], other: list[str]) -> int:
    """How many lines two texts begin with alike."""
    return sum(1 for _ in takewhile(bool, map(eq, one, other)))
