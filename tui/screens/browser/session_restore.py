"""Going on where ilgi was when it was ended from outside: noted all along, and taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import key_names
from tui.language import translate_count
from tui.state import reading, sessions
from tui.state.sessions import Session
from tui.workers.state_worker import StateWorker

from .browser import Browser, Controller

if TYPE_CHECKING:
    from tui.state.presence import Presence

    from .drafts import Drafts
    from .reader_state import ReaderState


class SessionRestore(Controller):
    """What is noted of a journal for the next ilgi, and what is taken up from the last one."""

    def __init__(
        self,
        browser: Browser,
        presence: Presence,
        drafts: Drafts,
        state: ReaderState,
        *,
        begins_elsewhere: bool = False,
    ) -> None:
        """Note and take up nothing yet.

        Args:
            browser: The screen.
            presence: Tells the ilgis that run from those that were ended, whose sessions and drafts
                may be taken up.
            drafts: The note that is being written.
            state: Where posts were left.
            begins_elsewhere: Whether a place to begin at was named when ilgi was started.
        """
        super().__init__(browser)
        self._presence = presence
        self._drafts = drafts
        self._state = state
        self._begins_elsewhere = begins_elsewhere
        self._resumed = False
        self.handlers = {StateWorker.Changed: lambda _: self._resume()}

    def note(self) -> None:
        """Note where the reader is and what is being written; nothing is written to disk."""
        browser = self._browser
        if not self._resumed or browser.state_worker.is_finished:
            return
        self._note_place()
        self._drafts.note()
        at = browser.posts.current
        path = browser.reader.wanted if browser.is_reading else at.path if at is not None else ""
        session = Session(browser.bar.search.searched, path or "", browser.at)
        sessions.write(self._memory, self._presence.key, session)

    def _note_place(self) -> None:
        """Note the place in the post, unless its page is still being made."""
        reader = self._browser.reader
        if reader.document is None:
            return
        page = reader.viewer.page
        if page is not None and page.complete and page.document is reader.document:
            self._state.remember_position()

    def _resume(self) -> None:
        """Once what is remembered is known: go on where an ilgi was that was ended from outside.

        Nothing moves where the reader has begun to do something else.
        """
        if self._resumed:
            return
        self._resumed = True
        left = [key for key in sessions.keys(self._memory) if not self._presence.is_running(key)]
        session = sessions.read(self._memory, left[-1]) if left else None
        for key in left:
            sessions.forget(self._memory, key)
        if self._browser.is_untouched and not self._begins_elsewhere:
            if session is not None:
                self._go_on(session)
            else:
                self._begin()
        if count := len(self._drafts.left()):
            said = translate_count(
                count,
                "A note was not saved when ilgi ended: {note_list} lists it, "
                "and {note_write} on its post goes on with it.",
                "{count} notes were not saved when ilgi ended: {note_list} lists them, "
                "and {note_write} on their posts goes on with them.",
                **key_names(),
            )
            self._browser.notify(said, severity="warning", markup=False)

    def _begin(self) -> None:
        """Begin where the configuration says: a post that was not read to its end is read on."""
        browser = self._browser
        start = browser.state_worker.settings.configuration.start
        last = next(iter(reading.visits(self._memory)), None) if start == "last" else None
        post = next((one for one in browser.journal.posts if last and one.path == last.path), None)
        if start == "tree":
            browser.focus_pane("tree")
        elif post is not None and (place := self._state.last_position(post)) is not None:
            browser.open_at(post.path, place)
        elif post is not None:
            browser.posts.move_to(post.path)

    def _go_on(self, session: Session) -> None:
        browser = self._browser
        post = next((one for one in browser.journal.posts if one.path == session.path), None)
        if session.query:
            browser.restore_query(session.query, session.path)
        if post is None:
            return
        if session.pane in ("viewer", "contents"):
            browser.open_at(post.path, self._state.last_position(post))
        elif session.query:  # the list follows once the query is answered
            browser.reader.open(post.path, place=self._state.last_position(post))
        else:
            browser.posts.move_to(post.path)
