"""What happens to a journal under a running browser: it goes on, and what was done is kept.

The folder goes, or another thing is in its place; its disk is taken away, hangs or fails; files
change while they are read; the clock of the system is set.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final

from index.journal import Journal
from tui.state.memory import StateStore
from tui.state.record_file import RecordFile

from .indexes import QUERIES, found, write_post
from .journal import Ledger
from .keys import key, keys
from .kills import answers, leftovers
from .monkey import environment
from .remembered import Deed, wait_for
from .terminal import OBSERVED, EndedError, HangError, Terminal

_POSTS: Final = 24
_WAYS: Final = (
    *("fail", "hang", "rewritten", "gone", "moved", "file", "link", "dangling", "emptied"),
    *("clock", "unmounted"),
)
_ERRORS: Final = ("EIO", "ESTALE", "ETIMEDOUT", "EACCES", "ENOTCONN", "ENOENT", "ENOTDIR", "ELOOP")
_KEYS: Final = (
    "2 j j enter d d J K escape escape s 데 escape escape escape o 1 enter escape e y escape",
    "2 G enter 3 v v . . f a escape escape 2 R g s escape c escape g h escape g r",
    "2 J J d 3 I M W R s w 1 enter n n escape escape escape g q r escape escape 2 k",
)
_CLOCK: Final = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
"""A library that has a process believe in another time, where it is installed."""
_SECONDS_TO_QUIT: Final = 20.0
_SECONDS_TO_READ: Final = 180.0


class Disruptions:
    """A browser in which is written and read before, during and after something happens."""

    name = "disruptions"
    seconds = 240.0
    is_cut = False

    def __init__(self, folder: Path) -> None:
        """Prepare for journals in an empty folder."""
        self._base, self._root = folder, folder / "log"
        self._control = folder / "control"
        self._names = [way for way in _WAYS if _can(way)]

    def make(self, draw: random.Random, number: int) -> bytes:
        """What happens, and what is pressed meanwhile, as JSON."""
        way = self._names[number % len(self._names)]
        said: dict[str, Any] = {"way": way, "keys": draw.choice(_KEYS), "cold": draw.random() < 0.3}
        said["error"] = draw.choice(_ERRORS)
        said["back"] = draw.random() < 0.7
        said["days"] = draw.choice((-4_000, -365, -1, -0.01, 1, 4_000))
        return json.dumps({**said, "draw": draw.random()}).encode()

    def check(self, made: bytes) -> Iterator[str]:
        """What ends, hangs or is lost."""
        said = json.loads(made)
        way = said["way"]
        self._begin(is_cold=said["cold"])
        terminal = self._start(way)
        is_open = False
        deeds = []
        try:
            terminal.wait_until_open()
            is_open = True
            wait_for(terminal, "2021-01-")
            deeds.append(self._do(Deed(terminal, "note", 10)))
            if way == "rewritten":
                self._rewrite(terminal, said)
            else:
                self._disrupt(way, said)
                terminal.read(0.5)
                self._press(terminal, said["keys"])
                if way == "clock":
                    deeds.append(self._do(Deed(terminal, "note", 11)))
                if said["back"]:
                    self._undo(way)
                    terminal.read(0.5)
                    self._press(terminal, said["keys"])
            if said["back"] and way != "unmounted":
                deeds.append(self._do(Deed(terminal, "note", 12)))
            terminal.send(key("ctrl+q"))
            terminal.read(_SECONDS_TO_QUIT)
            yield f"Ctrl+Q does not quit: {said}\n{terminal.screen}\n{terminal.stacks()}"
        except EndedError:
            if terminal.exit_code or not is_open:
                text = terminal.text[-3_000:]
                yield f"the browser ends with {terminal.exit_code}: {said}\n{text}"
            elif wrong := terminal.unrestored:
                yield f"the terminal is not restored: {said}\n{wrong}"
        except HangError as hang:
            yield f"the browser hangs: {said}\n{hang}"
        finally:
            terminal.close()
        for kind, text in terminal.told.errors:
            yield f"{kind} in the browser: {said}\n{text}"
        yield from self._lost(deeds, said)
        yield from self._recovered(said)

    def _begin(self, *, is_cold: bool) -> None:
        for path in self._base.iterdir():
            _remove(path)
        for root in (self._root, self._base / "other"):
            root.mkdir()
            for number in range(_POSTS):
                write_post(root, number, f"loss 데이터 w{number}\n" * (1 + number % 3))
        shutil.copytree(self._root, self._base / "kept")
        if not is_cold:
            with Journal.open(self._root, cache=self._base / "cache") as journal:
                journal.refresh()

    def _start(self, way: str) -> Terminal:
        own = environment(self._base, None)
        program = [*OBSERVED]
        if way in ("hang", "fail"):
            own |= {"TORMENT_FAULTS": f"{self._control}", "TORMENT_FAULTS_IN": f"{self._root}"}
        elif way == "clock":
            self._set_clock(0.0)
            own |= {"LD_PRELOAD": _CLOCK, "FAKETIME_TIMESTAMP_FILE": f"{self._control}"}
            own |= {"FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        elif way == "unmounted":
            os.mkfifo(self._control)
            lines = [
                f"mount -t tmpfs none {self._root}",
                f"cp -a {self._base / 'kept'}/. {self._root}",
                f"{{ (read x < {self._control}; umount -l {self._root}) & }}",
                'exec "$@"',
            ]
            program = ["unshare", "-rm", "sh", "-c", " && ".join(lines), "sh", *OBSERVED]
        return Terminal([f"{self._root}"], own, (100, 30), program=program)

    @staticmethod
    def _do(deed: Deed) -> Deed:
        while deed.step():
            deed.terminal.probe()
        return deed

    @staticmethod
    def _press(terminal: Terminal, written: str) -> None:
        for pressed in keys(f"escape escape escape {written}"):
            terminal.send(pressed)
            terminal.probe()
        for pressed in keys("escape escape escape"):
            terminal.send(pressed)
            terminal.probe()

    def _set_clock(self, days: float) -> None:
        then = datetime.now() + timedelta(days=days)  # noqa: DTZ005  as the library wants it
        beside = self._control.with_suffix(".new")
        beside.write_text(f"@{then:%Y-%m-%d %H:%M:%S}\n")
        beside.replace(self._control)

    def _disrupt(self, way: str, said: dict[str, Any]) -> None:
        root, away = self._root, self._base / "away"
        match way:
            case "gone":
                shutil.rmtree(root)
            case "moved":
                root.rename(away)
            case "file":
                root.rename(away)
                root.write_text("# A file\n\nloss\n")
            case "link":
                root.rename(away)
                root.symlink_to(self._base / "other")
            case "dangling":
                root.rename(away)
                root.symlink_to(self._base / "nowhere")
            case "emptied":
                for path in root.iterdir():
                    path.unlink()
            case "clock":
                self._set_clock(said["days"])
            case "unmounted":
                self._control.write_text("x\n")
            case _:
                self._control.write_text("hang" if way == "hang" else said["error"])

    def _undo(self, way: str) -> None:
        match way:
            case "moved" | "file" | "link" | "dangling":
                if way != "moved":
                    self._root.unlink()
                (self._base / "away").rename(self._root)
            case "gone" | "emptied":
                shutil.copytree(self._base / "kept", self._root, dirs_exist_ok=True)
            case "hang" | "fail":
                self._control.unlink()
            case "clock":
                self._set_clock(0.0)

    def _rewrite(self, terminal: Terminal, said: dict[str, Any]) -> None:
        """Press keys while another thread writes posts in every way that there is."""
        over = Event()
        writing = Thread(target=_rewrite, args=(self._root, random.Random(said["draw"]), over))
        writing.start()
        try:
            for _ in range(2):
                self._press(terminal, said["keys"])
        finally:
            over.set()
            writing.join()
        for number in range(_POSTS):
            _remove(self._root / f"{number:02}.md")
            write_post(self._root, number, f"loss w{number} 끝\n")
        # The browser is told of the last changes, and what it writes is what a fresh index has.
        with Journal.open(self._root, cache=self._base / "fresh") as fresh:
            fresh.refresh()
            right = answers(fresh)
        until = time.monotonic() + _SECONDS_TO_READ
        while not self._is_indexed(right):
            if time.monotonic() > until:
                raise HangError("the browser has not read the last changes")
            terminal.read(0.2)

    def _is_indexed(self, right: dict[str, list[str]]) -> bool:
        with Journal.open(self._root, cache=self._base / "cache") as journal:
            return all(found(journal, query)[0] == right[query] for query in QUERIES)

    def _lost(self, deeds: list[Deed], said: dict[str, Any]) -> Iterator[str]:
        files = [*(self._base / "state").glob("log-*.jsonl")]
        if not files:
            return
        memory = StateStore(RecordFile(files[0], "log"))
        memory.load()
        for deed in deeds:
            if not deed.is_remembered(memory):
                yield f"lost after a disruption: {deed}, {said}"

    def _recovered(self, said: dict[str, Any]) -> Iterator[str]:
        """What is wrong with the journal as it was, and its index, once all is over."""
        if said["way"] != "rewritten":
            _remove(self._root)
            shutil.copytree(self._base / "kept", self._root)
        ledger = Ledger(self._root)
        shutil.rmtree(self._base / "fresh", ignore_errors=True)
        with Journal.open(self._root, cache=self._base / "fresh") as fresh:
            fresh.refresh()
            right = answers(fresh)
        with Journal.open(self._root, cache=self._base / "cache") as journal:
            journal.refresh()
            if answers(journal) != right:
                yield f"the index is another than a fresh one: {said}"
        if left := leftovers(self._root, self._base / "cache"):
            yield f"files are left in the index: {left}, {said}"
        yield from (f"the journal is not as it was: {line}" for line in ledger.differences())


def _can(way: str) -> bool:
    """Whether this system lets something happen."""
    if way == "clock":
        return Path(_CLOCK).exists()
    if way == "unmounted":
        words = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs none /tmp && umount -l /tmp"]
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    return True


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _rewrite(root: Path, draw: random.Random, over: Event) -> None:
    """Write posts again and again: slowly, at once, and other things in their places."""
    while not over.wait(0.002):
        path = root / f"{draw.randrange(_POSTS):02}.md"
        text = f"---\ntitle: 글 {draw.random()}\n---\n" + "loss 다시 w\n" * draw.randrange(9_000)
        with suppress(OSError):
            match draw.randrange(7):
                case 0 | 1:
                    _remove(path)
                    with path.open("w") as file:
                        for at in range(0, len(text), 20_000):
                            file.write(text[at : at + 20_000])
                            file.flush()
                            if over.wait(0.001):
                                break
                case 2:
                    beside = root / ".beside"
                    beside.write_text(text)
                    beside.replace(path)
                case 3:
                    os.truncate(path, draw.randrange(5_000))
                case 4:
                    _remove(path)
                    path.symlink_to(draw.choice(("01.md", "nowhere.md", "/etc/hostname", ".")))
                case 5:
                    _remove(path)
                    draw.choice((os.mkfifo, os.mkdir))(path)
                case _:
                    _remove(path)
