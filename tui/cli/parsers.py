"""The parsers of the command line, made when there is more in it than the name of a journal."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NoReturn

from tui import __version__

from .fields import FIELDS

if TYPE_CHECKING:
    from argparse import _MutuallyExclusiveGroup

    from _typeshed import SupportsWrite

    from index.post import ProblemKind

_POST: Final = "POST"
_QUERY: Final = "QUERY"
_MOST_DIGITS: Final = 18
_EXIT: Final = (
    "Exit code: 0 if something was found, 1 if not, 2 if the command is wrong or the journal cannot"
    " be read."
)
_EXITS: Final[Mapping[str, str]] = {
    "problems": "Exit code: 0 if there are problems, 1 if not; with --check the other way round: 1"
    " if there are problems of these kinds, 0 if not. 2 if the command is wrong or the journal"
    " cannot be read.",
    "completions": "",
    "help": "",
}
"""What each command ends with, where that is not the same as for most."""


class _Parser(ArgumentParser):
    """An argument parser that says what is wrong in one line."""

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Print the help. Raises OSError where it cannot be, which argparse keeps to itself."""
        (file or sys.stdout).write(self.format_help())
        sys.stdout.flush()

    def error(self, message: str) -> NoReturn:
        from .output import visible_controls

        self.exit(2, f"ilgi: {visible_controls(message)} (see {self.prog} --help)\n")


def browser_parser(commands: Mapping[str, str]) -> ArgumentParser:
    """The parser of what opens the browser; its help tells the ``commands`` that print."""
    names = "\n".join(f"  {name:<12}{what}" for name, what in commands.items())
    parser = _Parser(
        prog="ilgi",
        usage="ilgi [--here] [WORD ...]\n       ilgi COMMAND [--journal WORD] [--json] ...",
        description="Read and search a journal of Markdown posts in the terminal.",
        epilog=f"commands that print:\n{names}\n\n"
        "`ilgi COMMAND --help` says more. A folder with a command's name is opened as ./NAME.",
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORD",
        help="a folder, a file or FILE:LINE, the name of a journal in the configuration, a post,"
        " or - for standard input; without it the current folder, the first journal of the"
        " configuration, or the built-in demo journal; of several journals the first is shown,"
        " and `gj` turns to the others",
    )
    parser.add_argument("--search", default="", metavar=_QUERY, help="begin with what this finds")
    parser.add_argument("--tag", default="", help="begin with the posts of a tag")
    parser.add_argument("--date", default="", help="begin with the posts of a date: 2021-09")
    parser.add_argument("--questions", action="store_true", help="begin with all questions")
    parser.add_argument("--notes", action="store_true", help="begin with your notes")
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
        epilog=_EXITS.get(name, _EXIT),
        allow_abbrev=False,
    )
    match name:
        case "index":
            parser.add_argument("journal_word", nargs="?", metavar="PATH", help="the journal")
            parser.add_argument("--rebuild", action="store_true", help="start from nothing")
        case "list":
            parser.add_argument("words", nargs="*", metavar=_QUERY, help="what to find")
            _add_limit(parser, 0)
            parser.add_argument(
                "--published",
                action="store_true",
                help="leave out drafts and what is not published, or not yet",
            )
            _add_as_indexed(parser)
        case "questions":
            parser.add_argument("words", nargs="*", metavar=_QUERY, help="of which posts")
            parser.add_argument(
                "--unanswered", action="store_true", help="only those without an answer"
            )
            _add_limit(parser, 0)
        case "search":
            parser.add_argument("words", nargs="+", metavar=_QUERY, help="what to find")
            _add_limit(parser, 20)
            _add_as_indexed(parser)
        case "show":
            parser.add_argument(
                "words",
                nargs="+",
                metavar=_POST,
                help="a path, slug, permalink or title, in as many words as it has; or several",
            )
            parser.add_argument("--raw", action="store_true", help="print the file as it is")
            parser.add_argument(
                "--body", action="store_true", help="with --json: the text below the front matter"
            )
        case "problems":
            parser.add_argument(
                "--check", action="store_true", help="end with 1 where there is one, else with 0"
            )
            parser.add_argument(
                "--kind",
                dest="kinds",
                type=_kinds,
                action="extend",
                default=[],
                metavar="KIND",
                help="only problems of this kind; may be given several times, or several kinds with"
                f" commas between them: {_kind_names()}",
            )
        case "config":
            what = "write a file with the defaults where there is none"
            parser.add_argument("--init", action="store_true", help=what)
        case "completions":
            parser.add_argument(
                "words",
                nargs="+",
                metavar="SHELL",
                help="bash, zsh or fish; with the words of a command line after --, print what the"
                " last one may become",
            )
            return parser
        case "help":
            parser.add_argument("words", nargs="*", metavar="COMMAND", help="the command")
            parser.add_argument(
                "--man", action="store_true", help="print the manual page, for man -l -"
            )
            _add_look(parser)
            return parser
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="print one JSON document")
    if name in FIELDS:
        _add_forms(parser, forms, name)
    _add_look(parser)
    _add_common(parser)
    return parser


