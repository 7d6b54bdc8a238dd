"""Memory of the C library: freed memory goes back to the system, where that library is glibc.

glibc has a heap for each of up to eight times as many threads as there are cores, and raises the
size from which it maps memory by itself each time such a block is freed. Pages that are laid out
and posts that are indexed on one thread after another then leave heaps behind that stay large: 55
MB in twenty minutes of keys. See ``mallopt(3)``.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ctypes import CDLL

_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3
_M_ARENA_MAX: Final = -8
_HEAPS: Final = 1
_BYTES: Final = 512 * 1024
"""From which size on a block is mapped by itself, and a free end of a heap is given back."""


def limit_heaps() -> None:
    """Keep one heap for all threads, which stays no larger than what is used of it.

    They seldom wait for each other there: Python runs one of them at a time. Call it before there
    are threads, since glibc takes no other limit once there are nine heaps.
    """
    if (library := _glibc()) is not None:
        library.mallopt(_M_ARENA_MAX, _HEAPS)
        library.mallopt(_M_MMAP_THRESHOLD, _BYTES)
        library.mallopt(_M_TRIM_THRESHOLD, _BYTES)


def give_back() -> None:
    """Give free memory within the heaps back to the system."""
    if (library := _glibc()) is not None:
        library.malloc_trim(0)


@cache
def _glibc() -> CDLL | None:
    if sys.platform != "linux":
        return None
    import ctypes

    library = ctypes.CDLL(None)
    return library if hasattr(library, "gnu_get_libc_version") else None
