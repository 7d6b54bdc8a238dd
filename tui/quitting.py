"""How the interface ends: by a key, a signal or a failure, once all is kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from rich.text import Text

from . import failure_reports
from .shutdown import Shutdown
from .terminal.driver import TerminalDriver

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from pathlib import Path

    from textual.app import App
    from textual.driver import Driver

    from .journals import OpenJournals


class Quitting:
    """What ``Ending`` asks of the interface, and what is told of the end."""

    def __init__(
        self,
        app: App[int],
        journals: OpenJournals,
        *,
        loop: Callable[[], AbstractEventLoop | None],
        driver: Callable[[], Driver | None],
    ) -> None:
        """Prepare for the end.

        Args:
            app: The application that ends.
            journals: What is to be kept before.
            loop: The event loop, if it is there.
            driver: What drives the terminal, if it is there.
        """
        self._app = app
        self._journals = journals
        self._loop = loop
        self._driver = driver
        self._unfinished = 0
        self._unkept: list[str] = []
        self.shutdown = Shutdown(self)
        self.failure: BaseException | None = None
        """The unexpected failure that ended the interface."""
        self._report: Path | None = None
        self._is_told = False

    def quit(self) -> None:
        """Quit, once what was done in every journal is kept."""
        if not self._unfinished and self.shutdown.code is None:
            self.shutdown.expect_writing()
            self._unfinished = self._journals.finish()

    def journal_kept(self, reason: str) -> None:
        """End with the last journal that is kept; ``reason`` says why this one could not be."""
        if reason:
            self._unkept.append(reason)
        self._unfinished -= 1
        if not self._unfinished:
            self.shutdown.written()
            self.end_with(0)

    def fail(self, error: Exception) -> None:
        """Report an unexpected failure, and save what can be saved."""
        self.expect_end()
        self.failure = error
        self._report = failure_reports.write(error)
        self.shutdown.failed(failure_reports.FAILED)

    def expect_end(self) -> None:
        """Take the terminal no more; called on any thread."""
        if isinstance(driver := self._driver(), TerminalDriver):
            driver.expect_end()

    def has_lent_terminal(self) -> bool:
        """Whether the terminal is the reader's editor's for a while."""
        driver = self._driver()
        return isinstance(driver, TerminalDriver) and driver.is_lent

    def call_soon(self, callback: Callable[[], None]) -> None:
        """Call something on the event loop, if it is there (still), from any thread."""
        if (loop := self._loop()) is not None:
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(callback)

    def record_positions(self) -> None:
        """Note where the reader is in every journal, and what is written there."""
        self._journals.record_positions()

    def write_all(self) -> None:
        """Write what was done in every journal, on any thread."""
        for reason in self._journals.write_all():
            self._unkept.append(reason)

    def end_with(self, code: int) -> None:
        """Let the interface end, and say afterwards what could not be written."""
        self.expect_end()
        message = Text("\n".join(self._unkept)) if self._unkept else None
        self._app.exit(return_code=code, message=message)

    def restore_terminal(self) -> None:
        """Give the terminal back at once, if it is not given back yet."""
        if isinstance(driver := self._driver(), TerminalDriver):
            driver.restore_now()

    def tell_failure(self) -> None:
        """Say on standard error what has failed, unless that is said or nothing has."""
        if self.failure is not None and not self._is_told:
            # Textual takes what is written to ``sys.stderr`` until the interface has ended.
            failure_reports.tell(self.failure, self._report, sys.__stderr__)
            self._is_told = True  # only now: another thread may end the process meanwhile
