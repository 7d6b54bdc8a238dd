"""The lines of a page that were drawn, kept until they change."""

from __future__ import annotations

from dataclasses import replace

from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from tui.render.document.page_state import PageState

from .code_colours import CodeColours
from .painter import Frame, Painter


class StripCache:
    """Draws lines of a page for a widget, each once until it is told to forget them."""

    def __init__(self, view: Widget, colours: CodeColours) -> None:
        self._view = view
        self._colours = colours
        self._painter: Painter | None = None
        self._strips: dict[int, Strip] = {}

    def redraw(self, *, styles: bool = False) -> None:
        """Draw what is in view again; with ``styles`` in those that the widget has now."""
        self._strips.clear()
        if styles:
            self._painter = None
        self._view.refresh()

    def strip(
        self, state: PageState, number: int, frame: Frame, selection: Selection | None
    ) -> Strip:
        """A line of the page that is shown.

        Args:
            state: What is shown.
            number: The number of the line, from 0; below the last one there is a blank.
            frame: Where it is drawn.
            selection: What is selected.
        """
        strip = self._strips.get(number) if selection is None else None
        if strip is not None:
            return strip
        drawn = next(state.lines(number, number + 1), None)
        if drawn is None or state.page is None:
            return Strip.blank(frame.width, self._view.rich_style)
        if self._painter is None:
            self._painter = Painter(self._view)
        coloured = replace(drawn, line=self._colours.line(state.page, number))
        chosen = selection.get_span(number) if selection else None
        frame = replace(frame, room=state.page.layout.width)
        strip = self._painter.paint(coloured, number, frame, chosen)
        if selection is None:
            self._strips[number] = strip
        return strip
