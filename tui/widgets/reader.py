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
from index.post import Document, Link, Outline, Post
from tui.language import translate
from tui.messages import SettingChosen
from tui.render.pictures.wanted import wanted_unasked
from tui.text.emoji import first_of_joined
from tui.workers.document_worker import OpensPosts

from .contents import Contents
from .find_field import FindField

if TYPE_CHECKING:
    from index.journal import Journal
    from tui.render.document.shown_post import ShownPost
    from tui.state.settings import Settings
    from tui.workers.link_worker import LinkWorker

    from .page_view.viewer import Viewer

_WITH_DRAWER = {"-one-pane", "-two-panes", "-three-panes"}
"""The screen's classes at the widths where contents lie over the page."""


class Reader(Horizontal, OpensPosts):
    """Shows posts of a journal, only the last one asked for.

    What it says of the post is asked of what the page shows, and the title and the contents are
    changed together with that. The page itself comes with ``mount_viewer``, for which the first
    paint does not wait.
    """

    class Scrolled(Message):
        """Another part of the post is in sight."""

    def __init__(self, journal: Journal, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(journal, id=id)
        self._contents_wanted: bool | None = None
        self._settings: Settings | None = None
        self._viewer: Viewer | None = None
        self._wayfinder: LinkWorker | None = None
        self._furnishing = asyncio.Lock()

    def compose(self) -> ComposeResult:
        """Room for the page, and the contents."""
        yield Vertical(id="page")
        yield Contents(id="contents")

    async def mount_viewer(self) -> None:
        """Put the page and its find field into their place, once."""
        from tui.workers.link_worker import LinkWorker

        from .label_field import LinkHintField
        from .page_view.view_settings import LOOKS, remembered_as, restore
        from .page_view.viewer import Viewer

        async with self._furnishing:
            if self._viewer is None:
                viewer = Viewer(id="viewer")
                viewer.picture_source = self._picture
                viewer.open_find = self.open_find
                viewer.pictures = wanted_unasked(os.environ)
                if self._settings is not None:
                    restore(viewer, self._settings)
                fields = FindField(id="find"), LinkHintField(id="labels")
                await self.query_one("#page").mount(viewer, *fields)
                self._wayfinder = LinkWorker(self._journal)
                await self.mount(self._wayfinder)
                self.watch(viewer, "shown", self._show_around, init=False)
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
        self.post_message(SettingChosen(name, value))

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

    def shows(self, path: str) -> bool:
        """Whether the post with that path is on the page."""
        return self.post is not None and self.post.path == path

    @property
    def document(self) -> Document | None:
        """The document on the page."""
        shown = self._viewer.shown if self._viewer else None
        return shown.document if shown else None

    # What was opened

    @on(OpensPosts.Loaded)
    async def _show(self, message: OpensPosts.Loaded) -> None:
        if self.is_current(message.opening):
            await self.mount_viewer()
        if not self.is_current(message.opening):
            return
        self.end_loading()
        document, viewer, notes = message.document, self.viewer, message.notes
        again = message.opening.again
        if self._notes_changed and self.notes_of is not None:
            notes = self.notes_of(document)
        if not again and self.shows(document.post.path) and not self.field.has_focus:
            self.close_find()
        if not (again and viewer.document == document):
            terms = viewer.terms if again else message.terms
            viewer.show(document, terms=terms, notes=notes, line=message.line)
        if message.lacks:
            self._tell_of_no_heading(message.lacks)

    def _show_around(self, before: ShownPost | None, now: ShownPost | None) -> None:
        """Show the title and the contents of the post that the page shows from now on."""
        if before is not None and now is not None and before.document is now.document:
            return
        if before is None or now is None or not before.is_of(now.document):
            kept = self.field.has_focus and self.field.value == self.viewer.sought
            if not kept:
                self.remove_class("-finding")
                self.field.value = ""
        document = now.document if now else None
        title = None if document is None else Text(first_of_joined(document.post.title))
        self.query_one("#page").border_title = title
        outline, of = (document.outline, document.post.path) if document else (Outline(), "")
        self.contents.show(outline, of=of)
        self._show_contents()

    def _tell_of_no_heading(self, anchor: str) -> None:
        said = translate("This post has no heading #{anchor}.", anchor=anchor)
        self.notify(said, severity="warning", markup=False)

    def annotate(self) -> None:
        """Show the reader's notes as they are now, on the page and on the one that is to come."""
        self._notes_changed = True
        if self._viewer is None or self.notes_of is None:
            return
        shown, coming = self.document, self._viewer.document
        for document in (shown,) if coming is shown else (shown, coming):
            if document is not None:
                self._viewer.annotate(document, self.notes_of(document))

    @on(OpensPosts.Failed)
    def _say_why(self, message: OpensPosts.Failed) -> None:
        if not self.is_current(message.opening):
            return
        self.end_loading()
        self.notify(message.reason, severity="error", markup=False)
        shown = self._viewer.shown if self._viewer else None
        if shown is None or not self.shows(message.opening.path):
            self._show_nothing()
        elif self.viewer.document is not shown.document:
            notes, terms = shown.page.margin.notes, shown.finding.terms
            self.viewer.show(shown.document, terms=terms, notes=notes)

    def _show_nothing(self) -> None:
        """Take the post before off the page, so that no command is meant for it."""
        self.forget_opening()
        if self._viewer is not None:
            self._viewer.clear()

    # The contents

    def toggle_contents(self) -> bool:
        """Show or hide the contents; tells whether they show now."""
        shows = self.contents.display and self.contents.size.width > 0
        self._contents_wanted = not shows
        self.post_message(SettingChosen("contents", not shows))
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
    def _jump(self, message: Contents.Chosen) -> None:
        heading = message.row
        headings = self.document.outline.headings if self.document else ()
        if any(heading is one for one in headings):
            self.viewer.jump_to_line(heading.line)
            self.close_drawer()
            self.screen.set_focus(self.viewer)

    def jump_to(self, anchor: str) -> None:
        """Go to the heading with that id, if the post has it."""
        from tui.workers.link_worker import line_of_anchor

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
        return self._viewer.clear_terms()

    def _scrolled(self) -> None:
        if not self.contents.has_focus:
            heading = self._viewer.heading if self._viewer else None
            self.contents.follow(heading.line if heading else 0)
        self.post_message(self.Scrolled())

    def _picture(self, document: Document, link: Link) -> bytes | None:
        """The bytes of a picture of the journal; None for any other. On a thread."""
        from tui.render.pictures.halves import MOST_BYTES

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
        if page and self._wayfinder and page.complete:
            self._wayfinder.look(page.document, page.layout)

    def on_link_worker_known(self, message: LinkWorker.Known) -> None:
        """It is known where the links of the page lead."""
        message.stop()
        self.viewer.know_broken(message.document, message.broken)
        self.post_message(self.Scrolled())

    @property
    def pointed(self) -> str:
        """Where the link leads that the reader points at or stands on; empty without one."""
        shown = self._viewer.shown if self._viewer else None
        if shown is None or shown.pointed is None or self._wayfinder is None:
            return ""
        return self._wayfinder.describe(shown.document, shown.pointed)

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
        if self.has_class("-finding") and event.value == self.field.value != self.viewer.sought:
            self.viewer.find(event.value)

    @on(FindField.Entered)
    def _leave_field(self) -> None:
        if not self.field.value:
            self.remove_class("-finding")
        self.screen.set_focus(self.viewer)

    @on(FindField.Stepped)
    def _step(self, event: FindField.Stepped) -> None:
        if self.has_class("-finding"):
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
