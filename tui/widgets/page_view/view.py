"""The post on the screen: draws the lines in view and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Concatenate, ParamSpec

from textual import events, on
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip
from textual.worker import Worker

from index.post import Document, Link
from tui.render.blocks.blocks import FOLD
from tui.render.document.display_options import DisplayOptions
from tui.render.document.page_state import PageChange, PageState
from tui.render.document.pages import Page
from tui.render.document.viewport import Viewport
from tui.render.layout.margin_notes import MarginNote
from tui.render.pictures.document_pictures import PictureSource
from tui.widgets.base.line_view import LineView
from tui.workers.error_reporting import finish_worker

from .code_colours import CodeColours
from .layout_worker import LayoutWorker
from .line_meant import LineMeant
from .painter import CLASSES, STYLES, Frame
from .passages import selected
from .scroll_position import ScrollPosition
from .strips import StripCache

Values = ParamSpec("Values")

_WHEEL_CELLS = 4
"""How many cells the wheel scrolls sideways."""


class PageView(LineView, can_focus=True):
    """Shows one document: paints the lines of a page state, and scrolls them.

    ``state`` is replaced as a whole, so that nothing of one post is seen with another. It changes
    by ``apply``. Keys are bound elsewhere.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = set(CLASSES)
    DEFAULT_CSS = STYLES

    state: reactive[PageState] = reactive(PageState, init=False, repaint=False)
    """What is shown, and how."""

    class Shown(Message):
        """A document, or the first part of it, is on the screen."""

    @dataclass
    class HeadingChanged(Message):
        """The last heading at or above the top: its number in the outline, None above the first."""

        heading: int | None

    @dataclass
    class LinkActivated(Message):
        """The reader followed a link of a document."""

        link: Link
        document: Document

    @dataclass
    class JumpedWithin(Message):
        """A link led to another place of its page; ``line`` of the file was at the top before."""

        line: int
        document: Document

    def __init__(
        self,
        options: DisplayOptions | None = None,
        picture_source: PictureSource | None = None,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make a view that shows nothing yet.

        Args:
            options: How pages are shown at first.
            picture_source: Gives the bytes of a picture of a document; asked on a thread. None
                where no pictures can be shown.
            name: As for any widget.
            id: As for any widget.
            classes: As for any widget.
        """
        super().__init__(name=name, id=id, classes=classes)
        if options is not None:
            self.set_reactive(PageView.state, PageState(options=options))
        self._colours = CodeColours(self)
        self._strips = StripCache(self, self._colours)
        self.layouts = LayoutWorker(self, self._show_page, picture_source)
        self._place = ScrollPosition()
        self._section: int | None = None
        self.meant = LineMeant(self, lambda: self.state)
        self._expected: Frame | None = None
        """Where lines will be drawn once the view has the width that it is about to have."""

    # What is shown

    @property
    def page(self) -> Page | None:
        """The page on the screen."""
        return self.state.page

    @property
    def document(self) -> Document | None:
        """The document that is shown or about to be."""
        return self.state.wanted.document if self.state.wanted else None

    @property
    def viewport(self) -> Viewport:
        """The lines of the page that are in view."""
        top = self.scroll_offset.y
        return Viewport(top, self.scrollable_content_region.height, self._place.here(top))

    @property
    def top_line(self) -> int:
        """The line of the file at the top of the view."""
        return self.state.source_at(self.scroll_offset.y)

    def show(
        self,
        document: Document,
        *,
        terms: Sequence[str] = (),
        notes: Sequence[MarginNote] = (),
        line: int | None = None,
        marked: Link | None = None,
    ) -> None:
        """Show a document; all that is shown stays until its page is there.

        It is parsed by a worker; ``Shown`` follows once lines are on the screen. A later call wins.

        Args:
            document: The document.
            terms: The terms of a search, to be marked.
            notes: The reader's notes on it.
            line: The line of the file to begin at; None for the top, or for the place at hand where
                the same post is shown.
            marked: The link to mark; None where the same post is shown leaves the one that is.
        """
        before = self.state.wanted
        same = before is not None and before.is_same_as(document)
        self.layouts.change_pictures(document if same else None)
        self.state = self.state.asking_for(
            document, terms=terms, notes=notes, line=line, marked=marked
        )
        self.layouts.lay_out(self.state, self._expected or self.frame)

    def clear(self) -> None:
        """Show nothing."""
        self.layouts.cancel()
        if self.text_selection is not None:
            self.screen.clear_selection()
        self.apply(PageChange(self.state.cleared()))

    def apply(self, change: PageChange | None) -> bool:
        """Make a change of the state, and scroll as it says; tells whether there was one."""
        if change is None:
            return False
        before, self.state = self.page, change.state
        at_match = self.meant.is_at_match
        if self.page is not before:
            # Not before all who watch the state have seen it: this may scroll.
            lines = len(self.page.layout.lines) if self.page else 0
            self.set_extent(lines, self.frame.room if lines else 0)
        if change.top is not None:
            self.scroll_to_line(change.top)
            if change.here is not None:
                self._place.asked_for(change.here, self.scroll_offset.y)
            if change.place is not None and self.page is not None:
                self._place.keep(self.page, self.scroll_offset.y, change.place)
        is_other = self.meant.went_to_match()
        if change.stays:
            self.meant.is_at_match = at_match
        elif is_other:
            if change.top is None:
                self._place.asked_for(self.scroll_offset.y, self.scroll_offset.y)
        elif change.top is not None:
            self.meant.went_to_line()
        self.meant.mark(self.viewport)
        if change.follows is not None:
            self.follow(change.follows)
        return True

    def change(
        self,
        make: Callable[Concatenate[PageState, Viewport, Values], PageChange | None],
        *values: Values.args,
        **named: Values.kwargs,
    ) -> bool:
        """Change the state by one of its methods: ``view.change(PageState.find, "text")``.

        Args:
            make: The method.
            values: What it takes after the viewport.
            named: What it takes by name.

        Returns:
            Whether there was a change.
        """
        return self.apply(make(self.state, self.viewport, *values, **named))

    def set_options(self, **changes: Any) -> None:
        """Show pages in another way, at the same place: some of the ``DisplayOptions`` by name."""
        self.change(PageState.with_options, replace(self.state.options, **changes))

    def find(self, text: str) -> None:
        """Mark every ``text`` and go to the first one at or below the top; empty clears."""
        self.change(PageState.find, text)

    def go_to_source(self, line: int) -> None:
        """Scroll so that ``line`` of the file is at the top, opening what hides it."""
        self.change(PageState.go_to_source, line)

    def follow(self, link: Link) -> None:
        """Follow a link: within the page at once, elsewhere by ``LinkActivated``."""
        shown, line = self.state.shown, self.top_line
        if shown is None:
            return
        if not self.change(PageState.follow_within, link):
            self.post_message(self.LinkActivated(link, shown.document))
        elif not link.target.startswith(FOLD):
            self.post_message(self.JumpedWithin(line, shown.document))

    def watch_state(self, before: PageState, now: PageState) -> None:
        """Draw what is shown now, and lay the page out again where it is to look otherwise."""
        if not (before.shown and now.shown and now.shown.looks_like(before.shown)):
            self._strips.redraw()
        if before.options != now.options:
            self._strips.redraw()
            if before.options.pictures != now.options.pictures:
                self.layouts.change_pictures()
                self.layouts.lay_out(now, self.frame)
            else:
                self.layouts.lay_out_again(now, self.frame)

    # Layout

    @property
    def frame(self) -> Frame:
        """Where lines are drawn, and how many there is room for."""
        region = self.scrollable_content_region
        return _frame_of(region.width, region.height, self.state.options.reading_width)

    def expect_width(self, width: int) -> None:
        """Lay the page out for a width that the view is about to have, before it is painted so."""
        height = self.scrollable_content_region.height
        if height and width:
            bar = self.scrollbar_size_vertical if self.show_vertical_scrollbar else 0
            self._expected = _frame_of(width - bar, height, self.state.options.reading_width)
            self.layouts.lay_out_again(self.state, self._expected)

    def _show_page(self, page: Page, begun: bool) -> None:
        """Show a page that was laid out, and nothing of what was before."""
        before, selection = self.state.shown, self.text_selection
        place = self._place.at(before.page, self.scroll_offset.y) if before else (0, 0)
        change = self.state.with_page(self.viewport, page, place, begun=begun)
        if change is None or change.state.shown is None:
            return
        now = change.state.shown
        if before is not None and selection is not None:
            same = before.is_of(now.document)
            if not same or selected(before.page, selection) != selected(now.page, selection):
                self.screen.clear_selection()
        same = before is not None and before.is_of(now.document) and before.finding.current > 0
        at_match = now.finding.current > 0 and (not same or self.meant.is_at_match)
        self.apply(PageChange(change.state))
        self._place.forget()
        self.apply(change)
        self.meant.is_at_match = at_match
        self.meant.mark(self.viewport)
        self.refresh()
        self.post_message(self.Shown())

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the page out for the new width; the line at the top stays."""
        self._expected = None
        self._strips.redraw()
        self.layouts.lay_out_again(self.state, self.frame)

    # Scrolling

    def scroll_to_line(self, line: int) -> None:
        """Scroll so that line ``line`` of the page, from 0, is at the top, and tell its heading."""
        self.scroll_to(y=line, animate=False, immediate=True, force=True)
        self._place.asked_for(line, self.scroll_offset.y)
        if line > self.scroll_offset.y:
            self.meant.went_to_line()
        self._follow_scroll()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell where the reader is, and keep the place where a higher view is scrolled back."""
        super().watch_scroll_y(old_value, new_value)
        before, now = round(old_value), round(new_value)
        page = self.page
        if page and now == self.max_scroll_y < before < len(page.layout.lines):
            self._place.keep(page, now, self._place.at(page, before))
        self._follow_scroll()

    def _follow_scroll(self) -> None:
        if self.page is None:
            return
        viewport = self.viewport
        self.meant.mark(viewport)
        self._colours.find(self.page, viewport, self._strips.redraw)
        section = self.page.section_at(viewport.here)
        if section != self._section:
            self._section = section
            self.post_message(self.HeadingChanged(section))

    @on(events.MouseScrollRight)
    @on(events.MouseScrollLeft)
    def _scroll_sideways(self, event: events.MouseEvent) -> None:
        event.stop()
        right = isinstance(event, events.MouseScrollRight)
        self.apply(self.state.scroll_sideways(_WHEEL_CELLS if right else -_WHEEL_CELLS))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """The strip of one line in view."""
        number, selection = self.scroll_offset.y + y, self.text_selection
        strip = self._strips.strip(self.state, number, self.frame, selection)
        return self.meant.drawn(strip, number, self.frame)

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old colours."""
        super().notify_style_update()
        self._strips.redraw(styles=True)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, its lines joined as they were written."""
        return (selected(self.page, selection), "\n") if self.page else None

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002  as in Textual
        """Draw the new selection."""
        self._strips.redraw()

    # What comes from elsewhere

    def on_click(self, event: events.Click) -> None:
        """Follow the link under the pointer, unless the pointer came to it while selecting."""
        link = event.style.meta.get("link")
        if isinstance(link, Link) and self.text_selection is None:
            event.stop()
            self.follow(link)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what failed on a thread."""
        finish_worker(self.app, event)


def _frame_of(width: int, height: int, most: int) -> Frame:
    """Where lines are drawn in a view, ``most`` cells of each; 0 for all there is room for."""
    room = min(width - 2, most) if most else width - 2
    return Frame(width, height, max(width - room, 0) // 2, room)
