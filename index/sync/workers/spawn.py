"""Starts child processes that run a module of this very code, wherever it was imported from."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

_FOR_ONE_BUILD = {
    "OPENBLAS_NUM_THREADS": "1",  # nothing that is multiplied is large
    "MALLOC_MMAP_THRESHOLD_": "16777216",  # memory of one batch serves the next
    "MALLOC_TRIM_THRESHOLD_": "67108864",
}
"""What libraries of a child are told: it works by itself and does not live long."""


def start(module: str, *arguments: str) -> subprocess.Popen[bytes] | None:
    """Run a module as a program; None if it cannot be started.

    Its standard input and output are pipes.

    What it writes to standard error is dropped.
    """
    if not sys.executable:
        return None
    home = str(Path(__file__).parents[3])
    paths = [home, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    # -P: nothing is imported from the folder that one happens to be in.
    command = [sys.executable, "-P", "-m", module, *arguments]
    try:
        return subprocess.Popen(  # noqa: S603  the command is this program itself
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**_FOR_ONE_BUILD, **os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except OSError:
        return None


def end_with_parent(wait: Callable[[], object]) -> None:
    """In a child: end at once, whatever it is doing, when ``wait`` returns.

    ``wait`` runs on a thread and reads standard input, which closes when the parent process ends,
    however that ends.
    """

    def watch() -> None:
        try:
            wait()
        finally:
            os._exit(0)

    Thread(target=watch, daemon=True).start()
