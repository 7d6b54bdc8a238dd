"""The journals that are open, each with a screen of its own, one of which shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message
from textual.worker import get_current_worker

from index.errors import JournalError

from .configuration.journal_kinds import configured_kind
from .language.wording import worded
from .screens.browser.main import MainScreen
from .state import recent_journals
from .state.journal_list import JournalEntry, ResolvedPaths, key_of, list_journals

if TYPE_CHECKING:
    from textual.app import App

    from index.journal import Journal
    from tui.model.starting_place import StartingPlace
    from tui.state.presence import Presence
    from tui.state.settings import Settings


class OpenJournals:
    """Keeps the place in each journal for as long as the application runs."""

    @dataclass
    class JournalOpened(Message):
        """The journal ``key`` is to be shown, which was opened; None where it was open already."""

        key: str
        journal: Journal | None

    def __init__(
        self,
        app: App[int],
        journal: Journal,
        settings: Settings,
        presence: Presence,
        *,
        named: Sequence[Path],
        configured: Mapping[str, Path],
        start: StartingPlace | None = None,
    ) -> None:
        """Begin with one journal; others are opened when they are turned to.

        Args:
            app: The application, which has a mode for each journal: its default mode for the first,
                and their keys for others.
            journal: The journal that is shown first.
            settings: What is preferred in every journal.
            presence: Tells the ilgis that run.
            named: The other journals of the command line.
            configured: The journals of the configuration, by name.
            start: The place to begin at in the first one.
        """
        self._app = app
        self._settings = settings
        self._presence = presence
        self._named = named
        self._configured = configured
        self._paths = ResolvedPaths()
        self._first = key_of(journal.root)
        self._start = start
        self._journals = {self._first: journal}
        self._browsers: dict[str, MainScreen] = {}

    def first_screen(self) -> MainScreen:
        """The browser of the journal that is shown first."""
        return self._browser(self._first)

    def _browser(self, key: str) -> MainScreen:
        journal = self._journals[key]
        recent_journals.remember(self._settings.memory, key, journal.name)
        browser = self._browsers[key] = MainScreen(
            journal,
            self._settings,
            self._presence,
            start=self._start if key == self._first else None,
        )
        return browser

    @property
    def _shown(self) -> MainScreen:
        """The browser that is shown: that of the first of the journals."""
        return self._browsers[next(iter(self._journals))]

    def pointer_pressed(self, *, pressed: bool) -> None:
        """The mouse's button was pressed or let go, in the browser that is shown."""
        browser = self._browsers.get(next(iter(self._journals)))
        if browser is not None:
            browser.panes.pointer_pressed(pressed=pressed)

    # Turning to another

    def resolve_paths(self) -> None:
        """Look up on a thread which journals the named and the configured paths lead to."""
        paths = (*self._named, *self._configured.values())
        self._app.run_worker(
            partial(self._paths.resolve, paths),
            thread=True,
            exclusive=True,
            exit_on_error=False,
            group="paths",
        )

    def choose(self) -> None:
        """Let the reader choose another journal."""
        from .screens.dialogs.journals import journals_screen

        memory = self._settings.memory
        names = {key: journal.name for key, journal in self._journals.items()}
        lately = recent_journals.recent_journals(memory)
        rows = list_journals(names, self._named, self._configured, lately, self._paths.key_of)
        self.resolve_paths()
        self._app.push_screen(journals_screen(rows, self._forget), self._turn_to)

    def open_path(self, path: Path) -> None:
        """Show the journal at a path, be it open or not."""
        self._turn_to(JournalEntry(path.name, path))

    def _forget(self, one: JournalEntry) -> None:
        recent_journals.forget(self._settings.memory, one.key)
        self._shown.state_worker.keep()

    def _turn_to(self, one: JournalEntry | None) -> None:
        if one is None:
            return
        if one.key in self._browsers:
            self._show(one.key)
        else:
            self._app.run_worker(
                partial(self._open, one.path),
                thread=True,
                exclusive=True,
                exit_on_error=False,
                group="journal",
            )

    def _open(self, path: Path) -> None:
        """Open a journal, on a thread."""
        from index.journal import Journal

        worker = get_current_worker()
        journal, key = None, key_of(path)
        if key not in self._journals:
            try:
                journal = Journal.open(path, kind=configured_kind(path))
            except JournalError as error:
                self._app.notify(worded(error.message), severity="error", markup=False)
                return
            key = key_of(journal.root)
        if not worker.is_cancelled:
            self._app.post_message(self.JournalOpened(key, journal))
        elif journal is not None:
            journal.close()

    def add(self, key: str, journal: Journal | None) -> None:
        """Show a journal in a mode of its own.

        Args:
            key: Its real path.
            journal: The journal, if it was opened for that.
        """
        if key in self._journals:
            if journal is not None:
                journal.close()
        elif journal is not None:
            if len(self._journals) == 1:
                # Textual comes back to no mode that was not added, be it there from the beginning.
                self._app.add_mode(self._app.DEFAULT_MODE, self.first_screen)
            self._journals[key] = journal
            self._app.add_mode(key, lambda: self._browser(key))
        self._show(key)

    def _show(self, key: str) -> None:
        """Leave the journal that is shown where it is, and show another where it was left."""
        left = self._shown
        left.remember_position()
        left.state_worker.keep()
        self._journals = {key: self._journals.pop(key), **self._journals}
        if key in self._browsers:
            self._browsers[key].apply_preferences()
        self._app.switch_mode(self._app.DEFAULT_MODE if key == self._first else key)

    # All of them

    def finish(self) -> int:
        """Keep what was done in every journal, for the last time.

        Returns:
            How many browsers will say by ``StateWorker.Finished`` that it is kept.
        """
        for key, browser in self._browsers.items():
            # By now its settings were read, which name it.
            recent_journals.remember(self._settings.memory, key, self._journals[key].name)
            browser.finish()
        return len(self._browsers)

    def keep_soon(self) -> None:
        """Keep where the reader is in every journal, since ilgi is suspended."""
        for browser in self._browsers.values():
            browser.session_restore.note()
            browser.state_worker.keep_soon()

    def record_positions(self) -> None:
        """Note where the reader is in every journal, and what is written there."""
        for browser in self._browsers.values():
            # Each is tried, whatever state a failure has left another one in.
            with suppress(Exception):
                browser.leave()

    def write_all(self) -> Iterator[str]:
        """Write what was done in every journal, on any thread.

        Yields:
            Why it could not be written, for each journal where it could not.
        """
        for browser in self._browsers.values():
            with suppress(Exception):
                if reason := browser.write():
                    yield reason

    def close(self) -> None:
        """Let go of the files of all journals, when the application has ended."""
        for journal in self._journals.values():
            journal.close()
