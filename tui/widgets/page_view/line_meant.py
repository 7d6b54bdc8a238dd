"""Which line of a page the reader means, and its mark where it is not the one at the top."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.render.document.page_state import PageState
from tui.render.document.viewport import Viewport
from tui.widgets.base.row_list import MARK

from .painter import Frame, laid_over

_Match = tuple[int, int] | None
"""The line and the number of the match the reader is on."""


class LineMeant:
    """The line of the match that was gone to while it is in view, else where the reader is."""

    def __init__(self, view: ScrollView, state: Callable[[], PageState]) -> None:
        self._view = view
        self._state = state
        self._match: _Match = None
        self.is_at_match = False
        """Whether the reader has gone to a match, and to no other line since."""
        self._marked: int | None = None

    def number(self, viewport: Viewport) -> int:
        """The number of the line on the page, from 0."""
        match = self._state().match_line
        if self.is_at_match and match is not None and viewport.shows(match):
            return match
        return viewport.here

    def went_to_match(self) -> bool:
        """Note the match that the reader is on now; tells whether it is another one."""
        state = self._state()
        line = state.match_line
        match = None if line is None else (line, state.found[0])
        is_other, self._match = match != self._match, match
        if is_other:
            self.is_at_match = match is not None
        return is_other

    def went_to_line(self) -> None:
        """Note that the reader has gone to a line."""
        self.is_at_match = False

    def mark(self, viewport: Viewport) -> None:
        """Mark the line where the reader is, unless it is at the top; a match is marked as such."""
        is_below = viewport.here > viewport.top and not self.is_at_match
        at = viewport.here if is_below else None
        if at != self._marked:
            for line in (self._marked, at):
                if line is not None and viewport.shows(line):
                    self._view.refresh(Region(0, line - viewport.top, self._view.size.width, 1))
            self._marked = at

    def drawn(self, strip: Strip, number: int, frame: Frame) -> Strip:
        """A line of the page, with the mark if it is the one.

        Args:
            strip: The line as it is drawn without.
            number: Its number on the page, from 0.
            frame: Where it is drawn.
        """
        if number != self._marked:
            return strip
        style = self._view.get_component_rich_style("page--marker")
        return laid_over(strip, max(frame.left - 1, 0), Segment(MARK, style))
