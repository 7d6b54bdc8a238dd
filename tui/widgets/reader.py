"""The post that is read: its page, its contents, and the field that finds in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static
from textual.worker import Worker

from index.errors import JournalError
from index.post import Document, Link, Outline, Post, paths_of
from tui.language import translate
from tui.messages import PaneRequested, SettingChosen
from tui.text.emoji import first_of_joined
from tui.workers.document_worker import DocumentWorker, Loaded, OpenRequest
from tui.workers.error_reporting import finish_worker

from .contents import Contents
from .find_field import FindField

if TYPE_CHECKING:
    from index.journal import Journal
    from index.results import Answer
    from tui.render.document.page_state import PageState
    from tui.render.document.shown_post import ShownPost
    from tui.render.layout.margin_notes import MarginNote
    from tui.state.settings import Settings
    from tui.state.text_anchors import TextAnchor
    from tui.workers.link_worker import LinkWorker

    from .page_view.viewer import Viewer


class Reader(Horizontal):
    """Shows posts of a journal, only the last one asked for.

    What it says of the post is asked of what the page shows, and the title and the contents are
    changed together with that. The page itself comes with ``mount_viewer``, for which the first
    paint does not wait.
    """

    class Scrolled(Message):
        """Another part of the post is in sight."""

    def __init__(self, journal: Journal, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._journal = journal
        self.notes_of: Callable[[Document], tuple[MarginNote, ...]] | None = None
        """Gives the reader's notes on a document by their lines; asked on a thread, too."""
        self.contents_changed: Callable[[bool, bool], object] = lambda _shown, _pinned: None
        """Told of each post whether it wants its contents shown, and whether always."""
        notes_on = partial(_notes_on, self)
        self._documents = DocumentWorker(self, journal, self._show, self._say_why, notes_on)
        self._settings: Settings | None = None
        self._viewer: Viewer | None = None
        self._link_worker: LinkWorker | None = None
        self._title = ""
        """The title in the border."""
        self._mounting = asyncio.Lock()
        self.opened = asyncio.Event()
        """Whether the post that was asked for last is on the page, or could not be opened."""
        self.opened.set()
        self.closed = ""
        """The path of the post that was shown before the page was closed; empty where it is not."""

    def compose(self) -> ComposeResult:
        """Room for the page, and the contents."""
        yield Vertical(id="page")
        yield Contents(id="contents")

    async def mount_viewer(self) -> None:
        """Put the page and its find field into their place, once."""
        from tui.workers.link_worker import LinkWorker

        from .label_field import LinkHintField
        from .page_view.view_settings import remembered_options
        from .page_view.viewer import Viewer

        async with self._mounting:
            if self._viewer is None and self.is_attached:
                options = remembered_options(self._settings)
                picture_source = partial(_picture, self._journal)
                viewer = Viewer(self.open_find, options, picture_source, id="viewer")
                no_match = Static(translate("no match"), id="no-match", markup=False)
                find_row = Horizontal(FindField(id="find"), no_match, id="find-row")
                await self.query_one("#page").mount(viewer, find_row, LinkHintField(id="labels"))
                if not self.is_attached:  # the browser was quit meanwhile
                    return
                self._link_worker = LinkWorker(self._journal)
                await self.mount(self._link_worker)
                self.watch(viewer, "state", self._state_changed, init=False)
                self.watch(viewer, "scroll_y", self._scrolled, init=False)
                self._viewer = viewer

    def prefer(self, settings: Settings) -> None:
        """Show pages as the reader had them last."""
        self._settings = settings

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what failed on a thread."""
        finish_worker(self.app, event)

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
        if self._viewer is None or self.document is None:
            return False
        return self._viewer.state.shows_end_of(self._viewer.viewport, self.document)

    @property
    def percent(self) -> int:
        """How much of the post is above the foot of the page, in hundredths."""
        viewer = self._viewer
        return round(viewer.state.position(viewer.viewport) * 100) if viewer else 0

    @property
    def match_position(self) -> str:
        """``3/12`` for the third of twelve matches; empty where the reader is on none."""
        current, total = self._viewer.state.found if self._viewer else (0, 0)
        return f"{current}/{total}" if current else ""

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

    @property
    def document(self) -> Document | None:
        """The document on the page."""
        shown = self._viewer.state.shown if self._viewer else None
        return shown.document if shown else None

    # What was opened

    @property
    def wanted(self) -> str:
        """The path of the post that is shown or about to be; empty for none."""
        return self._documents.wanted

    def open(
        self,
        path: str,
        *,
        answer: Answer | None = None,
        line: int | None = None,
        anchor: str | None = None,
        place: TextAnchor | None = None,
        marked: Link | None = None,
        rest: float = 0.0,
    ) -> None:
        """Show a post at a heading, a line of its file, or its first match of a search.

        Where none of them is asked for or found, it is shown at ``place``.

        Args:
            path: The path of the post.
            answer: The search.
            line: The line of its file.
            anchor: The id of the heading.
            place: Where it was left.
            marked: The link that is to be marked.
            rest: For how many seconds nothing is read; another post may be opened in them instead.
        """
        if not _is_of(path, self.post):
            self.opened.clear()
        self.closed = ""
        self._documents.open(OpenRequest(path, answer, line, anchor, place, marked), rest)

    def close(self) -> None:
        """Show no post until one is opened."""
        self.closed = self.wanted or self.closed
        self._documents.forget()
        self.opened.set()
        if self._viewer is not None:
            self._viewer.clear()

    def shows_any_of(self, paths: Collection[str]) -> bool:
        """Whether the page has, or is about to have, something of the posts at these paths."""
        if self.wanted in paths:
            return True
        shown = self.document.transcluded if self.document else ()
        return any(path in paths for path in paths_of(shown))

    def reload(self) -> None:
        """Read the post that is shown or about to be again, and stay where the reader is."""
        self._documents.reload()

    async def _show(self, message: Loaded) -> None:
        await self.mount_viewer()
        if not self.is_attached or not self._documents.is_current(message.opening):
            return
        self._documents.end_loading()
        document, viewer, notes = message.document, self.viewer, message.notes
        again = message.opening.again
        if self._documents.notes_changed:
            notes = _notes_on(self, document)
        if not again and _is_of(document.post.path, self.post) and not self.field.has_focus:
            self.close_find()
        if not (again and viewer.document == document):
            wanted = viewer.state.wanted
            terms = message.terms if not again else wanted.terms if wanted else ()
            marked = message.opening.marked
            viewer.show(document, terms=terms, notes=notes, line=message.line, marked=marked)
        if message.lacks:
            _tell_of_no_heading(self, message.lacks)

    def _state_changed(self, before: PageState, now: PageState) -> None:
        """Follow what the page shows: other options, another post, another match or link."""
        from .page_view.view_settings import changed_settings

        for name, value in changed_settings(before.options, now.options):
            self.post_message(SettingChosen(name, value))
        self._show_around(before.shown, now.shown)
        pointed = now.shown.pointed if now.shown else None
        was_pointed = before.shown.pointed if before.shown else None
        known = before.page, before.found, before.sought, was_pointed
        if known != (now.page, now.found, now.sought, pointed):
            self._scrolled()

    def _show_around(self, before: ShownPost | None, now: ShownPost | None) -> None:
        """Show the title and the contents of the post that the page shows from now on."""
        if before is not None and now is not None and before.document is now.document:
            return
        if before is None or now is None or not before.is_of(now.document):
            kept = self.field.has_focus and self.field.value == self.viewer.state.sought
            if not kept:
                self.remove_class("-finding")
                self.field.value = ""
        document = now.document if now else None
        if _is_of(self.wanted, document.post) if document else not self.wanted:
            self.opened.set()
        outline, of = (document.outline, document.post.path) if document else (Outline(), "")
        self.contents.show(outline, of=of)
        self._tell_contents()

    def annotate(self) -> None:
        """Show the reader's notes as they are now, on the page and on the one that is to come."""
        self._documents.notes_changed = True
        if self._viewer is None or self.notes_of is None:
            return
        shown, coming = self.document, self._viewer.document
        for document in (shown,) if coming is shown else (shown, coming):
            if document is not None:
                state, viewport = self._viewer.state, self._viewer.viewport
                self._viewer.apply(state.annotate(viewport, document, _notes_on(self, document)))

    def _say_why(self, opening: OpenRequest, reason: str) -> None:
        """Say why a post cannot be read; with another post on the page, show nothing.

        So no command is meant for the post before.
        """
        self._documents.end_loading()
        self.opened.set()
        if reason:
            self.notify(reason, severity="error", markup=False)
        state = self._viewer.state if self._viewer else None
        shown, wanted = (state.shown, state.wanted) if state else (None, None)
        if shown is None or not _is_of(opening.path, shown.document.post):
            self._documents.forget()
            if self._viewer is not None:
                self._viewer.clear()
        elif wanted is None or wanted.document is not shown.document:
            notes, terms = shown.page.margin.notes, shown.finding.terms
            self.viewer.show(shown.document, terms=terms, notes=notes)

    # The contents

    def expect_width(self, width: int) -> None:
        """Lay the page out for a width that it is about to have, within its borders."""
        if self._viewer is not None:
            self._viewer.expect_width(width)

    def _tell_contents(self) -> None:
        outline = self.document.outline if self.document else Outline()
        asked = outline.contents
        self.contents_changed(asked.shown is not False, asked.sticky and bool(outline.headings))

    def on_page_view_shown(self) -> None:
        """The post is on the screen."""
        self._scrolled()
        self.look_at_links()

    def on_page_view_heading_changed(self) -> None:
        """Another heading stands over what is in sight."""
        self._scrolled()

    @on(Contents.Chosen, "#contents")
    def _jump(self, message: Contents.Chosen) -> None:
        heading = message.row
        headings = self.document.outline.headings if self.document else ()
        if any(heading is one for one in headings):
            self.viewer.go_to_source(heading.line)
            self.post_message(PaneRequested("viewer"))

    def jump_to(self, anchor: str) -> None:
        """Go to the heading with that id, if the post has it."""
        from tui.workers.link_worker import line_of_anchor

        line = line_of_anchor(self.document, anchor) if self.document else None
        if line is not None:
            self.viewer.go_to_source(line)
        else:
            _tell_of_no_heading(self, anchor)

    def unmark(self) -> bool:
        """Mark no link any more, or else no word of the search; False where none was marked."""
        viewer = self._viewer
        if viewer is None:
            return False
        if viewer.apply(viewer.state.unmark_link()):
            return True
        return viewer.apply(viewer.state.clear_terms(viewer.viewport))

    def clear_matches(self) -> None:
        """Mark no word of the search any more."""
        if self._viewer is not None:
            self._viewer.apply(self._viewer.state.clear_terms(self._viewer.viewport))

    def _scrolled(self) -> None:
        title = _title_for_border(self._viewer)
        if title != self._title:
            self._title = title
            self.query_one("#page").border_title = Text(title) if title else None
        self.set_class(_finds_nothing(self), "-no-match")
        if not self.contents.has_focus:
            viewer = self._viewer
            heading = viewer.state.heading_at(viewer.viewport.here) if viewer else None
            self.contents.follow(heading.line if heading else 0)
        self.post_message(self.Scrolled())

    # Links

    def look_at_links(self) -> None:
        """Find out where the links of the page lead, now that it or the journal has changed."""
        page = self._viewer.page if self._viewer else None
        if page and self._link_worker and page.complete:
            self._link_worker.look(page.document, page.layout)

    def on_link_worker_links_resolved(self, message: LinkWorker.LinksResolved) -> None:
        """It is known where the links of the page lead."""
        message.stop()
        viewer = self.viewer
        viewer.apply(viewer.state.with_broken_links(message.document, message.broken))
        self.post_message(self.Scrolled())

    def pointed(self, *, is_used: bool) -> str:
        """Where the link leads that the reader points at or stands on; empty without one.

        Args:
            is_used: Whether the page has the keys: a link that is marked is followed only then.
        """
        shown = self._viewer.state.shown if self._viewer else None
        link = None if shown is None else shown.pointed if is_used else shown.hovered
        if shown is None or link is None or self._link_worker is None:
            return ""
        return self._link_worker.describe(shown.document, link)

    # Finding in the post

    def open_find(self) -> None:
        """Open the field that finds in the post."""
        self.add_class("-finding")
        self.screen.set_focus(self.field)

    @on(FindField.Changed)
    @on(FindField.Stepped)
    def _find(self, event: FindField.Changed | FindField.Stepped) -> None:
        event.stop()
        viewer = self.viewer
        if not self.has_class("-finding"):
            return
        if isinstance(event, FindField.Stepped):
            viewer.apply(viewer.state.step_match(viewer.viewport, event.by))
        elif event.value == self.field.value != viewer.state.sought:
            viewer.find(event.value)

    @on(FindField.Entered)
    @on(FindField.Closed)
    def _leave_field(self, event: FindField.Entered | FindField.Closed) -> None:
        if isinstance(event, FindField.Closed):
            self.close_find()
        elif not self.field.value:
            self.remove_class("-finding")
        self.screen.set_focus(self.viewer)

    def close_find(self) -> bool:
        """Forget what was sought; False where nothing was."""
        if not self.has_class("-finding"):
            return False
        self.remove_class("-finding")
        self.field.value = ""
        self.viewer.find("")
        return True


