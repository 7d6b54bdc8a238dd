"""Notes of the reader's own: written, shown, listed, and copied as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from index.post import Document
from tui.commands import key_names
from tui.language import translate, translate_count
from tui.state import drafts, notes
from tui.state.drafts import Draft
from tui.state.notes import Note
from tui.workers.state_worker import StateWorker

from .reader_state import KeepingScreen

if TYPE_CHECKING:
    from tui.render.layout.margin_notes import MarginNote
    from tui.screens.dialogs.note import NoteScreen, Written
    from tui.state.export import MarkedPost
    from tui.widgets.page_view.viewer import Viewer

    from .session import Continuity


class NotingScreen(KeepingScreen):
    """A note is written at the line at the top of the page, or where a selection begins."""

    @dataclass
    class _Exported(Message):
        """All notes and bookmarks as Markdown, and how many they are."""

        text: str
        count: int

    continuity: Continuity
    writing: NoteScreen | None = None
    """The window in which a note is being written."""

    def on_mount(self) -> None:
        """Let the page ask for the notes of posts."""
        self.reader.notes_of = self._notes_on

    def _notes_of(self, document: Document) -> Sequence[Note]:
        return notes.notes(self.keeper.memory, document.post.path)

    def _notes_on(self, document: Document) -> tuple[MarginNote, ...]:
        """The notes on a post as they are now, by the lines that they are on."""
        from tui.render.layout.margin_notes import MarginNote

        by_line = notes.at_line(self._notes_of(document), document)
        return tuple(
            MarginNote(line, note.text) for line in sorted(by_line) for note in by_line[line]
        )

    @on(StateWorker.Changed)
    def _annotate(self) -> None:
        self.reader.annotate()

    def action_note_write(self) -> None:
        """Write a note at the line at the top of the page, or change the one that is there."""
        if self.reader.document is None:
            self.notify(translate("No post is shown."), markup=False)
        else:
            left = self.continuity.left_drafts(self.reader.document.post.path)
            line = drafts.line_of(left[0], self.reader.document) if left else None
            self._write_at(line or self.reader.viewer.line_meant)

    def on_noted_page_note_wanted(self, message: Viewer.NoteWanted) -> None:
        """Open the note that was clicked, if it is still on the page."""
        if message.document is self.reader.document:
            self._write_at(message.line)

    def _write_at(self, line: int) -> None:
        from tui.screens.dialogs.note import NoteScreen

        document, viewer = self.reader.document, self.reader.viewer
        if document is None:
            return
        by_line = notes.at_line(self._notes_of(document), document)
        left: dict[int, list[Draft]] = {}
        for draft in reversed(self.continuity.left_drafts(document.post.path)):
            left.setdefault(drafts.line_of(draft, document), []).append(draft)
        screen = NoteScreen(
            document, viewer.lines_for_notes, line, by_line, viewer.show_above, drafts=left
        )
        self.writing = screen
        self.app.push_screen(screen, self._written)

    def _written(self, written: Written | None) -> None:
        """Keep what was written."""
        self.continuity.end_draft(self.writing)
        self.writing = None
        if written is None:
            self.keeper.keep_soon()
            return
        note = notes.write(
            self.keeper.memory,
            written.document,
            written.line,
            written.text,
            instead_of=written.instead_of,
        )
        if note is None:
            self.notify(translate("The note is gone."), markup=False)
        self._notes_changed()

    def finish_writing(self) -> None:
        """Keep what is being written, since ilgi ends."""
        if self.writing is not None and self.writing.is_attached:
            self._written(self.writing.written)

    def _notes_changed(self) -> None:
        self._annotate()
        self._show_marks()
        self.keeper.keep()

    def action_note_list(self) -> None:
        """Choose one of the notes."""
        from tui.screens.dialogs.picker import PickerScreen
        from tui.screens.dialogs.picker_rows import noted

        screen: PickerScreen[Note | Draft] = PickerScreen(
            translate("Your notes"),
            noted(self.keeper.memory, self.continuity.left_drafts()),
            self._forget_note,
            empty=translate(
                "No notes yet: {note_write} writes one on the line at the top of the page.",
                **key_names(),
            ),
        )
        self.app.push_screen(screen, self._go_to_note)

    def _go_to_note(self, chosen: Note | Draft | None) -> None:
        if isinstance(chosen, Draft) and all(p.path != chosen.path for p in self.journal.posts):
            drafts.save(self.keeper.memory, chosen)
            self._notes_changed()
            said = translate(
                "{path} has gone. What was not saved is among your notes.", path=chosen.path
            )
            self.notify(said, severity="warning", markup=False)
        elif chosen is not None:
            self.go_to_place(chosen.path, chosen.place)

    def _forget_note(self, one: Note | Draft) -> None:
        if isinstance(one, Draft):
            drafts.forget(self.keeper.memory, one.key)
            self.keeper.keep()
        else:
            notes.forget(self.keeper.memory, one.key)
            self._notes_changed()

    def action_note_copy(self) -> None:
        """Copy all notes and bookmarks as Markdown."""
        from tui.state import export

        found = export.marked_posts(self.keeper.memory)
        if found:
            self._export(found)
        else:
            self.notify(translate("There is no note and no bookmark yet."), markup=False)

    @work(thread=True, exclusive=True, exit_on_error=False, group="export")
    def _export(self, found: Sequence[MarkedPost]) -> None:
        from tui.model.clipboard_formats import address_of
        from tui.state import export

        text = export.as_markdown(found, partial(address_of, self.journal))
        self.post_message(self._Exported(text, sum(len(post.marks) for post in found)))

    @on(_Exported)
    def _copy_export(self, message: _Exported) -> None:
        self.app.copy_to_clipboard(message.text)
        said = translate_count(
            message.count,
            "Copied the one there is as Markdown; ilgi export prints it.",
            "Copied {count} notes and bookmarks as Markdown; ilgi export prints them.",
        )
        self.notify(said, markup=False)
