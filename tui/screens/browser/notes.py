"""Notes of the reader's own: written, shown, listed, and copied as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from index.post import Document
from tui.commands import key_names
from tui.language import translate, translate_count
from tui.model.history import Origin
from tui.state import drafts, notes
from tui.state.drafts import Draft
from tui.state.notes import Note
from tui.workers.state_worker import StateWorker

from .browser import Browser, Controller

if TYPE_CHECKING:
    from tui.render.layout.margin_notes import MarginNote
    from tui.screens.dialogs.note import WrittenNote
    from tui.screens.dialogs.picker import LeftPicker
    from tui.state.export import MarkedPost
    from tui.widgets.page_view.viewer import Viewer

    from .drafts import Drafts
    from .reader_state import ReaderState


class Notes(Controller):
    """A note is written at the line at the top of the page, or where a selection begins."""

    @dataclass
    class Exported(Message):
        """All notes and bookmarks as Markdown, and how many they are."""

        text: str
        count: int

    def __init__(self, browser: Browser, unsaved: Drafts, state: ReaderState) -> None:
        """Let the page ask for the notes of posts.

        Args:
            browser: The screen.
            unsaved: The note that is being written, and those that were not saved.
            state: What the list says of posts that have notes.
        """
        super().__init__(browser)
        self._unsaved = unsaved
        self._state = state
        browser.reader.notes_of = self._notes_on
        self.commands_offered = {
            "note.write": self._once_opened(self._write),
            "note.list": self._list,
            "note.copy": self._copy,
        }
        self.handlers = {
            StateWorker.Changed: lambda _: browser.reader.annotate(),
            StateWorker.Renamed: lambda message: unsaved.follow_renamed(message.became),
            Notes.Exported: self._copy_exported,
            "on_viewer_note_requested": self._open_clicked,
        }

    def _notes_of(self, document: Document) -> Sequence[Note]:
        return notes.notes(self._memory, document.post.path)

    def _notes_on(self, document: Document) -> tuple[MarginNote, ...]:
        """The notes on a post as they are now, by the lines that they are on."""
        from tui.render.layout.margin_notes import MarginNote

        by_line = notes.at_line(self._notes_of(document), document)
        return tuple(
            MarginNote(line, note.text) for line in sorted(by_line) for note in by_line[line]
        )

    def _write(self) -> None:
        """Write a note at the line at the top of the page, or change the one that is there."""
        reader = self._browser.reader
        if reader.document is None:
            self._browser.notify(translate("No post is shown."), markup=False)
        else:
            left = self._unsaved.left(reader.document.post.path)
            line = drafts.line_of(left[0], reader.document) if left else None
            self._write_at(line or reader.viewer.line_meant)

    def _open_clicked(self, message: Viewer.NoteRequested) -> None:
        """Open the note that was clicked, if it is still on the page."""
        if message.document is self._browser.reader.document:
            self._write_at(message.line)

    def _write_at(self, line: int) -> None:
        from tui.screens.dialogs.note import NoteScreen

        document, viewer = self._browser.reader.document, self._browser.reader.viewer
        if document is None:
            return
        by_line = notes.at_line(self._notes_of(document), document)
        left: dict[int, list[Draft]] = {}
        for draft in reversed(self._unsaved.left(document.post.path)):
            left.setdefault(drafts.line_of(draft, document), []).append(draft)
        screen = NoteScreen(
            document, viewer.lines_for_notes, line, by_line, viewer.show_above, drafts=left
        )
        self._unsaved.begin(screen, document.post.path)
        self._browser.app.push_screen(screen, self._save)

    def _save(self, written: WrittenNote | None) -> None:
        """Keep what was written."""
        if written is not None:
            written = self._unsaved.where_it_is(written)
        if written is None:
            self._unsaved.end()
            self._browser.state_worker.keep_soon()
            return
        note = notes.write(
            self._memory,
            written.document,
            written.line,
            written.text,
            instead_of=written.instead_of,
        )
        self._unsaved.end()
        if note is None:
            self._browser.notify(translate("Note removed."), markup=False)
        self._notes_changed()

    def finish_writing(self) -> None:
        """Keep what is being written, since ilgi ends; a note that was emptied stays as it was."""
        if self._unsaved.is_open:
            written = self._unsaved.unsaved
            self._save(written if written is not None and written.text.strip() else None)

    def _notes_changed(self) -> None:
        self._browser.reader.annotate()
        self._state.show_marks()
        self._browser.state_worker.keep()

    def _list(self, left: LeftPicker[Note | Draft] | None = None) -> None:
        """Choose one of the notes.

        Args:
            left: How the window was left when it was shown last.
        """
        from tui.screens.dialogs.picker import PickerScreen
        from tui.screens.dialogs.picker_rows import note_rows

        screen: PickerScreen[Note | Draft] = PickerScreen(
            translate("Your notes"),
            note_rows(self._memory, self._unsaved.left()),
            self._forget,
            empty=translate(
                "No notes yet: {note_write} writes one on the line at the top of the page.",
                **key_names(),
            ),
            left=left,
        )

        def go_to(chosen: Note | Draft | None) -> None:
            self._go_to(chosen, lambda: self._list(screen.left))

        self._browser.call_later(self._browser.app.push_screen, screen, go_to)

    def _go_to(self, chosen: Note | Draft | None, reopen: Callable[[], None]) -> None:
        browser = self._browser
        if isinstance(chosen, Draft) and all(p.path != chosen.path for p in browser.journal.posts):
            drafts.save(self._memory, chosen)
            self._notes_changed()
            said = translate(
                "{path} has gone. What was not saved is among your notes.", path=chosen.path
            )
            browser.notify(said, severity="warning", markup=False)
        elif chosen is not None:
            origin = Origin(browser.is_reading, reopen)
            browser.open_at(chosen.path, chosen.place, origin=origin)

    def _forget(self, one: Note | Draft) -> None:
        if isinstance(one, Draft):
            drafts.forget(self._memory, one.key)
            self._browser.state_worker.keep()
        else:
            notes.forget(self._memory, one.key)
            self._notes_changed()

    def _copy(self) -> None:
        """Copy all notes and bookmarks as Markdown."""
        from tui.state import export

        found = export.marked_posts(self._memory)
        if found:
            self._browser.run_worker(
                partial(self._export, found),
                thread=True,
                exclusive=True,
                exit_on_error=False,
                group="export",
            )
        else:
            said = translate("No notes or bookmarks yet.")
            self._browser.notify(said, markup=False)

    def _export(self, found: Sequence[MarkedPost]) -> None:
        """Make the Markdown, on a thread."""
        from tui.model.clipboard_formats import address_of
        from tui.state import export

        text = export.as_markdown(found, partial(address_of, self._browser.journal))
        self._browser.post_message(self.Exported(text, sum(len(post.marks) for post in found)))

    def _copy_exported(self, message: Exported) -> None:
        self._browser.app.copy_to_clipboard(message.text)
        said = translate_count(
            message.count,
            "Copied the one there is as Markdown; ilgi export prints it.",
            "Copied {count} notes and bookmarks as Markdown; ilgi export prints them.",
        )
        self._browser.notify(said, markup=False)
