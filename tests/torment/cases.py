"""Kinds of cases that are made and checked one after the other."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Protocol

from .report import Finding, Report, place_of, raised

_MOST_SHOWN = 4_000
_MOST_TRIES = 300


class Kind(Protocol):
    """A kind of input and what must hold for it.

    ``name`` is its name on the command line, ``seconds`` the processor time that a case may take in
    this process. ``is_cut`` is whether a part of an input may be one, so that a small one that
    fails can be looked for.
    """

    name: str
    seconds: float
    is_cut: bool

    def make(self, draw: random.Random, number: int) -> bytes:
        """The input of a case."""

    def check(self, made: bytes) -> Iterator[str]:
        """What is wrong with what becomes of an input; what is raised is wrong as well."""


class TooLongError(Exception):
    """A case took more processor time than it may."""


@dataclass(frozen=True, slots=True)
class Tried:
    """How many cases of a kind were tried, and how many failed; ``slowest`` is in seconds."""

    kind: str
    cases: int
    failed: int
    slowest: float
    slowest_case: int


def torment(
    kind: Kind,
    seed: int,
    report: Report,
    *,
    seconds: float = float("inf"),
    cases: int | None = None,
    first: int = 0,
) -> Tried:
    """Try cases of a kind until the time is over or there have been so many.

    Args:
        kind: What to try.
        seed: What the inputs follow from, with their numbers.
        report: Where findings go.
        seconds: How long to go on.
        cases: How many at most; None for any number.
        first: The number of the first case.
    """
    began = time.monotonic()
    failed = tried = slowest_case = 0
    slowest = 0.0
    for number in count(first):
        if (cases is not None and tried >= cases) or time.monotonic() - began > seconds:
            break
        tried += 1
        made = kind.make(random.Random(f"{seed}/{kind.name}/{number}"), number)
        started = time.process_time()
        wrong = _wrong_with(kind, made)
        taken = time.process_time() - started
        if taken > slowest:
            slowest, slowest_case = taken, number
        if wrong is None:
            continue
        failed += 1
        place, details = wrong
        summary = next((line for line in reversed(details.splitlines()) if line.strip()), place)
        again = f"python -m tests.torment --seed {seed} {kind.name} --case {number}"
        finding = Finding(kind.name, summary[:300], again, details, place)
        if finding.signature not in report.counts:
            small = _smaller(made, partial(_fails_alike, kind, place)) if kind.is_cut else made
            shown = f"{details}\n\nthe input, {len(small)} bytes of {len(made)}:\n"
            shown += f"{small[:_MOST_SHOWN]!r}"
            finding = Finding(kind.name, summary[:300], again, shown, place)
        report.add(finding)
    return Tried(kind.name, tried, failed, slowest, slowest_case)


def _fails_alike(kind: Kind, place: str, made: bytes) -> bool:
    wrong = _wrong_with(kind, made)
    return wrong is not None and wrong[0] == place


def _wrong_with(kind: Kind, made: bytes) -> tuple[str, str] | None:
    """What tells a failure from others, and all of it; None where all is well."""
    try:
        with at_most(kind.seconds):
            wrong = list(kind.check(made))
    except TooLongError as error:
        return f"too long {place_of(raised(error))}", raised(error)
    except Exception as error:
        return place_of(raised(error)), raised(error)
    return (wrong[0].partition(":")[0], "\n".join(wrong)) if wrong else None


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TooLongError in the block once this process has worked for so many seconds in it."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLongError(f"more than {seconds:g} s of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _smaller(made: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """A part of an input that fails in the same way."""
    tries = 0
    began = time.process_time()
    step = max(1, len(made) // 2)
    while step >= 1:
        at = 0
        while at < len(made):
            part = made[:at] + made[at + step :]
            tries += 1
            if tries > _MOST_TRIES or time.process_time() - began > 20:
                return made
            if part and fails(part):
                made = part
            else:
                at += step
        step //= 2
    return made


def write_inputs(kind: Kind, seed: int, number: int, folder: Path) -> Path:
    """Write the input of a case to a file, to be looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{kind.name}-{seed}-{number}.input"
    file.write_bytes(kind.make(random.Random(f"{seed}/{kind.name}/{number}"), number))
    return file
