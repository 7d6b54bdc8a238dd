"""A page with the notes that the reader has written on its lines."""

from __future__ import annotations

from textual.reactive import reactive

from index.post import Document

from .margin import Margin, MarginNote
from .revealing import PageReveal


class PageNotes(PageReveal):
    """Shows the notes under what they are on, or only signs beside it."""

    notes_shown: reactive[bool] = reactive(True)
    """Whether the reader's notes are shown in full."""

    _annotated: tuple[Document, tuple[MarginNote, ...]] | None = None

    def annotate(self, document: Document, notes: tuple[MarginNote, ...]) -> None:
        """Show these notes with a document, now or as soon as it is shown."""
        self._annotated = document, notes
        self._turn_margin()

    def watch_notes_shown(self) -> None:
        """Show or hide the notes at once."""
        self._turn_margin()

    def _margin_of(self, document: Document) -> Margin:
        known = self._annotated
        notes = known[1] if known is not None and known[0] is document else ()
        return Margin(notes, self.notes_shown)

    def _turn_margin(self) -> None:
        """Show the page at hand with its notes as they are now; the line at the top stays."""
        page = self.page
        if page is None or (margin := self._margin_of(page.document)) == page.margin:
            return
        here, top = map(page.layout.source_of, (self.here, self.scroll_offset.y))
        within = self.scroll_offset.y - page.layout.line_of(top)
        annotated = page.with_margin(margin)
        self._replace(annotated)
        self._redraw()
        self.scroll_to_line(annotated.layout.line_of(top) + within)
        self._aim = annotated.layout.line_of(here), self.scroll_offset.y
