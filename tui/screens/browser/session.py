"""Going on where ilgi was when it was ended from outside: noted all along, and taken up again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tui.commands import key_names
from tui.language import translate_count
from tui.state import drafts, sessions
from tui.state.sessions import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.screens.dialogs.note import NoteScreen
    from tui.state.drafts import Draft
    from tui.state.presence import Presence

    from .main import MainScreen


class Continuity:
    """What a screen of a journal notes for the next ilgi, and what it takes up from the last one.

    ``presence`` tells the ilgis that run from those that were ended, whose sessions and drafts may
    be taken up.
    """

    def __init__(self, screen: MainScreen, presence: Presence) -> None:
        self._screen = screen
        self._presence = presence
        self._resumed = False
        self._draft_key = ""

    # Noted all along

    def note(self) -> None:
        """Note where the reader is and what is being written; nothing is written to disk."""
        screen = self._screen
        if not self._resumed:
            return
        self._note_place()
        self.note_draft(screen.writing)
        at = screen.posts.current
        path = screen.reader.wanted if screen.is_reading else at.path if at is not None else ""
        session = Session(screen.bar.search.value, path or "", screen.at)
        sessions.write(screen.keeper.memory, self._presence.key, session)

    def _note_place(self) -> None:
        """Note the place in the post, unless its page is still being made."""
        reader = self._screen.reader
        if reader.document is None:
            return
        page = reader.viewer.page
        if page is not None and page.complete and page.document is reader.document:
            self._screen.remember_place()

    def note_draft(self, window: NoteScreen | None) -> None:
        """Keep what is written in the window and not saved; forget it where nothing is."""
        memory = self._screen.keeper.memory
        written = window.written if window is not None and window.is_attached else None
        if window is None or written is None or not written.text:
            self._forget_draft()
            return
        self._draft_key = self._draft_key or os.urandom(8).hex()
        drafts.write(
            memory,
            self._draft_key,
            written.document,
            written.line,
            written.text,
            replaces=written.instead_of,
            writer=self._presence.key,
        )
        for key in window.drafts_taken_up:
            drafts.forget(memory, key)

    def end_draft(self, window: NoteScreen | None) -> None:
        """What was written in the window is saved, or was thrown away."""
        self._forget_draft()
        for key in window.drafts_taken_up if window is not None else ():
            drafts.forget(self._screen.keeper.memory, key)

    def _forget_draft(self) -> None:
        if self._draft_key:
            drafts.forget(self._screen.keeper.memory, self._draft_key)
            self._draft_key = ""

    # Taken up again

    def left_drafts(self, path: str | None = None) -> Sequence[Draft]:
        """The drafts that nobody is writing any more, or those on the post at ``path``."""
        return [
            draft
            for draft in drafts.drafts(self._screen.keeper.memory)
            if path in (None, draft.path) and not self._presence.is_running(draft.writer)
        ]

    def resume(self) -> None:
        """Once what is remembered is known: go on where an ilgi was that was ended from outside.

        Nothing moves for a reader who has begun to do something else meanwhile.
        """
        if self._resumed:
            return
        self._resumed = True
        screen, memory = self._screen, self._screen.keeper.memory
        left = [key for key in sessions.keys(memory) if not self._presence.is_running(key)]
        session = sessions.read(memory, left[-1]) if left else None
        for key in left:
            sessions.forget(memory, key)
        if session is not None and screen.is_untouched:
            self._go_on(session)
        if count := len(self.left_drafts()):
            said = translate_count(
                count,
                "A note was not saved when ilgi ended: {note_list} lists it, "
                "and {note_write} on its post goes on with it.",
                "{count} notes were not saved when ilgi ended: {note_list} lists them, "
                "and {note_write} on their posts goes on with them.",
                **key_names(),
            )
            screen.notify(said, severity="warning", markup=False)

    def _go_on(self, session: Session) -> None:
        screen = self._screen
        post = next((one for one in screen.journal.posts if one.path == session.path), None)
        if session.query:
            screen.restore_search(session.query, session.path)
        if post is None:
            return
        if session.pane in ("viewer", "contents"):
            screen.go_to_place(post.path, screen.place_left(post))
        elif not session.query:
            screen.posts.move_to(post.path)
