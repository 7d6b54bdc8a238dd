"""``ilgi help``: what ``--help`` prints, for ilgi or a command, and the manual page."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from . import FOUND, CommandError
from .arguments import COMMANDS

if TYPE_CHECKING:
    from .arguments import Arguments
    from .output import Output


def print_help(arguments: Arguments, output: Output) -> int:
    """Print the help of ilgi or of a command; with ``--man`` the manual page, for ``man -l -``.

    Raises:
        CommandError: There is no such command.
    """
    from .parsers import browser_parser, command_parser

    if arguments.man:
        from .man_page import man_page

        text = man_page()
    elif not arguments.words:
        text = browser_parser(COMMANDS).format_help()
    else:
        name = arguments.text
        if name not in COMMANDS:
            near = get_close_matches(name, COMMANDS, 1)
            meant = f"; did you mean {near[0]}?" if near else ""
            raise CommandError(f"there is no command {name}{meant}")
        text = command_parser(name, COMMANDS[name]).format_help()
    for line in text.removesuffix("\n").split("\n"):
        output.line(line)
    return FOUND
