"""The help: the keys of the focused pane and all others, and what a query may hold."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from tui.commands import Command, Scope, commands_of
from tui.language import later, say
from tui.query_syntax import EXAMPLES, FIELDS, VALUES, WORDS, Row

from .lines import LinesScreen

_TITLES: dict[Scope, str] = {
    "pane": later("Moving, in every pane"),
    "everywhere": later("Everywhere"),
    "tree": later("Tree"),
    "list": later("List"),
    "problems": later("Problems"),
    "suggestions": later("Where nothing is found"),
    "viewer": later("Viewer"),
    "contents": later("Contents"),
    "search": later("Search"),
    "kept": later("Bookmarks, saved and earlier searches, what was read"),
    "note": later("Writing a note"),
    "copy": later("Copy"),
    "find": later("Find in the post"),
    "jump": later("Going to a post, a tag or a date"),
    "calendar": later("Calendar"),
    "statistics": later("Statistics"),
    "around": later("Around a post"),
    "questions": later("Questions"),
    "review": later("Review of questions"),
    "theme": later("Themes"),
    "address": later("An address outside the journal"),
}

_SYNTAX: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (later("Words"), WORDS),
    (later("Fields"), FIELDS),
    (later("Values"), VALUES),
    (later("Examples"), EXAMPLES),
)
_COLUMN = 16
_SYNTAX_COLUMN = 24


def help_screen(focused: Scope) -> LinesScreen:
    """The help as it is needed where ``focused`` has the keys."""
    scopes: list[Scope] = [focused, *(scope for scope in _TITLES if scope != focused)]
    lines: list[Text] = []
    for scope in scopes:
        lines += _section(scope)
        if scope == "search":
            lines += [*map(_syntax, WORDS), Text("")]
    return LinesScreen(say("Help"), lines[:-1])


def syntax_screen() -> LinesScreen:
    """What a query may hold."""
    lines: list[Text] = []
    for title, rows in _SYNTAX:
        lines += [_heading(say(title)), *map(_syntax, rows), Text("")]
    return LinesScreen(say("Query syntax"), lines[:-1])


def _section(scope: Scope) -> list[Text]:
    found = (command for command in commands_of(scope) if command.keys)
    rows = [_line(_keys(command), say(command.description)) for command in found]
    return [_heading(say(_TITLES[scope])), *rows, Text("")]


def _heading(title: str) -> Text:
    return Text(title, "bold underline")


def _keys(command: Command) -> str:
    return " ".join(command.key_labels)


def _syntax(row: Row) -> Text:
    return _line(row[0], say(row[1]), _SYNTAX_COLUMN)


def _line(left: str, right: str, column: int = _COLUMN) -> Text:
    gap = " " * max(1, column - cell_len(left))
    return Text.assemble("  ", (left, "bold"), gap, right)
