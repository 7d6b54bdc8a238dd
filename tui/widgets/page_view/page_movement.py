"""The commands that scroll a page: by lines, by views, to headings and to code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from tui.commands.offers import Run
from tui.language import translate
from tui.messages import Remark
from tui.render.document.page_state import PageState

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
        """Scroll down by so many lines, up where they are negative."""
        self._view.scroll_to_line(self._view.viewport.top + lines)

    def by_half_a_view(self, by: int) -> None:
        """Scroll half a view down, or up where ``by`` is -1."""
        self.by_lines(by * (self._view.viewport.height // 2))

    def by_views(self, by: int) -> None:
        """Scroll a view down, or up where ``by`` is -1; one line stays in view."""
        self.by_lines(by * (self._view.viewport.height - 1))

    def to_end(self) -> None:
        """Scroll to the end of the page."""
        self._view.scroll_to_line(self._view.virtual_size.height)

    def to_heading(self, by: int) -> None:
        """Scroll to the next heading, or the one before where ``by`` is -1."""
        if not self._view.change(PageState.go_to_heading, by):
            self._view.post_message(Remark(translate("No more headings.")))

    def to_code(self, by: int) -> None:
        """Scroll to the next code block, or the one before where ``by`` is -1."""
        if not self._view.change(PageState.go_to_code, by):
            self._view.post_message(Remark(translate("No more code.")))
