"""Keys of every kind at full rate on a running browser, and a watch on what becomes of it."""

from __future__ import annotations

import importlib
import os
import pkgutil
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import tui.screens
from tests.bench.tables import Table, cell
from tui.commands import COMMANDS

from .journal import MARK, Ledger, copied, write_journal
from .keys import key
from .process import Usage, cpu_seconds, files_of, usage
from .report import Finding, Report, place_of
from .steps import Step, step_of
from .terminal import EndedError, HangError, Terminal

_SIZE: Final = (120, 40)
_ROOT: Final = Path(__file__).resolve().parents[2]
_STEPS_KEPT: Final = 40
_SECONDS_TO_SETTLE: Final = 300.0
"""From when on what the browser holds may no longer grow."""
_MOST_STARTS_LOST: Final = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the monkey is to do.

    Attributes:
        seed: What all that is done follows from.
        seconds: When it ends.
        first: The step to begin with.
        until: The step before which it ends; None for by time alone.
        journal: The journal of which a copy is used; None for one that is made.
        keys: How many keys at most, spread over the time; None for full rate.
        saves: How many saves beside it at least, spread over the time.
        quits: Whether keys may be pressed that end the browser.
        coverage: Where the lines of ``tui`` that ran are counted; None for nowhere.
        posts: How large a journal is made.
        idle: How many seconds the browser is watched at rest in the end.
    """

    seed: int
    seconds: float
    first: int = 0
    until: int | None = None
    journal: Path | None = None
    keys: int | None = None
    saves: int = 0
    quits: bool = True
    coverage: Path | None = None
    posts: int = 190
    idle: float = 5.0


@dataclass(frozen=True, slots=True)
class Sample:
    """What the browser held at a time, in seconds from the beginning."""

    seconds: float
    steps: int
    keys: int
    saves: int
    held: Usage


@dataclass(slots=True)
class Outcome:
    """What came of it."""

    steps: int = 0
    keys: int = 0
    saves: int = 0
    starts: int = 0
    deaths: int = 0
    hangs: int = 0
    slowest: float = 0.0
    idle_percent: float | None = None
    kinds: Counter[str] = field(default_factory=Counter)
    screens: set[str] = field(default_factory=set)
    commands: set[str] = field(default_factory=set)
    samples: list[Sample] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


class Monkey:
    """One run: a journal, a browser on it that is started again where it ends, and its findings."""

    def __init__(
        self,
        wanted: Wanted,
        report: Report,
        tell: Callable[[str], None] = lambda line: None,
    ) -> None:
        """Prepare a run.

        Args:
            wanted: What to do.
            report: Where findings go.
            tell: Called with a line about each sample and finding.
        """
        self.wanted = wanted
        self.outcome = Outcome(steps=wanted.first)
        self._report = report
        self._tell = tell
        self._recent: list[str] = []

    def run(self) -> Outcome:
        """Do all of it."""
        with tempfile.TemporaryDirectory(prefix="ilgi-torment-") as base:
            folder = Path(base)
            self._journal = folder / "journal"
            if self.wanted.journal is None:
                write_journal(self._journal, posts=self.wanted.posts)
            else:
                copied(self.wanted.journal, self._journal)
            self._ledger = Ledger(self._journal)
            self._environment = environment(folder, self.wanted.coverage)
            self._begin()
            try:
                self._press_all()
                self._finish()
            finally:
                self._note()
                self._terminal.close()
            self.outcome.differences = self._ledger.differences()
            for line in self.outcome.differences:
                self._found("journal", f"a file is not as it must be: {line}")
        return self.outcome

    def _begin(self) -> None:
        self.outcome.starts += 1
        self._terminal = Terminal([str(self._journal)], self._environment, _SIZE)
        self._seen_errors = 0
        self._died = False

    def _again(self) -> None:
        """Note what the browser told, and start another one."""
        self._note()
        self._terminal.close()
        self._begin()

    def _press_all(self) -> None:
        began = time.monotonic()
        next_sample = 0.0
        lost = 0
        new = True
        while (gone := time.monotonic() - began) < self.wanted.seconds:
            number = self.outcome.steps
            if self.wanted.until is not None and number >= self.wanted.until:
                return
            if gone >= next_sample:
                self._sample(gone)
                next_sample += 60
            step = step_of(self.wanted.seed, number, self._terminal.size, quits=self.wanted.quits)
            self.outcome.steps += 1
            self.outcome.kinds[step.kind] += 1
            self._recent = [*self._recent[-_STEPS_KEPT:], f"{number} {step}"]
            try:
                if new:
                    self._terminal.wait_until_open()
                    new, lost = False, 0
                self._do(step, number)
                self._look()
            except EndedError:
                self._ended()
                lost += new
                new = True
                self._again()
            except HangError as hang:
                self.outcome.hangs += 1
                self._found("hang", f"no answer after step {number}", f"{hang}", _stuck(f"{hang}"))
                lost += new
                new = True
                self._again()
            if lost >= _MOST_STARTS_LOST:
                self._found("start", "it does not start any more")
                return
            with suppress(EndedError):
                self._keep_pace(began)
        self._sample(time.monotonic() - began)

    def _keep_pace(self, began: float) -> None:
        """Save what should have been saved by now, and wait where keys are ahead of their time."""
        wanted, done = self.wanted, self.outcome
        part = (time.monotonic() - began) / wanted.seconds
        while done.saves < wanted.saves * part:
            self._ledger.change(random.Random(f"{wanted.seed}/more saves/{done.saves}"))
            done.saves += 1
        if wanted.keys:
            ahead = (done.keys / wanted.keys - part) * wanted.seconds
            self._terminal.read(max(0.0, min(ahead, (1 - part) * wanted.seconds)))

    def _do(self, step: Step, number: int) -> None:
        terminal = self._terminal
        if step.size is not None:
            terminal.forget()
            terminal.resize(step.size)
        for pressed in step.keys:
            terminal.send(pressed)
            self.outcome.keys += 1
            if step.gap:
                terminal.read(step.gap)
        draw = random.Random(f"{self.wanted.seed}/{number}/saves")
        for _ in range(step.saves):
            self._recent.append(f"{number} {self._ledger.change(draw)}")
            self.outcome.saves += 1
        if step.rest:
            terminal.read(step.rest)
        terminal.probe()

    def _look(self) -> None:
        """Take what the browser told and drew."""
        told = self._terminal.told
        for kind, text in told.errors[self._seen_errors :]:
            if kind == "traceback" and self._died:
                continue  # the screen is being taken apart, and errors follow from that
            self._died |= kind == "traceback"
            summary = text.strip().splitlines()[-1] if text.strip() else kind
            self._found(kind, summary[:300], text, place_of(text))
        self._seen_errors = len(told.errors)
        drawn = self._terminal.drawn
        if b"Traceback (most recent call last)" in drawn:
            self._found("traceback on screen", "a traceback was drawn", self._terminal.screen)
        for start in (b"\x1b]0;", b"\x1b[2J", b"\x9b31m"):
            if start + MARK in drawn:
                self._found("escape", f"{start!r} of a post reached the terminal")
        if len(drawn) > 1 << 19:
            self._terminal.forget()

    def _ended(self) -> None:
        """Judge the end of a browser."""
        terminal = self._terminal
        with suppress(EndedError):
            terminal.read(0)
        self._look()
        code = terminal.exit_code
        if code != 0:
            self.outcome.deaths += 1
            fatal = (text for kind, text in terminal.told.errors if kind == "traceback")
            errors = next(fatal, "")
            own = self._own_reports()
            said = "\n\n".join([errors, *own, terminal.text[-6_000:]])
            self._found("death", f"exit code {code}", said, place_of(errors or "".join(own[-1:])))
        if wrong := terminal.unrestored:
            self._found("terminal", f"after exit code {code}: {', '.join(wrong)}")
        if code == 0 and (path := terminal.told.reading) and self._ledger.holds(path):
            last = self._last_visited()
            if last != path:
                self._found("place", f"{path} was being read, and {last} is remembered")

    def _own_reports(self) -> list[str]:
        """What ilgi itself has written about its failures."""
        folder = Path(self._environment["ILGI_STATE_DIR"]) / "reports"
        return [file.read_text("utf-8", "replace") for file in sorted(folder.glob("*.txt"))[-2:]]

    def _last_visited(self) -> str | None:
        from tui.state import reading
        from tui.state.memory import StateStore
        from tui.state.record_file import RecordFile

        for file in Path(self._environment["ILGI_STATE_DIR"]).glob("journal-*.jsonl"):
            memory = StateStore(RecordFile(file, str(self._journal)))
            memory.load()
            return next((visit.path for visit in reading.visits(memory)), None)
        return None

    def _finish(self) -> None:
        """Let the browser rest, count what it costs then, and quit it."""
        terminal = self._terminal
        try:
            terminal.send(key("escape"))
            terminal.read(0.3)
            terminal.send(key("escape"))
            terminal.read(3)
            terminal.probe()
            before = cpu_seconds(terminal.pid)
            terminal.read(self.wanted.idle)
            after = cpu_seconds(terminal.pid)
            if before is not None and after is not None:
                self.outcome.idle_percent = 100 * (after - before) / self.wanted.idle
            for _ in range(4):
                terminal.send(key("ctrl+q"))
                terminal.read(0.5)
                terminal.send(key("escape"))
                terminal.read(0.3)
            terminal.probe()
            self._found("quit", "Ctrl+Q does not quit", terminal.stacks())
        except EndedError:
            self._ended()
        except HangError as hang:
            self.outcome.hangs += 1
            self._found("hang", "no answer at the end", f"{hang}", _stuck(f"{hang}"))

    def _sample(self, seconds: float) -> None:
        held = usage(self._terminal.pid)
        if held is None:
            return
        done = self.outcome
        done.samples.append(Sample(seconds, done.steps, done.keys, done.saves, held))
        self._tell(
            f"{seconds / 60:5.1f} min: {done.steps} steps, {done.keys} keys, {done.saves} saves, "
            f"{held.open_files} files, {held.private_mb:.1f} MB, {done.starts} starts, "
            f"{done.deaths} deaths, {done.hangs} hangs"
        )
        if held.open_files > 400:
            many = sorted(files_of(self._terminal.pid).items(), key=lambda one: -one[1])[:60]
            self._found("files", f"{held.open_files} files open", f"{many}", "many files open")

    def _note(self) -> None:
        told = self._terminal.told
        self.outcome.screens |= told.screens
        self.outcome.commands |= told.commands
        self.outcome.slowest = max(self.outcome.slowest, self._terminal.slowest)

    def _found(self, kind: str, summary: str, details: str = "", place: str = "") -> None:
        wanted = self.wanted
        journal = f" --journal {wanted.journal}" if wanted.journal else ""
        again = (
            f"python -m tests.torment --minutes {wanted.seconds / 60:g} --seed {wanted.seed} "
            f"monkey --until {self.outcome.steps}{journal}"
        )
        steps = "\n".join(self._recent)
        said = f"{details}\n\nthe last steps:\n{steps}\n\nthe screen:\n{self._terminal.screen}"
        finding = Finding(kind, summary, again, said, place)
        known = finding.signature in self._report.counts
        self._report.add(finding)
        if not known:
            self._tell(f"found: {finding.signature} ({self._report.file_of(finding)})")


def _stuck(stacks: str) -> str:
    """What tells a hang from others: where the main thread is in ilgi's own code."""
    main = stacks.partition("Current thread")[2] or stacks
    own = (line.strip() for line in main.splitlines() if "/tui/" in line or "/index/" in line)
    return next(own, "outside")


