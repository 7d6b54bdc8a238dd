"""The panes of the browser: which there is room for, which is used, and what the foot says."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widget import Widget

from tui.commands import PANE_SCOPES, Scope, bindings_of, footer_of
from tui.language import translate
from tui.messages import SettingChosen
from tui.state.settings import Settings
from tui.widgets.completion_list import CompletionList
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

if TYPE_CHECKING:
    from index.journal import Journal
    from index.results import Answer
    from tui.state.presence import Presence

_MIDDLE = {"problems", "suggestions"}
"""The scopes of what may stand in place of the list."""
_FIELDS: tuple[Scope, ...] = ("search", "find", "labels")
"""The scopes whose keys belong to one widget, which has the scope's name for its id."""


class PanesScreen(Screen[None]):
    """Tree, list, page and contents, as many as there is room for.

    ``-at-tree``, ``-at-list``, ``-at-viewer`` and ``-at-contents`` say which pane is used, and the
    style sheet decides from that and from the width which panes show.
    """

    AUTO_FOCUS = "#list"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("everywhere")]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  as Textual declares it
        (0, "-one-pane"),
        (70, "-two-panes"),
        (90, "-three-panes"),
        (100, "-four-panes"),
        (120, "-roomy"),
        (150, "-wide"),
    ]

    def __init__(self, journal: Journal, settings: Settings, presence: Presence) -> None:
        super().__init__(classes="-at-list")
        self.presence = presence
        self.journal = journal
        self._settings = settings
        self.answer: Answer | None = None
        self.at: Scope = "list"
        self._awaited: Scope | None = None

    def compose(self) -> ComposeResult:
        """Bar, panes, foot."""
        yield TopBar()
        with Panes(self._settings, id="panes"):
            yield JournalTree(id="tree")
            with Vertical(id="middle"):
                yield PostList(id="list")
                yield ProblemList(id="problems")
                yield SuggestionList(id="suggestions")
            yield Reader(self.journal, id="reader")
        yield CompletionList(id="completions")
        yield StatusBar()
        yield JournalWorker(self.journal)
        yield StateWorker(self.journal.root, self._settings, self.presence.key)

    # The parts

    @property
    def bar(self) -> TopBar:
        """The line at the top."""
        return self.query_one(TopBar)

    @property
    def panes(self) -> Panes:
        """The panes beside each other."""
        return self.query_one(Panes)

    @property
    def journal_tree(self) -> JournalTree:
        """The tree."""
        return self.query_one(JournalTree)

    @property
    def posts(self) -> PostList:
        """The list."""
        return self.query_one(PostList)

    @property
    def reader(self) -> Reader:
        """The page and its contents."""
        return self.query_one(Reader)

    @property
    def status(self) -> StatusBar:
        """The line at the foot."""
        return self.query_one(StatusBar)

    @property
    def librarian(self) -> JournalWorker:
        """What asks the journal."""
        return self.query_one(JournalWorker)

    # Panes, focus and keys

    def focus_pane(self, scope: Scope) -> None:
        """Make room for a pane and give it the focus, now or as soon as it is there."""
        found = self.query(f"#{scope}")
        self._awaited = None if found else scope
        for pane in found:
            self.activate_pane(scope)
            self.set_focus(pane)

    def focus_awaited(self) -> None:
        """Focus the pane that was asked for before it was there."""
        if self._awaited is not None:
            self.focus_pane(self._awaited)

    def activate_pane(self, scope: Scope) -> None:
        """Make room for a pane; contents that lie over the page are put away when left."""
        if self.at == "contents" != scope:
            self.reader.close_drawer()
        self.at = scope
        for name in ("tree", "list", "viewer", "contents"):
            self.set_class(name == ("list" if scope in _MIDDLE else scope), f"-at-{name}")
        self.panes.fit()
        self.status.commands = footer_of(scope, "everywhere")
        self.update_status()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The focused pane decides what the foot of the screen offers."""
        scope = _scope_of(event.widget)
        if scope in PANE_SCOPES:
            self.activate_pane(scope)
        else:
            self.status.commands = footer_of(scope)
        self.update_status()

    def update_status(self) -> None:
        """Say where the reader is."""
        rows = self.posts.rows
        place = f"{self.posts.cursor + 1}/{len(rows)}" if rows else "0/0"
        if match := self.reader.match_position:
            place = f"{translate('match {match}', match=match)} · {place}"
        self.status.position = f"{place} · {self.reader.percent}%"
        self.status.hint = self.hint()

    def hint(self) -> str:
        """What to say in place of the commands; empty where they are to show."""
        return ""

    @property
    def middle(self) -> Scope:
        """What stands in the middle: the list, or what is there in its place."""
        if self.has_class("-problems"):
            return "problems"
        return "suggestions" if self.has_class("-nothing") else "list"

    def _open_panes(self) -> list[Scope]:
        panes: list[Scope] = ["tree", self.middle, "viewer"]
        return [*panes, "contents"] if self.reader.contents.display else panes

    def _cycle(self, by: int) -> None:
        panes = self._open_panes()
        at = panes.index(self.at) if self.at in panes else 0
        self.focus_pane(panes[(at + by) % len(panes)])

    def action_focus_next_pane(self) -> None:
        """Focus the next pane."""
        self._cycle(1)

    def action_focus_previous_pane(self) -> None:
        """Focus the pane before."""
        self._cycle(-1)

    def action_focus_tree(self) -> None:
        """Focus the tree."""
        self.focus_pane("tree")

    def action_focus_list(self) -> None:
        """Focus the list, or what is in its place."""
        self.focus_pane(self.middle)

    def action_focus_viewer(self) -> None:
        """Focus the viewer, with nothing lying over it."""
        self.reader.close_drawer()
        self.focus_pane("viewer")

    def action_focus_contents(self) -> None:
        """Open the contents, and focus them."""
        self.reader.show_contents(shown=True)
        self.focus_pane("contents")

    def action_view_toggle_contents(self) -> None:
        """Contents on or off."""
        if not self.reader.toggle_contents() and self.at == "contents":
            self.focus_pane("viewer")

    def action_view_zoom(self) -> None:
        """Let the focused pane fill the screen, or shrink it again."""
        self.toggle_class("-zoomed")
        self.panes.fit()

    def action_view_wider(self) -> None:
        """Make the focused pane wider."""
        self._widen(1)

    def action_view_narrower(self) -> None:
        """Make the focused pane narrower."""
        self._widen(-1)

    def _widen(self, by: int) -> None:
        if not self.panes.widen(self.at, by):
            self.notify(translate("One pane has all of the screen."), markup=False)

    def action_view_reset_widths(self) -> None:
        """Let the panes have the widths they had at first."""
        self.panes.reset()

    def action_view_theme(self) -> None:
        """Choose a theme."""
        from tui.screens.dialogs.theme import ThemeScreen

        def prefer(_: None) -> None:
            self.post_message(SettingChosen("theme", self.app.theme))

        screen = ThemeScreen(sorted(self.app.available_themes), self.app.theme)
        self.app.push_screen(screen, prefer)

    def action_app_configuration(self) -> None:
        """Show what is configured, and what is wrong in the file."""
        from tui.screens.dialogs.configuration_report import configured_screen

        self.app.push_screen(configured_screen(self._settings.configuration))

    def action_app_palette(self) -> None:
        """Find a command by its name."""
        self.app.action_command_palette()

    def action_app_help(self) -> None:
        """Help for the focused pane, then everything else."""
        from tui.screens.dialogs.help import help_screen

        self.app.push_screen(help_screen(_scope_of(self.focused)))


def _scope_of(widget: Widget | None) -> Scope:
    """Which scope's keys a focused widget has."""
    name = None if widget is None else widget.id
    return next((scope for scope in (*PANE_SCOPES, *_FIELDS) if scope == name), "list")
