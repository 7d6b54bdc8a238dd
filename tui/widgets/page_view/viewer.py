"""The page as a pane: the table's keys over the page and its links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.message import Message

from index.post import Document
from tui.commands import bindings_of
from tui.language import translate
from tui.messages import PaneRequested
from tui.render.pictures.wanted import can_be_drawn
from tui.workers.error_reporting import TellsFailures

from .note_view import NotedPage
from .passages import code_in_sight, paragraph_in_sight


class Viewer(NotedPage, TellsFailures, can_focus=True, inherit_bindings=False):
    """The post that is read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("viewer", "pane")]

    open_find: Callable[[], None] | None = None
    """Opens the field that finds in the post, at once: what is typed next is meant for it."""

    @dataclass
    class PostWanted(Message):
        """A neighbour of the post is to be read: ``by`` places on in the list, or in time."""

        of: Literal["list", "time"]
        by: int

    class AroundWanted(Message):
        """What stands around the post is to be shown."""

    @property
    def percent(self) -> int:
        """How much of the post is above the foot of the view, in hundredths."""
        return round(self.position * 100)

    @property
    def is_at_beginning(self) -> bool:
        """Whether the page is not scrolled."""
        return self.scroll_offset.y == 0

    def shows_end_of(self, document: Document) -> bool:
        """Whether the last line of a document is in sight."""
        page = self.page
        whole = page is not None and page.complete and page.document is document
        return whole and self.position >= 1

    @property
    def paragraph_in_sight(self) -> str:
        """The first paragraph in sight; empty where there is none."""
        return paragraph_in_sight(self.page, *self.rows_in_sight) if self.page else ""

    @property
    def code_in_sight(self) -> str:
        """The first code block in sight; empty where there is none."""
        return code_in_sight(self.page, *self.rows_in_sight) if self.page else ""

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

    # What is wide

    def action_viewer_aside_right(self) -> None:
        """More of wide code and tables."""
        self.action_aside_right()

    def action_viewer_aside_left(self) -> None:
        """Back in wide code and tables."""
        self.action_aside_left()

    def action_viewer_wrap(self) -> None:
        """Wrap long lines of code and wide tables, or let them be wide."""
        self.wrapped = not self.wrapped

    # What folds

    def action_viewer_details(self) -> None:
        """Open all that folds, or shut it again."""
        if not self.toggle_details():
            self.notify(translate("Nothing on this page folds."), markup=False)

    def action_viewer_answers(self) -> None:
        """Hide the answers until they are asked for, or show them."""
        hidden = self.toggle_answers()
        if not self.has_answers:
            said = (
                translate("No question here; answers of others are hidden.")
                if hidden
                else translate("No question here; answers of others are shown.")
            )
            self.notify(said, markup=False)

    def action_viewer_answer(self) -> None:
        """Show or hide the first answer in sight."""
        if not self.toggle_answer():
            self.notify(translate("No question is in sight that has an answer."), markup=False)

    # Matches

    def action_viewer_find(self) -> None:
        """Find in the post."""
        if self.open_find is not None:
            self.open_find()

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

    def action_viewer_around(self) -> None:
        """Related posts, the series, and what links here."""
        self.post_message(self.AroundWanted())

    def action_viewer_source(self) -> None:
        """The post as it is written, or as it is read."""
        self.action_toggle_source()

    def action_viewer_formulas(self) -> None:
        """Formulas drawn, or their TeX."""
        self.formulas = not self.formulas

    def action_viewer_pictures(self) -> None:
        """Pictures of the journal, or their words."""
        if not can_be_drawn():
            said = translate("Pictures need Pillow: pip install 'ilgi[images]'.")
            self.notify(said, markup=False)
            return
        self.pictures = not self.pictures

    def action_viewer_notes(self) -> None:
        """Your notes in full, or only their signs."""
        self.notes_shown = not self.notes_shown

    def action_viewer_reading_width(self) -> None:
        """The next reading width."""
        self.action_cycle_width()

    def action_viewer_to_list(self) -> None:
        """Focus the list."""
        self.post_message(PaneRequested("list"))
