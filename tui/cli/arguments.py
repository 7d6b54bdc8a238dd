"""What the command line means: words to ``Arguments``.

The first word that is a subcommand's name is the subcommand; without one, ilgi opens the browser.
Options may stand anywhere, and a word such as ``-tag:BOJ`` is a word, not an option, so that a
query needs no quoting.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

COMMANDS: Final = {
    "index": "read what is new or changed into the index",
    "list": "list posts, newest first; all of them, or those that a query finds",
    "search": "search the posts, best first, with the lines that match",
    "show": "print a post",
    "tags": "count the posts of each tag",
    "categories": "count the posts of each category",
    "dates": "count the posts of each year and month",
    "people": "count the posts that name somebody",
    "properties": "list the keys of front matter, their types and in how many posts they stand",
    "bookmarks": "print the bookmarks as a list in Markdown, newest first",
    "questions": "list what was asked in the posts, newest first",
    "notes": "print your notes as Markdown, by the posts that they are on",
    "export": "print your notes and bookmarks as Markdown, by the posts that they are on",
    "problems": "list every file that could not be read as it was meant",
    "stats": "count posts by time and subject, words, and days in a row",
    "config": "print what is configured, and what is wrong in the file",
}

_WITH_VALUE: Final = {"--journal", "--limit"}
_FLAGS: Final = {
    "index": {"--rebuild"},
    "list": {"--as-indexed"},
    "search": {"--as-indexed"},
    "questions": {"--unanswered"},
    "config": {"--init"},
}
"""The options without a value that a command has besides ``--json``."""
_TAKES_WORDS: Final = {"list", "search", "show", "questions"}
_NEEDS_WORDS: Final = {"search", "show"}
_MOST_HITS: Final = 20


@dataclass(frozen=True, slots=True)
class Arguments:
    """What was asked for.

    ``command`` is a key of ``COMMANDS``, or empty for the browser. ``path`` is the journal that
    was named, None where none was; ``others`` are further ones, for the browser. ``text`` is the
    query or the post; ``limit`` the most hits to print, 0 for all of them. ``as_indexed`` says that
    the folder is not looked at. ``here`` opens a folder alone that is a part of a journal.
    """

    command: str = ""
    path: str | None = None
    text: str = ""
    limit: int = _MOST_HITS
    json: bool = False
    rebuild: bool = False
    unanswered: bool = False
    init: bool = False
    as_indexed: bool = False
    others: tuple[str, ...] = ()
    here: bool = False

    @property
    def journal(self) -> str:
        """The folder or file to read: the current folder where none was named."""
        return "." if self.path is None else self.path


def parse(words: Sequence[str]) -> Arguments:
    """The meaning of ``words``, which are those that follow the program's name.

    Raises ``SystemExit``: 2 with one line on standard error for a wrong use, 0 after ``--help``
    and ``--version``.
    """
    options, free, literal = _split(words)
    if free and free[0] in COMMANDS:
        return _parse_command(free[0], options, [*free[1:], *literal])
    if not options and not literal and len(free) < 2 and all(free):
        return Arguments(path=free[0] if free else None)  # most starts, which need no parser

    from .parsers import browser_parser

    browser = browser_parser(COMMANDS)
    if len(free) > 1 and not _is_there(free[0]):
        browser.error(f"there is no command {free[0]}{_meant(free[0])}")
    found = browser.parse_args(_ordered(options, [*free, *literal]))
    first, *others = found.paths or [found.journal]
    return Arguments(path=first, others=tuple(others), here=found.here)


def _is_there(path: str) -> bool:
    """Whether there is anything at a path; what Path has for it raises where there cannot be."""
    return os.path.exists(os.path.expanduser(path))  # noqa: PTH110, PTH111  see above


def _split(words: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The options, each with its value; the other words; and what stands after ``--``."""
    options: list[str] = []
    free: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            break
        if word in _WITH_VALUE:
            options.append(word)
            options.extend(value for value in [next(rest, None)] if value is not None)
        elif word.startswith("--") or word == "-h":
            options.append(word)
        else:
            free.append(word)
    return options, free, list(rest)


def _meant(word: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, 1)
    return f": did you mean {near[0]}?" if near else ""


def _ordered(options: Sequence[str], free: Sequence[str]) -> list[str]:
    return [*options, "--", *free] if free else [*options]


def _parse_command(command: str, options: Sequence[str], free: Sequence[str]) -> Arguments:
    return understood(command, options, free) or by_parser(command, options, free)


def understood(command: str, options: Sequence[str], free: Sequence[str]) -> Arguments | None:
    """What a command and its words mean, without a parser, whose import takes 5 ms.

    Args:
        command: The name of the command.
        options: Its options, each with its value behind it.
        free: The other words.

    Returns:
        What ``by_parser`` gives; None where that has something to say, or is written otherwise.
    """
    takes_words = command in _TAKES_WORDS
    if (command in _NEEDS_WORDS and not free) or (free and not takes_words and command != "index"):
        return None
    if not takes_words and len(free) > 1:
        return None
    path: str | None = None
    limit = _MOST_HITS if command == "search" else 0
    flags: set[str] = set()
    rest = iter(options)
    for option in rest:
        if option == "--json" or option in _FLAGS.get(command, ()):
            flags.add(option)
            continue
        value = next(rest, "")
        if not value or value.startswith("-"):
            return None
        if option == "--journal":
            path = value
        elif option == "--limit" and command == "search" and value.isdecimal():
            limit = int(value)
        else:
            return None
    return Arguments(
        command=command,
        path=path if takes_words or not free else free[0],
        text=" ".join(free) if takes_words else "",
        limit=limit,
        json="--json" in flags,
        rebuild="--rebuild" in flags,
        unanswered="--unanswered" in flags,
        init="--init" in flags,
        as_indexed="--as-indexed" in flags,
    )


def by_parser(command: str, options: Sequence[str], free: Sequence[str]) -> Arguments:
    """What a command and its words mean. Raises SystemExit, as ``parse`` does.

    Args:
        command: The name of the command.
        options: Its options, each with its value behind it.
        free: The other words.
    """
    from .parsers import command_parser

    found = command_parser(command, COMMANDS[command]).parse_args(_ordered(options, free))
    path = found.path if command == "index" and found.path is not None else found.journal
    return Arguments(
        command=command,
        path=path,
        text=" ".join(found.text) if "text" in found else "",
        limit=found.limit if "limit" in found else 0,
        json=found.json,
        rebuild="rebuild" in found and found.rebuild,
        unanswered="unanswered" in found and found.unanswered,
        init="init" in found and found.init,
        as_indexed="as_indexed" in found and found.as_indexed,
    )
