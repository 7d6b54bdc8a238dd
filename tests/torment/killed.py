"""Work on an index or a state that is killed: ``python -m tests.torment.killed``.

Each line of standard input is an order in JSON. A child process does it and is killed where the
order says; what became of it is written as a line of JSON. The modules are imported once, so that
hundreds of kills take seconds.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal

Job = Literal["refresh", "rebuild", "merge", "state"]
Aim = Literal["call", "bytes", "seconds", "none"]

_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CALLS: Final = {
    *("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.chmod", "os.truncate"),
}


def main() -> None:
    """Do as each line says."""
    import index.journal
    import index.store.build.merging
    import index.store.whoosh_codec.writer
    import index.sync.refresh
    import index.sync.workers.pool  # noqa: F401  imported once, before there are children
    from tests.torment import states  # noqa: F401  as above

    for line in sys.stdin:
        print(json.dumps(_killed(json.loads(line))), flush=True)


def _killed(order: dict[str, Any]) -> dict[str, Any]:
    """Have an order done by a child, killed on the way; what the child told, and how it ended."""
    reads, writes = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reads)
        _obey(order, lambda kind, said: _tell(writes, kind, said))
    os.close(writes)
    deadline = began + (order["at"] if order["aim"] == "seconds" else 120.0)
    told = b""
    while select.select([reads], [], [], max(0.0, deadline - time.monotonic()))[0]:
        part = os.read(reads, 1 << 16)
        told += part
        if not part:
            break
    else:
        os.kill(child, signal.SIGKILL)
        while part := os.read(reads, 1 << 16):
            told += part
    os.close(reads)
    _, status = os.waitpid(child, 0)
    lines = [json.loads(line) for line in told.split(b"\n")[:-1]]
    return {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": time.monotonic() - began,
        "told": lines,
    }


def _tell(pipe: int, kind: str, said: object) -> None:
    os.write(pipe, json.dumps([kind, said]).encode() + b"\n")


def _obey(order: dict[str, Any], tell: Callable[[str, object], None]) -> None:
    """Do an order, and end."""
    try:
        calls = _Calls([order["cache"], order["state"]], order)
        sys.addaudithook(calls.made)
        if order["aim"] == "bytes":
            # The system ends a process that writes more than this to a file, in the middle of it.
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (order["at"], order["at"]))
        if order["job"] == "state":
            _write_state(order, tell)
        else:
            _write_index(order, tell)
        tell("calls", calls.count)
    except BaseException:
        tell("raised", traceback.format_exc())
    os._exit(0)


class _Calls:
    """Counts what changes files in some folders, and kills this process before one of a number."""

    def __init__(self, folders: list[str], order: dict[str, Any]) -> None:
        self.count = 0
        self._folders = tuple(folders)
        self._last = order["at"] if order["aim"] == "call" else None

    def made(self, event: str, given: tuple[Any, ...]) -> None:
        """An audit hook of Python."""
        if event == "open":
            path, _, flags = given
            changes = bool(flags & _WRITING)
        elif event in _CALLS:
            path, changes = given[0], True
        else:
            return
        if changes and isinstance(path, str | os.PathLike):
            if not os.fspath(path).startswith(self._folders):
                return
            if self.count == self._last:
                os.kill(os.getpid(), signal.SIGKILL)
            self.count += 1


def _write_index(order: dict[str, Any], tell: Callable[[str, object], None]) -> None:
    from index.journal import Journal

    with Journal.open(order["root"], cache=Path(order["cache"])) as journal:
        if order["job"] == "merge":
            tell("done", journal.tidy())
        else:
            journal.refresh(rebuild=order["job"] == "rebuild")
            tell("done", True)


def _write_state(order: dict[str, Any], tell: Callable[[str, object], None]) -> None:
    """Do one of each that is remembered, over and over, and tell each time that it is kept."""
    from .states import stores, use

    journal, settings = stores(Path(order["state"]))
    journal.load()
    settings.load()
    for number in range(order["first"], order["first"] + 8):
        use(journal, number, settings)
        journal.keep()
        settings.keep()
        tell("kept", number)


if __name__ == "__main__":
    main()
