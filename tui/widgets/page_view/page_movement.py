"""The commands that scroll a page: by lines, by views, to headings and to code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from tui.commands.offers import Run
from tui.language import translate
from tui.messages import Remark
from tui.render.document.viewport import Viewport

from .view import PageView


class PageMovement:
    """Scrolls a page by whole lines and at once."""

    def __init__(self, view: PageView) -> None:
        self._view = view

    def pane_commands(self) -> Mapping[str, Run]:
        """The commands that every pane has."""
        return {
            "move.down": partial(self.by_lines, 1),
            "move.up": partial(self.by_lines, -1),
            "move.half_down": partial(self.by_half_a_view, 1),
            "move.half_up": partial(self.by_half_a_view, -1),
            "move.page_down": partial(self.by_views, 1),
            "move.page_up": partial(self.by_views, -1),
            "move.first": partial(self._view.scroll_to_line, 0),
            "move.last": self.to_end,
        }

    def viewer_commands(self) -> Mapping[str, Run]:
        """The commands that only a page has."""
        return {
            "viewer.page_on": partial(self.by_views, 1),
            "viewer.page_back": partial(self.by_views, -1),
            "viewer.next_heading": partial(self.to_heading, 1),
            "viewer.previous_heading": partial(self.to_heading, -1),
            "viewer.next_code": partial(self.to_code, 1),
            "viewer.previous_code": partial(self.to_code, -1),
        }

    def by_lines(self, lines: int) -> None:
        """Scroll down by so many lines, up where they are negative.

        Where the page has no room to scroll, the line that the reader is at moves instead, to the
        nearest line with text.
        """
        viewport, most = self._view.viewport, self._most
        if not most:
            to = self._view.meant.number(viewport) + lines
            self._view.scroll_to_line(self._with_text(to, 1 if lines > 0 else -1))
        elif (to := min(viewport.top + lines, most)) != viewport.top:
            self._view.scroll_to_line(to)

    @property
    def _most(self) -> int:
        """The line that is at the top where the page is scrolled to its end."""
        return max(self._view.virtual_size.height - self._view.viewport.height, 0)

    def _with_text(self, number: int, by: int) -> int:
        """The line with text at or after a line of the page, before where there is none."""
        lines = self._view.page.layout.lines if self._view.page else ()
        if not lines:
            return 0
        number = max(min(number, len(lines) - 1), 0)
        after = range(number, len(lines) if by > 0 else -1, by)
        for some in (after, reversed(range(number))):
            for at in some:
                if lines[at].text.strip():
                    return at
        return 0

    def by_half_a_view(self, by: int) -> None:
        """Scroll half a view down, or up where ``by`` is -1."""
        self.by_lines(by * (self._view.viewport.height // 2))

    def by_views(self, by: int) -> None:
        """Scroll a view down, or up where ``by`` is -1; one line stays in view."""
        self.by_lines(by * (self._view.viewport.height - 1))

    def to_end(self) -> None:
        """Scroll to the end of the page."""
        self._view.scroll_to_line(self._with_text(self._view.virtual_size.height, -1))

    def to_heading(self, by: int) -> None:
        """Scroll to the next heading, or the one before where ``by`` is -1."""
        if not self._view.apply(self._view.state.go_to_heading(self._from_meant, by)):
            self._view.post_message(Remark(translate("No more headings.")))

    def to_code(self, by: int) -> None:
        """Scroll to the next code block, or the one before where ``by`` is -1."""
        if not self._view.apply(self._view.state.go_to_code(self._from_meant, by)):
            self._view.post_message(Remark(translate("No more code.")))

    @property
    def _from_meant(self) -> Viewport:
        """What is in view, with the reader at the match that was gone to."""
        viewport = self._view.viewport
        return replace(viewport, here=self._view.meant.number(viewport))
