"""Ascending integers as differences in a variable-length encoding (LEB128, at most five bytes).

Each byte has seven bits of a difference, the lowest first; its highest bit is set where another
byte follows.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.int64]

_BITS = 7
_GOES_ON = 1 << _BITS
_MOST_BYTES = 5
MOST = (1 << _BITS * _MOST_BYTES) - 1
"""The greatest difference that can be encoded."""


def encode(differences: Numbers) -> tuple[bytes, Numbers]:
    """Encode differences; gives the bytes, and the offset of each difference and of the end.

    Raises ValueError where one is negative or more than ``MOST``.
    """
    if len(differences) and (differences.min() < 0 or differences.max() > MOST):
        raise ValueError("these numbers cannot be encoded")
    lengths = np.ones(len(differences), dtype=np.int64)
    for more in range(1, _MOST_BYTES):
        lengths += differences >> _BITS * more > 0
    starts = np.zeros(len(differences) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    data = np.empty(starts[-1], dtype=np.uint8)
    left = np.arange(len(differences))
    for place in range(_MOST_BYTES):
        left = left[lengths[left] > place]
        bits = differences[left] >> _BITS * place & _GOES_ON - 1
        data[starts[left] + place] = bits | np.where(lengths[left] > place + 1, _GOES_ON, 0)
    return data.tobytes(), starts


def decode(data: bytes) -> tuple[Numbers, Numbers]:
    """Decode what ``encode`` has encoded; gives the differences, and the offset behind each.

    Raises ValueError where the bytes are not such.
    """
    taken = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(taken < _GOES_ON) + 1
    if (ends[-1] if len(ends) else 0) != len(taken):
        raise ValueError("numbers are cut short")
    starts = np.concatenate((np.zeros(1, dtype=np.int64), ends[:-1]))[: len(ends)]
    lengths = ends - starts
    if len(lengths) and lengths.max() > _MOST_BYTES:
        raise ValueError("a number is too long")
    differences = (taken[starts] & _GOES_ON - 1).astype(np.int64)
    left = np.arange(len(starts))
    for place in range(1, _MOST_BYTES):
        left = left[lengths[left] > place]
        if not len(left):
            break
        bits = (taken[starts[left] + place] & _GOES_ON - 1).astype(np.int64)
        differences[left] |= bits << _BITS * place
    return differences, ends
