"""The browser: tree, list, page and contents, and the search over them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from index.post import Post, Problem
from index.results import Answer
from tui import query_text
from tui.commands import COMMANDS, Scope, bindings_of, footer_of
from tui.history import History
from tui.messages import (
    Found,
    PaneWanted,
    RefreshEnded,
    RefreshProgressed,
    SnippetsFound,
    TitlesKnown,
)
from tui.widgets.contents import Contents
from tui.widgets.find_field import FindField
from tui.widgets.journal_tree import JournalTree
from tui.widgets.librarian import Librarian
from tui.widgets.post_list import PostList
from tui.widgets.problem_list import ProblemList
from tui.widgets.reader import Reader
from tui.widgets.row_list import RowList
from tui.widgets.status_bar import StatusBar
from tui.widgets.top_bar import SearchField, TopBar
from tui.widgets.viewer import Viewer

from .editing import edit
from .help import help_screen
from .metadata import metadata_screen

if TYPE_CHECKING:
    from index.journal import Journal

_PANES: dict[Scope, type[Widget]] = {
    "tree": JournalTree,
    "list": PostList,
    "problems": ProblemList,
    "viewer": Viewer,
    "contents": Contents,
}
_SORTS = ("sort:old", "sort:title")


class MainScreen(Screen[None]):
    """All of a journal on one screen.

    ``-at-tree``, ``-at-list``, ``-at-viewer`` and ``-at-contents`` say which pane is used, and the
    style sheet decides from that and from the width which panes there is room for.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("everywhere")]
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]]] = [
        (0, "-one-pane"),
        (70, "-two-panes"),
        (90, "-three-panes"),
        (100, "-four-panes"),
        (120, "-roomy"),
        (150, "-wide"),
    ]

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal
        self._query = ""
        self._answer: Answer | None = None
        self._history = History()
        self._reading_folder = True
        self._read_again_by_key = False
        self._entering = False
        self._at: Scope = "list"

    def compose(self) -> ComposeResult:
        """Bar, panes, foot."""
        yield TopBar(self._journal.name)
        with Horizontal(id="panes"):
            yield JournalTree(id="tree")
            with Vertical(id="middle"):
                yield PostList(id="list")
                yield ProblemList(id="problems")
            yield Reader(self._journal, id="reader")
        yield StatusBar()
        yield Librarian(self._journal)

    def on_mount(self) -> None:
        """Paint what the catalog knows; all else comes after the first paint."""
        self._bar.show_posts(len(self._journal.posts))
        self._posts.show(self._journal.posts, to_top=True)
        self._focus("list")
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._librarian.find("", to_top=False)
        self._librarian.refresh_journal()

    # The parts

    @property
    def _bar(self) -> TopBar:
        return self.query_one(TopBar)

    @property
    def _tree(self) -> JournalTree:
        return self.query_one(JournalTree)

    @property
    def _posts(self) -> PostList:
        return self.query_one(PostList)

    @property
    def _reader(self) -> Reader:
        return self.query_one(Reader)

    @property
    def _status(self) -> StatusBar:
        return self.query_one(StatusBar)

    @property
    def _librarian(self) -> Librarian:
        return self.query_one(Librarian)

    # Searching

    def action_search_open(self) -> None:
        """Open the search field at the end of the query."""
        self._bar.open_search(is_open=True)
        self._use("list")
        self.remove_class("-zoomed", "-problems")
        self._bar.search.focus()
        self._bar.search.action_end()

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        self._librarian.find(event.value, to_top=bool(event.value.strip()))

    @on(Found)
    def _show_found(self, found: Found) -> None:
        if found.query != self._bar.search.value:
            return
        answer = found.answer
        self._query, self._answer = found.query, answer
        problems = len(self._journal.problems)
        self._tree.show(found.whole, problems, found.facets if answer else None)
        self._bar.show_hits(answer.total if answer else None)
        self._posts.show(
            found.posts,
            snippets=bool(answer and answer.terms),
            empty=self._why_empty(answer),
            to_top=found.to_top,
        )
        self._tell()
        if self._entering:
            self._enter_hit()

    def _why_empty(self, answer: Answer | None) -> Sequence[str]:
        if answer is not None:
            return ("Nothing found.", answer.understood, *answer.hints)
        if self._reading_folder:
            return ("Reading the journal…",)
        return (
            "No posts here yet.",
            "",
            "ilgi shows the Markdown files (.md, .markdown, …) of a folder and the folders in it; "
            "of a Jekyll site, those in _posts, _drafts and its collections.",
            "",
            "R reads the folder again.",
        )

    @on(PostList.Wanted)
    def _find_snippets(self, message: PostList.Wanted) -> None:
        if self._answer is not None:
            self._librarian.snippets(self._query, self._answer, message.posts)

    @on(SnippetsFound)
    def _show_snippets(self, message: SnippetsFound) -> None:
        if message.query == self._query:
            self._posts.add_snippets(message.snippets)

    @on(SearchField.Stepped)
    def _step_hit(self, message: SearchField.Stepped) -> None:
        self._posts.cursor += message.by

    @on(SearchField.Entered)
    def _enter_hit(self) -> None:
        """Read the hit, as soon as it is the answer to what is typed."""
        self._entering = self._query != self._bar.search.value
        if self._entering:
            return
        self._leave_search()
        self._read()

    @on(SearchField.Left)
    def _leave_search(self) -> None:
        self._bar.open_search(is_open=False)
        self._focus("list")

    def _search_for(self, query: str) -> None:
        """Put a query in the search field, which searches for it."""
        self._bar.search.value = query

    @on(JournalTree.Filter)
    def _filter(self, message: JournalTree.Filter) -> None:
        change = {
            "only": query_text.narrowed_to,
            "add": query_text.with_filter,
            "exclude": query_text.without_filter,
        }[message.use]
        self._search_for(change(self._bar.search.value, message.query))
        if message.use == "only":
            self._show_problems(shown=False)
            self._focus("list")

    @on(PostList.Sorted)
    def _sort(self) -> None:
        parts = query_text.parts(self._bar.search.value)
        now = next((_SORTS.index(part) for part in parts if part in _SORTS), -1)
        kept = [part for part in parts if part not in _SORTS]
        self._search_for(" ".join([*kept, *_SORTS[now + 1 : now + 2]]))

    # Reading

    @on(PostList.Moved, "#list")
    def _preview(self) -> None:
        post = self._posts.current
        at_match = self._answer is not None and bool(self._answer.terms)
        if isinstance(post, Post) and self._posts.previews:
            if at_match or self._shown_path != post.path:
                self._open(post)
        self._tell()

    @property
    def _shown_path(self) -> str | None:
        return self._reader.post.path if self._reader.post else None

    def _open(self, post: Post, line: int | None = None) -> None:
        self._reader.open(post.path, answer=self._answer, line=line)

    @on(PostList.Chosen, "#list")
    def _read(self) -> None:
        post = self._posts.current
        if isinstance(post, Post):
            self._visit(post)
            self._focus("viewer")

    def _visit(self, post: Post, line: int | None = None) -> None:
        """Show a post and remember that it was read."""
        self._leave_post()
        self._history.visit(post.path)
        self._open(post, line)

    def _leave_post(self) -> None:
        """Remember where the post that is shown is left."""
        if self._reader.post is not None:
            self._history.leave_at(self._reader.post.path, self._reader.viewer.top_line)

    def _go(self, post: Post) -> None:
        """Visit a post from anywhere, with the list beside it if it is in the list."""
        with self.prevent(RowList.Moved):
            self._posts.move_to(post.path)
        self._visit(post)
        self._focus("viewer")

    @on(Reader.Scrolled)
    def _tell_position(self) -> None:
        self._tell()

    @on(Viewer.PostWanted)
    def _read_neighbour(self, message: Viewer.PostWanted) -> None:
        rows = self._posts.rows if message.of == "list" else self._journal.posts
        at = next((i for i, post in enumerate(rows) if post.path == self._shown_path), None)
        if at is not None and 0 <= at + message.by < len(rows):
            self._go(rows[at + message.by])

    @on(Viewer.LinkFollowed)
    def _follow(self, message: Viewer.LinkFollowed) -> None:
        if self._reader.post is None:
            return
        found = self._journal.resolve(message.link, self._reader.post)
        if found.post is not None and found.kind == "post":
            self._go(found.post)
        elif found.kind == "anchor" and found.anchor is not None:
            self._reader.jump_to(found.anchor)
        elif found.kind == "broken":
            self.notify(found.reason, severity="warning", markup=False)
        else:
            self.app.copy_to_clipboard(found.address)
            self.notify(f"{found.address} (copied)", markup=False)

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
        with self.prevent(RowList.Moved):
            self._posts.move_to(visit.path)
        self._reader.open(visit.path, line=visit.line)
        self._focus("viewer")

    def action_journal_random(self) -> None:
        """Open a post at random."""
        if self._posts.rows:
            self._go(random.choice(self._posts.rows))  # noqa: S311  nothing depends on it

    def action_post_edit(self) -> None:
        """Open the post in the reader's editor, and read it again afterwards."""
        if self._reader.post is not None:
            file = self._journal.file(self._reader.post.path)
            if edit(self.app, file, self._reader.viewer.top_line):
                self._reader.reload()
                self._librarian.refresh_journal()

    def action_post_metadata(self) -> None:
        """Show what is known of the post."""
        if self._reader.document is not None:
            self.app.push_screen(metadata_screen(self._reader.document))

    # The journal's folder

    def action_journal_reindex(self) -> None:
        """Read the folder again."""
        self._read_again_by_key = True
        self._reading_folder = True
        self._librarian.refresh_journal()

    @on(TitlesKnown)
    def _show_titles(self, message: TitlesKnown) -> None:
        self._librarian.forget()
        if not self._bar.search.value:
            self._posts.show(message.posts, to_top=not self._posts.rows)
            self._librarian.find("", to_top=False)

    @on(RefreshProgressed)
    def _show_progress(self, message: RefreshProgressed) -> None:
        self._bar.show_progress(message.progress)

    @on(RefreshEnded)
    def _show_refreshed(self, message: RefreshEnded) -> None:
        self._bar.show_posts(len(self._journal.posts))
        self._reading_folder = False
        refreshed = message.refreshed
        if refreshed is None:
            self.notify(message.failure, severity="error", markup=False)
            return
        if refreshed.behind:
            self.notify("Another ilgi is reading this journal; R reads it again.", markup=False)
        elif self._read_again_by_key:
            counts = (len(refreshed.added), len(refreshed.changed), len(refreshed.removed))
            self.notify("{} new, {} changed, {} gone".format(*counts), markup=False)
        self._read_again_by_key = False
        self._librarian.forget()
        self._librarian.find(self._bar.search.value, to_top=False)
        if self.has_class("-problems"):
            self.query_one(ProblemList).show(self._journal.problems)
        if self._shown_path in refreshed.changed:
            self._reader.reload()

    @on(JournalTree.Problems)
    def action_journal_problems(self) -> None:
        """List the problems in place of the posts."""
        self.query_one(ProblemList).show(self._journal.problems)
        self._show_problems(shown=True)
        self._focus("problems")

    def _show_problems(self, *, shown: bool) -> None:
        self.set_class(shown, "-problems")

    @on(PaneWanted)
    def _go_to_pane(self, message: PaneWanted) -> None:
        if message.scope == "list" and self._at == "problems":
            self._show_problems(shown=False)
        self._focus(message.scope)

    @on(ProblemList.Chosen, "#problems")
    def _open_problem(self) -> None:
        problem = self.query_one(ProblemList).current
        if not isinstance(problem, Problem):
            return
        post = next((post for post in self._journal.posts if post.path == problem.path), None)
        if post is None:
            self.notify(problem.message, title=problem.path, severity="warning", markup=False)
        else:
            self._visit(post, problem.line)
            self._focus("viewer")

    # Panes, focus and keys

    def _focus(self, scope: Scope) -> None:
        self._use(scope)
        self.query_one(_PANES[scope]).focus()

    def _use(self, scope: Scope) -> None:
        """Make room for a pane."""
        self._at = scope
        for name in ("tree", "list", "viewer", "contents"):
            self.set_class(name == ("list" if scope == "problems" else scope), f"-at-{name}")
        self._status.commands = footer_of(scope, "everywhere")
        self._tell()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The focused pane decides what the foot of the screen offers."""
        scope = _scope_of(event.widget)
        if scope in _PANES:
            self._use(scope)
        else:
            self._status.commands = footer_of(scope)
        self._tell()

    def _tell(self) -> None:
        """Say where the reader is."""
        rows = self._posts.rows
        place = f"{self._posts.cursor + 1}/{len(rows)}" if rows else "0/0"
        if match := self._reader.viewer.match_position:
            place = f"match {match} · {place}"
        self._status.position = f"{place} · {self._reader.viewer.percent}%"
        typing = isinstance(self.focused, SearchField) and self._answer is not None
        self._status.hint = self._answer.understood if typing and self._answer else ""

    def _open_panes(self) -> list[Scope]:
        middle: Scope = "problems" if self.has_class("-problems") else "list"
        panes: list[Scope] = ["tree", middle, "viewer"]
        return [*panes, "contents"] if self._reader.contents.display else panes

    def _cycle(self, by: int) -> None:
        panes = self._open_panes()
        at = panes.index(self._at) if self._at in panes else 0
        self._focus(panes[(at + by) % len(panes)])

    def action_focus_next_pane(self) -> None:
        """Focus the next pane."""
        self._cycle(1)

    def action_focus_previous_pane(self) -> None:
        """Focus the pane before."""
        self._cycle(-1)

    def action_focus_tree(self) -> None:
        """Focus the tree."""
        self._focus("tree")

    def action_focus_list(self) -> None:
        """Focus the list, or the problems in its place."""
        self._focus("problems" if self.has_class("-problems") else "list")

    def action_focus_viewer(self) -> None:
        """Focus the viewer."""
        self._focus("viewer")

    def action_focus_contents(self) -> None:
        """Open the contents, and focus them."""
        self._reader.show_contents(shown=True)
        self._focus("contents")

    def action_view_toggle_contents(self) -> None:
        """Contents on or off."""
        if not self._reader.toggle_contents() and self._at == "contents":
            self._focus("viewer")

    def action_view_zoom(self) -> None:
        """Let the focused pane fill the screen, or shrink it again."""
        self.toggle_class("-zoomed")

    def action_view_theme(self) -> None:
        """Choose a theme."""
        self.app.search_themes()

    def action_app_palette(self) -> None:
        """Find a command by its name."""
        self.app.action_command_palette()

    def action_app_help(self) -> None:
        """Help for the focused pane, then everything else."""
        self.app.push_screen(help_screen(_scope_of(self.focused)))

    def action_app_cancel(self) -> None:
        """Cancel, clear, or close what is on top."""
        if not self._reader.close_find():
            self._step_back()

    def action_app_back(self) -> None:
        """Back; at the root, quit."""
        if not self._step_back():
            self.app.exit()

    def action_app_quit(self) -> None:
        """Quit."""
        self.app.exit()

    def _step_back(self) -> bool:
        """Undo the last thing that was opened; False where there is none."""
        if self.has_class("-zoomed"):
            self.remove_class("-zoomed")
        elif self._at == "contents":
            self._reader.close_drawer()
            self._focus("viewer")
        elif self._at == "viewer":
            self.action_focus_list()
        elif self.has_class("-problems"):
            self._show_problems(shown=False)
            self._focus("list")
        elif self._bar.search.value:
            self._search_for("")
        else:
            return False
        return True

    async def action_run_command(self, command_id: str) -> None:
        """Run a command of the table wherever its pane is."""
        command = next(command for command in COMMANDS if command.id == command_id)
        pane = _PANES.get(command.scope)
        node = self if pane is None else self.query_one(pane)
        if pane is None and command.scope != "everywhere" and self.focused is not None:
            node = self.focused
        await self.app.run_action(command.action, node)


def _scope_of(widget: Widget | None) -> Scope:
    """Which scope's keys a focused widget has."""
    if isinstance(widget, SearchField):
        return "search"
    if isinstance(widget, FindField):
        return "find"
    return next((scope for scope, pane in _PANES.items() if isinstance(widget, pane)), "list")
