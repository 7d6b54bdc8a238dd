"""Runs a program under limits: ``python -m tests.torment.limited LIMITS PROGRAM [WORD …]``.

``LIMITS`` is JSON: ``most`` (limits of the system by name), ``closed`` (numbers of streams),
``full`` (numbers of streams that lead to a full device), and ``user`` (to be another user).
"""

from __future__ import annotations

import json
import os
import resource
import sys
from typing import Final

NOBODY: Final = 65534
"""The user that a program is run by that may not do what the superuser may."""
KINDS: Final = {
    "files": resource.RLIMIT_NOFILE,
    "bytes of a file": resource.RLIMIT_FSIZE,
    "memory": resource.RLIMIT_AS,
    "processes": resource.RLIMIT_NPROC,
}


def main() -> None:
    """Limit this process, and let the program take its place."""
    limits = json.loads(sys.argv[1])
    words = sys.argv[2:]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limits.get("user"):
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    for number in limits.get("full", ()):
        handle = os.open("/dev/full", os.O_WRONLY)
        os.dup2(handle, number)
        os.close(handle)
    for number in limits.get("closed", ()):
        os.close(number)
    for name, most in limits.get("most", {}).items():
        resource.setrlimit(KINDS[name], (most, most))
    os.execvpe(words[0], words, os.environ)


if __name__ == "__main__":
    main()
