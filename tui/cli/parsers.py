"""The parsers of the command line, made when there is more in it than the name of a journal."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Mapping
from typing import Final, NoReturn

from tui import __version__

_POST: Final = "POST"
_QUERY: Final = "QUERY"


class _Parser(ArgumentParser):
    """An argument parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        from .output import visible_controls

        self.exit(2, f"ilgi: {visible_controls(message)} (see {self.prog} --help)\n")


def browser_parser(commands: Mapping[str, str]) -> ArgumentParser:
    """The parser of what opens the browser; its help tells the ``commands`` that print."""
    names = "\n".join(f"  {name:<12}{what}" for name, what in commands.items())
    parser = _Parser(
        prog="ilgi",
        usage="ilgi [--here] [PATH ...]\n       ilgi COMMAND [--journal PATH] [--json] ...",
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
    parser.add_argument(
        "--here",
        action="store_true",
        help="keep to the folder or the file, although it is a part of a journal",
    )
    _add_common(parser)
    return parser


def command_parser(name: str, summary: str) -> ArgumentParser:
    """The parser of what follows a command, which does what ``summary`` says."""
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
            _add_as_indexed(parser)
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
            _add_as_indexed(parser)
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


def _add_as_indexed(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--as-indexed",
        action="store_true",
        help="answer from the index as it is, without a look at the folder",
    )


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
