"""An application with a screen for each journal that is open, one of which shows."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on, work
from textual.app import App
from textual.driver import Driver
from textual.message import Message
from textual.worker import Worker, WorkerFailed, WorkerState, get_current_worker

from index.errors import JournalError
from tui.commands import commands_of
from tui.messages import JournalsRequested
from tui.state.location import state_folder
from tui.state.presence import Presence
from tui.state.settings import Settings
from tui.terminal.driver import TerminalDriver
from tui.workers.thread_pool import DaemonPool

from . import failure_reports
from .language.wording import worded
from .screens.browser.main import MainScreen
from .shutdown import Ending
from .state import recent_journals
from .state.journal_list import JournalEntry, key_of, list_journals
from .workers.error_reporting import tell_failure
from .workers.state_worker import StateWorker

if TYPE_CHECKING:
    from index.journal import Journal


class JournalsApp(App[int]):
    """Keeps the place in each journal for as long as it runs, and ends when all is kept.

    ``named`` are further journals of the command line, ``configured`` those of the configuration,
    by name. They are opened when they are turned to.
    """

    DEFAULT_MODE = "first"
    """The mode of the screen that is there from the beginning; other journals' are their keys."""

    def __init__(
        self,
        journal: Journal,
        settings: Settings,
        named: Sequence[Path],
        configured: Mapping[str, Path],
    ) -> None:
        # Textual paints in shades of grey for NO_COLOR, unless the terminal's own colours are used.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._settings = settings
        self._named = named
        self._configured = configured
        self._first = key_of(journal.root)
        self._journals = {self._first: journal}
        self._browsers: dict[str, MainScreen] = {}
        self._unfinished = 0
        self._unkept: list[str] = []
        self._presence = Presence(state_folder())
        self.ending = Ending(self)
        self.failure: BaseException | None = None
        """What nobody foresaw and ended the interface; the report of it is at ``report``."""
        self.report: Path | None = None

    @dataclass
    class _Opened(Message):
        """A journal was opened, and is to be shown."""

        journal: Journal

    def get_default_screen(self) -> MainScreen:
        """The browser of the journal that is shown first."""
        return self._browser(self._first)

    def _browser(self, key: str) -> MainScreen:
        journal = self._journals[key]
        recent_journals.remember(self._settings.memory, key, journal.name)
        browser = self._browsers[key] = MainScreen(journal, self._settings, self._presence)
        return browser

    @property
    def _shown(self) -> str:
        """The journal that is shown: the first of those that are open."""
        return next(iter(self._journals))

    # Turning to another

    @on(JournalsRequested)
    def _offer_journals(self) -> None:
        from .screens.dialogs.journals import journals_screen

        memory = self._settings.memory
        names = {key: journal.name for key, journal in self._journals.items()}
        rows = list_journals(
            names, self._named, self._configured, recent_journals.recent_journals(memory)
        )
        self.push_screen(journals_screen(rows, self._forget), self._turn_to)

    def _forget(self, one: JournalEntry) -> None:
        recent_journals.forget(self._settings.memory, one.key)
        self._browsers[self._shown].state_worker.keep()

    def _turn_to(self, one: JournalEntry | None) -> None:
        if one is None:
            return
        if one.key in self._browsers:
            self._show(one.key)
        else:
            self._open(one.path)

    @work(thread=True, exclusive=True, exit_on_error=False, group="journal")
    def _open(self, path: Path) -> None:
        from index.journal import Journal

        worker = get_current_worker()
        try:
            journal = Journal.open(path)
        except JournalError as error:
            self.notify(worded(error.message), severity="error", markup=False)
            return
        if worker.is_cancelled:
            journal.close()
        else:
            self.post_message(self._Opened(journal))

    @on(_Opened)
    def _add(self, message: _Opened) -> None:
        key = key_of(message.journal.root)
        if key in self._journals:
            message.journal.close()
        else:
            if len(self._journals) == 1:
                # Textual comes back to no mode that was not added, be it there from the beginning.
                self.add_mode(self.DEFAULT_MODE, self.get_default_screen)
            self._journals[key] = message.journal
            self.add_mode(key, lambda: self._browser(key))
        self._show(key)

    def _show(self, key: str) -> None:
        """Leave the journal that is shown where it is, and show another where it was left."""
        left = self._browsers[self._shown]
        left.remember_place()
        left.state_worker.keep()
        self._journals = {key: self._journals.pop(key), **self._journals}
        if key in self._browsers:
            self._browsers[key].apply_preferences()
        self.switch_mode(self.DEFAULT_MODE if key == self._first else key)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what work of the application's own has failed."""
        if event.state is WorkerState.ERROR:
            tell_failure(self, event.worker.error)

    def on_load(self) -> None:
        """Be known as running, and let no worker hold up the end."""
        self._presence.hold()
        asyncio.get_running_loop().set_default_executor(DaemonPool())

    def on_mount(self) -> None:
        """Quit by key although the event loop is held up."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.key_read = self._key_read

    def _key_read(self, key: str) -> None:
        """A key was pressed; called on the thread that reads the terminal."""
        quits = next(command for command in commands_of("everywhere") if command.id == "app.quit")
        if key in quits.keys:
            self.ending.quit_wanted()

    @on(Driver.SignalResume)
    def _repaint(self) -> None:
        """Paint everything, since the terminal was somebody else's meanwhile."""
        self.refresh(layout=True)

    def on_unmount(self) -> None:
        """Be known as running no longer."""
        self._presence.release()

    # Ending

    async def action_quit(self) -> None:
        """Quit, once what was done in every journal is kept."""
        if not self._unfinished and self.ending.code is None:
            self.ending.expect_writing()
            self._unfinished = len(self._browsers)
            for key, browser in self._browsers.items():
                # By now its settings were read, which name it.
                recent_journals.remember(self._settings.memory, key, self._journals[key].name)
                browser.finish()

    @on(StateWorker.Finished)
    def _end(self, message: StateWorker.Finished) -> None:
        """End with the last journal that is kept."""
        if message.reason:
            self._unkept.append(message.reason)
        self._unfinished -= 1
        if not self._unfinished:
            self.ending.written()
            self.end_with(0)

    def _handle_exception(self, error: Exception) -> None:
        """End after a failure that nobody foresaw; one of a worker is told, and ends nothing.

        Textual calls this wherever a message, a timer or a paint fails. Its own way shows a
        traceback with the values of variables, which are text of the journal.
        """
        if isinstance(error, WorkerFailed):
            tell_failure(self, error.error)
            return
        self._return_code = failure_reports.FAILED
        if self.failure is None:
            self.failure = self._exception = error
            self._exception_event.set()
            self.report = failure_reports.write(error)
            self.ending.failed(failure_reports.FAILED)
        self._close_messages_no_wait()

    def panic(self, *_: object) -> None:
        """End without showing what Textual would: its thread of keys has failed."""
        self._handle_exception(RuntimeError("the keys are read no more"))

    def expect_end(self) -> None:
        """Take the terminal no more; called on any thread."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.expect_end()

    def call_soon(self, callback: Callable[[], None]) -> None:
        """Call something on the event loop, if it is there (still), from any thread."""
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(callback)

    def note_places(self) -> None:
        """Note where the reader is in every journal, and what is written there."""
        for browser in self._browsers.values():
            # Each is tried, whatever state a failure has left another one in.
            with suppress(Exception):
                browser.leave()

    def write_all(self) -> None:
        """Write what was done in every journal, on any thread."""
        for browser in self._browsers.values():
            with suppress(Exception):
                if reason := browser.write():
                    self._unkept.append(reason)

    def end_with(self, code: int) -> None:
        """Let the interface end, and say afterwards what could not be written."""
        message = Text("\n".join(self._unkept)) if self._unkept else None
        self.exit(return_code=code, message=message)

    def restore_terminal(self) -> None:
        """Give the terminal back at once, if it is not given back yet."""
        if isinstance(self._driver, TerminalDriver):
            self._driver.restore_now()

    def action_app_suspend(self) -> None:
        """Suspend ilgi, whatever window is open."""
        self.action_suspend_process()

    def action_suspend_process(self) -> None:
        """Give the terminal to the shell until it brings this job to the foreground again."""
        if isinstance(self._driver, TerminalDriver):
            for browser in self._browsers.values():
                browser.continuity.note()
                browser.state_worker.keep_soon()
            self._driver.stop_job()

    def close_journals(self) -> None:
        """Let go of the files of all journals, when the application has ended."""
        for journal in self._journals.values():
            journal.close()
