"""The journal's folder: read anew when it changes, without moving the reader."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from tui.language import translate
from tui.messages import (
    FolderChanged,
    RefreshEnded,
    RefreshProgressed,
    SearchFinished,
    TitlesLoaded,
)
from tui.widgets.problem_list import ProblemList

from .notes import NotingScreen

if TYPE_CHECKING:
    from textual.timer import Timer

    from index.journal import Journal
    from tui.state.presence import Presence
    from tui.state.settings import Settings

_SECONDS_UNTIL_READABLE = 2.0
"""How long to wait before trying again what could not be read for a reason that passes."""
_SECONDS_BEHIND_ANOTHER = 1.0
"""How long to wait before looking again where another ilgi is writing the journal's index."""


class FolderScreen(NotingScreen):
    """What comes, changes and goes in the folder shows as soon as it is read."""

    def __init__(self, journal: Journal, settings: Settings, presence: Presence) -> None:
        super().__init__(journal, settings, presence)
        self._folder_changed = False
        self._changed: set[str] | None = set()
        self._settled = True
        self._read_again_by_key = False
        self._mending = False
        self._waiting = False
        self._asking_again: Timer | None = None

    @property
    def shown_path(self) -> str | None:
        """The path of the post that is shown."""
        return self.reader.post.path if self.reader.post else None

    def show_journal(self) -> None:
        """Say whose journal it is, and how many posts it has."""
        self.bar.show_journal(self.journal.name, len(self.journal.posts))

    def action_journal_reindex(self) -> None:
        """Read the folder again."""
        self._read_again_by_key = True
        self.read_whole_folder()

    @on(FolderChanged)
    def _read_changes(self, message: FolderChanged) -> None:
        """Show the post as it is now, and read the folder as soon as nothing else reads it."""
        if self.reader.wanted in message.paths:
            self.reader.reload()
        if not message.paths:
            self._changed = None
        elif self._changed is not None:
            self._changed |= message.paths
        self._folder_changed = True
        if not self._reading_folder:
            self._read_folder()

    def read_whole_folder(self) -> None:
        """Read the folder again, whatever has changed."""
        self._changed = None
        self._read_folder()

    def _read_folder(self) -> None:
        """Read what has changed since the folder was read last; all of it where that is unknown."""
        self._reading_folder = True
        self._folder_changed = False
        changed, self._changed = self._changed, set()
        self.librarian.refresh_journal(frozenset(changed or ()))

    @on(TitlesLoaded)
    def _show_titles(self, message: TitlesLoaded) -> None:
        self._first_reading = True
        self.librarian.forget()
        self.show_journal()
        if not self.bar.search.value:
            self.posts.show(message.posts, to_top=not self.posts.rows)
            self.librarian.find("", to_top=False)

    @on(SearchFinished)
    def _mend(self, found: SearchFinished) -> None:
        """Have an index that a search found damaged made anew, once: R tries again after that."""
        if found.answer and not (self.journal.ready or self._reading_folder or self._mending):
            self._mending = True
            message = translate("The index is damaged, and is made anew.")
            self.notify(message, severity="warning", markup=False)
            self.read_whole_folder()

    @on(SearchFinished)
    def _find_unread(self, found: SearchFinished) -> None:
        """Ask once more what was asked when the index could not be read."""
        if self._asking_again:
            self._asking_again.stop()
            self._asking_again = None
        if found.answer and found.answer.unread:
            again = partial(self._find_once_more, found.query)
            self._asking_again = self.set_timer(_SECONDS_UNTIL_READABLE, again)

    def _find_once_more(self, query: str) -> None:
        if query == self.bar.search.value:
            self.librarian.find(query, to_top=False)

    @on(RefreshProgressed)
    def _show_progress(self, message: RefreshProgressed) -> None:
        self.bar.show_progress(message.progress)

    @on(RefreshEnded)
    def _show_refreshed(self, message: RefreshEnded) -> None:
        self.show_journal()
        self.bar.show_progress(None)
        self._reading_folder = self._first_reading = False
        refreshed = message.refreshed
        if refreshed is None:
            self._changed = None
            if message.passing:
                self._reading_folder = True
                self.set_timer(_SECONDS_UNTIL_READABLE, self.read_whole_folder)
            if not (message.passing and self._waiting):
                self.notify(message.failure, severity="error", markup=False)
            self._waiting = message.passing
            return
        self._waiting = False
        if refreshed.behind:
            self._changed = None
            self._reading_folder = True
            self.set_timer(_SECONDS_BEHIND_ANOTHER, self.librarian.refresh_journal)
        elif self._read_again_by_key:
            said = translate(
                "{added:,} new, {changed:,} changed, {removed:,} gone",
                added=len(refreshed.added),
                changed=len(refreshed.changed),
                removed=len(refreshed.removed),
            )
            self.notify(said, markup=False)
        self._read_again_by_key = False
        self._mending = not self.journal.ready
        self._settled = False
        self.librarian.forget()
        self.librarian.find(self.bar.search.value, to_top=False)
        if self.has_class("-problems"):
            self.query_one(ProblemList).show(self.journal.problems)
        if self.reader.wanted in refreshed.changed:
            self.reader.reload()
        if self._folder_changed and not self._reading_folder:
            self._read_folder()

    @on(SearchFinished)
    def _settle(self) -> None:
        """Do what the reader need not wait for, now that the list is as the journal is."""
        if not self._settled:
            self._settled = True
            self.reader.look_at_links()
            self.librarian.settle()