def environment(folder: Path, coverage: Path | None) -> dict[str, str]:
    """A terminal with colours, folders of its own, and no program of the system's to start."""
    own = {
        "ILGI_CACHE_DIR": str(folder / "cache"),
        "ILGI_STATE_DIR": str(folder / "state"),
        "ILGI_CONFIG_DIR": str(folder / "config"),
        "HOME": str(folder),
        "PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, sys.path)]),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
        "EDITOR": "true",
        "VISUAL": "true",
    }
    if coverage is not None:
        own["COVERAGE_FILE"] = str(coverage)
    left = {"DISPLAY", "WAYLAND_DISPLAY", "TMUX", "NO_COLOR", "COLUMNS", "LINES", "TERM_PROGRAM"}
    return {**{name: value for name, value in os.environ.items() if name not in left}, **own}


def screens_there_are() -> set[str]:
    """The names of all screens and windows of ilgi, without those that others are made from."""
    found = {*_screens()}
    bases = {base for screen in found for base in screen.__mro__[1:]}
    return {screen.__name__ for screen in found - bases} | {"TitleJump"}  # a window, and a base


def _screens() -> Iterator[type]:
    from textual.screen import Screen

    for module in pkgutil.walk_packages(tui.screens.__path__, "tui.screens."):
        for value in vars(importlib.import_module(module.name)).values():
            own = isinstance(value, type) and value.__module__.startswith("tui.screens")
            if own and issubclass(value, Screen):
                yield value


