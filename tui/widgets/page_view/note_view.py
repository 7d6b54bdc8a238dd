"""The page with the reader's own notes: signs beside their lines, and clicks that open them."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from index.post import Document
from tui.render.document.line_mapping import line_after
from tui.render.layout.margin_notes import SIGN

from .link_view import LinkedPage, laid_over


class NotedPage(LinkedPage, inherit_bindings=False):
    """A page on which the reader writes."""

    @dataclass
    class NoteWanted(Message):
        """The note on a line of a document's file is to be looked at."""

        document: Document
        line: int

    def render_line(self, y: int) -> Strip:
        """A line with a sign at the right of it where it has a note."""
        strip = super().render_line(y)
        number = self.scroll_offset.y + y
        page = self.page
        if page is None or number not in page.layout.noted:
            return strip
        if number >= len(page.layout.lines) or page.layout.is_note(number):
            return strip
        at = self._left + page.layout.width
        sign = Segment(SIGN, self.get_component_rich_style("page--margin", partial=True))
        return laid_over(strip, at, sign)

    def on_click(self, event: events.Click) -> None:
        """Open the note that is under the pointer, or whose sign is; else follow a link."""
        page, at = self.page, event.get_content_offset(self)
        if page is None or at is None:
            return
        number = self.scroll_offset.y + at.y
        line = page.layout.noted.get(number)
        beside = at.x >= self._left + page.layout.width
        if line is not None and (beside or page.layout.is_note(number)):
            event.stop()
            event.prevent_default()
            self.post_message(self.NoteWanted(page.document, line))

    @property
    def line_meant(self) -> int:
        """The line of the file that marks are meant for: where a selection begins, else the top.

        It is that of the last jump where the page could not be scrolled so far.
        """
        if self.page is None:
            return 1
        selection = self.text_selection
        begun = None if selection is None else selection.start
        return self.page.layout.source_of(self.here if begun is None else begun.y)

    @property
    def lines_for_notes(self) -> tuple[int, ...]:
        """The lines of the file that show on the page, each of which may have a note."""
        if self.page is None:
            return ()
        lines = self.page.layout.lines
        return tuple(sorted({line.source for line in lines if line.text.strip()}))

    def show_above(self, document: Document, line: int, rows: int) -> None:
        """See that a line of a post is in sight above the lowest ``rows`` rows of the view.

        Args:
            document: The post, which may have been written anew since.
            line: The line of its file.
            rows: How many rows of the view are covered.
        """
        if self.shown is None or not self.shown.is_of(document):
            return
        if self.shown.document.text != document.text:
            line = line_after(document.text, self.shown.document.text, line)
        at = self.shown.page.layout.line_of(line)
        room = max(self.scrollable_content_region.height - rows, 1)
        if not self.scroll_offset.y <= at < self.scroll_offset.y + room:
            self.scroll_to_line(max(at - room // 2, 0))
