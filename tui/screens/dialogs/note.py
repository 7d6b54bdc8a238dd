"""A small window in which a note is written at a line of a post."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static, TextArea

from index.post import Document
from tui.commands import bindings_of
from tui.commands.offers import Run
from tui.language import translate
from tui.state.drafts import Draft
from tui.state.notes import Note, tidy
from tui.widgets.base.window_footer import foot

from .closes_once import ClosesOnce

_ROWS = 10
"""How many rows of the screen the window and its borders take."""


@dataclass(frozen=True, slots=True)
class WrittenNote:
    """What was written at a line of a post's file, and the keys of the notes it replaces."""

    document: Document
    line: int
    text: str
    instead_of: tuple[str, ...] = ()


class NoteScreen(ClosesOnce[WrittenNote | None]):
    """Answers with what was written, None where nothing is to be changed.

    The note moves to other lines for as long as it is open; where one is written already, that one
    is opened, unless something is written by then.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(binding, priority=True) for binding in bindings_of("note")
    ]
    AUTO_FOCUS = "#text"

    def __init__(
        self,
        document: Document,
        lines: Sequence[int],
        line: int,
        notes: Mapping[int, Sequence[Note]],
        show: Callable[[Document, int, int], None],
        *,
        drafts: Mapping[int, Sequence[Draft]] = MappingProxyType({}),
    ) -> None:
        """Write at a line of a post.

        Args:
            document: The post.
            lines: The lines of its file that a note can be on.
            line: That to begin with, or the next of ``lines``.
            notes: What is written already, by line.
            show: Called with the document, the line, and how many rows of the screen lie under the
                window.
            drafts: What was not saved when ilgi ended, by line; opened in place of the notes there.
        """
        super().__init__()
        self._document = document
        above = (one for one in lines if one >= document.body_line)
        self._lines = sorted({1, *above, *notes, *drafts})
        self._at = min(bisect_left(self._lines, line), len(self._lines) - 1)
        self._notes = notes
        self._drafts = drafts
        self._taken_up: Sequence[Draft] = ()
        self._show = show
        self._leaving = False
        self.commands_offered: Mapping[str, Run] = {
            "note.save": self._save,
            "note.undo": self._undo,
            "note.new_line": self._add_line,
            "note.next_line": partial(self._step, 1),
            "note.previous_line": partial(self._step, -1),
            "note.close": self._close_or_warn,
        }

    def compose(self) -> ComposeResult:
        """What the note is on, and the field for it."""
        with Vertical(id="note"):
            yield Static(id="noted", markup=False)
            yield TextArea(id="text", compact=True, highlight_cursor_line=False)

    def on_mount(self) -> None:
        """Open what is written at the line."""
        self._field.cursor_blink = self.app.animation_level != "none"
        self._open()

    def on_resize(self) -> None:
        """The foot says as much as there is room for."""
        self.call_after_refresh(self._tell)

    @property
    def _field(self) -> TextArea:
        return self.query_one(TextArea)

    @property
    def _line(self) -> int:
        return self._lines[self._at]

    @property
    def _replaced(self) -> Sequence[Note]:
        """The notes at the line that what is written takes the place of.

        A draft takes that of no note which was written there after it.
        """
        here = self._notes.get(self._line, ())
        if not self._taken_up:
            return here
        meant = {key for draft in self._taken_up for key in draft.replaces}
        return [note for note in here if note.key in meant]

    @property
    def _before(self) -> str:
        return "\n\n".join(note.text for note in self._replaced)

    @property
    def drafts_taken_up(self) -> Sequence[str]:
        """The keys of the drafts that are gone on with here."""
        return [draft.key for draft in self._taken_up]

    @property
    def written(self) -> WrittenNote | None:
        """What is written and not saved yet; None as long as the window is not on the screen."""
        if not self.is_mounted:
            return None
        text = tidy(self._field.text)
        if text == self._before:
            return None
        keys = tuple(note.key for note in self._replaced)
        return WrittenNote(self._document, self._line, text, keys)

    def _open(self) -> None:
        """Open the note or the draft at the line, if nothing is written that would be lost."""
        self._taken_up = self._drafts.get(self._line, ())
        texts = [draft.text for draft in self._taken_up]
        self._field.text = "\n\n".join(texts) if texts else self._before
        self._field.move_cursor(self._field.document.end)
        self._tell()

    def _tell(self) -> None:
        line = self._document.text.split("\n")[self._line - 1].strip()
        on = line if self._line >= self._document.body_line else translate("the whole post")
        self.query_one("#noted", Static).update(Text(on, overflow="ellipsis", no_wrap=True))
        window = self.query_one("#note")
        width = window.outer_size.width
        if self._leaving:
            window.border_title = translate("Not saved")
            window.border_subtitle = foot(
                "{note_save} saves · {note_close} again discards it", width=width
            )
        else:
            window.border_title = translate("A note of your own")
            window.border_subtitle = foot(
                "{note_save} saves · {note_close} closes",
                "{note_undo} undoes · {note_next_line} {note_previous_line} another line",
                width=width,
            )
        window.set_class(self._leaving, "-leaving")
        self._show(self._document, self._line, _ROWS)

    @on(TextArea.Changed)
    def _stay(self, event: TextArea.Changed) -> None:
        event.stop()
        if self._leaving:
            self._leaving = False
            self._tell()

    def _add_line(self) -> None:
        """A new line."""
        self._field.insert("\n")

    def _undo(self) -> None:
        """Take back what was typed last."""
        self._field.undo()

    def _save(self) -> None:
        """Save it; one without a word is taken away."""
        self.dismiss(self.written)

    def _close_or_warn(self) -> None:
        """Close the window; what is not saved is thrown away by a second time only."""
        if self.written is None or self._leaving:
            self.dismiss(None)
        else:
            self._leaving = True
            self._tell()

    def _step(self, by: int) -> None:
        """Put it on the next line, or the line before where ``by`` is -1."""
        is_new = self.written is not None
        if is_new and self._before:
            return
        places = range(self._at + by, len(self._lines) if by > 0 else -1, by)
        to = next((n for n in places if not (is_new and self._notes.get(self._lines[n]))), None)
        if to is None:
            return
        self._at = to
        if is_new:
            self._tell()
        else:
            self._open()
