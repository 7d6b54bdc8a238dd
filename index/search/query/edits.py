"""Names that differ by one letter."""

from __future__ import annotations


def is_one_edit(typed: str, name: str) -> bool:
    """Whether one letter left out, put in, changed or swapped with its neighbour makes the name."""
    if typed == name or abs(len(typed) - len(name)) > 1 or len(typed) < 2:
        return False
    start = 0
    while start < min(len(typed), len(name)) and typed[start] == name[start]:
        start += 1
    left, right = typed[start:], name[start:]
    swapped = left[1:2] + left[:1] + left[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped == right
