"""A page on which code and tables may be wider than the view, and are seen by moving aside."""

from __future__ import annotations

from textual import events
from textual.reactive import reactive

from tui.render.layout.layout import Line
from tui.render.layout.wrap import width_of
from tui.text.cells import width_of_text

from .vertical_scroll import PageScroll

_STEP = 16


class PageAside(PageScroll):
    """Shows another part of what is wide; text stays where it is."""

    aside: reactive[int] = reactive(0)
    """How many cells of wide code and tables lie to the left of the view."""
    wrapped: reactive[bool] = reactive(False)
    """Whether long lines of code are folded instead, and wide tables told row by row."""

    def shift_of(self, line: Line) -> int:
        """How many cells of a line lie to the left of the view."""
        widest = self.page.layout.wide.get(line.block, 0) if self.page and self.aside else 0
        return min(self.aside, max(widest - self._room_of(line), 0)) if widest else 0

    def validate_aside(self, aside: int) -> int:
        """At least nothing, at most what the widest of the page needs."""
        widest = max(self.page.layout.wide.values(), default=0) if self.page else 0
        return max(0, min(aside, widest))

    def action_aside_right(self) -> None:
        """What lies to the right of wide code and tables."""
        self.aside += _STEP

    def action_aside_left(self) -> None:
        """What lies to the left of them."""
        self.aside -= _STEP

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """To the right, by the wheel."""
        event.stop()
        self.aside += _STEP // 4

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """To the left, by the wheel."""
        event.stop()
        self.aside -= _STEP // 4

    def bring_into_sight(self, number: int, begin: int, end: int) -> None:
        """Move aside so far that ``[begin, end)`` of a line's text is in sight, if it is not."""
        if self.page is None:
            return
        line = self.page.layout.lines[number]
        if line.block not in self.page.layout.wide:
            return
        first, room = width_of_text(line.text[:begin]), self._room_of(line)
        last = first + width_of_text(line.text[begin:end])
        shift = self.shift_of(line)
        if first <= shift or last > shift + room - 2:
            self.aside = max(min(first - room // 3, last), 0) if last > room - 2 else 0

    def _room_of(self, line: Line) -> int:
        width = self.page.layout.width if self.page else 0
        return max(width - width_of(line.gutter), 1)
