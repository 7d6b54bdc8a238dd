"""Who runs a command: the nearest object that offers it.

A widget, a screen or the application offers commands by a mapping ``commands_offered``. It needs no
base class for that. Nothing here imports textual.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from inspect import isawaitable
from typing import Protocol, TypeGuard

Run = Callable[[], Awaitable[None] | None]
"""Runs one command; a coroutine function is awaited."""


class OffersCommands(Protocol):
    """What can run commands of the table."""

    @property
    def commands_offered(self) -> Mapping[str, Run]:
        """What runs each command, by the command's id."""


def offered_by(node: object, command_id: str) -> Run | None:
    """What ``node`` runs for a command; None where it does not offer the command."""
    return node.commands_offered.get(command_id) if _offers_commands(node) else None


def _offers_commands(node: object) -> TypeGuard[OffersCommands]:
    """Whether a node has a mapping of commands; ``isinstance`` would take ten times as long."""
    return hasattr(node, "commands_offered")


def nearest_offer(nodes: Iterable[object], command_id: str) -> Run | None:
    """What the first of ``nodes`` that offers a command runs for it; None where none does."""
    offers = (offered_by(node, command_id) for node in nodes)
    return next((run for run in offers if run is not None), None)


async def run_offer(run: Run) -> None:
    """Run a command to its end."""
    if isawaitable(result := run()):
        await result
