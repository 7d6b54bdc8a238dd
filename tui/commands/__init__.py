"""The one table of commands: keys, footer, help and palette all come from here.

A command's id names its action: ``list.sort`` is ``action_list_sort`` of the widget or screen that
its scope belongs to. Keys are written as Textual names them; two keys with a blank between them are
pressed one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding

from .command import Command, Scope, key_label
from .everywhere import EVERYWHERE
from .panes import PANES
from .windows import WINDOWS

__all__ = [
    "COMMANDS",
    "Command",
    "Scope",
    "bindings_of",
    "commands_of",
    "footer_of",
    "key_label",
    "sequences",
]

COMMANDS: tuple[Command, ...] = (*EVERYWHERE, *PANES, *WINDOWS)
"""Every command there is."""


def commands_of(*scopes: Scope) -> tuple[Command, ...]:
    """The commands of some scopes, in the order of the scopes and of the table."""
    return tuple(command for scope in scopes for command in COMMANDS if command.scope == scope)


def footer_of(*scopes: Scope) -> tuple[Command, ...]:
    """The commands of some scopes that the foot of the screen offers."""
    return tuple(command for command in commands_of(*scopes) if command.footer)


def bindings_of(*scopes: Scope) -> list[Binding]:
    """Textual's bindings for the commands of some scopes; each carries its command's id."""
    return [
        Binding(key, command.action, command.title, show=command.footer, id=command.id)
        for command in commands_of(*scopes)
        for key in command.keys
        if " " not in key
    ]


def sequences(commands: Iterable[Command] = COMMANDS) -> dict[str, Command]:
    """The commands that want two keys, by those keys: ``{"gg": …, "gr": …}``."""
    return {
        key.replace(" ", ""): command for command in commands for key in command.keys if " " in key
    }
