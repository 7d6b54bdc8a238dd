"""Kills in the middle of work: afterwards all is as before the work or after it, and goes on."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from index.journal import Journal
from index.store import catalog as catalogs
from index.store import location
from index.store.build import merge_policy
from tui.state.memory import StateStore
from tui.state.presence import Presence
from tui.state.record_file import RecordFile

from .indexes import QUERIES, found, write_post
from .journal import Ledger
from .keys import key
from .monkey import environment
from .remembered import DEEDS, Deed, wait_for
from .states import forgotten, stores
from .terminal import EndedError, Terminal

_POSTS: Final = 24
_MANY: Final = 620
"""So many posts are read by several processes."""
_SEGMENTS: Final = 22
_SECONDS_UNTIL_KEPT: Final = 2.0
_WORK: Final = (
    *("first", "refresh", "merge", "state", "rebuild", "temporary", "refresh", "merge", "state"),
    *("many", "browser"),
)
"""What is killed, in turn: some of it more often."""

Answers = dict[str, list[str]]


class Kills:
    """Indexes and states whose writers are killed, before any call that writes or within it.

    Where a writer is killed is a part of all calls that change a file, of all bytes of a file, or
    of all time.
    """

    name = "kills"
    seconds = 120.0
    is_cut = False

    def __init__(self, folder: Path) -> None:
        """Write journals and indexes at each stage of the work to an empty folder."""
        self._base, self._root = folder, folder / "log"
        self._tmp = folder / "tmp"
        self._tmp.mkdir()
        self._surroundings = environment(folder, None) | {"TMPDIR": f"{self._tmp}"}
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.torment.killed"],
            env=self._surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._right: dict[str, Answers] = {}
        self._whole: dict[str, tuple[int, float]] = {}
        """How many calls each work takes, and how many seconds."""
        self._prepare()

    def close(self) -> None:
        """End the process that the work is done by."""
        self._server.communicate()

    def _prepare(self) -> None:
        self._root.mkdir()
        for number in range(_POSTS):
            write_post(self._root, number, f"loss 데이터 w{number}\n" * (1 + number % 3))
        self._keep("before")
        with patch.object(merge_policy, "needed", lambda _: False):
            for number in range(_SEGMENTS):
                write_post(self._root, number, f"loss w{number} 데이터 다시\n" * 3)
                with Journal.open(self._root, cache=self._base / "cache") as journal:
                    journal.refresh()
        self._keep("segments")
        shutil.rmtree(self._base / "cache")
        (self._root / "05.md").unlink()
        for number in (3, 17, 30):
            write_post(self._root, number, f"loss w{number} 데이터 나중\n" * 5)
        self._keep("after")
        for work in ("first", "refresh", "merge", "rebuild", "temporary", "state"):
            self._begin(work)
            done = self._do(work, {"aim": "none", "at": 0, "first": 0})
            self._whole[work] = dict(done["told"])["calls"], done["seconds"]
        self._whole["many"] = 1_000, 3.0

    def _keep(self, stage: str) -> None:
        """Index the journal as it is, and keep both, with the answers."""
        kept = self._base / "stages" / stage
        cache = self._base / "cache"
        with Journal.open(self._root, cache=cache) as journal:
            journal.refresh()
            self._right[stage] = answers(journal)
        shutil.copytree(self._root, kept / "log")
        shutil.copytree(cache, kept / "cache")

    def make(self, draw: random.Random, number: int) -> bytes:
        """What is killed and where, once or several times in a row, as JSON."""
        work = _WORK[number % len(_WORK)]
        if work == "browser":
            chosen = draw.choices(DEEDS, k=draw.randint(1, 3))
            return json.dumps(
                {"work": work, "do": chosen, "after": draw.choice((0.0, 1.0, 2.2, 3.0))}
            ).encode()
        aims = [
            (draw.choice(("call", "call", "call", "bytes", "seconds")), draw.random())
            for _ in range(draw.choice((1, 1, 2, 4)))
        ]
        if work == "many":
            aims = [("seconds", at) for _, at in aims[:2]]
        return json.dumps({"work": work, "aims": aims}).encode()

    def check(self, made: bytes) -> Iterator[str]:
        """What is wrong after the kills."""
        said = json.loads(made)
        work = str(said["work"])
        self._begin(work)
        ledger = Ledger(self._root)
        if work == "browser":
            yield from self._killed_browser(said)
        elif work == "state":
            yield from self._killed_state(said)
        else:
            yield from self._killed_index(work, said)
        for line in ledger.differences():
            yield f"the journal is not as it was: {line}"
        if work == "temporary":
            yield from self._temporary()

    def _temporary(self) -> Iterator[str]:
        """What of temporary folders is left once another one was needed."""
        shutil.rmtree(self._base / "cache")
        (self._base / "cache").write_text("not a folder")
        self._do("temporary", self._order("temporary", ("none", 0)))
        for left in self._tmp.iterdir():
            yield f"a temporary folder is left: {left.name[:5]}"

    def _begin(self, work: str) -> None:
        """Have the journal, the index and the state as they are before some work."""
        for name in ("log", "cache", "state", "tmp"):
            path = self._base / name
            if path.is_file():
                path.unlink()
            shutil.rmtree(path, ignore_errors=True)
        self._tmp.mkdir()
        stages = self._base / "stages"
        journal, cache = {
            "refresh": ("after", "before"),
            "rebuild": ("before", "before"),
            "merge": ("segments", "segments"),
        }.get(work, ("before", ""))
        shutil.copytree(stages / journal / "log", self._root)
        if cache:
            shutil.copytree(stages / cache / "cache", self._base / "cache")
        if work == "temporary":
            (self._base / "cache").write_text("not a folder")
        if work == "many":
            for number in range(_POSTS, _MANY):
                write_post(self._root, number % 28, "")
                text = f"---\ntitle: 글 {number}\n---\n" + f"loss w{number} 데이터\n" * 40
                (self._root / f"{number}.md").write_text(text, "utf-8")

    def _do(self, work: str, order: dict[str, Any]) -> dict[str, Any]:
        job = {"first": "refresh", "temporary": "refresh", "many": "refresh"}.get(work, work)
        folders = {name: f"{self._base / name}" for name in ("cache", "state")}
        whole = {"job": job, "root": f"{self._root}", **folders, **order}
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(whole) + "\n")
        self._server.stdin.flush()
        done: dict[str, Any] = json.loads(self._server.stdout.readline())
        return done

    def _order(self, work: str, aim: tuple[str, float], first: int = 0) -> dict[str, Any]:
        way, part = aim
        calls, seconds = self._whole[work]
        at: float = int(part * calls)
        if way == "bytes":
            at = int(20_000 * part * part)
        elif way == "seconds":
            at = part * seconds
        return {"aim": way, "at": at, "first": first}

    def _killed_index(self, work: str, said: dict[str, Any]) -> Iterator[str]:
        for aim in said["aims"]:
            done = self._do(work, self._order(work, aim))
            for kind, text in done["told"]:
                if kind == "raised":
                    yield f"the work fails where a kill was before: {said}\n{text}"
        cache = self._base / "cache"
        if work == "temporary":
            cache.unlink()
        if work == "many":
            yield from self._finished(work, None)
            return
        stages = {"refresh": ("before", "after"), "merge": ("segments",)}.get(work, ("before",))
        with Journal.open(self._root, cache=cache) as journal:
            for query in QUERIES:
                if query.startswith("/") and len(stages) > 1:
                    continue  # an expression is looked for in the files as they are now
                paths, hints = found(journal, query)
                told = not journal.ready or "no-index-yet" in hints
                if not told and all(paths != self._right[stage][query] for stage in stages):
                    yield f"a wrong answer after a kill, and nothing is told: {query}, {said}"
        yield from self._finished(work, self._right[stages[-1]])

    def _finished(self, work: str, right: Answers | None) -> Iterator[str]:
        """What is wrong once the index was brought up to date, and written once more."""
        cache = self._base / "cache"
        with Journal.open(self._root, cache=cache) as journal:
            journal.refresh()
            if right is None:
                with Journal.open(self._root, cache=self._base / "fresh") as fresh:
                    fresh.refresh()
                    right = answers(fresh)
                shutil.rmtree(self._base / "fresh")
            if wrong := [query for query in QUERIES if found(journal, query)[0] != right[query]]:
                yield f"wrong answers after the next refresh of {work}: {wrong}"
            one = self._root / "00.md"
            before, times = one.read_bytes(), one.stat()
            one.write_bytes(before + b"\nloss\n")
            journal.refresh()
            journal.tidy()
            one.write_bytes(before)
            _set_times(one, times)
            journal.refresh()
            if answers(journal) != right:
                yield f"wrong answers after another refresh of {work}"
        if left := leftovers(self._root, cache):
            yield f"files are left in the index after {work}: {left}"

    def _killed_state(self, said: dict[str, Any]) -> Iterator[str]:
        folder = self._base / "state"
        kept: list[int] = []
        for turn, aim in enumerate(said["aims"]):
            done = self._do("state", self._order("state", aim, turn * 8))
            for kind, text in done["told"]:
                if kind == "kept":
                    kept.append(text)
                elif kind == "raised":
                    yield f"what is remembered cannot be written after a kill: {said}\n{text}"
            journal, settings = stores(folder)
            if journal.load() or settings.load():
                yield f"lines of the state cannot be read: {said}"
            for number in kept:
                for what in forgotten(journal, settings, number):
                    yield f"lost although it was kept: {what}, {said}"
        endings = ("", ".bak", ".lock", ".new", ".old")
        known = {f"{name}.jsonl{end}" for name in ("log", "settings") for end in endings}
        if folder.exists() and (left := {path.name for path in folder.iterdir()} - known):
            yield f"files are left in the state: {sorted(left)}"

    def _killed_browser(self, said: dict[str, Any]) -> Iterator[str]:
        terminal = self._browser()
        try:
            terminal.wait_until_open()
            wait_for(terminal, "2021-01-")
            done = []
            for number, name in enumerate(said["do"]):
                deed = Deed(terminal, name, 10 + number)
                while deed.step():
                    terminal.probe()
                done.append((deed, time.monotonic()))
            terminal.read(float(said["after"]))
            killed = time.monotonic()
        finally:
            terminal.close()
        (file,) = (self._base / "state").glob("log-*.jsonl")
        memory = StateStore(RecordFile(file, f"{self._root}"))
        memory.load()
        late = _SECONDS_UNTIL_KEPT + 4 * terminal.slowest
        for deed, when in done:
            # A draft is one only until something else is done.
            is_due = killed - when > late and (deed.name != "draft" or deed is done[-1][0])
            if is_due and not deed.is_remembered(memory):
                yield f"lost, {killed - when:.1f} s after it was done: {deed}, {said}"
        again = self._browser()
        try:
            again.wait_until_open()
            for kind, text in (*terminal.told.errors, *again.told.errors):
                yield f"{kind} in a browser: {text}"
            again.send(key("ctrl+q"))
            again.read(60)
            yield f"a browser does not quit after a kill: {said}"
        except EndedError:
            if again.exit_code:
                yield f"a browser ends with {again.exit_code} after a kill: {again.text[-2_000:]}"
        finally:
            again.close()
        presence = Presence(self._base / "state")
        presence.hold()
        presence.release()
        if left := [*(self._base / "state" / "running").iterdir()]:
            yield f"{len(left)} files of ilgis that do not run are left: {said}"
        yield from self._finished("browser", self._right["before"])

    def _browser(self) -> Terminal:
        return Terminal([f"{self._root}"], self._surroundings, (120, 40))


def leftovers(root: Path, cache: Path) -> list[str]:
    """The files in the folder of an index that are no part of it."""
    folder = location.folder(root, cache)
    there = catalogs.load(folder, f"{root.resolve()}")
    newest = catalogs.generation(folder)
    known = {*there.segments, "writer.lock", "folders", f"_MAIN_{newest}.toc"}
    known |= {f"catalog-{number}.ilgi" for number in (newest, there.base)}
    return sorted({path.name for path in folder.iterdir()} - known)


def answers(journal: Journal) -> Answers:
    """What each of ``QUERIES`` finds."""
    return {query: found(journal, query)[0] for query in QUERIES}


def _set_times(path: Path, times: os.stat_result) -> None:
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
