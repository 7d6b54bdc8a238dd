"""Several browsers and commands at once on one journal, cache and state: nothing is lost.

Some of them have an index or a state of another version. ``TORMENT_BESIDE`` names another checkout
of ilgi, whose browser is then one of them.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from index.journal import Journal
from index.store.location import FORMAT as INDEX_FORMAT
from tui.state.memory import StateStore
from tui.state.record_file import FORMAT as STATE_FORMAT
from tui.state.record_file import RecordFile

from .indexes import write_post
from .journal import Ledger
from .keys import key
from .kills import answers, leftovers
from .monkey import environment
from .remembered import DEEDS, MOST, Deed, wait_for
from .terminal import OBSERVED, EndedError, HangError, Terminal

_POSTS: Final = 24
_COMMANDS: Final = (
    *("list", "search loss", "notes", "bookmarks", "export", "index", "index --rebuild", "stats"),
    *("problems", "tags", "show 10"),
)
_SAVED: Final = range(6, 14)
"""Numbers of posts that are saved; those before come and go, those after are written notes on."""
_VERSIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "same": {},
    "older index": {"TORMENT_INDEX_FORMAT": f"{INDEX_FORMAT - 1}"},
    "newer index": {"TORMENT_INDEX_FORMAT": f"{INDEX_FORMAT + 1}"},
    "newer state": {"TORMENT_STATE_FORMAT": f"{STATE_FORMAT + 1}"},
    "newer": {
        "TORMENT_INDEX_FORMAT": f"{INDEX_FORMAT + 1}",
        "TORMENT_STATE_FORMAT": f"{STATE_FORMAT + 1}",
    },
}
_LATER: Final = ("newer state", "newer")
"""Those whose state others only read."""
UNSAVED: Final = ("The last change was not saved", "What you did last is not kept")
"""How browsers, the second of an earlier version, say at their end that something is lost."""
_USUAL: Final = (
    *("another ilgi is indexing this journal", "prints all of them"),
    "is a command here",
)
"""What commands may say."""


@dataclass(slots=True)
class _Browser:
    """A browser, its version, and what was done in it."""

    terminal: Terminal
    version: str
    done: list[Deed] = field(default_factory=list)


class Instances:
    """Browsers in which notes are written, beside commands, while posts are saved."""

    name = "instances"
    seconds = 240.0
    is_cut = False

    def __init__(self, folder: Path) -> None:
        """Prepare for journals in an empty folder."""
        self._base, self._root = folder, folder / "log"
        self._own = environment(folder, None)
        self._beside = os.environ.get("TORMENT_BESIDE")

    def make(self, draw: random.Random, number: int) -> bytes:
        """How many browsers of which versions there are, and for how long, as JSON."""
        count = 4 if number % 3 == 2 else 2
        versions = ["same"] * count
        if number % 2:
            versions[draw.randrange(count)] = draw.choice(list(_VERSIONS)[1:])
        said = {"versions": versions, "rounds": draw.randint(2, 5), "draw": draw.random()}
        return json.dumps({**said, "cold": draw.random() < 0.5}).encode()

    def check(self, made: bytes) -> Iterator[str]:
        """What is lost, and what ends otherwise than it should."""
        said = json.loads(made)
        draw = random.Random(said["draw"])
        self._begin(is_cold=said["cold"])
        ledger: Ledger | None = None  # nothing of the journal is saved from here on
        browsers = [self._start(place, name) for place, name in enumerate(said["versions"])]
        commands: list[subprocess.Popen[bytes]] = []
        try:
            for browser in browsers:
                browser.terminal.wait_until_open()
                wait_for(browser.terminal, "2021-01-")
            for turn in range(said["rounds"]):
                self._press(browsers, turn, draw, commands)
            ledger = Ledger(self._root)
            yield from self._ended(browsers)
        except EndedError:
            for one in browsers:
                if one.terminal.exit_code is not None:
                    code = one.terminal.exit_code
                    yield f"a browser ends with {code}: {said}\n{one.terminal.text[-3_000:]}"
        except HangError as hang:
            yield f"a browser hangs: {said}\n{hang}"
        finally:
            for browser in browsers:
                browser.terminal.close()
        for browser in browsers:
            for kind, text in browser.terminal.told.errors:
                yield f"{kind} in a browser: {said}\n{text}"
        yield from self._said(commands)
        yield from (f"{line}\n{said}" for line in self._lost(browsers))
        differences = ledger.differences() if ledger is not None else []
        yield from (f"the journal is not as it was: {line}" for line in differences)
        yield from self._index(said)

    def _begin(self, *, is_cold: bool) -> None:
        for path in self._base.iterdir():
            shutil.rmtree(path)
        self._root.mkdir()
        for number in range(_POSTS):
            write_post(self._root, number, f"loss 데이터 w{number}\n" * (1 + number % 3))
        if not is_cold:
            with Journal.open(self._root, cache=self._base / "cache") as journal:
                journal.refresh()

    def _start(self, place: int, version: str) -> _Browser:
        own = {**self._own, **_VERSIONS[version]}
        program = OBSERVED
        if self._beside and place == 0:
            here = f"{Path(__file__).parents[2]}"
            paths = [path for path in sys.path if path and path != here]
            own = {**self._own}
            own["PYTHONPATH"] = os.pathsep.join([self._beside, *paths])
            program = (sys.executable, "-P", f"{Path(__file__).with_name('observed.py')}")
        return _Browser(Terminal([f"{self._root}"], own, (100, 30), program=program), version)

    def _press(
        self,
        browsers: list[_Browser],
        turn: int,
        draw: random.Random,
        commands: list[subprocess.Popen[bytes]],
    ) -> None:
        """Do something in each browser, key by key in turn, with saves and commands between.

        Args:
            browsers: The browsers.
            turn: How often this was done before.
            draw: What chance is drawn from.
            commands: Where commands are put that were started.
        """
        doing = []
        for place, browser in enumerate(browsers):
            # A second bookmark in the same place takes the first away.
            never = {"draft", "bookmark"} if turn else {"draft"}
            possible = [name for name in DEEDS if name not in never]
            name, number = draw.choice(possible), place * MOST + turn
            if name == "search":
                number = 14 + number % MOST
            doing.append(Deed(browser.terminal, name, number))
            browser.done.append(doing[-1])
        while sum(deed.step() for deed in doing):
            if draw.random() < 0.3:
                self._save(draw)
            if draw.random() < 0.1:
                commands.append(self._command(draw.choice(_COMMANDS)))
            for browser in browsers:
                browser.terminal.probe()

    def _save(self, draw: random.Random) -> None:
        number = draw.randrange(_SAVED.stop)
        if number in _SAVED:
            write_post(self._root, number, f"loss w{number} 데이터 {draw.random()}\n" * 9)
        elif (self._root / f"{number:02}.md").exists():
            (self._root / f"{number:02}.md").unlink()
        else:
            write_post(self._root, number, f"loss w{number}\n")

    def _command(self, command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "tui", *command.split(), "--journal", f"{self._root}"],
            env=self._own,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    @staticmethod
    def _ended(browsers: list[_Browser]) -> Iterator[str]:
        for browser in browsers:
            terminal = browser.terminal
            try:
                terminal.send(key("ctrl+q"))
                terminal.read(30)
                yield f"Ctrl+Q does not quit: {terminal.screen}"
            except EndedError:
                if terminal.exit_code:
                    yield f"a browser ends with {terminal.exit_code}: {terminal.text[-3_000:]}"

    @staticmethod
    def _said(commands: list[subprocess.Popen[bytes]]) -> Iterator[str]:
        """What is wrong with how commands ended."""
        for command in commands:
            _, told = command.communicate(timeout=90)
            lines = [line for line in told.decode("utf-8", "replace").splitlines() if line]
            wrong = [line for line in lines if not any(usual in line for usual in _USUAL)]
            if command.returncode not in (0, 1) or wrong:
                given: Any = command.args
                yield f"a command ends with {command.returncode}: {given[3:]}\n{wrong}"

    def _lost(self, browsers: list[_Browser]) -> Iterator[str]:
        """What was done and is neither remembered nor told to be lost."""
        state = self._base / "state"
        files = [*state.glob("log-*.jsonl")]
        if len(files) != 1:
            yield f"there is not one state: {files}"
            return
        memory = StateStore(RecordFile(files[0], "log"))
        memory.load()
        is_later = any(browser.version in _LATER for browser in browsers)
        for browser in browsers:
            may_be_told = is_later and browser.version not in _LATER
            said = browser.terminal.text
            told = may_be_told and any(unsaved in said for unsaved in UNSAVED)
            for deed in browser.done:
                if not told and not deed.is_remembered(memory):
                    yield f"lost in a browser beside others: {deed}"

    def _index(self, said: dict[str, Any]) -> Iterator[str]:
        cache = self._base / "cache"
        with Journal.open(self._root, cache=self._base / "fresh") as fresh:
            fresh.refresh()
            right = answers(fresh)
        with Journal.open(self._root, cache=cache) as journal:
            journal.refresh()
            journal.refresh(rebuild=False)
            if (found := answers(journal)) != right:
                wrong = [query for query in right if found[query] != right[query]]
                yield f"the index is another than a fresh one: {wrong}, {said}"
        if left := leftovers(self._root, cache):
            yield f"files are left in the index: {left}, {said}"
