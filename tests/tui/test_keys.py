from __future__ import annotations

import ast
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.dom import DOMNode
from textual.events import Key

import tui
from index.journal import Journal
from index.post import Question
from index.results import AskedQuestion, Version
from tests.tui.conftest import Browse
from tui.commands import COMMANDS, PANE_SCOPES, Command, bindings_of, sequences
from tui.commands.command import Scope
from tui.commands.offers import OffersCommands, offered_by
from tui.keys import KeyInput
from tui.palette import Palette, palette_rows
from tui.screens.browser.main import MainScreen
from tui.screens.dialogs.address import AddressScreen
from tui.screens.dialogs.copy_menu import CopyScreen
from tui.screens.dialogs.help import HelpScreen
from tui.screens.dialogs.note import NoteScreen
from tui.screens.dialogs.picker import PickerScreen
from tui.screens.dialogs.quick_open import QuickOpenField
from tui.screens.dialogs.quick_open_targets import NameJump
from tui.screens.dialogs.save_search import SaveSearchScreen
from tui.screens.dialogs.text_dialog import TextDialog
from tui.screens.dialogs.theme import ThemeScreen
from tui.screens.overviews.calendar import CalendarScreen
from tui.screens.overviews.questions import QuestionsScreen
from tui.screens.overviews.related_posts import RelatedPostsScreen
from tui.screens.overviews.review import ReviewScreen
from tui.screens.overviews.statistics import StatisticsScreen
from tui.screens.overviews.tasks import TasksScreen
from tui.screens.overviews.versions import VersionScreen, VersionsScreen
from tui.widgets.contents import Contents
from tui.widgets.filter_field import FilterField
from tui.widgets.find_field import FindField
from tui.widgets.journal_tree import JournalTree
from tui.widgets.label_field import LinkHintField
from tui.widgets.page_view.scrolled_page import ScrolledPage
from tui.widgets.page_view.viewer import Viewer
from tui.widgets.post_list import PostList
from tui.widgets.problem_list import ProblemList
from tui.widgets.search_field import SearchField
from tui.widgets.suggestion_list import SuggestionList

HOMES: dict[str, tuple[type[DOMNode], ...]] = {
    "everywhere": (MainScreen,),
    "pane": (JournalTree, PostList, ProblemList, Viewer, Contents),
    "tree": (JournalTree,),
    "list": (PostList,),
    "problems": (ProblemList,),
    "viewer": (Viewer,),
    "contents": (Contents,),
    "suggestions": (SuggestionList,),
    "search": (SearchField,),
    "picker": (PickerScreen,),
    "save_search": (SaveSearchScreen,),
    "note": (NoteScreen,),
    "copy": (CopyScreen,),
    "find": (FindField,),
    "labels": (LinkHintField,),
    "address": (AddressScreen,),
    "theme": (ThemeScreen,),
    "text": (HelpScreen, TextDialog, ThemeScreen),
    "jump": (QuickOpenField,),
    "calendar": (CalendarScreen,),
    "statistics": (StatisticsScreen,),
    "related": (RelatedPostsScreen,),
    "questions": (QuestionsScreen,),
    "tasks": (TasksScreen,),
    "filter": (FilterField,),
    "review": (ReviewScreen,),
    "versions": (VersionsScreen,),
    "version": (VersionScreen,),
}


async def test_the_browser_offers_every_command_that_holds_everywhere(browse: Browse) -> None:
    async with browse() as browser:
        offered = set(browser.screen.commands_offered)
    assert offered == {command.id for command in COMMANDS if command.scope == "everywhere"}


