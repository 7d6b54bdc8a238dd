"""However ilgi ends, the terminal is as it was before, and the next ilgi goes on from there."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.pseudo_terminal import PseudoTerminal
from tui.state import drafts, notes, reading, sessions
from tui.state.location import file_for, state_folder
from tui.state.memory import StateStore
from tui.state.record_file import RecordFile

if TYPE_CHECKING:
    from tests.e2e.conftest import Tmux

    Open = Callable[..., Tmux]
    Start = Callable[..., PseudoTerminal]

pytestmark = pytest.mark.xdist_group("terminal")

_SECRET = "Confidential"
_SECONDS_IN_TIME = 45.0
"""Generous: the end is forced after half a second, and whatever holds it up lasts a minute."""

_BLOCKED_WORKERS = """
import time
from index.journal import Journal
Journal.search = Journal.prepare = Journal.tidy = lambda *a, **k: time.sleep(60)
"""
_BY_KEY = """
from tui.screens.browser.main import MainScreen
make = MainScreen.__init__
def make_with_command(screen, *given, **named):
    make(screen, *given, **named)
    screen.commands_offered["journal.random"] = lambda: run(screen)
MainScreen.__init__ = make_with_command
"""
"""Runs a function for the keys of the command that opens a post at random."""
_BLOCKED_LOOP = f"""
import time
def run(screen):
    time.sleep(60)
{_BY_KEY}
"""
_HELD_UP = """
from threading import Event
from tui.journals import OpenJournals
OpenJournals.close = lambda *_: Event().wait()
"""
_FAILING_KEY = f"""
def run(screen):
    {_SECRET.lower()} = screen.reader.document.text
    raise IndexError({_SECRET.lower()})
{_BY_KEY}
"""
_FAILING_WORKER = f"""
from index.journal import Journal
def fail(*_, **__):
    raise RuntimeError("{_SECRET}")
Journal.suggest = fail
"""
_QUIT_BEFORE_THE_PAGE = """
import asyncio
from tui.widgets.reader import Reader
mount = Reader.mount_viewer
async def mount_once_quit(reader):
    reader.app.simulate_key("ctrl+q")
    while reader.is_running:
        await asyncio.sleep(0.01)
    await mount(reader)
Reader.mount_viewer = mount_once_quit
"""
_FAILING_PAINT = f"""
from tui.widgets.status_bar import StatusBar
def render(self, *_):
    raise ValueError("{_SECRET}")
