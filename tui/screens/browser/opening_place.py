"""Where in a journal to begin: at what was named when ilgi was started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands.bindings import action_of
from tui.language import translate
from tui.messages import JournalRequested, RefreshEnded, SearchFinished
from tui.state import reading
from tui.workers.state_worker import StateWorker

from .browser import Browser, Controller

if TYPE_CHECKING:
    from tui.model.starting_place import StartingPlace


class OpeningPlace(Controller):
    """Goes to the place that was asked for as soon as the list has it, and once only.

    The first post of one who has read none is such a place, once it is known what was read.
    """

    def __init__(self, browser: Browser, start: StartingPlace) -> None:
        super().__init__(browser)
        self._start = start.path
        self._line = start.line
        self._query = start.query
        self._command = start.command
        self._is_state_known = False
        self._first = "" if start.is_named else start.first
        self._passed_over = start.passed_over
        if start.is_named or start.first or start.passed_over:
            # Titles that are loaded are followed by a search, which moves the cursor to the top.
            self.handlers = {
                SearchFinished: lambda _: self._begin(),
                RefreshEnded: lambda _: self._all_read(),
                StateWorker.Changed: lambda _: self._state_known(),
            }

    def _begin(self) -> None:
        browser = self._browser
        if self._passed_over:
            path, self._passed_over = self._passed_over, ""
            said = translate(
                "A path of that name is here, and is what is open; the journal is {path}.",
                path=path,
            )
            browser.notify(said, severity="warning", markup=False)
        if self._query:
            query, self._query = self._query, ""
            browser.run_query(query)
        elif self._start:
            self._go_to_path()
        self._run_command()

    def _go_to_path(self) -> None:
        start, browser = self._start, self._browser
        posts = browser.posts.rows
        at = next((post for post in posts if post.path == start), None)
        if at is not None:
            self._start = ""
            browser.open_post(at, line=self._line)
            return
        below = next((post for post in posts if post.path.startswith(f"{start}/")), None)
        if below is None or not browser.is_untouched:
            return
        self._start = ""
        browser.posts.move_to(below.path)
        said = translate(
            "{folder} is a part of this journal; with --here it is opened alone", folder=start
        )
        browser.notify(said, markup=False)

    def _all_read(self) -> None:
        """Read a file alone that is no post of the journal; what is one comes with the list."""
        journal, start = self._browser.journal, self._start
        file = journal.root / start
        if start and file.is_file() and all(post.path != start for post in journal.posts):
            self._start = ""
            self._browser.post_message(JournalRequested(file))
        self._run_command()

    def _state_known(self) -> None:
        self._is_state_known = True
        first, self._first = self._first, ""
        if first and self._browser.is_untouched and not any(reading.visits(self._memory)):
            self._start = first
            self._go_to_path()
        self._run_command()

    def _run_command(self) -> None:
        """Run what is to be run first, once the posts and what the reader did are known."""
        if self._command and self._is_state_known and self._browser.journal.ready:
            app, command, self._command = self._browser.app, self._command, ""
            app.call_later(app.run_action, action_of(command))
