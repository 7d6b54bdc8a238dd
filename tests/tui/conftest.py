"""A small journal, and the browser over it in a terminal that is not there."""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest
from textual.events import Key
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from index.journal import Journal
from tests.tui.rest import wait_for_rest
from tui.app import IlgiApp
from tui.commands.offers import run_offer
from tui.language import choose_language
from tui.model.starting_place import StartingPlace
from tui.screens.browser.main import MainScreen

_PATIENCE = 60.0
_CONTROLS = {"\r": "enter", "\x1b": "escape"}

FILLER = "\n\n".join(f"문단 {number}: 배운 것을 적는다." for number in range(40))

POSTS = {
    "2021-09-10-day29.md": (
        "title: '[boostcourse] Day29 학습기록'\ncategories: [boostcourse]\ntags: [PyTorch, CV]\n"
        "toc: true\ntoc_label: '목차'",
        "## 학습 내용\n\n물체 검출을 배웠다.\n\n## 피어세션\n\n### 멘토링\n\n잡담.",
    ),
    "2021-09-09-day28.md": (
        "title: '[boostcourse] Day28 학습기록'\ncategories: [boostcourse]\ntags: [PyTorch]",
        f"## 오늘\n\n{FILLER}\n\n## 뒤\n\n드디어 손실함수가 줄었다.\n\n손실함수 끝.\n\n{FILLER}",
    ),
    "2021-08-02-descent.md": (
        "title: 경사하강법\ncategories: [math]\ntags: ['study/math', 'study/calculus']\ntoc: false",
        "기울기를 따라 내려가며 손실함수를 줄인다.",
    ),
    "2020-12-24-graphs.md": (
        "title: 'Shortest paths <b>&amp;</b> [/red] graphs'\ncategories: [algorithm]\ntags: []",
        "Dijkstra walks the graph.",
    ),
    "2020-01-05-first.md": ("title: 첫 기록", "여기서 시작한다."),
}


def write_posts(folder: Path, posts: dict[str, tuple[str, str]]) -> Path:
    """A Jekyll log in ``folder`` with these posts: front matter and body by file name."""
    (folder / "_posts").mkdir(parents=True, exist_ok=True)
    (folder / "_config.yml").write_text("title: 하은의 공부\ntimezone: Asia/Seoul\n", "utf-8")
    for name, (front_matter, body) in posts.items():
        text = f"---\n{front_matter}\n---\n{body}\n"
        (folder / "_posts" / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's language, whatever this machine's is."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    choose_language("auto")


@pytest.fixture(autouse=True)
def unwatched(monkeypatch: pytest.MonkeyPatch) -> None:
    """No change of a file shows by itself, so that each test decides when the folder is read."""
    monkeypatch.setattr(Journal, "watch", lambda *_: iter(()))


@pytest.fixture(autouse=True)
def slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said stays until a test has seen it, however long the machine takes."""
    monkeypatch.setattr("tui.widgets.status_bar._SECONDS_OF_REMARK", _PATIENCE)
    monkeypatch.setattr(IlgiApp, "NOTIFICATION_TIMEOUT", _PATIENCE)


@pytest.fixture(autouse=True)
def kept_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept because time has passed: a second browser begins alike on any machine."""
    monkeypatch.setattr("tui.screens.browser.main.SECONDS_UNTIL_KEPT", _PATIENCE)
    monkeypatch.setattr("tui.workers.state_worker._SECONDS_BETWEEN_LOOKS", _PATIENCE)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The folder of a log with five posts."""
    return write_posts(tmp_path / "log", POSTS)


@pytest.fixture
def journal(log: Path, tmp_path: Path) -> Journal:
    """The log, indexed."""
    journal = Journal.open(log, cache=tmp_path / "cache")
    journal.refresh()
    return journal


def key_event(key: str) -> Key:
    """The event of a key by its name or its character, as a terminal's driver makes it."""
    name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
    character = key if len(key) == 1 else None
    with suppress(KeyError):
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(name, name)))
    return Key(name, character)


class Browser:
    """The browser in use: keys go in, and what the screen says comes out."""

    def __init__(self, app: IlgiApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> MainScreen:
        """The browser's own screen, whatever lies over it."""
        screen = self.app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    async def settle(self) -> None:
        """Wait until no worker is at work, and nothing is left of what was asked for."""
        await wait_for_rest(self.app)
        while self.app.is_running and self.app.quitting._unfinished:  # on a thread of its own
            await asyncio.sleep(0.005)
            await wait_for_rest(self.app)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds that no key brings about, for a minute."""
        over = time.monotonic() + _PATIENCE
        await self.settle()
        while not condition():
            assert time.monotonic() < over, self.painted()
            await asyncio.sleep(0.01)
            await self.settle()

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each when all that follows from the one before has come."""
        for key in keys:
            self.app.post_message(key_event(key))
            await self.settle()

    async def run(self, command_id: str) -> None:
        """Run a command of the browser's own screen, then wait for all that follows."""
        await run_offer(self.screen.commands_offered[command_id])
        await self.settle()

    async def type(self, text: str) -> None:
        """Type text."""
        await self.press(*text)

    async def burst(self, text: str) -> None:
        """Send text as a terminal does that is pasted into: every key before the first is used.

        ``\r`` is Enter and ``\x1b`` is Esc. A key waits for what the one before asked for, however
        long that takes here.
        """
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("tui.keys._SECONDS_TO_BE_HEARD", _PATIENCE)
            for character in text:
                key = _CONTROLS.get(character) or _character_to_key(character)
                self.app.post_message(Key(key, character))
            done = asyncio.Event()
            self.app.call_later(done.set)
            await done.wait()
            await self.settle()

    def text(self, selector: str) -> str:
        """What a widget shows inside its border, line by line."""
        widget = self.screen.query_one(selector)
        around, width, height = widget.styles.gutter, *widget.outer_size
        if not widget.region:
            return ""
        lines = widget.render_lines(widget.outer_size.region)[around.top : height - around.bottom]
        return "\n".join(
            line.crop(around.left, width - around.right).text.rstrip() for line in lines
        )

    def painted(self) -> str:
        """All of the terminal."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in line) for line in lines)


Browse = Callable[..., AbstractAsyncContextManager[Browser]]


@pytest.fixture
def browse(journal: Journal) -> Browse:
    """Open the browser on the journal at a size, 120 × 40 unless told."""

    @asynccontextmanager
    async def start(
        size: tuple[int, int] = (120, 40),
        of: Journal = journal,
        *,
        settled: bool = True,
        at: str | StartingPlace = "",
    ) -> AsyncIterator[Browser]:
        app = IlgiApp(of, start=StartingPlace(at) if isinstance(at, str) else at)
        async with app.run_test(size=size, notifications=True) as pilot:
            browser = Browser(app, pilot)
            if settled:
                await browser.settle()
            yield browser

    return start