def run(screen):
    StatusBar.render = StatusBar.render_line = render
    screen.status.refresh()
{_BY_KEY}
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A folder of a long post and a short one."""
    folder = tmp_path / "log"
    folder.mkdir()
    lines = "\n\n".join(f"{_SECRET} line {number}." for number in range(90))
    (folder / "long.md").write_text(f"---\ntitle: Long one\ndate: 2021-09-10\n---\n{lines}\n")
    (folder / "short.md").write_text("---\ntitle: Short one\ndate: 2021-09-09\n---\nNot much.\n")
    return folder


def _begin(log: Path, first: str) -> PseudoTerminal:
    """Start ilgi on the log in a terminal, after some lines of Python."""
    code = f"{first}\nimport sys\nfrom tui.__main__ import main\nsys.exit(main({[str(log)]!r}))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return PseudoTerminal((sys.executable, "-P", "-c", code), environment)


@pytest.fixture
def start(log: Path) -> Iterator[Start]:
    """Start ilgi on the log in a terminal, after some lines of Python."""
    opened: list[PseudoTerminal] = []

    def begin(*, first: str = "", shows: str = "line 0.") -> PseudoTerminal:
        opened.append(_begin(log, first))
        opened[-1].wait_for("2 posts", shows)
        return opened[-1]

    yield begin
    for one in opened:
        one.close()


def _memory(log: Path) -> StateStore:
    memory = StateStore(RecordFile(file_for(log), ""))
    memory.load()
    return memory


def _read_on(terminal: PseudoTerminal) -> None:
    """Read the long post and leave its beginning."""
    terminal.press("\rdd")
    terminal.wait_for("line 20.")


def _write(terminal: PseudoTerminal, text: str) -> None:
    terminal.press("E")
    terminal.wait_for("A note of your own")
    terminal.press(text)
    terminal.wait_for(text)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"])
def test_a_signal_restores_the_terminal_and_keeps_everything(
    name: str, start: Start, log: Path
) -> None:
    number = getattr(signal, name)
    first = start()
    _read_on(first)
    _write(first, "half a thou")
    os.kill(first.process.pid, number)
    assert first.end()[0] == 128 + number
    first.assert_restored()
    assert "Traceback" not in first.text
    memory = _memory(log)
    assert [draft.text for draft in drafts.drafts(memory)] == ["half a thou"]
    place = reading.last_position(memory, "long.md")
    assert place is not None
    second = start(shows=place.text)
    second.wait_for("A note was not saved")
    second.press("E")
    second.wait_for("A note of your own", "half a thou")
    second.press("ght\x13")
    second.wait_for("✎ half a thought")
    second.press("\x11")
    assert second.end()[0] == 0
    second.assert_restored()
    memory = _memory(log)
    assert [note.text for note in notes.notes(memory)] == ["half a thought"]
    assert not drafts.drafts(memory)
    assert not sessions.keys(memory)


def test_what_the_system_kills_has_kept_what_was_done_before(start: Start, log: Path) -> None:
    first = start()
    _read_on(first)
    _write(first, "half a thou")
    first.wait_until(
        lambda: [draft.text for draft in drafts.drafts(_memory(log))] == ["half a thou"],
        "the whole draft",
    )
    first.wait_until(
        lambda: reading.last_position(_memory(log), "long.md") is not None, "the place"
    )
    first.process.kill()
    first.end()
    place = reading.last_position(_memory(log), "long.md")
    assert place is not None
    second = start(shows=place.text)
    second.wait_for("A note was not saved")
    second.press("E")
    second.wait_for("half a thou")


def test_a_search_is_gone_on_with(start: Start, log: Path) -> None:
    first = start()
    first.press("s")
    first.wait_for("⌕ search")
    first.press("much")
    first.wait_for("1 hit", "Not much.")
    os.kill(first.process.pid, signal.SIGTERM)
    first.end()
    second = start(shows="1 hit")
    second.wait_for("much")
    second.press("\x11")
    second.end()
    third = start()
    assert "1 hit" not in third.text


def _children(pid: int) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text()
            except OSError:
                continue
            if int(stat.rpartition(")")[2].split()[1]) == pid:
                found.append(int(folder.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc")
def test_a_connection_that_drops_leaves_nothing_behind(log: Path) -> None:
    for number in range(3000):
        (log / f"{number}.md").write_text(f"---\ntitle: Post {number}\n---\n" + "word " * 300)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    one = PseudoTerminal((sys.executable, "-m", "tui", str(log)), environment)
    try:
        children: list[int] = []

        def has_children() -> bool:
            children.extend(_children(one.process.pid))
            return bool(children)

        one.wait_until(has_children, "child processes")
        one.wait_for("Posts")
        one.hang_up()
        code, seconds = one.end()
        assert code == 128 + signal.SIGHUP
        assert seconds < _SECONDS_IN_TIME
        deadline = time.monotonic() + _SECONDS_IN_TIME
        while any(Path(f"/proc/{child}").exists() for child in children):
            assert time.monotonic() < deadline
            time.sleep(0.02)
    finally:
        one.close()


@pytest.mark.parametrize(
    "first",
    ["", "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)"],
    ids=["told", "not told"],
)
def test_a_connection_that_drops_keeps_everything(start: Start, log: Path, first: str) -> None:
    terminal = start(first=first)
    _read_on(terminal)
    _write(terminal, "half a thou")
    terminal.hang_up()
    code, seconds = terminal.end()
    assert code == 128 + signal.SIGHUP
    assert seconds < _SECONDS_IN_TIME
    assert [draft.text for draft in drafts.drafts(_memory(log))] == ["half a thou"]


def test_a_search_that_was_left_in_the_list_comes_back_with_its_post(start: Start) -> None:
    first = start()
    first.press("stitle:one")
    first.wait_for("2 hits")
    first.press("\x1b[B\r")
    # The list and the page are told apart by the keys in the footer.
    first.wait_until(lambda: "next heading" in first.screen, "the page")
    first.press("q")
    first.wait_until(lambda: "Enter read" in first.screen, "the list")
    os.kill(first.process.pid, signal.SIGHUP)
    assert first.end()[0] == 128 + signal.SIGHUP
    second = start(shows="title:one")
    # The list shows the words of each hit, too: what a page tells of its post is on the page alone.
    second.wait_until(lambda: "2021-09-09 · 1 min" in second.screen, "the page of the hit")


@pytest.mark.parametrize("how", ["key", "signal"])
@pytest.mark.parametrize("blocked", [_BLOCKED_WORKERS, _BLOCKED_LOOP], ids=["workers", "loop"])
def test_nothing_holds_up_the_end(how: str, blocked: str, start: Start, log: Path) -> None:
    terminal = start(first=blocked)
    _read_on(terminal)
    terminal.press("gr")
    if how == "key":
        terminal.press("\x11")
    else:
        os.kill(terminal.process.pid, signal.SIGTERM)
    code, seconds = terminal.end()
    assert code == (0 if how == "key" else 128 + signal.SIGTERM)
    assert seconds < _SECONDS_IN_TIME
    terminal.assert_restored()
    assert reading.last_position(_memory(log), "long.md") is not None


def test_quitting_between_the_first_paint_and_the_page_is_no_failure(log: Path) -> None:
    terminal = _begin(log, _QUIT_BEFORE_THE_PAGE)
    try:
        assert terminal.end()[0] == 0
        terminal.assert_restored()
        assert not _reports()
    finally:
        terminal.close()


def _reports() -> list[Path]:
    """The reports that are written whole."""
    return sorted((state_folder() / "reports").glob("[!.]*"))


@pytest.mark.parametrize(
    ("failing", "kind"),
    [
        (_FAILING_KEY, "IndexError"),
        (_FAILING_PAINT, "ValueError"),
        (_FAILING_KEY + _HELD_UP, "IndexError"),
    ],
    ids=["key", "paint", "key, and its end is held up"],
)
def test_a_failure_ends_in_a_line_and_a_report_without_text_of_the_journal(
    failing: str, kind: str, start: Start, log: Path
) -> None:
    first = start(first=failing)
    _read_on(first)
    _write(first, "half a thou")
    first.press("\x1b\x1b")
    first.press("gr")
    code, _ = first.end()
    assert code == 70
    first.assert_restored()
    (report,) = _reports()
    after = first.text.rpartition("ilgi: ")[2]
    assert kind in after
    assert f"{report}" in after.replace("\r\n", "")
    assert "Traceback" not in first.text
    assert report.stat().st_mode & 0o777 == 0o600
    told = report.read_text()
    assert kind in told
    assert ".py:" in told
    assert _SECRET.lower() not in told.lower()
    place = reading.last_position(_memory(log), "long.md")
    assert place is not None
    start(shows=place.text)


def test_a_worker_that_fails_is_told_and_ends_nothing(start: Start, log: Path) -> None:
    terminal = start(first=_FAILING_WORKER)
    terminal.press("s")
    terminal.wait_for("⌕ search")
    terminal.press("nothinglikethis")
    terminal.wait_for("That did not work", "RuntimeError", "A report without any")
    terminal.wait_until(lambda: bool(_reports()), "the report")
    (report, *_) = _reports()
    assert "RuntimeError" in report.read_text()
    assert _SECRET not in report.read_text()
    terminal.press("\x1b")
    terminal.press("\x11")
    assert terminal.end()[0] == 0
    terminal.assert_restored()


def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_again(
    terminal: Open, ilgi: tuple[str, ...], log: Path
) -> None:
    tmux = terminal(100, 30)
    tmux.run(*ilgi, str(log))
    tmux.wait_for("2 posts", "line 0.")
    tmux.press("Enter")
    tmux.press("d")
    before = ("2 posts", "line 10.", "No heading", "%")
    tmux.wait_for(*before)
    tmux.press("C-z")
    tmux.wait_until(lambda _: tmux.tell("alternate_on") == "0", "the first screen")
    tmux.wait_for("Stopped")
    assert tmux.tell("cursor_flag") == "1"
    assert tmux.tell("mouse_any_flag") == "0"
    tmux.run("stty", "-a")
    assert "-icanon" not in tmux.wait_for("icanon")
    tmux.run("fg")
    tmux.wait_for(*before)
    tmux.press("C-z")
    tmux.wait_until(lambda screen: screen.count("Stopped") == 2, "the shell")
    tmux.resize(80, 24)
    tmux.run("fg")
    tmux.wait_until(lambda screen: "line 10." in screen and "─ Journal ─" not in screen, "80")
    tmux.press("2")
    tmux.press("j")
    tmux.wait_for("Not much.")
    tmux.press("C-q")
    tmux.wait_until(lambda _: tmux.tell("alternate_on") == "0", "the first screen")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc")
def test_a_job_that_is_stopped_ends_when_it_is_told_to(
    terminal: Open, ilgi: tuple[str, ...], log: Path, tmp_path: Path
) -> None:
    tmux = terminal(100, 30)
    tmux.run(*ilgi, str(log))
    tmux.wait_for("2 posts", "line 0.")
    tmux.press("C-z")
    tmux.wait_for("Stopped")
    told = tmp_path / "job"
    tmux.type(f"jobs -p > {told}; kill %1; kill -CONT %1")
    tmux.press("Enter")
    tmux.wait_until(lambda _: told.exists() and told.read_text().strip() != "", "the job")
    tmux.wait_until(lambda _: _has_ended(int(told.read_text())), "its end")
    tmux.wait_until(lambda _: tmux.tell("alternate_on") == "0", "the first screen")


def _has_ended(pid: int) -> bool:
    """Whether a process is gone, or its shell has only not asked yet how it ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
    return stat.rpartition(")")[2].split()[0] == "Z"
