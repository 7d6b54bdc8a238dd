"""What Linux says of a running process: open files, memory, processor time."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process holds: open files, and memory in MB that it shares with no other."""

    open_files: int
    private_mb: float


def usage(pid: int) -> Usage | None:
    """What a process holds now; None where it has ended."""
    try:
        files = len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208  a count, no paths
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return None
    private = sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))
    return Usage(files, private / 1e3)


def files_of(pid: int) -> dict[str, int]:
    """Where the open files of a process lead, and how many lead there."""
    found: dict[str, int] = {}
    try:
        for file in Path(f"/proc/{pid}/fd").iterdir():
            try:
                leads = str(file.readlink())
            except OSError:
                continue
            found[leads] = found.get(leads, 0) + 1
    except OSError:
        return found
    return found


def cpu_seconds(pid: int) -> float | None:
    """The processor time that a process has taken in all its threads; None where it has ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
