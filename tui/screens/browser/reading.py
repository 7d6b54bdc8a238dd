"""Posts that are looked at and read: from the list, by links, and back and forth in history."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from index.post import Post
from tui.language import translatable, translate
from tui.language.wording import worded
from tui.messages import (
    JournalRequested,
    LinkResolved,
    PlaceRequested,
    Remark,
    SearchFinished,
    Suggested,
)
from tui.model.history import History, Origin
from tui.widgets.base.row_list import RowList
from tui.widgets.post_list import PostList
from tui.widgets.reader import Reader
from tui.workers.state_worker import StateWorker

from .browser import Browser, Controller, sent_by

if TYPE_CHECKING:
    from tui.commands import Scope
    from tui.state.text_anchors import TextAnchor
    from tui.widgets.page_view.viewer import Viewer

    from .reader_state import ReaderState
    from .search import Search

_NO_NEIGHBOUR = {
    ("list", 1): translatable("This is the last post of the list."),
    ("list", -1): translatable("This is the first post of the list."),
    ("time", 1): translatable("No post is older."),
    ("time", -1): translatable("No post is newer."),
}
_SECONDS_BEFORE_PREVIEW = 0.04
"""How long after an answer its first post is read, so that the next letter never waits for it."""


class Reading(Controller):
    """Which post is shown, and which were before it."""

    def __init__(self, browser: Browser, search: Search, state: ReaderState) -> None:
        """Begin with an empty history.

        Args:
            browser: The screen.
            search: The search whose hits are read.
            state: Where posts were left.
        """
        super().__init__(browser)
        self._search = search
        self._state = state
        self._history = History()
        self.commands_offered = {
            "history.earlier": lambda: self._travel(-1),
            "history.later": lambda: self._travel(1),
            "journal.random": self._open_random,
        }
        self.handlers = {
            RowList.Moved: sent_by(browser.posts, lambda _: self.preview()),
            RowList.Chosen: sent_by(browser.posts, self._read_hit),
            PostList.NeighbourRequested: lambda message: self._show_neighbour(message.by),
            Reader.Scrolled: lambda _: browser.update_status(),
            LinkResolved: self._show_resolved,
            SearchFinished: self._look_for_hits_again,
            Suggested: lambda _: self._look_for_hits(),
            PlaceRequested: self._go_to_place,
            StateWorker.Renamed: self._follow_renamed,
            "on_viewer_post_requested": self._read_neighbour,
            "on_page_view_link_activated": self._follow_link,
            "on_page_view_jumped_within": self._record_jump,
        }

    def preview(self) -> None:
        """Show the post under the cursor of the list, as it is looked at; the only one is read."""
        browser = self._browser
        if browser.is_one_post and not self.has_read:
            self.read_current()
            return
        post, answer = browser.posts.current, browser.answer
        at_match = answer is not None and bool(answer.terms or answer.of_notes)
        is_other = post is not None and post.path != browser.reader.wanted
        if post is not None and browser.posts.previews and (at_match or is_other):
            self._leave_post()
            place = self._state.last_position(post)
            rest = _SECONDS_BEFORE_PREVIEW if self._search.is_painting else 0.0
            browser.reader.open(post.path, answer=answer, place=place, rest=rest)
        browser.update_status()

    def _look_for_hits(self) -> None:
        """Once it is shown what was found: show no post where that is nothing, unless one is read.

        Where moving shows no posts, the one before is shown again with the next hits.
        """
        self._browser.call_later(self._close_without_hits)

    def _close_without_hits(self) -> None:
        browser, reader = self._browser, self._browser.reader
        if browser.has_class("-nothing"):
            if browser.at not in ("viewer", "contents") and reader.wanted:
                self._leave_post()
                reader.close()
        elif reader.closed and not browser.posts.previews:
            post = next((one for one in browser.journal.posts if one.path == reader.closed), None)
            if post is not None:
                place = self._state.last_position(post)
                reader.open(post.path, answer=browser.answer, place=place)

    def _look_for_hits_again(self, found: SearchFinished) -> None:
        """A search has an answer; where that has no hits, it is waited for what may be meant."""
        if found.answer is None or found.answer.hits:
            self._look_for_hits()

    def _read_hit(self, message: RowList.Chosen) -> None:
        self._search.remember()
        self._read(message.row)

    def read_current(self) -> None:
        """Read the post under the cursor of the list."""
        self._read(self._browser.posts.current)

    def _read(self, post: Post | None) -> None:
        if post is not None:
            self.visit(post)
            self._browser.focus_pane("viewer")

    def visit(
        self,
        post: Post,
        line: int | None = None,
        anchor: str | None = None,
        *,
        origin: Origin | None = None,
    ) -> None:
        """Show a post and remember that it was read.

        Args:
            post: The post.
            line: The line of the file to begin at.
            anchor: The heading to begin at.
            origin: What led to it; None for the list.
        """
        self._leave_post()
        self._history.visit(post.path, self._browser.shown_query, origin=origin)
        self._state.remember_visit(post)
        place, answer = self._state.last_position(post), self._browser.answer
        self._browser.reader.open(post.path, answer=answer, line=line, anchor=anchor, place=place)

    def _leave_post(self) -> None:
        """Remember where the post that is shown is left."""
        reader = self._browser.reader
        if reader.post is not None:
            marked = reader.viewer.state.marked_in(reader.viewer.viewport)
            self._history.leave_at(reader.post.path, reader.top_line, marked)
            self._state.remember_position()

    @property
    def is_reading(self) -> bool:
        """Whether the post that is shown was opened, and the page or its contents have the keys."""
        visit = self._history.current
        opened = visit is not None and visit.path == self._browser.shown_path
        return opened and self._browser.at in ("viewer", "contents")

    @property
    def has_read(self) -> bool:
        """Whether a post was opened yet."""
        return self._history.current is not None

    def pane_activated(self, scope: Scope) -> None:
        """A post that was only looked at is read once the page is used."""
        reader, visit = self._browser.reader, self._history.current
        post = reader.post
        if post is not None and scope in ("viewer", "contents"):
            self._history.use(post.path, scope)
        if scope == "viewer" and post is not None and post.path == reader.wanted:
            if visit is None or visit.path != post.path:
                self._history.visit(post.path, self._browser.shown_query)
                self._state.remember_visit(post)
            self._state.note_reading()

    def _follow_renamed(self, message: StateWorker.Renamed) -> None:
        """Let the page be of the post under the path that it has now, where the reader is."""
        reader, became = self._browser.reader, message.became
        self._history.rename({path: post.path for path, post in became.items()})
        if (post := became.get(reader.wanted)) is not None:
            line = reader.top_line if self._browser.shown_path == reader.wanted else None
            reader.open(post.path, answer=self._browser.answer, line=line)

    def open_at(self, path: str, place: TextAnchor | None, *, origin: Origin | None = None) -> None:
        """Read a post from a place on that was remembered.

        Args:
            path: The path of the post.
            place: The place.
            origin: What led to it; None for the list.
        """
        browser = self._browser
        post = next((post for post in browser.journal.posts if post.path == path), None)
        if post is None:
            said = translate("{path} has gone.", path=path)
            browser.notify(said, severity="warning", markup=False)
            return
        self._leave_post()
        with browser.posts.prevent(RowList.Moved):
            browser.posts.move_to(path)
        self._history.visit(path, browser.shown_query, jump=True, origin=origin)
        self._state.remember_visit(post)
        browser.reader.open(path, place=place)
        browser.focus_pane("viewer")

    def open_post(
        self,
        post: Post,
        anchor: str | None = None,
        line: int | None = None,
        *,
        origin: Origin | None = None,
    ) -> None:
        """Visit a post from anywhere, with the list beside it if it is in the list.

        Args:
            post: The post.
            anchor: The heading to begin at.
            line: The line of the file to begin at.
            origin: What led to it; None for the list.
        """
        posts = self._browser.posts
        with posts.prevent(RowList.Moved):
            posts.move_to(post.path)
        self.visit(post, line, anchor, origin=origin)
        self._browser.focus_pane("viewer")

    def _show_neighbour(self, by: int) -> None:
        """Move the cursor of the list, and show the post even where moving shows none."""
        browser, posts = self._browser, self._browser.posts
        at = posts.cursor + by
        if not 0 <= at < len(posts.rows):
            browser.post_message(Remark(translate(_NO_NEIGHBOUR["list", by])))
            return
        posts.cursor = at
        if posts.current is not None and posts.current.path != browser.reader.wanted:
            self._leave_post()
            place = self._state.last_position(posts.current)
            browser.reader.open(posts.current.path, answer=browser.answer, place=place)

    def _read_neighbour(self, message: Viewer.PostRequested) -> None:
        """Read a neighbour of the post."""
        browser = self._browser
        rows = browser.posts.rows if message.of == "list" else browser.journal.posts
        at = next((i for i, post in enumerate(rows) if post.path == browser.reader.wanted), None)
        if at is not None and 0 <= at + message.by < len(rows):
            self.open_post(rows[at + message.by])
        else:
            browser.post_message(Remark(translate(_NO_NEIGHBOUR[message.of, message.by])))

    def _open_random(self) -> None:
        rows, shown = self._browser.posts.rows, self._browser.shown_path
        others = [post for post in rows if post.path != shown] or rows
        if others:
            self.open_post(random.choice(others))  # noqa: S311  nothing depends on it

    def _go_to_place(self, message: PlaceRequested) -> None:
        """Go to a line of the file, or to a part of the page, and read there."""
        browser = self._browser
        if browser.reader.document is None:
            browser.post_message(Remark(translate("No post is shown.")))
            return
        viewer = browser.reader.viewer
        browser.focus_pane("viewer")
        if message.is_percent:
            end = round(viewer.virtual_size.height * min(message.number, 100) / 100)
            viewer.scroll_to_line(end - viewer.viewport.height)
        else:
            viewer.go_to_source(message.number)
            last = len(browser.reader.document.text.splitlines())
            if message.number > last:
                said = translate("The file ends at line {last}.", last=last)
                browser.post_message(Remark(said, lasts=True))

    # Links

    def _follow_link(self, message: Viewer.LinkActivated) -> None:
        """Follow a link of the post."""
        self._browser.journal_worker.resolve(message.link, message.document.post)

    def _record_jump(self, message: Viewer.JumpedWithin) -> None:
        """Let one go back from a footnote to the place that led to it."""
        path = message.document.post.path
        if path != self._browser.shown_path:
            return
        self._history.leave_at(path, message.line)
        origin = Origin(self.is_reading)
        self._history.visit(path, self._browser.shown_query, jump=True, origin=origin)
        self._browser.focus_pane("viewer")

    def _show_resolved(self, message: LinkResolved) -> None:
        from index.journal import file_beside
        from tui.screens.dialogs.address import AddressScreen
        from tui.terminal.urls import has_scheme

        browser, found = self._browser, message.found
        if message.path != browser.shown_path:
            return
        here = found.post is not None and found.post.path == message.path
        if found.anchor is not None and (found.kind == "anchor" or here):
            self._leave_post()
            origin = Origin(self.is_reading)
            self._history.visit(message.path, browser.shown_query, jump=True, origin=origin)
            browser.reader.jump_to(found.anchor)
            browser.focus_pane("viewer")
        elif found.post is not None and found.kind == "post":
            self.open_post(found.post, found.anchor, origin=Origin(self.is_reading))
        elif beside := file_beside(browser.journal, found.address if found.kind == "file" else ""):
            browser.post_message(JournalRequested(beside))
        elif found.reason and not has_scheme(found.address):
            browser.notify(worded(found.reason), severity="warning", markup=False)
        else:
            title = translate("A file of the journal") if found.kind == "file" else ""
            width = browser.app.size.width
            why = worded(found.reason) if found.reason else ""
            screen = AddressScreen(found.address, width, title=title, why=why)
            browser.app.push_screen(screen)

    # Back and forth

    @property
    def leads_back(self) -> bool:
        """Whether a link or a window led to the post that is read."""
        visit, browser = self._history.current, self._browser
        is_read = visit is not None and visit.path == browser.reader.wanted
        return is_read and visit is not None and visit.origin is not None

    def go_back(self) -> bool:
        """Go back to what led to the post that is read; False where the list did."""
        visit = self._history.current
        if visit is None or visit.origin is None or not self.leads_back:
            return self._go_back_to_list()
        if visit.origin.from_page and self._history.has_earlier:
            self._travel(-1)
        else:
            self._history.forget_origin()
            self._browser.focus_pane(self._browser.middle)
        if visit.origin.reopen is not None:
            visit.origin.reopen()
        return True

    def _go_back_to_list(self) -> bool:
        """Leave a post that is not in the list for the one of the row; False for any other."""
        browser = self._browser
        wanted, rows = browser.reader.wanted, browser.posts.rows
        if browser.panes.zoomed or browser.is_one_post or not wanted or not rows:
            return False
        if any(post.path == wanted for post in rows):
            return False
        browser.focus_pane(browser.middle)
        self.preview()
        return True

    def _travel(self, by: int) -> None:
        """Show again the post that was read before or after, with the list that was beside it."""
        browser = self._browser
        self._leave_post()
        visit = self._history.step(by)
        if visit is None:
            before = translate("No post was read before this.")
            after = translate("No post was read after this.")
            browser.post_message(Remark(before if by < 0 else after))
            return
        answer = browser.answer
        if visit.query == browser.shown_query == browser.bar.search.searched:
            with browser.posts.prevent(RowList.Moved):
                browser.posts.move_to(visit.path)
        else:
            answer = None
            browser.restore_query(visit.query, visit.path)
        post = next((post for post in browser.journal.posts if post.path == visit.path), None)
        if post is not None:
            self._state.remember_visit(post)
        browser.reader.open(visit.path, answer=answer, line=visit.line, marked=visit.link)
        if visit.pane == "contents":
            browser.focus_pane("contents")
        else:
            browser.focus_pane("viewer")

    def query_restored(self, path: str) -> None:
        """Mark what a query finds in the post that was gone back to, wherever the reader is."""
        reader, answer = self._browser.reader, self._browser.answer
        if path == reader.wanted and answer is not None and answer.terms:
            visit = self._history.current
            left = visit.line if visit is not None and visit.path == path else 1
            line = reader.top_line if path == self._browser.shown_path else left
            reader.open(path, answer=answer, line=line)
