"""The post that is read: its page, its contents, and the field that finds in it."""

from __future__ import annotations

import asyncio
import os
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from index.errors import JournalError
from index.post import Document, Heading, Link, Outline, Post
from tui.emoji import first_of_joined
from tui.language import say
from tui.messages import Preferred
from tui.page.pictures.wanted import wanted_unasked

from .contents import Contents
from .find_field import FindField
from .opening import OpensPosts

if TYPE_CHECKING:
    from index.journal import Journal
    from tui.state.settings import Settings

    from .viewer import Viewer
    from .wayfinder import Wayfinder

_WITH_DRAWER = {"-one-pane", "-two-panes", "-three-panes"}
"""The screen's classes at the widths where contents lie over the page."""


class Reader(Horizontal, OpensPosts):
    """Shows posts of a journal, only the last one asked for.

    ``document`` is what is shown now. The page itself comes with ``furnish``, for which the first
    paint does not wait.
    """

    class Scrolled(Message):
        """Another part of the post is in sight."""

    def __init__(self, journal: Journal, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(journal, id=id)
        self._terms: tuple[str, ...] = ()
        self._contents_wanted: bool | None = None
        self._settings: Settings | None = None
        self._viewer: Viewer | None = None
        self._wayfinder: Wayfinder | None = None
        self._furnishing = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Room for the page, and the contents."""
        yield Vertical(id="page")
        yield Contents(id="contents")

    async def furnish(self) -> None:
        """Put the page and its find field into their place, once."""
        from .label_field import LabelField
        from .looks import LOOKS, remembered_as, restore
        from .viewer import Viewer
        from .wayfinder import Wayfinder

        async with self._furnishing:
            if self._viewer is None:
                viewer = Viewer(id="viewer")
                viewer.picture_source = self._picture
                viewer.open_find = self.open_find
                viewer.pictures = wanted_unasked(os.environ)
                if self._settings is not None:
                    restore(viewer, self._settings)
                fields = FindField(id="find"), LabelField(id="labels")
                await self.query_one("#page").mount(viewer, *fields)
                self._wayfinder = Wayfinder(self._journal)
                await self.mount(self._wayfinder)
                self.watch(viewer, "scroll_y", self._scrolled, init=False)
                for look in LOOKS:
                    changed = partial(self._tell_preference, remembered_as(look))
                    self.watch(viewer, look, changed, init=False)
                self._viewer = viewer

    def prefer(self, settings: Settings) -> None:
        """Show pages as the reader had them last."""
        self._settings = settings
        if settings.flag("contents") is False:
            self._contents_wanted = False
            self._show_contents()

    def _tell_preference(self, name: str, value: bool | int) -> None:
        self.post_message(Preferred(name, value))

    @property
    def viewer(self) -> Viewer:
        """The page, once it is there."""
        assert self._viewer is not None
        return self._viewer

    @property
    def top_line(self) -> int:
        """The line of the file at the top of the page."""
        return self._viewer.top_line if self._viewer else 1

    @property
    def is_at_end(self) -> bool:
        """Whether the end of the post that is shown is in sight."""
        return self.document is not None and self.viewer.shows_end_of(self.document)

    @property
    def percent(self) -> int:
        """How much of the post is above the foot of the page, in hundredths."""
        return self._viewer.percent if self._viewer else 0

    @property
    def match_position(self) -> str:
        """``3/12`` for the third of twelve matches; empty where the reader is on none."""
        return self._viewer.match_position if self._viewer else ""

    @property
    def contents(self) -> Contents:
        """The contents."""
        return self.query_one(Contents)

    @property
    def field(self) -> FindField:
        """The field that finds in the post."""
        return self.query_one(FindField)

    @property
    def post(self) -> Post | None:
        """The post that is shown."""
        return self.document.post if self.document else None

    # What was opened

    @on(OpensPosts.Loaded)
    async def _show(self, message: OpensPosts.Loaded) -> None:
        document = message.document
        if document.post.path != self._wanted:
            return
        await self.furnish()
        if message.again and self.document == document:
            return
        self.document = document
        if not message.again:
            self._terms = message.terms
            self.close_find()
        page = self.query_one("#page")
        page.border_title = Text(first_of_joined(document.post.title))
        self.viewer.annotate(document, message.notes)
        self.viewer.show(document, terms=self._terms, line=message.line)
        self.contents.show(document.outline, of=document.post.path)
        self._show_contents()
        if message.lacks:
            self._tell_of_no_heading(message.lacks)

    def _tell_of_no_heading(self, anchor: str) -> None:
        said = say("This post has no heading #{anchor}.", anchor=anchor)
        self.notify(said, severity="warning", markup=False)

    def annotate(self) -> None:
        """Show the reader's notes on the post as they are now."""
        if self._viewer and self.document is not None and self.notes_of is not None:
            self.viewer.annotate(self.document, self.notes_of(self.document))

    @on(OpensPosts.Failed)
    def _say_why(self, message: OpensPosts.Failed) -> None:
        if message.path != self._wanted:
            return
        self.notify(message.reason, severity="error", markup=False)
        if self.document is not None and self.document.post.path != message.path:
            self._show_nothing()

    def _show_nothing(self) -> None:
        """Take the post before off the page, so that no command is meant for it."""
        self.document = None
        self.close_find()
        self.query_one("#page").border_title = None
        self.viewer.clear()
        self.contents.show(Outline())
        self._show_contents()

    # The contents

    def toggle_contents(self) -> bool:
        """Show or hide the contents; tells whether they show now."""
        shows = self.contents.display and self.contents.size.width > 0
        self._contents_wanted = not shows
        self.post_message(Preferred("contents", not shows))
        self._show_contents()
        return not shows

    def show_contents(self, *, shown: bool) -> None:
        """Show or hide the contents until the reader decides otherwise."""
        self._contents_wanted = shown
        self._show_contents()

    def close_drawer(self) -> None:
        """Put the contents away where they lie over the page."""
        if self.screen.classes & _WITH_DRAWER:
            self._contents_wanted = None
            self._show_contents()

    def _show_contents(self) -> None:
        outline = self.document.outline if self.document else Outline()
        asked = outline.contents.shown
        wanted = self._contents_wanted
        off = wanted is False or asked is False or not outline.headings
        self.set_class(outline.contents.sticky and not off, "-contents-pinned")
        self.set_class(asked is False and wanted is None, "-contents-closed")
        self.set_class(wanted is False, "-contents-off")
        self.set_class(wanted is True, "-contents-on")

    def on_page_view_shown(self) -> None:
        """The post is on the screen."""
        self._scrolled()
        self.look_at_links()

    def on_page_view_heading_changed(self) -> None:
        """Another heading stands over what is in sight."""
        self._scrolled()

    def on_page_view_found(self) -> None:
        """Another match is the one that the reader is on."""
        self._scrolled()

    @on(Contents.Chosen, "#contents")
    def _jump(self) -> None:
        heading = self.contents.current
        if isinstance(heading, Heading):
            self.viewer.jump_to_line(heading.line)
            self.close_drawer()
            self.screen.set_focus(self.viewer)

    def jump_to(self, anchor: str) -> None:
        """Go to the heading with that id, if the post has it."""
        from .wayfinder import line_of_anchor

        line = line_of_anchor(self.document, anchor) if self.document else None
        if line is not None:
            self.viewer.jump_to_line(line)
        else:
            self._tell_of_no_heading(anchor)

    def unmark(self) -> bool:
        """Mark no link any more, or else no word of the search; False where none was marked."""
        if self._viewer is None:
            return False
        if self._viewer.unmark():
            return True
        self._terms = ()
        return self._viewer.clear_terms()

    def _scrolled(self) -> None:
        if not self.contents.has_focus:
            section = self._viewer.section if self._viewer and self.document else None
            headings = self.document.outline.headings if self.document else ()
            self.contents.follow(0 if section is None else headings[section].line)
        self.post_message(self.Scrolled())

    def _picture(self, document: Document, link: Link) -> bytes | None:
        """The bytes of a picture of the journal; None for any other. On a thread."""
        from tui.page.pictures.halves import MOST_BYTES

        found = self._journal.resolve(link, document.post)
        if found.kind != "file":
            return None
        try:
            return self._journal.contents(found.address, MOST_BYTES)
        except JournalError:
            return None

    # Links

    def look_at_links(self) -> None:
        """Find out where the links of the page lead, now that it or the journal has changed."""
        page = self._viewer.page if self._viewer else None
        finder = self._wayfinder
        if page and finder and page.complete and page.document is self.document:
            finder.look(page.document, page.layout)

    def on_wayfinder_known(self, message: Wayfinder.Known) -> None:
        """It is known where the links of the page lead."""
        message.stop()
        self.viewer.know_broken(message.document, message.broken)
        self.post_message(self.Scrolled())

    @property
    def pointed(self) -> str:
        """Where the link leads that the reader points at or stands on; empty without one."""
        link = self._viewer.pointed if self._viewer else None
        if link is None or self.document is None or self._wayfinder is None:
            return ""
        return self._wayfinder.describe(self.document, link)

    def on_linked_page_pointed(self) -> None:
        """Another link is pointed at."""
        self.post_message(self.Scrolled())

    # Finding in the post

    def open_find(self) -> None:
        """Open the field that finds in the post."""
        self.add_class("-finding")
        self.screen.set_focus(self.field)

    @on(FindField.Changed)
    def _find(self, event: FindField.Changed) -> None:
        event.stop()
        self.viewer.find(event.value)

    @on(FindField.Entered)
    def _leave_field(self) -> None:
        if not self.field.value:
            self.remove_class("-finding")
        self.screen.set_focus(self.viewer)

    @on(FindField.Stepped)
    def _step(self, event: FindField.Stepped) -> None:
        self.viewer.step_match(event.by)

    @on(FindField.Left)
    def _leave_find(self) -> None:
        self.close_find()
        self.screen.set_focus(self.viewer)

    def close_find(self) -> bool:
        """Forget what was sought; False where nothing was."""
        if not self.has_class("-finding"):
            return False
        self.remove_class("-finding")
        self.field.value = ""
        self.viewer.clear_find()
        return True