def places(journal: Journal) -> dict[type[DOMNode], OffersCommands]:
    """An object of each class that offers commands, but for the main screen and the application.

    The keys of the field of ``QuickOpenField`` are offered by its screen.
    """
    document = journal.document(journal.posts[0].path)
    asked = AskedQuestion(document.post, Question("What?", "This.", 1))
    version = Version("", datetime.now(UTC))
    return {
        AddressScreen: AddressScreen("https://example.org", 80),
        CalendarScreen: CalendarScreen(journal, None),
        Contents: Contents(),
        CopyScreen: CopyScreen(document, "", ""),
        FilterField: FilterField(lambda _: None),
        HelpScreen: HelpScreen("", ()),
        TextDialog: TextDialog("", ()),
        FindField: FindField(),
        JournalTree: JournalTree(),
        LinkHintField: LinkHintField(),
        NoteScreen: NoteScreen(document, (), 1, {}, lambda *_: None),
        PickerScreen: PickerScreen("", (), lambda _: None, empty=""),
        PostList: PostList(),
        ProblemList: ProblemList(),
        ScrolledPage: ScrolledPage(),
        QuestionsScreen: QuestionsScreen(journal),
        QuickOpenField: NameJump(journal),
        RelatedPostsScreen: RelatedPostsScreen(journal, document),
        ReviewScreen: ReviewScreen(journal, [asked], 0),
        SaveSearchScreen: SaveSearchScreen("", {}),
        SearchField: SearchField(),
        StatisticsScreen: StatisticsScreen(journal, None),
        SuggestionList: SuggestionList(),
        TasksScreen: TasksScreen(journal),
        ThemeScreen: ThemeScreen([], ""),
        VersionScreen: VersionScreen(journal, document.post, [version], 0),
        VersionsScreen: VersionsScreen(journal, document.post),
        Viewer: Viewer(lambda: None),
    }


def test_every_command_is_offered_where_its_keys_hold(journal: Journal) -> None:
    offering = places(journal)
    missing = [
        f"{home.__name__}: {command.id}"
        for command in COMMANDS
        for home in HOMES[command.scope]
        if home is not MainScreen and offered_by(offering[home], command.id) is None
    ]
    assert missing == []


async def test_every_command_that_is_offered_is_in_the_table(
    browse: Browse, journal: Journal
) -> None:
    async with browse() as browser:
        own: list[OffersCommands] = [browser.app, browser.screen]
    offering = [*own, *places(journal).values()]
    offered = {command_id for place in offering for command_id in place.commands_offered}
    assert offered == {command.id for command in COMMANDS}


def test_every_class_that_offers_commands_is_known_here(journal: Journal) -> None:
    """A class that is missing here could offer a command that is not in the table."""
    known = {
        ancestor.__name__ for place in places(journal).values() for ancestor in type(place).__mro__
    }
    root = Path(tui.__file__).parent
    offering = {
        node.name
        for path in root.rglob("*.py")
        if path.parent != root / "screens" / "browser"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and "self.commands_offered" in ast.unparse(node)
    }
    assert offering - known == {"IlgiApp"}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_key_of_a_command_is_bound_where_it_holds(command: Command) -> None:
    bound = {binding.id: binding.key for binding in bindings_of(command.scope)}
    assert bound[command.id] in command.keys or command in sequences()[command.keys[0]]
    for home in HOMES[command.scope]:
        assert command.id in {binding.id for _, binding in home._merge_bindings()}


class _AllNear:
    """A runner for whom any command can be run, wherever the focus is."""

    def is_near(self, command_id: str) -> bool:
        return True


@pytest.mark.parametrize("scopes", [("everywhere", "list"), ("list", "everywhere")])
def test_two_keys_are_those_of_a_pane_before_those_of_everywhere(
    scopes: tuple[Scope, Scope],
) -> None:
    """However they are given keys of the reader's own, and in whatever order."""
    commands = [Command(scope, ("g z",), "", "", scope) for scope in scopes]
    runner: Any = _AllNear()
    nothing: Any = None
    keys = KeyInput(nothing, runner, commands)
    assert keys.command_of(Key("g", "g")) == ""
    assert [command.id for _, command in keys.continuations()] == ["list", "everywhere"]
    assert keys.command_of(Key("z", "z")) == "list"


@pytest.mark.parametrize(
    "home", dict.fromkeys(home for scope in PANE_SCOPES for home in HOMES[scope])
)
def test_no_pane_has_a_key_that_is_not_in_the_table(home: type[DOMNode]) -> None:
    """Text fields and windows keep Textual's own keys for editing and copying."""
    assert all(binding.id for _, binding in home._merge_bindings())


def test_ids_are_unique_and_keys_of_a_scope_are_too() -> None:
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)
    for scope in HOMES:
        keys = [key for command in COMMANDS if command.scope == scope for key in command.keys]
        assert len(set(keys)) == len(keys)