def _add_forms(parser: ArgumentParser, forms: _MutuallyExclusiveGroup, name: str) -> None:
    """The options for records.

    Args:
        parser: The parser.
        forms: The forms of which one may be chosen.
        name: The name of the command.
    """
    fields = FIELDS[name]
    forms.add_argument("--jsonl", action="store_true", help="print a line of JSON for each")
    forms.add_argument(
        "--format",
        metavar="TEMPLATE",
        help=f"print a line for each, such as '{{{fields[0]}}}\\t{{{fields[2 % len(fields)]}}}';"
        f" {{field:>12}} is padded, {{field:.10}} cut; fields: {', '.join(fields)}",
    )
    parser.add_argument(
        "-0",
        dest="nul",
        action="store_true",
        help="end each with a NUL, for xargs -0; without --format it is the first field",
    )


def _add_look(parser: ArgumentParser) -> None:
    """The options for what is printed on a terminal."""
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="when colours are printed (default: on a terminal, unless NO_COLOR is set)",
    )
    parser.add_argument(
        "--width",
        type=_width,
        default=0,
        metavar="N",
        help="cells in a line, from 10 to 1000 (default: the terminal's; in a pipe COLUMNS, or 80)",
    )
    parser.add_argument(
        "--no-pager",
        dest="paged",
        action="store_false",
        help="print all at once, also where $PAGER is set and it is longer than the terminal",
    )


def _add_limit(parser: ArgumentParser, default: int) -> None:
    parser.add_argument(
        "--limit",
        type=_count,
        default=default,
        metavar="N",
        help="the most to print, 0 for all (default: %(default)s)",
    )


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
        metavar="WORD",
        help="the journal to read, by its path or its name in the configuration"
        " (default: $ILGI_JOURNAL, else the current folder if it holds posts)",
    )
    parser.add_argument(
        "--version", action="version", version=f"ilgi {__version__}", help="print the version"
    )


def _path(text: str) -> str:
    if not text:
        raise ArgumentTypeError("a path is needed, and it is empty")
    return text


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        raise ArgumentTypeError(f"{text[:20]!r} is not a count")
    return int(text)


def _kinds(text: str) -> Sequence[ProblemKind]:
    """Kinds of problems, with commas between them; a hyphen stands for a blank."""
    from index.post import PROBLEM_KINDS

    named = [one.strip().replace("-", " ") for one in text.split(",")]
    if unknown := [one for one in named if one not in PROBLEM_KINDS]:
        raise ArgumentTypeError(f"{unknown[0][:20]!r} is none of {_kind_names()}")
    return [kind for kind in PROBLEM_KINDS if kind in named]


def _kind_names() -> str:
    """The kinds of problems as they are written on the command line."""
    from index.post import PROBLEM_KINDS

    return ", ".join(kind.replace(" ", "-") for kind in PROBLEM_KINDS)


def _width(text: str) -> int:
    from .output import within

    return within(_count(text))
