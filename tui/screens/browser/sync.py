"""The journal's folder: read anew when it changes, without moving the reader."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tui.language import translate
from tui.language.wording import worded
from tui.messages import (
    FolderChanged,
    RefreshEnded,
    RefreshProgressed,
    SearchFinished,
    TitlesLoaded,
    VectorsMade,
)

from .browser import Browser, Controller

if TYPE_CHECKING:
    from textual.timer import Timer

_SECONDS_UNTIL_READABLE = 2.0
"""How long to wait before trying again what could not be read for a reason that passes."""
_SECONDS_BEHIND_ANOTHER = 1.0
"""How long to wait before looking again where another ilgi is writing the journal's index."""


class Sync(Controller):
    """What comes, changes and goes in the folder shows as soon as it is read."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser)
        self.is_reading_folder = True
        self.is_first_reading = False
        """Whether the journal has only titles yet, because it is read for the first time."""
        self._folder_changed = False
        self._changed: set[str] | None = set()
        """The files that changed since the folder was read; None where any may have."""
        self._settled = True
        self._asked_by_key = False
        self._repairing = False
        self._waiting = False
        self._asking_again: Timer | None = None
        self.commands_offered = {"journal.reindex": self._reindex}
        self.handlers = {
            FolderChanged: self._read_changes,
            TitlesLoaded: self._show_titles,
            SearchFinished: self._search_finished,
            RefreshProgressed: lambda message: browser.bar.show_progress(message.progress),
            RefreshEnded: self._show_refreshed,
            VectorsMade: self._tell_of_vectors,
        }

    def show_journal(self) -> None:
        """Say whose journal it is, and how many posts it has."""
        browser, journal = self._browser, self._browser.journal
        browser.bar.show_journal(journal.name, len(journal.posts))
        titles = browser.posts.fit_titles(journal.posts)
        alone = journal.is_one_file and bool(journal.posts)
        browser.panes.shown = replace(browser.panes.shown, titles=titles, list=not alone)

    def _reindex(self) -> None:
        """Read the folder again."""
        self._asked_by_key = True
        self.read_whole_folder()

    def _read_changes(self, message: FolderChanged) -> None:
        """Show the post as it is now, and read the folder as soon as nothing else reads it."""
        if self._browser.reader.shows_any_of(message.paths):
            self._browser.reader.reload()
        if not message.paths:
            self._changed = None
        elif self._changed is not None:
            self._changed |= message.paths
        self._folder_changed = True
        if not self.is_reading_folder:
            self._read_folder()

    def read_whole_folder(self) -> None:
        """Read the folder again, whatever has changed."""
        self._changed = None
        self._read_folder()

    def _read_folder(self) -> None:
        """Read what has changed since the folder was read last; all of it where that is unknown."""
        self.is_reading_folder = True
        self._folder_changed = False
        changed, self._changed = self._changed, set()
        self._browser.journal_worker.refresh_journal(frozenset(changed or ()))

    def _show_titles(self, message: TitlesLoaded) -> None:
        browser = self._browser
        self.is_first_reading = True
        browser.journal_worker.forget()
        self.show_journal()
        if not browser.bar.search.searched:
            # Newer posts may come with a later batch: who has done nothing yet is shown the newest.
            to_top = browser.is_untouched
            browser.posts.show(message.posts, to_top=to_top)
            browser.journal_worker.find("", to_top=to_top)

    def _search_finished(self, found: SearchFinished) -> None:
        self._repair(found)
        self._find_unread(found)
        self._settle()

    def _repair(self, found: SearchFinished) -> None:
        """Have an index that a search found damaged made anew, once: R tries again after that."""
        ready = self._browser.journal.ready
        if found.answer and not (ready or self.is_reading_folder or self._repairing):
            self._repairing = True
            message = translate("The index is damaged, and is made anew.")
            self._browser.notify(message, severity="warning", markup=False)
            self.read_whole_folder()

    def _find_unread(self, found: SearchFinished) -> None:
        """Ask once more what was asked when the index could not be read."""
        if self._asking_again:
            self._asking_again.stop()
            self._asking_again = None
        if found.answer and found.answer.unread:
            again = partial(self._find_once_more, found.query)
            self._asking_again = self._browser.set_timer(_SECONDS_UNTIL_READABLE, again)

    def _find_once_more(self, query: str) -> None:
        if query == self._browser.bar.search.searched:
            self._browser.journal_worker.find(query, to_top=False)

    def _show_refreshed(self, message: RefreshEnded) -> None:
        browser = self._browser
        self.show_journal()
        browser.bar.show_progress(None)
        to_top = self.is_first_reading and browser.is_untouched
        self.is_reading_folder = self.is_first_reading = False
        refreshed = message.refreshed
        if refreshed is None:
            self._changed = None
            # What is tried again by itself is still the answer to the key.
            self._asked_by_key = self._asked_by_key and message.passing
            if message.passing:
                self.is_reading_folder = True
                browser.set_timer(_SECONDS_UNTIL_READABLE, self.read_whole_folder)
            if not (message.passing and self._waiting):
                browser.notify(message.failure, severity="error", markup=False)
            self._waiting = message.passing
            return
        self._waiting = False
        if refreshed.behind:
            self._changed = None
            self.is_reading_folder = True
            browser.set_timer(_SECONDS_BEHIND_ANOTHER, browser.journal_worker.refresh_journal)
        elif self._asked_by_key:
            said = translate(
                "{added:,} new, {changed:,} changed, {removed:,} gone",
                added=len(refreshed.added),
                changed=len(refreshed.changed),
                removed=len(refreshed.removed),
            )
            browser.notify(said, markup=False)
        self._asked_by_key = False
        self._repairing = not browser.journal.ready
        self._settled = False
        browser.journal_worker.forget()
        browser.journal_worker.find(browser.bar.search.searched, to_top=to_top)
        if browser.has_class("-problems"):
            browser.problems.show(browser.journal.problems)
        changes = refreshed.added, refreshed.changed, refreshed.removed
        document = browser.reader.document
        shows_others = document is not None and bool(document.transcluded)
        if browser.reader.wanted in refreshed.changed or (shows_others and any(changes)):
            browser.reader.reload()
        if self._folder_changed and not self.is_reading_folder:
            self._read_folder()

    def _settle(self) -> None:
        """Do what the reader need not wait for, now that the list is as the journal is."""
        if not self._settled:
            self._settled = True
            self._browser.reader.look_at_links()
            self._browser.journal_worker.settle()
            self._browser.journal_worker.find_first_commits()
            self._browser.journal_worker.make_vectors()

    def _tell_of_vectors(self, made: VectorsMade) -> None:
        for message in made.told:
            self._browser.notify(worded(message), severity="warning", markup=False)
