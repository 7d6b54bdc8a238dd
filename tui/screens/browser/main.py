"""The browser: tree, list, page and contents, and the search over them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from textual import on

from index.errors import JournalError
from index.post import Post, Problem
from tui.language import translate
from tui.language.wording import worded
from tui.messages import (
    JournalsRequested,
    LinkResolved,
    PaneRequested,
)
from tui.model.history import History
from tui.model.list_order import arranged
from tui.state import reading
from tui.state.text_anchors import TextAnchor
from tui.widgets.base.row_list import RowList
from tui.widgets.journal_tree import JournalTree
from tui.widgets.post_list import PostList
from tui.widgets.problem_list import ProblemList
from tui.widgets.reader import Reader
from tui.workers.state_worker import SECONDS_UNTIL_KEPT, StateWorker

from .session import Continuity
from .sync import FolderScreen

if TYPE_CHECKING:
    from index.journal import Journal
    from tui.commands import Scope
    from tui.state.presence import Presence
    from tui.state.settings import Settings
    from tui.widgets.page_view.viewer import Viewer


_SECONDS_BEFORE_PREVIEW = 0.04
"""How long after an answer its first post is read, so that the next letter never waits for it."""


class MainScreen(FolderScreen):
    """All of a journal on one screen: finding posts, reading them, and the journal's folder."""

    def __init__(self, journal: Journal, settings: Settings, presence: Presence) -> None:
        super().__init__(journal, settings, presence)
        self._history = History()
        self.continuity = Continuity(self, presence)

    def on_mount(self) -> None:
        """Paint what the catalog knows; all else comes after the first paint."""
        self.show_journal()
        self.apply_preferences()
        posts = self.journal.posts
        with self.prevent(RowList.Moved):
            self.posts.show(arranged(posts, self.librarian.order), to_top=True)
        self.activate_pane("list")
        if not self.journal.ready:
            self.librarian.learn_titles(len(posts))
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        await self.reader.mount_viewer()
        self.focus_awaited()
        self._preview()
        self.librarian.find("", to_top=False)
        self.keeper.load()
        self.librarian.watch_folder()
        self.librarian.refresh_journal()
        self.set_interval(SECONDS_UNTIL_KEPT, self._keep_all)

    def _keep_all(self) -> None:
        """Let nothing that was done a while ago be in memory only."""
        self.continuity.note()
        self.keeper.keep_soon()

    @on(StateWorker.Changed)
    def _resume(self) -> None:
        self.continuity.resume()

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was done here yet."""
        at_top = self.at == "list" and self.posts.cursor == 0
        return at_top and not self.bar.search.value and self._history.current is None

    # Reading

    @on(PostList.Moved, "#list")
    def _preview(self) -> None:
        post = self.posts.current
        answer = self.answer
        at_match = answer is not None and bool(answer.terms or answer.of_notes)
        is_other = post is not None and post.path != self.reader.wanted
        if post is not None and self.posts.previews and (at_match or is_other):
            self._leave_post()
            place = self.place_left(post)
            rest = _SECONDS_BEFORE_PREVIEW if self.is_painting else 0.0
            self.reader.open(post.path, answer=self.answer, place=place, rest=rest)
        self.update_status()

    @on(PostList.Chosen, "#list")
    def _read_hit(self, message: PostList.Chosen) -> None:
        self._remember_search()
        self._read(message.row)

    def read(self) -> None:
        """Read the post under the cursor of the list."""
        self._read(self.posts.current)

    def _read(self, post: Post | None) -> None:
        if post is not None:
            self._visit(post)
            self.focus_pane("viewer")

    def _visit(self, post: Post, line: int | None = None, anchor: str | None = None) -> None:
        """Show a post and remember that it was read."""
        self._leave_post()
        self._history.visit(post.path, self._query)
        self.remember_visit(post)
        place = self.place_left(post)
        self.reader.open(post.path, answer=self.answer, line=line, anchor=anchor, place=place)

    def _leave_post(self) -> None:
        """Remember where the post that is shown is left."""
        if self.reader.post is not None:
            self._history.leave_at(self.reader.post.path, self.reader.top_line)
            self.remember_place()

    @property
    def is_reading(self) -> bool:
        """Whether the post that is shown was opened, and the page or its contents have the keys."""
        visit = self._history.current
        opened = visit is not None and visit.path == self.shown_path
        return opened and self.at in ("viewer", "contents")

    def activate_pane(self, scope: Scope) -> None:
        """Make room for a pane; a post that was only looked at is read once the page is used."""
        super().activate_pane(scope)
        post, visit = self.reader.post, self._history.current
        if post is not None and scope in ("viewer", "contents"):
            self._history.use(post.path, scope)
        if scope == "viewer" and post is not None and post.path == self.reader.wanted:
            if visit is None or visit.path != post.path:
                self._history.visit(post.path, self._query)
                self.remember_visit(post)
            self.note_reading()

    def go_to_place(self, path: str, place: TextAnchor | None) -> None:
        """Read a post from a place on that was remembered."""
        post = self.post_at(path)
        if post is None:
            return
        self._leave_post()
        with self.prevent(RowList.Moved):
            self.posts.move_to(path)
        self._history.visit(path, self._query, jump=True)
        self.remember_visit(post)
        self.reader.open(path, place=place)
        self.focus_pane("viewer")

    def go(self, post: Post, anchor: str | None = None, line: int | None = None) -> None:
        """Visit a post from anywhere, with the list beside it if it is in the list."""
        with self.prevent(RowList.Moved):
            self.posts.move_to(post.path)
        self._visit(post, line, anchor)
        self.focus_pane("viewer")

    @property
    def recent(self) -> list[str]:
        """The paths of the posts that were read, the last one first."""
        return [visit.path for visit in reading.visits(self.keeper.memory)]

    def hint(self) -> str:
        """What helps with typing, else where the link leads that the reader is at."""
        return super().hint() or self.reader.pointed

    @on(Reader.Scrolled)
    def _tell_position(self) -> None:
        self.update_status()

    def on_viewer_post_wanted(self, message: Viewer.PostWanted) -> None:
        """Read a neighbour of the post."""
        rows = self.posts.rows if message.of == "list" else self.journal.posts
        at = next((i for i, post in enumerate(rows) if post.path == self.reader.wanted), None)
        if at is not None and 0 <= at + message.by < len(rows):
            self.go(rows[at + message.by])

    def on_page_view_link_activated(self, message: Viewer.LinkActivated) -> None:
        """Follow a link of the post."""
        self.librarian.resolve(message.link, message.document.post)

    @on(LinkResolved)
    def _show_resolved(self, message: LinkResolved) -> None:
        from tui.screens.dialogs.address import AddressScreen
        from tui.terminal.urls import has_scheme

        found = message.found
        if message.path != self.shown_path:
            return
        here = found.post is not None and found.post.path == message.path
        if found.anchor is not None and (found.kind == "anchor" or here):
            self._leave_post()
            self._history.visit(message.path, self._query, jump=True)
            self.reader.jump_to(found.anchor)
        elif found.post is not None and found.kind == "post":
            self.go(found.post, found.anchor)
        elif found.reason and not has_scheme(found.address):
            self.notify(worded(found.reason), severity="warning", markup=False)
        else:
            title = translate("A file of the journal") if found.kind == "file" else ""
            width = self.app.size.width
            why = worded(found.reason) if found.reason else ""
            screen = AddressScreen(found.address, width, title=title, why=why)
            self.app.push_screen(screen)

    def action_history_earlier(self) -> None:
        """Back in history."""
        self._travel(-1)

    def action_history_later(self) -> None:
        """Forward in history."""
        self._travel(1)

    def _travel(self, by: int) -> None:
        self._leave_post()
        visit = self._history.step(by)
        if visit is None:
            return
        answer = self.answer
        if visit.query == self._query == self.bar.search.value:
            with self.prevent(RowList.Moved):
                self.posts.move_to(visit.path)
        else:
            answer = None
            self.restore_search(visit.query, visit.path)
        self.reader.open(visit.path, answer=answer, line=visit.line)
        if visit.pane == "contents":
            self.action_focus_contents()
        else:
            self.focus_pane("viewer")

    def on_search_restored(self, path: str) -> None:
        """Mark what a query finds in the post that was gone back to, wherever the reader is."""
        if path == self.reader.wanted and self.answer is not None and self.answer.terms:
            visit = self._history.current
            left = visit.line if visit is not None and visit.path == path else 1
            line = self.reader.top_line if path == self.shown_path else left
            self.reader.open(path, answer=self.answer, line=line)

    def action_journal_random(self) -> None:
        """Open a post at random."""
        rows = self.posts.rows
        others = [post for post in rows if post.path != self.shown_path] or rows
        if others:
            self.go(random.choice(others))  # noqa: S311  nothing depends on it

    def action_post_edit(self) -> None:
        """Open the post in the reader's editor, and read it again afterwards."""
        from tui.terminal.editor_session import edit

        if self.reader.post is None:
            self.notify(translate("No post is shown."), markup=False)
            return
        try:
            file = self.journal.file(self.reader.post.path)
        except JournalError as error:
            self.notify(worded(error.message), severity="warning", markup=False)
            return
        if not file.exists():
            said = translate("{path} has gone.", path=self.reader.post.path)
            self.notify(said, severity="warning", markup=False)
            return
        if edit(self.app, file, self.reader.top_line):
            self.reader.reload()
            self.read_whole_folder()

    def action_post_metadata(self) -> None:
        """Show what is known of the post."""
        from tui.screens.dialogs.metadata import metadata_screen

        if self.reader.document is None:
            self.notify(translate("No post is shown."), markup=False)
        else:
            self.app.push_screen(metadata_screen(self.reader.document))

    # Problems

    @on(JournalTree.Problems)
    def action_journal_problems(self) -> None:
        """List the problems in place of the posts."""
        self.query_one(ProblemList).show(self.journal.problems)
        self._show_problems(shown=True)
        self.focus_pane("problems")

    def _show_problems(self, *, shown: bool) -> None:
        self.set_class(shown, "-problems")

    @on(PaneRequested)
    def _go_to_pane(self, message: PaneRequested) -> None:
        if message.scope == "list":
            self._show_problems(shown=self.at != "problems" and self.has_class("-problems"))
        self.focus_pane(self.middle if message.scope == "list" else message.scope)

    @on(ProblemList.Chosen, "#problems")
    def _open_problem(self, message: ProblemList.Chosen) -> None:
        problem = message.row
        if not isinstance(problem, Problem):
            return
        post = next((post for post in self.journal.posts if post.path == problem.path), None)
        if post is None:
            said = worded(problem.message)
            self.notify(said, title=problem.path, severity="warning", markup=False)
        else:
            self._visit(post, problem.line)
            self.focus_pane("viewer")

    def action_app_cancel(self) -> None:
        """Cancel, clear, or close what is on top."""
        if not (self.reader.close_find() or self.reader.unmark()):
            self._step_back()

    async def action_app_back(self) -> None:
        """Back; at the root, quit."""
        if not self._step_back():
            await self.action_app_quit()

    async def action_app_quit(self) -> None:
        """Quit, once what was done is kept."""
        await self.app.action_quit()

    def action_app_suspend(self) -> None:
        """Back to the shell, until it brings this job to the foreground again."""
        self.app.action_suspend_process()

    def finish(self) -> None:
        """Keep what was done, for the last time; the keeper says when that has come to its end."""
        self.finish_writing()
        self.remember_place()
        self.keeper.finish()

    def leave(self) -> None:
        """Note what the next ilgi goes on with, since this one ends without being asked to."""
        self.keeper.is_left = True
        self.continuity.note()

    def write(self) -> str:
        """Write what was done, on any thread; says why it is not kept, nothing where it is."""
        return self.keeper.write()

    def action_journal_switch(self) -> None:
        """Turn to another journal."""
        self.post_message(JournalsRequested())

    def _step_back(self) -> bool:
        """Undo the last thing that was opened; False where there is none."""
        if self.has_class("-zoomed"):
            self.action_view_zoom()
        elif self.at == "contents":
            self.reader.close_drawer()
            self.focus_pane("viewer")
        elif self.at == "viewer":
            self.action_focus_list()
        elif self.has_class("-problems"):
            self._show_problems(shown=False)
            self.focus_pane(self.middle)
        elif self.bar.search.value:
            self._search_for("")
        else:
            return False
        return True
