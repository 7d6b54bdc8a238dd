"""What the controllers of the browser are given, and what they offer.

A controller owns one concern of the main screen: its state, its commands, and what is done about
messages. It knows the screen as a ``Browser`` only.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from tui.language import translate

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message
    from textual.notifications import SeverityLevel
    from textual.timer import Timer
    from textual.widget import Widget

    from index.journal import Journal
    from index.post import Post
    from index.results import Answer
    from tui.commands import Scope
    from tui.commands.offers import Run
    from tui.model.history import Origin
    from tui.state.text_anchors import TextAnchor
    from tui.widgets.completion_list import CompletionList
    from tui.widgets.filter_field import FilterField
    from tui.widgets.journal_tree import JournalTree
    from tui.widgets.panes import Panes
    from tui.widgets.post_list import PostList
    from tui.widgets.problem_list import ProblemList
    from tui.widgets.reader import Reader
    from tui.widgets.status_bar import StatusBar
    from tui.widgets.suggestion_list import SuggestionList
    from tui.widgets.top_bar import TopBar
    from tui.workers.journal_worker import JournalWorker
    from tui.workers.state_worker import StateWorker


_SECONDS_TO_OPEN = 5.0
"""How long a command on a post waits at most for the page of the post that was asked for."""

Handler = Callable[[Any], None]
"""Does something about a message."""


class Browser(Protocol):
    """All that a controller may ask of the main screen."""

    journal: Journal
    bar: TopBar
    panes: Panes
    journal_tree: JournalTree
    posts: PostList
    problems: ProblemList
    problem_filter: FilterField
    suggestions: SuggestionList
    completions: CompletionList
    reader: Reader
    status: StatusBar
    journal_worker: JournalWorker
    state_worker: StateWorker

    @property
    def at(self) -> Scope:
        """The scope of the pane that is used."""

    @property
    def middle(self) -> Scope:
        """What stands in the middle: the list, or what is there in its place."""

    @property
    def answer(self) -> Answer | None:
        """What the list shows of a search; None where it shows the whole journal."""

    @property
    def shown_query(self) -> str:
        """The query that the list shows the answer to, which may be older than what is typed."""

    @property
    def shown_path(self) -> str | None:
        """The path of the post that is shown."""

    @property
    def is_reading(self) -> bool:
        """Whether the post that is shown was opened, and the page or its contents have the keys."""

    @property
    def is_one_post(self) -> bool:
        """Whether there is neither list nor tree, since the journal is a single post."""

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was done here yet."""

    def focus_pane(self, scope: Scope) -> None:
        """Make room for a pane and give it the focus, now or as soon as it is there."""

    def activate_pane(self, scope: Scope) -> None:
        """Make room for a pane."""

    def show_problems(self, *, shown: bool) -> None:
        """Show the problems in place of the posts, or the posts again."""

    def update_status(self) -> None:
        """Say at the foot where the reader is."""

    @property
    def leads_back(self) -> bool:
        """Whether a link or a window led to the post that is read."""

    def go_back(self) -> bool:
        """Go back to what led to the post that is read; False where the list did."""

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

    def open_at(self, path: str, place: TextAnchor | None, *, origin: Origin | None = None) -> None:
        """Read a post from a place on that was remembered.

        Args:
            path: The path of the post.
            place: The place.
            origin: What led to it; None for the list.
        """

    def read_current(self) -> None:
        """Read the post under the cursor of the list."""

    def run_query(self, query: str) -> None:
        """Put a query in the search field, which searches for it."""

    def restore_query(self, query: str, path: str) -> None:
        """Show again what a query found, the cursor on a post that is open already."""

    def query_restored(self, path: str) -> None:
        """The list shows what it showed when the post at ``path`` was read."""

    # What a screen of Textual can do

    @property
    def app(self) -> App[object]:
        """The application."""

    @property
    def focused(self) -> Widget | None:
        """What has the focus."""

    def set_focus(self, widget: Widget | None) -> None:
        """Give a widget the focus."""

    def has_class(self, *class_names: str) -> bool:
        """Whether the screen has all of these classes."""

    def set_class(self, add: bool, *class_names: str) -> object:
        """Give the screen these classes, or take them away."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        markup: bool = True,
    ) -> None:
        """Say something in a corner of the screen.

        Args:
            message: What to say.
            title: What to say above it.
            severity: How it is coloured.
            markup: Whether tags in the message are markup.
        """

    def run_worker(
        self,
        work: Callable[[], Any],
        *,
        group: str,
        exclusive: bool = False,
        exit_on_error: bool = True,
        thread: bool = False,
    ) -> object:
        """Work in the background.

        Args:
            work: A coroutine function, or what is called on a thread.
            group: What the work is one of.
            exclusive: Whether other work of the group is cancelled.
            exit_on_error: Whether ilgi ends where it fails.
            thread: Whether it is called on a thread.
        """

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call something after ``delay`` seconds."""

    def call_later(self, callback: Callable[..., Any], *args: Any) -> bool:
        """Call something once the messages before it were handled."""

    def post_message(self, message: Message) -> bool:
        """Send a message to the screen."""

    def check_idle(self) -> None:
        """Let the screen paint, if nothing is left to do."""

    def get_selected_text(self) -> str | None:
        """The text that is selected."""


class Controller:
    """One concern of the main screen."""

    commands_offered: Mapping[str, Run] = MappingProxyType({})
    """What runs each command, by the command's id."""

    handlers: Mapping[type[Message] | str, Handler] = MappingProxyType({})
    """What is done about each message, by its class.

    Messages whose classes are imported after the first paint are known by Textual's name of their
    handler.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._memory = browser.state_worker.memory

    def _once_opened(self, run: Callable[[], None]) -> Run:
        """A command on the post that is shown, which waits for the one that was asked for last.

        Keys that come at once would be meant for the next post and get the one before. Where there
        is no room for the page, the post under the cursor of the list is opened first.

        Args:
            run: Runs the command.
        """

        async def wait_and_run() -> None:
            if not self._browser.reader.region:
                self._browser.read_current()
            try:
                await asyncio.wait_for(self._browser.reader.opened.wait(), _SECONDS_TO_OPEN)
            except TimeoutError:
                self._browser.notify(translate("The post is still being opened."), markup=False)
            else:
                run()

        return wait_and_run


def sent_by(widget: Widget, handle: Handler) -> Handler:
    """A handler of the messages of one widget, for messages that others send as well."""

    def handle_if_sent_by(message: Message) -> None:
        if message.control is widget:
            handle(message)

    return handle_if_sent_by