def not_reached(outcome: Outcome) -> str:
    """The screens and commands that a run did not come to."""
    screens = screens_there_are() - outcome.screens
    commands = {command.id for command in COMMANDS} - outcome.commands
    return f"not reached: {', '.join([*sorted(screens), *sorted(commands)]) or 'none'}"


def tables(wanted: Wanted, outcome: Outcome) -> list[Table]:
    """What came of a run."""
    there = screens_there_are()
    commands = {command.id for command in COMMANDS}
    rows = [
        ["steps", f"{outcome.steps:,}"],
        ["keys", f"{outcome.keys:,}"],
        ["saves beside it", f"{outcome.saves:,}"],
        ["starts", f"{outcome.starts}"],
        ["deaths", f"{outcome.deaths}"],
        ["hangs", f"{outcome.hangs}"],
        ["most work before an answer, s", cell(outcome.slowest)],
        ["processor while idle, %", cell(outcome.idle_percent)],
        ["files of the journal not as they must be", f"{len(outcome.differences)}"],
        ["screens reached", f"{len(outcome.screens & there)} of {len(there)}"],
        ["commands reached", f"{len(outcome.commands & commands)} of {len(commands)}"],
    ]
    if settled := [one.held for one in outcome.samples if one.seconds >= _SECONDS_TO_SETTLE]:
        files = [one.open_files for one in settled]
        memory = [one.private_mb for one in settled]
        rows += [
            ["open files after five minutes", f"{min(files)} to {max(files)}"],
            ["private MB after five minutes", f"{min(memory):.1f} to {max(memory):.1f}"],
        ]
    held = [
        [
            f"{s.seconds / 60:.1f}",
            *(f"{s.keys:,}", f"{s.saves:,}"),
            *(f"{s.held.open_files}", f"{s.held.private_mb:.1f}"),
        ]
        for s in outcome.samples
    ]
    return [
        Table(f"Monkey, seed {wanted.seed}", ["what", "figure"], rows),
        Table("Held", ["minutes", "keys", "saves", "open files", "private MB"], held),
    ]
