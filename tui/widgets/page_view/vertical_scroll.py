"""Moving over a page: by lines, by views, to headings and to code."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from textual.reactive import reactive

from tui.render.document.pages import Page
from tui.render.document.shown_post import ShownPost
from tui.widgets.base.line_view import LineView


class PageScroll(LineView):
    """A page that is scrolled by whole lines and at once. Every movement is an ``action_*``."""

    shown: reactive[ShownPost | None] = reactive(None, init=False, repaint=False)
    """What is on the screen, all of it of one post; None for nothing."""

    _aim: tuple[int, int] = (0, 0)
    _kept: tuple[Page, int, tuple[int, int]] | None = None

    @property
    def page(self) -> Page | None:
        """The page on the screen."""
        return self.shown.page if self.shown else None

    @property
    def here(self) -> int:
        """The line of the page the reader is at: the top of the view.

        Near the end, where the page scrolls no further, it is the line that was to be there.
        """
        aim, landed = self._aim
        return max(aim, landed) if landed == self.scroll_offset.y else self.scroll_offset.y

    @property
    def rows_in_sight(self) -> tuple[int, int]:
        """The first line of the page that is in sight, and how many are."""
        return self.scroll_offset.y, self.scrollable_content_region.height

    @property
    def top_line(self) -> int:
        """The line of the file at the top of the view."""
        return self.page.layout.source_of(self.scroll_offset.y) if self.page else 1

    def scroll_to_line(self, line: int) -> None:
        """Scroll so that line ``line`` of the page, from 0, is at the top."""
        self.scroll_to(y=line, animate=False, immediate=True, force=True)
        self._aim = line, self.scroll_offset.y

    @property
    def place_kept(self) -> tuple[int, int]:
        """The line of the file at the top, and how many lines of the page it is scrolled past it.

        Where nobody scrolled since ``keep_place``, it is what was asked for then: so no place is
        lost at a size at which the page could not be scrolled so far.
        """
        return self._place_at(self.scroll_offset.y)

    def _place_at(self, y: int) -> tuple[int, int]:
        if self.page is None:
            return 0, 0
        if self._kept and self._kept[0] is self.page and self._kept[1] == y:
            return self._kept[2]
        top = self.page.layout.source_of(y)
        return top, y - self.page.layout.line_of(top)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place that a higher view, which Textual scrolls back for, began at."""
        super().watch_scroll_y(old_value, new_value)
        before, now = round(old_value), round(new_value)
        if self.page and now == self.max_scroll_y < before < len(self.page.layout.lines):
            self._kept = self.page, now, self._place_at(before)

    def keep_place(self, top: int, within: int) -> None:
        """Scroll so that ``within`` lines after that of the file are at the top, or nearly so."""
        if self.page is not None:
            self.scroll_to_line(self.page.layout.line_of(top) + within)
            self._kept = self.page, self.scroll_offset.y, (top, within)

    def jump_to_line(self, line: int) -> None:
        """Scroll so that ``line`` of the file is at the top."""
        if self.page:
            self.scroll_to_line(self.page.layout.line_of(line))

    def action_scroll_half_down(self) -> None:
        """Half a view down."""
        self._by(self.scrollable_content_region.height // 2)

    def action_scroll_half_up(self) -> None:
        """Half a view up."""
        self._by(-(self.scrollable_content_region.height // 2))

    def action_page_down(self) -> None:
        """A view down, one line kept."""
        self._by(self.scrollable_content_region.height - 1)

    def action_page_up(self) -> None:
        """A view up, one line kept."""
        self._by(1 - self.scrollable_content_region.height)

    def action_scroll_down(self) -> None:
        """A line down."""
        self._by(1)

    def action_scroll_up(self) -> None:
        """A line up."""
        self._by(-1)

    def action_scroll_home(self) -> None:
        """To the top."""
        self.scroll_to_line(0)

    def action_scroll_end(self) -> None:
        """To the bottom."""
        self.scroll_to_line(self.virtual_size.height)

    def action_next_heading(self) -> None:
        """To the next heading."""
        self._to_next(self.page.layout.headings if self.page else ())

    def action_previous_heading(self) -> None:
        """To the heading before."""
        self._to_previous(self.page.layout.headings if self.page else ())

    def action_next_code(self) -> None:
        """To the next code block."""
        self._to_next(self.page.layout.codes if self.page else ())

    def action_previous_code(self) -> None:
        """To the code block before."""
        self._to_previous(self.page.layout.codes if self.page else ())

    def _by(self, lines: int) -> None:
        self.scroll_to_line(self.scroll_offset.y + lines)

    def _to_next(self, lines: Sequence[int]) -> None:
        at = bisect_right(lines, self.here)
        if at < len(lines):
            self.scroll_to_line(lines[at])

    def _to_previous(self, lines: Sequence[int]) -> None:
        at = bisect_left(lines, self.here)
        if at:
            self.scroll_to_line(lines[at - 1])
