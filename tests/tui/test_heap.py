"""Threads share heaps, so that what one has freed is used by the next."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from tui import heap
from tui.__main__ import main
from tui.cli import CommandError, system_limits

_PROGRAM = """
import sys
from threading import Barrier, Thread
from tui import heap

HEAP = 64 * 1024 * 1024  # where glibc begins each heap but the first

def heaps():
    with open("/proc/self/maps") as lines:
        areas = [line.split() for line in lines]
    starts = [int(area[0].split("-")[0], 16) for area in areas if area[1] == "rw-p"]
    return sum(start % HEAP == 0 for start in starts)

if sys.argv[1] == "limited":
    heap.limit_heaps()
together = Barrier(13)

def work():
    kept = [bytes(900) for _ in range(2_000)]
    together.wait(60)
    together.wait(60)

threads = [Thread(target=work) for _ in range(12)]
for thread in threads:
    thread.start()
together.wait(60)
print(heaps())
together.wait(60)
"""


_GIVING_BACK = """
import os
from tui import heap

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

heap.limit_heaps()
before = resident()
blocks = [bytes(900) for _ in range(60_000)]
last = bytes(900)  # at the end of the heap, which can give back nothing by itself
grown = resident()
blocks.clear()
freed = resident()
heap.give_back()
print(grown - before, freed - before, resident() - before)
"""


_GLIBC = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has these heaps")


@_GLIBC
def test_memory_that_was_freed_within_a_heap_is_given_back() -> None:
    command = [sys.executable, "-c", _GIVING_BACK]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    grown, freed, left = map(int, said.split())
    assert freed > grown / 2 > left


@_GLIBC
def test_many_threads_have_one_heap() -> None:
    def heaps(limited: str) -> int:
        command = [sys.executable, "-c", _PROGRAM, limited]
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    assert heaps("limited") <= 1 < heaps("unlimited")


def test_heaps_are_limited_before_the_browser_starts_a_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """glibc takes no other limit once there are nine heaps, and looking for limits has threads."""
    done: list[str] = []

    def looked_for_limits() -> None:
        done.append("threads")
        raise CommandError("enough")

    monkeypatch.setattr(heap, "limit_heaps", lambda: done.append("limited"))
    monkeypatch.setattr(system_limits, "check_for_browsing", looked_for_limits)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    main([f"{tmp_path}"])
    assert done == ["limited", "threads"]
