"""Programs that may have little: each prints what it prints else, or says what it lacks."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from .indexes import write_post
from .journal import Ledger
from .keys import key, keys
from .limited import NOBODY
from .monkey import environment
from .states import stores, use
from .terminal import OBSERVED, EndedError, HangError, Terminal

_POSTS: Final = 12
_COMMANDS: Final = (
    "list", "list loss", "list --json", "search 데이터", "search --json loss", "show 03",
    "show --json 03", "tags", "categories", "dates", "people", "bookmarks", "notes", "export",
    "questions", "problems", "stats", "stats --json", "config", "config --init", "index",
    "index --rebuild", "--help", "--version", "list --help", "show nothing-like-this", "",
)  # fmt: skip
"""Each command that prints; nothing for the browser."""
_CHANGING: Final = ("index", "config")
"""What prints something else each time."""
_FOLDERS: Final = ("log", "cache", "state", "config")
_SECONDS: Final = 90.0
_SECONDS_TAKEN: Final = re.compile(r'"seconds": [\d.e-]+')
_UNFORESEEN: Final = 70
_KEYS: Final = "2 j m s l o s s enter escape escape 3 d d E x ctrl+s g s escape ? escape"


@dataclass(frozen=True, slots=True)
class _Limit:
    """What a program may not have.

    Attributes:
        limits: What ``limited`` is told.
        environment: Variables that are other, None for unset ones.
        mounts: Folders that a file system lies on, and its options.
        closed: Folders that the program may not write in.
        tells: Whether the program may say that it cannot work.
    """

    limits: Mapping[str, Any]
    environment: Mapping[str, str | None]
    mounts: Mapping[str, str]
    closed: Sequence[str] = ()
    tells: bool = True


def _limit(draw: random.Random, name: str) -> _Limit:
    """What a limit of a name is in a case."""
    match name:
        case "files":
            return _most("files", draw.choice((64, 64, 64, 32, 16, 10)))
        case "bytes of a file":
            return _most("bytes of a file", draw.choice((0, 1, 100, 1_000, 10_000, 50_000)))
        case "memory":
            return _most("memory", draw.choice((60, 150, 255, 260, 400, 2_000, 2_050)) << 20)
        case "processes":
            most = {"processes": draw.choice((0, 1, 3))}
            return _Limit({"most": most, "user": True}, {}, {})
        case "closed stream":
            closed = draw.choice(([0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]))
            return _Limit({"closed": closed}, {}, {})
        case "full stream":
            return _Limit({"full": draw.choice(([1], [2], [1, 2]))}, {}, {})
        case "small disk" | "read-only disk":
            folders = draw.sample((*_FOLDERS, "tmp"), k=draw.randint(1, 5))
            size = draw.choice((4, 8, 16, 40, 100, 400))
            # The journal itself lies on no disk that would be empty.
            small = {folder: f"size={size}k" for folder in folders if folder != "log"}
            return _Limit({}, {}, small if name == "small disk" else dict.fromkeys(folders, "ro"))
        case "closed folder":
            folders = draw.sample(_FOLDERS, k=draw.randint(1, 4))
            return _Limit({"user": os.geteuid() == 0}, {}, {}, folders)
        case _:
            return _Limit({}, _variables(draw, name), {}, tells=name == "home")


def _most(name: str, most: int) -> _Limit:
    return _Limit({"most": {name: most}}, {}, {})


def _variables(draw: random.Random, name: str) -> dict[str, str | None]:
    """The variables that are other in a case, None for those that are unset."""
    match name:
        case "locale":
            unset = dict.fromkeys(("LANG", "LC_ALL", "LC_CTYPE", "PYTHONUTF8"))
            chosen = draw.choice(({}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LANG": "xx_YY"}))
            return {**unset, **chosen}
        case "terminal":
            term = draw.choice((None, "", "dumb", "unknown", "vt100", "x" * 300))
            size = draw.choice(({}, {"COLUMNS": "0"}, {"COLUMNS": "-3", "LINES": "x"}))
            return {"TERM": term, "COLORTERM": None, **size}
        case "home":
            own = ("ILGI_CACHE_DIR", "ILGI_STATE_DIR", "ILGI_CONFIG_DIR")
            home = draw.choice((None, "", "/nonexistent", "/dev/null", "relative"))
            return {"HOME": home, **dict.fromkeys(draw.sample(own, k=draw.randint(0, 3)))}
        case _:
            return {"TMPDIR": draw.choice(("/nonexistent", "", "/dev/null", "/proc"))}


_NAMES: Final = (
    *("files", "bytes of a file", "memory", "processes", "closed stream", "full stream", "locale"),
    *("terminal", "home", "temporary files", "small disk", "read-only disk", "closed folder"),
)


class Limits:
    """Each command and the browser, with few files, little disk or memory, and no streams."""

    name = "limits"
    seconds = 60.0
    is_cut = False

    def __init__(self, folder: Path) -> None:
        """Write a journal, a state and an index to an empty folder."""
        self._base = folder
        folder.chmod(0o711)
        (folder / "tmp").mkdir()
        self._root = folder / "log"
        self._root.mkdir()
        for number in range(_POSTS):
            text = f"loss 데이터 w{number}\n\nQ. 왜 {number}?\n\nA. 답.\n"
            write_post(self._root, number, text * (1 + number % 3))
        self._own = {**environment(folder, None), "TMPDIR": f"{folder / 'tmp'}"}
        self._run("index")
        (kept,) = (folder / "cache").iterdir()
        state = folder / "state"
        journal, _ = stores(state)
        for number in range(3):
            use(journal, number)
        journal.keep()
        name = kept.name.rpartition("-v")[0]
        (state / "log.jsonl").rename(state / f"{name}.jsonl")
        self._run("config --init")
        for made in (*_FOLDERS, "tmp"):
            shutil.copytree(folder / made, folder / "kept" / made)
        self._names = [name for name in _NAMES if self._can(name)]
        self._right: dict[str, tuple[int, str, str]] = {}

    def _can(self, name: str) -> bool:
        """Whether this system lets programs be limited so."""
        if name in ("small disk", "read-only disk"):
            words = [*self._mounting({"tmp": "size=64k"}), "true"]
            return subprocess.run(words, capture_output=True, check=False).returncode == 0
        if os.geteuid() == 0 and name in ("processes", "closed folder"):
            code = ["-c", "import textual, tui"]
            words = [*self._limiting({"user": True}), sys.executable, *code]
            ran = subprocess.run(words, env=self._own, capture_output=True, check=False)
            return ran.returncode == 0
        return name != "processes" or os.geteuid() != 0

    def make(self, draw: random.Random, number: int) -> bytes:
        """Which command is run under which limit, as JSON."""
        name = self._names[number % len(self._names)]
        # The browser takes as long as ten commands.
        is_browser = number // len(self._names) % 6 == 1
        command = "" if is_browser else draw.choice([one for one in _COMMANDS if one])
        said = {"limit": name, "command": command, "cold": draw.random() < 0.4}
        return json.dumps({**said, "draw": draw.random()}).encode()

    def check(self, made: bytes) -> Iterator[str]:
        """What is wrong with what a program prints, and with how it ends."""
        said = json.loads(made)
        limit = _limit(random.Random(said["draw"]), said["limit"])
        command = said["command"]
        if command and command not in self._right:
            self._begin(_Limit({}, {}, {}), is_cold=False)
            self._right[command] = self._run(command)
        self._begin(limit, is_cold=said["cold"])
        ledger = Ledger(self._root)
        surroundings = {**self._own, **limit.environment}
        own = {name: value for name, value in surroundings.items() if value is not None}
        under = [*self._mounting(limit.mounts), *self._limiting(limit.limits)]
        wrong = self._printed if command else self._browsed
        for line in wrong(command, limit, own, under):
            kind, _, rest = line.partition(":")
            yield f"{kind}: {said}\n{limit}\n{kind}:{rest}"
        for line in ledger.differences():
            yield f"the journal is not as it was: {line}, {said}"

    def _begin(self, limit: _Limit, *, is_cold: bool) -> None:
        for name in (*_FOLDERS, "tmp"):
            path = self._base / name
            if path.exists():
                path.chmod(0o700)
                shutil.rmtree(path)
            shutil.copytree(self._base / "kept" / name, path)
        if is_cold:
            for kept in (self._base / "cache").iterdir():
                shutil.rmtree(kept)
        if limit.limits.get("user"):
            for folder, _, files in os.walk(self._base):
                if Path(folder) != self._base and "kept" not in folder:
                    for owned in (Path(folder), *(Path(folder, file) for file in files)):
                        os.chown(owned, NOBODY, NOBODY)
        for name in limit.closed:
            (self._base / name).chmod(0o555)

    def _mounting(self, mounts: Mapping[str, str]) -> list[str]:
        """What runs a program with file systems of its own in some folders."""
        if not mounts:
            return []
        lines = []
        for name, options in mounts.items():
            folder = self._base / name
            if options == "ro":
                lines.append(f"mount --bind {folder} {folder}")
                lines.append(f"mount -o remount,ro,bind {folder}")
            else:
                lines.append(f"mount -t tmpfs -o {options} none {folder}")
        return ["unshare", "-rm", "sh", "-c", " && ".join([*lines, 'exec "$@"']), "sh"]

    @staticmethod
    def _limiting(limits: Mapping[str, Any]) -> list[str]:
        return [sys.executable, "-m", "tests.torment.limited", json.dumps(limits)]

    def _run(
        self,
        command: str,
        own: Mapping[str, str] | None = None,
        under: Sequence[str] = (),
    ) -> tuple[int, str, str]:
        """The exit code of a command, what it printed, and what it said."""
        words = command.split()
        if not command.startswith("-"):
            words += ["--journal", f"{self._root}"]
        ran = subprocess.run(
            [*under, sys.executable, "-m", "tui", *words],
            env=own or self._own,
            cwd=self._base,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        printed = ran.stdout.decode("utf-8", "backslashreplace")
        printed = _SECONDS_TAKEN.sub("", printed)
        return ran.returncode, printed, ran.stderr.decode("utf-8", "backslashreplace")

    def _printed(
        self, command: str, limit: _Limit, own: Mapping[str, str], under: Sequence[str]
    ) -> Iterator[str]:
        """What is wrong with a command that prints."""
        code, out, err = self._run(command, own, under)
        lost = {*limit.limits.get("closed", ()), *limit.limits.get("full", ())}
        right, printed, _ = self._right[command]
        # Without its variable the state lies elsewhere, where there is none.
        is_other = command.partition(" ")[0] in _CHANGING or None in limit.environment.values()
        yield from _wrong_words(out + err)
        if code not in (0, 1, 2):
            yield f"exit code {code}: {err[-2_000:]}"
        elif code == 2 != right:
            if not limit.tells:
                yield f"it cannot work, and could: {err}"
            if not err and 2 not in lost:
                yield "it cannot work, and does not say why"
        elif code != right and not is_other:
            yield f"exit code {code} in place of {right}: {out} {err}"
        elif 1 in lost and printed:
            yield f"exit code {code} though nothing was printed"
        elif out != printed and not is_other:
            yield f"another output: {out[:2_000]!r}\nin place of: {printed[:2_000]!r}\n{err}"
        if not all(line.startswith("ilgi: ") for line in err.splitlines()):
            yield f"a message that is none of ilgi's own: {err[-2_000:]}"
        if len(err.splitlines()) > 3:
            yield f"many messages: {err}"

    def _browsed(
        self, _: str, limit: _Limit, own: Mapping[str, str], under: Sequence[str]
    ) -> Iterator[str]:
        """What is wrong with a browser."""
        lost = {*limit.limits.get("closed", ()), *limit.limits.get("full", ())}
        terminal = Terminal([f"{self._root}"], own, (120, 40), program=(*under, *OBSERVED))
        is_open = False
        try:
            terminal.wait_until_open()
            is_open = True
            for pressed in keys(_KEYS):
                terminal.send(pressed)
                terminal.probe()
            terminal.send(key("ctrl+q"))
            terminal.read(30)
            yield f"Ctrl+Q does not quit: {terminal.screen}"
        except EndedError:
            code = terminal.exit_code
            text = re.sub(r"\s+", " ", terminal.text)
            yield from _wrong_words(text)
            yield from (f"{kind} in the browser: {said}" for kind, said in terminal.told.errors)
            wanted = (0,) if is_open else (2,)
            if code not in wanted:
                yield f"the browser ends with {code}: {text[-1_500:]}"
            elif not is_open and not limit.tells:
                yield f"the browser does not open, and could: {text[-1_500:]}"
            elif not is_open and "ilgi: " not in text and 2 not in lost:
                yield f"the browser does not open, and does not say why: {text[-1_500:]}"
            if unrestored := terminal.unrestored:
                yield f"the terminal is not restored: {unrestored}"
        except HangError as hang:
            yield f"the browser hangs: {hang}"
        finally:
            terminal.close()


def _wrong_words(text: str) -> Iterator[str]:
    for word in ("Traceback (most recent", "Exception ignored", "Fatal Python", "nobody foresaw"):
        if word in text:
            yield f"{word}: {text[-4_000:]}"
