"""What the command line means: words to ``Arguments``.

The first word that is a subcommand's name is the subcommand; without one, ilgi opens the browser.
Options may stand anywhere, and a word such as ``-tag:BOJ`` is a word, not an option, so that a
query needs no quoting.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

from tui import __version__

COMMANDS: Final = {
    "index": "read what is new or changed into the index",
    "list": "list posts, newest first; all of them, or those that a query finds",
    "search": "search the posts, best first, with the lines that match",
    "show": "print a post",
    "tags": "count the posts of each tag",
    "categories": "count the posts of each category",
    "dates": "count the posts of each year and month",
    "people": "count the posts that name somebody",
    "bookmarks": "print the bookmarks as a list in Markdown, newest first",
    "questions": "list what was asked in the posts, newest first",
    "problems": "list every file that could not be read as it was meant",
    "stats": "count posts by time and subject, words, and days in a row",
    "config": "print what is configured, and what is wrong in the file",
}

_WITH_VALUE: Final = {"--journal", "--limit"}
_POST: Final = "POST"
_QUERY: Final = "QUERY"


@dataclass(frozen=True, slots=True)
class Arguments:
    """What was asked for.

    ``command`` is a key of ``COMMANDS``, or empty for the browser. ``path`` is the journal that
    was named, None where none was; ``others`` are further ones, for the browser. ``text`` is the
    query or the post; ``limit`` the most hits to print, 0 for all of them.
    """

    command: str = ""
    path: str | None = None
    text: str = ""
    limit: int = 20
    json: bool = False
    rebuild: bool = False
    unanswered: bool = False
    init: bool = False
    others: tuple[str, ...] = ()

    @property
    def journal(self) -> str:
        """The folder or file to read: the current folder where none was named."""
        return "." if self.path is None else self.path


class _Parser(ArgumentParser):
    """An argument parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        from .output import safe

        self.exit(2, f"ilgi: {safe(message)} (see {self.prog} --help)\n")


def parse(words: Sequence[str]) -> Arguments:
    """The meaning of ``words``, which are those that follow the program's name.

    Raises ``SystemExit``: 2 with one line on standard error for a wrong use, 0 after ``--help``
    and ``--version``.
    """
    options, free, literal = _split(words)
    if free and free[0] in COMMANDS:
        return _parse_command(free[0], options, [*free[1:], *literal])
    browser = _browser()
    if len(free) > 1 and not Path(free[0]).expanduser().exists():
        browser.error(f"there is no command {free[0]}{_meant(free[0])}")
    found = browser.parse_args(_ordered(options, [*free, *literal]))
    first, *others = found.paths or [found.journal]
    return Arguments(path=first, others=tuple(others))


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
    found = _command(command).parse_args(_ordered(options, free))
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
    )


def _browser() -> _Parser:
    names = "\n".join(f"  {name:<12}{what}" for name, what in COMMANDS.items())
    parser = _Parser(
        prog="ilgi",
        usage="ilgi [PATH ...]\n       ilgi COMMAND [--journal PATH] [--json] ...",
        description="Read and search a journal of Markdown posts in the terminal.",
        epilog=f"commands that print:\n{names}\n\n"
        "`ilgi COMMAND --help` says more. A folder with a command's name is opened as ./NAME.",
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a folder, a Jekyll site or one file; without it the current folder,"
        " or the built-in demo journal where that holds no posts; of several the first is shown,"
        " and `gj` turns to the others",
    )
    _add_common(parser)
    return parser


def _command(name: str) -> _Parser:
    summary = COMMANDS[name]
    parser = _Parser(
        prog=f"ilgi {name}",
        description=f"{summary[0].upper()}{summary[1:]}.",
        allow_abbrev=False,
    )
    match name:
        case "index":
            parser.add_argument("path", nargs="?", metavar="PATH", help="the journal")
            parser.add_argument("--rebuild", action="store_true", help="start from nothing")
        case "list":
            parser.add_argument("text", nargs="*", metavar=_QUERY, help="what to find")
        case "questions":
            parser.add_argument("text", nargs="*", metavar=_QUERY, help="of which posts")
            parser.add_argument(
                "--unanswered", action="store_true", help="only those without an answer"
            )
        case "search":
            parser.add_argument("text", nargs="+", metavar=_QUERY, help="what to find")
            parser.add_argument(
                "--limit",
                type=_count,
                default=20,
                metavar="N",
                help="the most hits to print, 0 for all (default: %(default)s)",
            )
        case "show":
            parser.add_argument(
                "text", nargs="+", metavar=_POST, help="a path, slug, permalink or title"
            )
        case "config":
            what = "write a file with the defaults where there is none"
            parser.add_argument("--init", action="store_true", help=what)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    _add_common(parser)
    return parser


def _add_common(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--journal",
        type=_path,
        metavar="PATH",
        help="the journal to read (default: the current folder)",
    )
    parser.add_argument(
        "--version", action="version", version=f"ilgi {__version__}", help="print the version"
    )


def _path(text: str) -> str:
    if not text:
        raise ArgumentTypeError("a path is needed, and it is empty")
    return text


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is not a count")
    return int(text)
