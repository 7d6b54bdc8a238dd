"""The page as a pane: the table's keys over a ``PageView``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.message import Message

from tui.commands import bindings_of
from tui.messages import PaneWanted
from tui.page.drawing import Mark
from tui.page.links import Place, PlacedLink, next_link, previous_link
from tui.page.view import PageView

from .failures import TellsFailures


class Viewer(PageView, TellsFailures, can_focus=True, inherit_bindings=False):
    """The post that is read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("viewer", "pane")]

    class FindWanted(Message):
        """The reader wants to find something in the post."""

    @dataclass
    class PostWanted(Message):
        """A neighbour of the post is to be read: ``by`` places on in the list, or in time."""

        of: Literal["list", "time"]
        by: int

    @property
    def percent(self) -> int:
        """How much of the post is above the foot of the view, in hundredths."""
        return round(self.position * 100)

    @property
    def match_position(self) -> str:
        """``3/12`` for the third of twelve matches; empty where the reader is on none."""
        current, total = self.found
        return f"{current}/{total}" if current else ""

    def step_match(self, by: int) -> None:
        """Go to the next match, or to the one before where ``by`` is negative."""
        if by > 0:
            self.find_next()
        else:
            self.find_previous()

    # Moving

    def action_move_down(self) -> None:
        """A line down."""
        self.action_scroll_down()

    def action_move_up(self) -> None:
        """A line up."""
        self.action_scroll_up()

    def action_move_half_down(self) -> None:
        """Half a page down."""
        self.action_scroll_half_down()

    def action_move_half_up(self) -> None:
        """Half a page up."""
        self.action_scroll_half_up()

    def action_move_page_down(self) -> None:
        """A page down."""
        self.action_page_down()

    def action_move_page_up(self) -> None:
        """A page up."""
        self.action_page_up()

    def action_move_first(self) -> None:
        """To the beginning."""
        self.action_scroll_home()

    def action_move_last(self) -> None:
        """To the end."""
        self.action_scroll_end()

    def action_viewer_page_on(self) -> None:
        """A page on."""
        self.action_page_down()

    def action_viewer_page_back(self) -> None:
        """A page back."""
        self.action_page_up()

    def action_viewer_next_heading(self) -> None:
        """The next heading."""
        self.action_next_heading()

    def action_viewer_previous_heading(self) -> None:
        """The heading before."""
        self.action_previous_heading()

    def action_viewer_next_code(self) -> None:
        """The next code block."""
        self.action_next_code()

    def action_viewer_previous_code(self) -> None:
        """The code block before."""
        self.action_previous_code()

    # Links

    _marked: PlacedLink | None = None

    def watch_page(self) -> None:
        """Another page has other links."""
        self._marked = None

    def marks_on(self, number: int) -> Sequence[Mark]:
        """The marks of the page, and of the link the reader stands on."""
        marks = super().marks_on(number)
        return (*marks, *self._marked.marks(number)) if self._marked else marks

    def action_viewer_next_link(self) -> None:
        """Mark the next link: the first in sight, where none in sight is marked."""
        if self.page is not None:
            after = self._place_in_sight or (self.scroll_offset.y, -1)
            self._mark(next_link(self.page.layout, after))

    def action_viewer_previous_link(self) -> None:
        """Mark the link before: the last in sight, where none in sight is marked."""
        if self.page is not None:
            foot = (self.scroll_offset.y + self.scrollable_content_region.height, 0)
            self._mark(previous_link(self.page.layout, self._place_in_sight or foot))

    def action_viewer_follow(self) -> None:
        """Follow the marked link."""
        if self._marked is None:
            self.notify("No link is marked: . marks the next, , the one before.", markup=False)
        else:
            self.follow(self._marked.link)

    def unmark(self) -> bool:
        """Mark no link any more; False where none was."""
        if self._marked is None:
            return False
        self._marked = None
        self._redraw()
        return True

    def _mark(self, found: PlacedLink | None) -> None:
        if found is not None:
            self._marked = found
            self._redraw()
            if not self._is_in_sight(found):
                third = self.scrollable_content_region.height // 3
                self.scroll_to_line(max(found.place[0] - third, 0))

    @property
    def _place_in_sight(self) -> Place | None:
        marked = self._marked
        return marked.place if marked and self._is_in_sight(marked) else None

    def _is_in_sight(self, link: PlacedLink) -> bool:
        below = link.place[0] - self.scroll_offset.y
        return 0 <= below < self.scrollable_content_region.height

    # Matches

    def action_viewer_find(self) -> None:
        """Find in the post."""
        self.post_message(self.FindWanted())

    def action_viewer_next_match(self) -> None:
        """The next match."""
        self.step_match(1)

    def action_viewer_previous_match(self) -> None:
        """The match before."""
        self.step_match(-1)

    # Other posts, other looks

    def action_viewer_next_post(self) -> None:
        """The next post of the list."""
        self.post_message(self.PostWanted("list", 1))

    def action_viewer_previous_post(self) -> None:
        """The post of the list before."""
        self.post_message(self.PostWanted("list", -1))

    def action_viewer_older(self) -> None:
        """The post written before this one."""
        self.post_message(self.PostWanted("time", 1))

    def action_viewer_newer(self) -> None:
        """The post written after this one."""
        self.post_message(self.PostWanted("time", -1))

    def action_viewer_source(self) -> None:
        """The post as it is written, or as it is read."""
        self.action_toggle_source()

    def action_viewer_reading_width(self) -> None:
        """The next reading width."""
        self.action_cycle_width()

    def action_viewer_to_list(self) -> None:
        """Focus the list."""
        self.post_message(PaneWanted("list"))
