"""A page with the notes that the reader has written on its lines."""

from __future__ import annotations

from dataclasses import replace

from textual.reactive import reactive

from index.post import Document
from tui.render.document.shown_post import ShownPost
from tui.render.layout.margin_notes import Margin, MarginNote

from .fold_view import PageReveal


class PageNotes(PageReveal):
    """Shows the notes under what they are on, or only signs beside it."""

    notes_shown: reactive[bool] = reactive(True)
    """Whether the reader's notes are shown in full."""

    def annotate(self, document: Document, notes: tuple[MarginNote, ...]) -> None:
        """Show these notes with a document, now or as soon as it is shown that is asked for."""
        if self._wanted is not None and self._wanted.document is document:
            self._wanted = replace(self._wanted, notes=notes)
        if self.shown is not None and self.shown.document is document:
            self._turn_margin(self.shown, notes)

    def watch_notes_shown(self) -> None:
        """Show or hide the notes at once."""
        if self.shown is not None:
            self._turn_margin(self.shown, self.shown.page.margin.notes)

    def _turn_margin(self, shown: ShownPost, notes: tuple[MarginNote, ...]) -> None:
        """Show the page at hand with these notes; the line at the top stays."""
        page, margin = shown.page, Margin(notes, self.notes_shown)
        if margin == page.margin:
            return
        here, top = map(page.layout.source_of, (self.here, self.scroll_offset.y))
        within = self.scroll_offset.y - page.layout.line_of(top)
        annotated = page.with_margin(margin)
        self._replace(shown.turned_to(annotated))
        self.scroll_to_line(annotated.layout.line_of(top) + within)
        self._aim = annotated.layout.line_of(here), self.scroll_offset.y
