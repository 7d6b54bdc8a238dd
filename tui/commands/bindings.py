"""The table of commands as Textual's bindings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.binding import Binding

from . import COMMANDS
from .command import Command, Scope


def bindings_of(*scopes: Scope) -> list[Binding]:
    """Textual's bindings for the commands of some scopes; each carries its command's id.

    All of them have the application's action ``command``, which finds who runs the command.
    A command without a key of its own is there as well, so that a key can be given to it.
    """
    return [
        Binding(key, action_of(command.id), command.title, show=command.footer, id=command.id)
        for scope in scopes
        for command in COMMANDS
        if command.scope == scope
        for key in _single_keys(command)
    ]


def action_of(command_id: str) -> str:
    """Textual's action that runs a command, wherever it is bound or clicked."""
    return f"app.command('{command_id}')"


def keymap_of(keys: Mapping[str, tuple[str, ...]], commands: Iterable[Command]) -> dict[str, str]:
    """Textual's keymap for the commands whose keys are ``keys``, by their ids."""
    return {
        command.id: ",".join(_single_keys(command)) for command in commands if command.id in keys
    }


def _single_keys(command: Command) -> tuple[str, ...]:
    """The keys that are pressed alone; a name that no key has where there are none."""
    alone = tuple(key for key in command.keys if " " not in key)
    return alone or (f"no_key_{command.placeholder}",)
