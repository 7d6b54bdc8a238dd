"""Commands of the reader's own: programs that are given the post that is shown."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from index.errors import JournalError
from tui.configuration import programs
from tui.language import translate
from tui.language.wording import worded

from .browser import Browser, Controller

if TYPE_CHECKING:
    from tui.configuration.model import UserCommand
    from tui.terminal.user_program import ProgramResult


class UserCommands(Controller):
    """Runs the programs of the configuration, each once at a time, and says how they ended."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser)
        self._running: set[str] = set()
        self.commands_offered = {
            command.id: self._once_opened(partial(self._start, command))
            for command in browser.state_worker.settings.configuration.commands
        }

    def _start(self, command: UserCommand) -> None:
        browser = self._browser
        if browser.reader.post is None:
            browser.notify(translate("No post is shown."), markup=False)
            return
        try:
            file = browser.journal.file(browser.reader.post.path)
        except JournalError as error:
            browser.notify(worded(error.message), severity="warning", markup=False)
            return
        root = browser.journal.root
        values = {
            "file": f"{file}",
            "line": f"{browser.reader.top_line}",
            "root": f"{root}",
            "server": os.environ.get("NVIM", ""),
        }
        words = programs.filled_in(command.run, values)
        if command.id in self._running:
            said = translate("{program} is still running.", program=words[0])
            browser.notify(said, markup=False)
            return
        self._running.add(command.id)
        end = partial(self._ended, command, words[0], programs.text_filled_in(command.say, values))
        folder = root.parent if browser.journal.is_one_file else root
        browser.run_worker(
            partial(self._run, words, folder, end),
            thread=True,
            exit_on_error=False,
            group=command.id,
        )

    def _run(
        self, words: list[str], folder: Path, end: Callable[[ProgramResult | Exception], None]
    ) -> None:
        """Run a program, on a thread."""
        from tui.terminal.user_program import run_to_end

        worker = get_current_worker()
        ended: ProgramResult | Exception
        try:
            ended = run_to_end(words, folder, lambda: worker.is_cancelled)
        except (OSError, ValueError) as error:
            ended = error
        if not worker.is_cancelled:
            self._browser.app.call_from_thread(end, ended)

    def _ended(
        self, command: UserCommand, program: str, good: str, ended: ProgramResult | Exception
    ) -> None:
        """Say how a program ended.

        Args:
            command: The command.
            program: The name of the program.
            good: What to say where it ended well.
            ended: How it ended, or why it did not start.
        """
        self._running.discard(command.id)
        if isinstance(ended, Exception):
            why = getattr(ended, "strerror", None) or f"{ended}"
            told = translate("{program} did not start: {error}", program=program, error=why)
        elif ended.code is None:
            told = translate("{program} took too long and was ended.", program=program)
        elif ended.code:
            told = translate("{program} ended with {code}", program=program, code=ended.code)
            told = f"{told}: {ended.said}" if ended.said else told
        else:
            told = good or translate("{program} has ended.", program=program)
            self._browser.notify(told, markup=False)
            return
        self._browser.notify(told, severity="warning", markup=False)
