"""Commands of the reader's own as rows of the table of commands."""

from __future__ import annotations

from pathlib import PurePath
from typing import Protocol

from .command import Command


class Program(Protocol):
    """What the configuration has of a command."""

    @property
    def id(self) -> str:
        """Its name in the table."""

    @property
    def run(self) -> str:
        """The program and its arguments."""


def command_of(own: Program) -> Command:
    """A row of the table for a command of the reader's own, without its keys.

    Its title is the name of the program, and help and palette describe it by the whole command.
    """
    program = PurePath(own.run.split()[0].strip("'\"")).name or own.run
    return Command(own.id, (), program, own.run, "everywhere")
