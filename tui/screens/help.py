"""The help: the keys of the focused pane first, then everything else, from the table."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from tui.commands import Command, Scope, commands_of

from .lines import LinesScreen

_TITLES: dict[Scope, str] = {
    "pane": "Moving, in every pane",
    "everywhere": "Everywhere",
    "tree": "Tree",
    "list": "List",
    "problems": "Problems",
    "viewer": "Viewer",
    "contents": "Contents",
    "search": "Search",
    "find": "Find in the post",
    "theme": "Themes",
    "address": "An address outside the journal",
}

_SYNTAX = (
    ("손실 함수", "posts with both words, wherever they stand"),
    ('"경사 하강법"', "the phrase"),
    ("-word", "without it"),
    ("분산 OR 병렬", "either"),
    ("tag:PyTorch", "with the tag; cat: title: person: date: likewise"),
    ("date:2021-09", "of a month; 2021, 2021-09-10 and 2021-01..2021-06 too"),
)


def help_screen(focused: Scope) -> LinesScreen:
    """The help as it is needed where ``focused`` has the keys."""
    scopes: list[Scope] = [focused, *(scope for scope in _TITLES if scope != focused)]
    lines: list[Text] = []
    for scope in scopes:
        lines += _section(scope)
        if scope == "search":
            lines += [*(_line(example, meaning) for example, meaning in _SYNTAX), Text("")]
    return LinesScreen("Help", lines[:-1])


def _section(scope: Scope) -> list[Text]:
    rows = [_line(_keys(command), command.description) for command in commands_of(scope)]
    return [Text(_TITLES[scope], "bold underline"), *rows, Text("")]


def _keys(command: Command) -> str:
    return " ".join(command.key_labels)


def _line(left: str, right: str) -> Text:
    gap = " " * max(1, 16 - cell_len(left))
    return Text.assemble("  ", (left, "bold"), gap, right)
