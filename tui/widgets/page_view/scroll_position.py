"""The place on a page that a view is scrolled to, also where it cannot be scrolled so far."""

from __future__ import annotations

from tui.render.document.page_state import SourcePosition
from tui.render.document.pages import Page


class ScrollPosition:
    """Remembers what a view was to be scrolled to.

    Near its end a page cannot be scrolled further, and at another size it may fit into the view.
    The line that was asked for is kept all the same until the reader scrolls.
    """

    def __init__(self) -> None:
        self._asked = 0, 0
        self._kept: tuple[Page, int, SourcePosition] | None = None

    def asked_for(self, line: int, top: int) -> None:
        """Note a line of the page that was to be at the top, and which line came there."""
        self._asked = line, top

    def here(self, top: int) -> int:
        """The line of the page that the reader is at, where ``top`` is at the top of the view."""
        asked, came = self._asked
        return max(asked, came) if came == top else top

    def keep(self, page: Page, top: int, place: SourcePosition) -> None:
        """Keep a place for as long as line ``top`` of a page is at the top.

        Args:
            page: The page.
            top: The line of the page.
            place: The place that is kept.
        """
        self._kept = page, top, place

    def forget(self) -> None:
        """Keep no place any more."""
        self._kept = None

    def at(self, page: Page, top: int) -> SourcePosition:
        """The place that is kept for line ``top`` of a page, else the one of that line."""
        if self._kept and self._kept[0] is page and self._kept[1] == top:
            return self._kept[2]
        return page.layout.place_of(top)
