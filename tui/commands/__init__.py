"""The one table of commands: keys, footer, help and palette all come from here.

A command is run by the nearest widget or screen that offers its id (``offers``). Keys are written
as Textual names them; two keys with a blank between them are pressed one after the other. Nothing
here imports textual but ``bindings_of``, when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from tui.language import translate

from .command import PANE_SCOPES, TYPED_SCOPES, Command, Scope, key_label
from .everywhere import EVERYWHERE
from .panes import PANES
from .windows import WINDOWS

if TYPE_CHECKING:
    from .bindings import bindings_of

__all__ = [
    "COMMANDS",
    "PANE_SCOPES",
    "TYPED_SCOPES",
    "Command",
    "Scope",
    "active_commands",
    "bindings_of",
    "command_of",
    "commands_of",
    "footer_of",
    "key_label",
    "key_names",
    "sequences",
    "set_active_commands",
]

COMMANDS: tuple[Command, ...] = (*EVERYWHERE, *PANES, *WINDOWS)
"""Every command there is, with its default keys."""


@dataclass(frozen=True)
class _Active:
    """The commands with the reader's keys, and a table of them that is made when it is needed."""

    commands: tuple[Command, ...]

    @cached_property
    def by_placeholder(self) -> Mapping[str, Command]:
        return {command.placeholder: command for command in self.commands}


_ACTIVE: ContextVar[_Active] = ContextVar("commands", default=_Active(COMMANDS))  # noqa: B039  frozen


def set_active_commands(commands: tuple[Command, ...]) -> None:
    """Let the commands have other keys from now on, in all that is run from here."""
    _ACTIVE.set(_Active(commands))


def active_commands() -> tuple[Command, ...]:
    """Every command, with the keys that the reader has for it."""
    return _ACTIVE.get().commands


def command_of(placeholder: str) -> Command | None:
    """The command that a placeholder of a text stands for; None where it stands for none."""
    return _ACTIVE.get().by_placeholder.get(placeholder)


def commands_of(*scopes: Scope) -> tuple[Command, ...]:
    """The commands of some scopes as the reader has them, in the order of the scopes."""
    found = active_commands()
    return tuple(command for scope in scopes for command in found if command.scope == scope)


def key_names() -> dict[str, str]:
    """The first key of each command as texts name it, by the command's placeholder.

    ``translate("{journal_reindex} reads the folder again.", **key_names())``. A command without a
    key is named by its title, under which the palette has it.
    """
    return {
        command.placeholder: command.key_labels[0]
        if command.keys
        else f"“{translate(command.title)}”"
        for command in active_commands()
    }


def footer_of(*scopes: Scope) -> tuple[Command, ...]:
    """The commands of some scopes that the foot of the screen offers; none without a key.

    A key is that of the first scope that has it: those that come after are told by their others.
    """
    found: list[Command] = []
    taken: set[str] = set()
    for scope in scopes:
        commands = commands_of(scope)
        free = [replace(one, keys=tuple(k for k in one.keys if k not in taken)) for one in commands]
        found += [command for command in free if command.footer and command.keys]
        taken.update(key for command in commands for key in command.keys)
    return tuple(found)


def sequences(commands: Sequence[Command] = COMMANDS) -> dict[str, tuple[Command, ...]]:
    """The commands that want two keys, by those keys: ``{"g g": …, "g r": …}``.

    Several may share two keys, where their scopes lie apart; what holds everywhere comes last.
    """
    found: dict[str, tuple[Command, ...]] = {}
    for command in commands:
        for key in command.keys:
            if " " in key:
                found[key] = (*found.get(key, ()), command)
    return {
        key: tuple(sorted(some, key=lambda command: command.scope == "everywhere"))
        for key, some in found.items()
    }


def __getattr__(name: str) -> object:
    """Import what needs textual no sooner than it is wanted."""
    if name == "bindings_of":
        return import_module(f"{__name__}.bindings").bindings_of
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
