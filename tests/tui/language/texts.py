"""The texts that the sources of the interface say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from tui.commands import COMMANDS

_SOURCES = Path(__file__).parents[3] / "tui"
_TEXTS_OF = {"say": slice(0, 1), "later": slice(0, 1), "say_count": slice(2, 3)}
"""Which arguments of a call are texts to be known in Korean."""


def texts_said() -> dict[str, str]:
    """Every text that is given to ``say`` and the like, or stands in the table of commands.

    With each stands where it is said: ``tui/screens/help.py:20``.
    """
    texts: dict[str, str] = {}
    for command in COMMANDS:
        texts.setdefault(command.title, f"tui/commands, {command.id}")
        texts.setdefault(command.description, f"tui/commands, {command.id}")
    for path in sorted(_SOURCES.rglob("*.py")):
        for call in _calls(ast.parse(path.read_text("utf-8"))):
            assert isinstance(call.func, ast.Name)
            for argument in call.args[_TEXTS_OF[call.func.id]]:
                place = f"{path.relative_to(_SOURCES.parent)}:{call.lineno}"
                assert not isinstance(argument, ast.JoinedStr), f"{place}: give fields to say"
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    texts.setdefault(argument.value, place)
    return texts


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in _TEXTS_OF:
                yield node


def fields_of(text: str) -> set[str]:
    """The names of the fields of a text; none where its braces are no fields."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return set()
