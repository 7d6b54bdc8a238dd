"""The texts that the sources of the interface say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from tui.commands import COMMANDS

_SOURCES = Path(__file__).parents[3] / "tui"
_TEXTS_OF = {
    "translate": slice(0, 1),
    "translatable": slice(0, 1),
    "translate_count": slice(2, 3),
    "foot": slice(0, None),
}
"""Which arguments of a call are texts to be known in Korean."""


def texts_said() -> dict[str, str]:
    """Every text that is given to ``translate`` and the like, or stands in the table of commands.

    With each stands where it is said: ``tui/screens/dialogs/help.py:20``.
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
                assert not isinstance(argument, ast.JoinedStr), f"{place}: give fields to translate"
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


def said_otherwise() -> list[str]:
    """Where the sources give the reader a text that has not gone through ``translate``."""
    return [
        f"{path.relative_to(_SOURCES.parent)}:{text.lineno}"
        for path in sorted(_SOURCES.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for text in _shown(node)
        if _is_plain(text)
    ]


def _shown(node: ast.AST) -> Iterator[ast.expr]:
    """The texts that a statement or a call shows: in notices, borders and empty fields."""
    match node:
        case ast.Call(func=ast.Attribute(attr="notify"), args=[text, *_]):
            yield text
        case ast.Assign(targets=[ast.Attribute(attr="border_title" | "border_subtitle" | "foot")]):
            yield node.value
    if isinstance(node, ast.Call):
        yield from (word.value for word in node.keywords if word.arg in ("placeholder", "title"))


def _is_plain(text: ast.expr) -> bool:
    """Whether a text is written as it is shown, with letters in it."""
    match text:
        case ast.Call(func=ast.Name(id="Text"), args=[inner, *_]):
            return _is_plain(inner)
        case ast.Constant(value=str(words)):
            return any(map(str.isalpha, words))
        case ast.JoinedStr(values=parts):
            return any(map(_is_plain, parts))
        case ast.IfExp(body=one, orelse=other):
            return _is_plain(one) or _is_plain(other)
        case _:
            return False
