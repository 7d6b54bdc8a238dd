"""What the system must let ilgi have, told before anything begins that could not end well.

Libraries end the process, or fail with errors of their own, where memory, files or threads are
refused to them.
"""

from __future__ import annotations

import sys
from threading import Event, Thread
from typing import Final

from . import CommandError

_MEGABYTES_TO_PRINT: Final = 256
_MEGABYTES_TO_BROWSE: Final = 2_048
"""Address space, most of it kept for threads, which takes no memory before it is used."""
_FILES_TO_BROWSE: Final = 32
"""Files that are open at once: 20 at rest, and more in a first index."""
_THREADS_TO_BROWSE: Final = 12


def check_for_printing() -> None:
    """Raise CommandError where a command that reads a journal could not."""
    _check_memory(_MEGABYTES_TO_PRINT)


def check_for_browsing() -> None:
    """Raise CommandError where the browser could not run."""
    _check_memory(_MEGABYTES_TO_BROWSE)
    files = _most("RLIMIT_NOFILE")
    if files is not None and files < _FILES_TO_BROWSE:
        needed = f"{_FILES_TO_BROWSE} open files"
        raise CommandError(f"the browser needs {needed}, and may have {files}: see `ulimit -n`")
    _check_threads()


def _check_memory(needed: int) -> None:
    most = _most("RLIMIT_AS")
    if most is not None and most < needed << 20:
        may = f"{most >> 20} MB"
        raise CommandError(
            f"{needed:,} MB of address space are needed, and there are {may}: see `ulimit -v`"
        )


def _check_threads() -> None:
    """See that as many threads can be started as the browser has; it takes a millisecond."""
    ended = Event()
    try:
        for _ in range(_THREADS_TO_BROWSE):
            Thread(target=ended.wait, daemon=True).start()
    except RuntimeError as error:
        raise CommandError("the system lets ilgi start no more threads: see `ulimit -u`") from error
    finally:
        ended.set()


def _most(name: str) -> int | None:
    """A limit of the system, None where there is none."""
    if sys.platform == "win32":
        return None
    import resource

    most, _ = resource.getrlimit(getattr(resource, name))
    return None if most == resource.RLIM_INFINITY else most