def _notes_on(reader: Reader, document: Document) -> tuple[MarginNote, ...]:
    return reader.notes_of(document) if reader.notes_of else ()


def _title_for_border(viewer: Viewer | None) -> str:
    """The title of the post where it is not on the page, or was scrolled away; else empty."""
    page = viewer.page if viewer else None
    if page is None or viewer is None or viewer.viewport.top < page.title_lines:
        return ""
    return first_of_joined(page.document.post.title)


def _finds_nothing(reader: Reader) -> bool:
    """Whether the post does not have what is sought in it."""
    if not reader.has_class("-finding"):
        return False
    state = reader.viewer.state
    return bool(state.sought.strip()) and not state.found[1]


def _tell_of_no_heading(reader: Reader, anchor: str) -> None:
    said = translate("This post has no heading #{anchor}.", anchor=anchor)
    reader.notify(said, severity="warning", markup=False)


def _is_of(path: str, post: Post | None) -> bool:
    return post is not None and post.path == path


def _picture(journal: Journal, document: Document, link: Link) -> bytes | None:
    """The bytes of a picture of the journal; None for any other. On a thread."""
    from tui.render.pictures.halves import MOST_BYTES

    found = journal.resolve(link, document.post)
    if found.kind != "file":
        return None
    try:
        return journal.contents(found.address, MOST_BYTES)
    except JournalError:
        return None
