"""Titles in a list: how much room they take, and what a row shares with the one above it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rich.cells import cell_len

LEFT_OUT = "…"
"""Stands for a beginning that is left out."""
MOST_MEASURED = 400
"""How many titles are measured: those of the newest posts stand for the rest."""
_MOST_LETTERS = 500
"""How many letters of a title are looked at."""
_WHOLE = 19 / 20
"""So much of the titles is whole: a few very long ones do not narrow the page for all."""
_LEAST_SHARED = 6
"""A shared beginning of fewer cells is left where it is."""
_ENDS = " \t]:)」』】|/"
"""After these a shared beginning may end, so that no word is cut."""


def room_for(titles: Sequence[str]) -> int:
    """How many cells titles take, the few longest apart."""
    lengths = sorted(cell_len(title[:_MOST_LETTERS]) for title in titles[:MOST_MEASURED])
    return lengths[min(int(len(lengths) * _WHOLE), len(lengths) - 1)] if lengths else 0


def without_beginnings(titles: Sequence[str]) -> list[str]:
    """Titles without what each shares with the one above it, as far as they are measured."""
    measured = titles[:MOST_MEASURED]
    shorter = [
        _shorter(title, shared_beginning(title, above)) for above, title in pairwise(measured)
    ]
    return [*measured[:1], *shorter]


def shared_beginning(title: str, above: str) -> str:
    """What a title has in common with the one above it: whole words, and never all of the title.

    Returns:
        The beginning; empty where it is too short to be worth leaving out.
    """
    length = 0
    for one, other in zip(title[:_MOST_LETTERS], above, strict=False):
        if one != other:
            break
        length += 1
    while length and (length >= len(title.rstrip()) or title[length - 1] not in _ENDS):
        length -= 1
    shared = title[:length]
    return shared if cell_len(shared) >= _LEAST_SHARED else ""


def longest_rest(title: str, shared: str, room: int) -> str:
    """A title with as few of its first words left out as there is room for the rest.

    Args:
        title: The title.
        shared: Its beginning, of which words may be left out: all where the rest has no room.
        room: The cells that there are.
    """
    for at in range(1, len(shared)):
        if shared[at - 1] in _ENDS and shared[at] not in _ENDS and cell_len(title[at:]) <= room:
            return title[at:]
    return title[len(shared) :]


def _shorter(title: str, shared: str) -> str:
    return LEFT_OUT + title[len(shared) :] if shared else title
