"""Notes that are being written, kept for a later ilgi should this one end before they are saved."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.state import drafts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.post import Post
    from tui.screens.dialogs.note import NoteScreen, WrittenNote
    from tui.state.drafts import Draft
    from tui.state.memory import StateStore
    from tui.state.presence import Presence


class Drafts:
    """The draft of the note that is being written, and those that ended ilgis have left."""

    def __init__(self, memory: StateStore, presence: Presence) -> None:
        self._memory = memory
        self._presence = presence
        self._key = ""
        self._window: NoteScreen | None = None
        self._path = ""
        self._renamed: Post | None = None

    def follow_renamed(self, became: Mapping[str, Post]) -> None:
        """Let what is being written be on its post under the path that it has now."""
        if (post := became.get(self._path)) is not None:
            self._path, self._renamed = post.path, post

    def where_it_is(self, written: WrittenNote) -> WrittenNote:
        """What was written in the window, on its post under the path that it has now."""
        post = self._renamed
        if post is None:
            return written
        return replace(written, document=replace(written.document, post=post))

    def begin(self, window: NoteScreen, path: str) -> None:
        """A note is being written in ``window``, on the post at ``path``."""
        self._window, self._path, self._renamed = window, path, None

    @property
    def unsaved(self) -> WrittenNote | None:
        """What is written in the window and not saved, for as long as it is open."""
        window = self._window
        written = window.written if window is not None and window.is_attached else None
        return None if written is None else self.where_it_is(written)

    @property
    def is_open(self) -> bool:
        """Whether the window is open."""
        return self._window is not None and self._window.is_attached

    def note(self) -> None:
        """Keep what is written in the window and not saved; forget it where nothing is."""
        window, written = self._window, self.unsaved
        if window is None or written is None or not written.text:
            self._forget()
            return
        self._key = self._key or os.urandom(8).hex()
        drafts.write(
            self._memory,
            self._key,
            written.document,
            written.line,
            written.text,
            replaces=written.instead_of,
            writer=self._presence.key,
        )
        for key in window.drafts_taken_up:
            drafts.forget(self._memory, key)

    def end(self) -> None:
        """What was written in the window is saved, or was thrown away."""
        self._forget()
        for key in self._window.drafts_taken_up if self._window is not None else ():
            drafts.forget(self._memory, key)
        self._window = None

    def _forget(self) -> None:
        if self._key:
            drafts.forget(self._memory, self._key)
            self._key = ""

    def left(self, path: str | None = None) -> Sequence[Draft]:
        """The drafts that nobody is writing any more, or those on the post at ``path``."""
        return [
            draft
            for draft in drafts.drafts(self._memory)
            if path in (None, draft.path) and not self._presence.is_running(draft.writer)
        ]
