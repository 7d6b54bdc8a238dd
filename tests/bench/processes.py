"""Programs run to their end, with the time and the memory that they and their children took."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_OFTEN = 0.02  # of the time gone by: looking costs, too


@dataclass(frozen=True, slots=True)
class Ran:
    """What a program printed, the CPU time it took and its peak memory; shared pages count once.

    Both of them with its children.
    """

    printed: str
    cpu_seconds: float
    peak_mb: float


def run(
    command: Sequence[str], environment: Mapping[str, str] | None = None, *, one_core: bool = False
) -> Ran:
    """Run ``command``, on a single core if asked. Raises CalledProcessError if it fails."""
    cores = os.sched_getaffinity(0)
    if one_core:
        os.sched_setaffinity(0, {min(cores)})
    with tempfile.TemporaryFile("w+", encoding="utf-8") as output:
        try:
            process = subprocess.Popen(command, env=environment, stdout=output)
        finally:
            os.sched_setaffinity(0, cores)
        began, peak, ended = time.perf_counter(), 0.0, 0
        while not ended:
            peak = max(peak, sum(map(_memory, _family(process.pid))))
            time.sleep(min(1.0, _OFTEN * (1 + time.perf_counter() - began)))
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        printed = output.read()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, printed)
    return Ran(printed, usage.ru_utime + usage.ru_stime, peak)


def _family(pid: int) -> Iterator[int]:
    """A process and all its descendants."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _memory(pid: int) -> float:
    """The proportional share of memory of a process in MB, 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1e3


def private_mb(pid: int) -> float:
    """The memory of a process in MB that no other shares."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1e3


def size_mb(folder: Path) -> float:
    """How much the files of a folder hold."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
