"""The browser: tree, list, page and contents on one screen, and the controllers that use them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.events import DescendantFocus, Resize
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from tui.commands import bindings_of
from tui.messages import (
    Completed,
    FolderChanged,
    LinkResolved,
    PaneRequested,
    PlaceRequested,
    RefreshEnded,
    RefreshProgressed,
    Remark,
    SearchFailed,
    SearchFinished,
    SettingChosen,
    SnippetsFound,
    Suggested,
    TitlesLoaded,
    VectorsMade,
)
from tui.model.list_order import arranged
from tui.model.starting_place import StartingPlace
from tui.terminal.compositor import WholeCharacterCompositor
from tui.widgets.base.row_list import RowList
from tui.widgets.completion_list import CompletionList
from tui.widgets.filter_field import FilterField
from tui.widgets.journal_tree import JournalTree
from tui.widgets.panes import Panes
from tui.widgets.post_list import PostList
from tui.widgets.problem_list import ProblemList
from tui.widgets.reader import Reader
from tui.widgets.search_field import SearchField
from tui.widgets.status_bar import StatusBar
from tui.widgets.suggestion_list import SuggestionList
from tui.widgets.top_bar import TopBar
from tui.workers.journal_worker import JournalWorker
from tui.workers.state_worker import SECONDS_UNTIL_KEPT, StateWorker

from .app_commands import AppCommands
from .completion import QueryCompletion
from .drafts import Drafts
from .jump import Jump
from .notes import Notes
from .opening_place import OpeningPlace
from .pane_focus import PaneFocus
from .post_commands import PostCommands
from .problems import Problems
from .reader_state import ReaderState
from .reading import Reading
from .search import Search
from .session_restore import SessionRestore
from .sync import Sync
from .user_commands import UserCommands

if TYPE_CHECKING:
    from index.journal import Journal
    from index.post import Post
    from index.results import Answer
    from tui.commands import Scope
    from tui.model.history import Origin
    from tui.state.presence import Presence
    from tui.state.settings import Settings
    from tui.state.text_anchors import TextAnchor

    from .browser import Controller


class MainScreen(Screen[None]):
    """All of a journal on one screen: finding posts, reading them, and the journal's folder.

    It is the ``Browser`` of its controllers: it has the parts, and passes messages, commands and
    what one controller asks of the others on to them.
    """

    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("everywhere")]

    def __init__(
        self,
        journal: Journal,
        settings: Settings,
        presence: Presence,
        *,
        start: StartingPlace | None = None,
    ) -> None:
        """Show a journal.

        Args:
            journal: The journal.
            settings: What is preferred in every journal.
            presence: Tells the ilgis that run.
            start: The place to begin at.
        """
        start = start or StartingPlace()
        super().__init__()
        self._compositor = WholeCharacterCompositor()
        self.journal = journal
        self.bar = TopBar()
        self.panes = Panes(settings, id="panes")
        self.journal_tree = JournalTree(id="tree")
        self.posts = PostList(id="list")
        self.problems = ProblemList(id="problems")
        self.problem_filter = FilterField(self.problems.narrow)
        self.problems.open_filter = self.problem_filter.open
        self.suggestions = SuggestionList(id="suggestions")
        self.completions = CompletionList(id="completions")
        self.reader = Reader(journal, id="reader")
        self.reader.contents_changed = self.panes.show_contents_of
        self.status = StatusBar()
        self.journal_worker = JournalWorker(journal)
        self.state_worker = StateWorker(journal.root, settings, presence.key)

        drafts = Drafts(self.state_worker.memory, presence)
        self._pane_focus = PaneFocus(self)
        self._state = ReaderState(self)
        self._sync = Sync(self)
        self._search = Search(self, self._sync)
        self._reading = Reading(self, self._search, self._state)
        self._notes = Notes(self, drafts, self._state)
        self.session_restore = SessionRestore(
            self, presence, drafts, self._state, begins_elsewhere=start.is_named
        )
        self.input_ready = self._search.input_ready
        self._controllers: tuple[Controller, ...] = (
            self.session_restore,
            self._reading,
            Problems(self, self._reading),
            PostCommands(self, self._sync),
            UserCommands(self),
            AppCommands(self, self._pane_focus),
            self._sync,
            self._notes,
            self._state,
            Jump(self),
            self._search,
            QueryCompletion(self, self._search),
            OpeningPlace(self, start),
            self._pane_focus,
        )
        self.commands_offered = {
            command_id: run
            for controller in self._controllers
            for command_id, run in controller.commands_offered.items()
        }

    def compose(self) -> ComposeResult:
        """Bar, panes, foot."""
        yield self.bar
        with self.panes:
            yield self.journal_tree
            with Vertical(id="middle"):
                yield self.posts
                yield self.problem_filter
                yield self.problems
                yield self.suggestions
            yield self.reader
        yield self.completions
        yield self.status
        yield self.journal_worker
        yield self.state_worker

    def on_resize(self, event: Resize) -> None:
        """Give the panes their widths for another size, before anything is painted at it."""
        self.panes.fit(event.size)

    def on_mount(self) -> None:
        """Paint what the catalog knows; all else comes after the first paint."""
        self._sync.show_journal()
        self._state.apply_preferences()
        posts = self.journal.posts
        with self.prevent(RowList.Moved):
            self.posts.show(arranged(posts, self.journal_worker.order), to_top=True)
        self.activate_pane("list")
        if not self.journal.ready:
            self.journal_worker.learn_titles(len(posts))
        self.call_after_refresh(self._begin)

    async def _begin(self) -> None:
        await self.reader.mount_viewer()
        if not self.is_attached:  # it was quit at once
            return
        self._pane_focus.focus_awaited()
        self._reading.preview()
        self.journal_worker.find("", to_top=False)
        self.state_worker.load()
        self.journal_worker.watch_folder()
        self.journal_worker.refresh_journal()
        self.set_interval(SECONDS_UNTIL_KEPT, self._keep_all)

    def _keep_all(self) -> None:
        """Let nothing that was done a while ago be in memory only."""
        self.session_restore.note()
        self.state_worker.keep_soon()

    # Messages

    @on(Completed)
    @on(DescendantFocus)
    @on(FolderChanged)
    @on(Input.Changed, "#search")
    @on(JournalTree.Filter)
    @on(JournalTree.Problems)
    @on(LinkResolved)
    @on(Notes.Exported)
    @on(PaneRequested)
    @on(PlaceRequested)
    @on(PostList.NeighbourRequested)
    @on(PostList.ReadToggled)
    @on(PostList.NextStepRequested)
    @on(PostList.Sorted)
    @on(PostList.SnippetsRequested)
    @on(Reader.Scrolled)
    @on(RefreshEnded)
    @on(RefreshProgressed)
    @on(Remark)
    @on(RowList.Chosen)
    @on(RowList.Moved)
    @on(SearchField.CompletionAccepted)
    @on(SearchField.CursorMoved)
    @on(SearchField.NextStepRequested)
    @on(SearchField.SearchHistoryRequested)
    @on(SearchField.Entered)
    @on(SearchField.Closed)
    @on(SearchField.NextCompletionRequested)
    @on(SearchField.Stepped)
    @on(SearchField.SyntaxHelpRequested)
    @on(SearchFailed)
    @on(SearchFinished)
    @on(SettingChosen)
    @on(SnippetsFound)
    @on(StateWorker.Changed)
    @on(StateWorker.Renamed)
    @on(Suggested)
    @on(TitlesLoaded)
    @on(VectorsMade)
    def _forward(self, message: Message) -> None:
        """Let the controllers do something about a message, in their order.

        The order matters where several do: a search that is finished is looked at by ``Sync``
        before ``Jump``, and shown by ``Search`` after both.
        """
        self._hand_on(type(message), message)

    def _forward_of_page(self, message: Message) -> None:
        """Let the controllers do something about a message of the page.

        Its classes are imported after the first paint, so that Textual finds this by name.
        """
        self._hand_on(message.handler_name, message)

    on_viewer_post_requested = _forward_of_page
    on_viewer_related_requested = _forward_of_page
    on_page_view_link_activated = _forward_of_page
    on_page_view_jumped_within = _forward_of_page
    on_viewer_note_requested = _forward_of_page

    def _hand_on(self, kind: type[Message] | str, message: Message) -> None:
        for controller in self._controllers:
            if (handle := controller.handlers.get(kind)) is not None:
                handle(message)

    # What a controller may ask

    @property
    def at(self) -> Scope:
        """The scope of the pane that is used."""
        return self._pane_focus.at

    @property
    def middle(self) -> Scope:
        """What stands in the middle: the list, or what is there in its place."""
        return self._pane_focus.middle

    @property
    def answer(self) -> Answer | None:
        """What the list shows of a search; None where it shows the whole journal."""
        return self._search.shown_answer

    @property
    def shown_query(self) -> str:
        """The query that the list shows the answer to, which may be older than what is typed."""
        return self._search.query

    @property
    def shown_path(self) -> str | None:
        """The path of the post that is shown."""
        return self.reader.post.path if self.reader.post else None

    @property
    def is_reading(self) -> bool:
        """Whether the post that is shown was opened, and the page or its contents have the keys."""
        return self._reading.is_reading

    @property
    def is_one_post(self) -> bool:
        """Whether there is neither list nor tree, since the journal is a single post."""
        return not self.panes.shown.list

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was done here yet."""
        at_top = self.at == "list" and self.posts.cursor == 0
        return at_top and not self.bar.search.searched and not self._reading.has_read

    def focus_pane(self, scope: Scope) -> None:
        """Make room for a pane and give it the focus, now or as soon as it is there.

        Where the journal is one post, the page has it in place of the tree and the list.
        """
        if self.is_one_post and scope in ("tree", "list"):
            scope = "viewer"
        self._pane_focus.focus(scope, [*self.query(f"#{scope}")])

    def activate_pane(self, scope: Scope) -> None:
        """Make room for a pane: leave the post for it, or read the post in it."""
        if scope not in ("viewer", "contents"):
            self._state.remember_position()
        self._pane_focus.activate(scope)
        self._state.find_by_marks()
        self._reading.pane_activated(scope)

    def show_problems(self, *, shown: bool) -> None:
        """Show the problems in place of the posts, or the posts again."""
        self.set_class(shown, "-problems")

    def update_status(self) -> None:
        """Say where the reader is, and what helps there in place of the commands."""
        is_used = self.focused is not None and self.focused.id == "viewer"
        pointed = self.reader.pointed(is_used=is_used)
        self._pane_focus.show_position(self._search.hint or pointed)

    @property
    def leads_back(self) -> bool:
        """Whether a link or a window led to the post that is read."""
        return self._reading.leads_back

    def go_back(self) -> bool:
        """Go back to what led to the post that is read; False where the list did."""
        return self._reading.go_back()

    def open_post(
        self,
        post: Post,
        anchor: str | None = None,
        line: int | None = None,
        *,
        origin: Origin | None = None,
    ) -> None:
        """Read a post from anywhere, with the list beside it if it is in the list.

        Args:
            post: The post.
            anchor: The heading to begin at.
            line: The line of the file to begin at.
            origin: What led to it, so that one can go back there; None for the list.
        """
        self._reading.open_post(post, anchor, line, origin=origin)

    def open_at(self, path: str, place: TextAnchor | None, *, origin: Origin | None = None) -> None:
        """Read a post from a place on that was remembered.

        Args:
            path: The path of the post.
            place: The place.
            origin: What led to it; None for the list.
        """
        self._reading.open_at(path, place, origin=origin)

    def read_current(self) -> None:
        """Read the post under the cursor of the list."""
        self._reading.read_current()

    def run_query(self, query: str) -> None:
        """Put a query in the search field, which searches for it."""
        self._search.run(query)

    def restore_query(self, query: str, path: str) -> None:
        """Show again what a query found, the cursor on a post that is open already."""
        self._search.restore(query, path)

    def query_restored(self, path: str) -> None:
        """The list shows what it showed when the post at ``path`` was read."""
        self._reading.query_restored(path)

    # What the application may ask

    def apply_preferences(self) -> None:
        """Show lists and pages as the reader had them last, in whichever journal."""
        self._state.apply_preferences()

    def remember_position(self) -> None:
        """Remember where the post is that is read now."""
        self._state.remember_position()

    def finish(self) -> None:
        """Keep what was done, for the last time; ``StateWorker.Finished`` says when it is kept."""
        self._notes.finish_writing()
        self.remember_position()
        self.state_worker.finish()

    def leave(self) -> None:
        """Note what the next ilgi goes on with, since this one ends without being asked to."""
        self.state_worker.is_left = True
        self.session_restore.note()

    def write(self) -> str:
        """Write what was done, on any thread; says why it is not kept, nothing where it is."""
        return self.state_worker.write()