def test_no_command_needs_a_key_that_terminals_or_multiplexers_take() -> None:
    keys = {key for command in COMMANDS for key in command.keys}
    assert not keys & {f"ctrl+{key}" for key in "hijma["}
    assert not [command.id for command in COMMANDS if command.keys == ("ctrl+b",)]
    assert not [key for key in keys if key.startswith(("alt+", "ctrl+shift+"))]


async def test_keys_work_in_hangul_mode(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("ㅓ", "ㅓ")
        assert "3/5" in browser.text("StatusBar")
        await browser.press("ㅏ")
        assert "2/5" in browser.text("StatusBar")
        await browser.press("ㅎ", "ㅎ")
        assert "1/5" in browser.text("StatusBar")
        await browser.press("ㄴ", "ㅓ")
        assert browser.text("TopBar #search").strip() == "ㅓ"


async def test_help_begins_with_the_focused_pane(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("1", "?")
        shown = browser.painted()
        assert shown.index("Narrow the list to it") < shown.index("Moving, in every pane")
        await browser.press("j", "G", "g", "g", "q")
        assert browser.app.screen is browser.screen
        assert browser.screen.focused is browser.screen.query_one("#tree")


async def test_the_palette_has_what_can_be_done_from_the_browser(browse: Browse) -> None:
    async with browse() as browser:
        rows = palette_rows(browser.screen.at)
    own = {"pane", "suggestions"}
    panes = (MainScreen, JournalTree, PostList, ProblemList, Viewer, Contents)
    meant = {
        command.description
        for command in COMMANDS
        if command.scope not in own
        and command.id != "app.palette"
        and any(issubclass(home, panes) for home in HOMES[command.scope])
    }
    assert {row.hint for row in rows} == meant


async def test_the_palette_runs_a_command(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press(":")
        await browser.type("unfold all")
        await browser.press("enter")
        await browser.settle()
        assert browser.app.screen is browser.screen
        assert "calculus" in browser.text("#tree")


@pytest.mark.parametrize(
    ("pane", "first"),
    [("1", "Narrow the list to it"), ("2", "Read the post"), ("3", "Find in the post")],
)
async def test_the_palette_begins_with_what_fits_the_focused_pane(
    browse: Browse, pane: str, first: str
) -> None:
    async with browse() as browser:
        await browser.press(pane, ":")
        lines = browser.painted().splitlines()
        top = next(at for at, line in enumerate(lines) if "┏━ Commands ━" in line)
        assert first in lines[top + 2]


async def test_the_palette_finds_a_command_by_its_keys_and_its_title_first(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press(":")
        await browser.type("gs")
        await browser.press("enter")
        assert "Statistics" in browser.painted()
        await browser.press("escape", ":")
        await browser.type("theme")
        await browser.press("enter")
        assert "Theme" in browser.painted()
        await browser.press("escape", ":", "escape")
        assert browser.app.screen is browser.screen


async def test_the_palette_is_not_opened_over_a_window(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("?", "ctrl+p")
        assert not isinstance(browser.app.screen, Palette)


_IN_WINDOWS = {
    "/": {"filter"},
    "escape": {"close", "clear", "all", "no link", "cancel"},
    "q": {"close"},
    "y": {"copy"},
    "enter": {"choose", "go", "open", "posts", "answer", "read"},
    "j": {"next week"},
    "k": {"previous week"},
    "?": {"help"},
}
"""What a key may do in windows whose letters are no text, by the titles of commands."""
_WINDOWS = (
    *("text", "theme", "related", "questions", "statistics", "review", "calendar", "address"),
    *("versions", "version"),
)
"""The scopes of these windows; in the one that copies, a letter chooses what it stands for."""


def test_a_key_means_the_same_in_every_window() -> None:
    otherwise = [
        (command.id, key)
        for command in COMMANDS
        if command.scope in _WINDOWS
        for key in command.keys
        if key in _IN_WINDOWS and command.title not in _IN_WINDOWS[key]
    ]
    assert otherwise == []


def test_every_window_of_rows_is_filtered_by_the_same_key() -> None:
    keys = {command.scope: command.keys for command in COMMANDS if command.title == "filter"}
    windows = ("problems", "text", "related", "questions", "tasks", "versions", "statistics")
    assert keys == dict.fromkeys(windows, ("/",))
