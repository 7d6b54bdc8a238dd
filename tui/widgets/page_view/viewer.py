"""The page as a pane: the commands of the page and of its links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Literal

from textual import events, on
from textual.binding import BindingType
from textual.message import Message

from index.post import Document, Link
from tui.commands import bindings_of
from tui.commands.offers import Run
from tui.messages import PaneRequested
from tui.render.document.display_options import DisplayOptions
from tui.render.document.page_state import PageState
from tui.render.pictures.document_pictures import PictureSource

from .display_commands import DisplayCommands
from .link_commands import LinkCommands
from .page_movement import PageMovement
from .passages import code_in_sight, from_here, paragraph_in_sight
from .view import PageView


class Viewer(PageView, can_focus=True, inherit_bindings=False):
    """The post that is read."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("viewer", "pane")]

    @dataclass
    class PostRequested(Message):
        """A neighbour of the post is to be read: ``by`` places on in the list, or in time."""

        of: Literal["list", "time"]
        by: int

    class RelatedRequested(Message):
        """What stands around the post is to be shown."""

    @dataclass
    class NoteRequested(Message):
        """The note on a line of a document's file is to be looked at."""

        document: Document
        line: int

    def __init__(
        self,
        open_find: Callable[[], None],
        options: DisplayOptions | None = None,
        picture_source: PictureSource | None = None,
        *,
        id: str | None = None,
    ) -> None:
        """Make a viewer that shows nothing yet.

        Args:
            open_find: Opens the field that finds in the post, at once: what is typed next is meant
                for it.
            options: How pages are shown at first.
            picture_source: Gives the bytes of a picture of a document; asked on a thread. None
                where no pictures can be shown.
            id: As for any widget.
        """
        super().__init__(options, picture_source, id=id)
        movement, display = PageMovement(self), DisplayCommands(self)
        self._links = LinkCommands(self)
        self.commands_offered: dict[str, Run] = {
            **movement.pane_commands(),
            **movement.viewer_commands(),
            **self._links.commands(),
            **display.commands(),
            "viewer.find": open_find,
            "viewer.next_post": partial(self._ask, self.PostRequested, "list", 1),
            "viewer.previous_post": partial(self._ask, self.PostRequested, "list", -1),
            "viewer.older": partial(self._ask, self.PostRequested, "time", 1),
            "viewer.newer": partial(self._ask, self.PostRequested, "time", -1),
            "viewer.related": partial(self._ask, self.RelatedRequested),
            "viewer.to_list": partial(self._ask, PaneRequested, "list"),
        }

    def _ask(self, message: Callable[..., Message], *values: object) -> None:
        """Ask for what the screen does."""
        self.post_message(message(*values))

    @property
    def is_at_beginning(self) -> bool:
        """Whether the page is not scrolled."""
        return self.scroll_offset.y == 0

    @property
    def paragraph_in_sight(self) -> str:
        """The first paragraph in view, or that at the mark; empty where there is none."""
        return from_here(self.page, self.viewport, paragraph_in_sight)

    @property
    def code_in_sight(self) -> str:
        """The first code block in view, or that at the mark; empty where there is none."""
        return from_here(self.page, self.viewport, code_in_sight)

    # Notes and marks

    @property
    def line_meant(self) -> int:
        """The line of the file that marks are meant for: a selection's first, else ``meant``."""
        selection = self.text_selection
        begun = None if selection is None else selection.start
        return self.state.source_at(self.meant.number(self.viewport) if begun is None else begun.y)

    @property
    def lines_for_notes(self) -> tuple[int, ...]:
        """The lines of the file that show on the page, each of which may have a note."""
        lines = self.page.layout.lines if self.page else ()
        return tuple(sorted({line.source for line in lines if line.text.strip()}))

    def show_above(self, document: Document, line: int, rows: int) -> None:
        """See that a line of a post is in view above the lowest ``rows`` rows of the view.

        Args:
            document: The post, which may have been written anew since.
            line: The line of its file.
            rows: How many rows of the view are covered.
        """
        self.change(PageState.show_above, document, line, rows)

    # The pointer and the focus

    def watch_state(self, before: PageState, now: PageState) -> None:
        """Draw what is shown now, and take the focus back from link hints that are gone."""
        super().watch_state(before, now)
        self._links.hints_changed(before, now)

    @on(events.MouseMove)
    @on(events.Leave)
    def _hover(self, event: events.MouseMove | events.Leave) -> None:
        """Tell of the link under the pointer, or that it is elsewhere."""
        link = event.style.meta.get("link") if isinstance(event, events.MouseMove) else None
        self.apply(self.state.hover(link if isinstance(link, Link) else None))

    def on_click(self, event: events.Click) -> None:
        """Open the note that is under the pointer, or whose sign is; else follow a link."""
        page, at = self.page, event.get_content_offset(self)
        if page is None or at is None:
            return
        number = self.scroll_offset.y + at.y
        line = page.layout.noted.get(number)
        beside = at.x >= self.frame.left + page.layout.width
        if line is not None and (beside or page.layout.is_note(number)):
            event.stop()
            event.prevent_default()
            self.post_message(self.NoteRequested(page.document, line))
