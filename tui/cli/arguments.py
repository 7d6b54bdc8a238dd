"""What the command line means: words to ``Arguments``.

The first word that is a subcommand's name is the subcommand; without one, ilgi opens the browser.
Options may stand anywhere, and a word such as ``-tag:BOJ`` is a word, not an option, so that a
query needs no quoting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from index.post import ProblemKind

    from .output import Color

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
    "completions": "print what makes a shell complete ilgi's words: bash, zsh or fish",
    "help": "print the help of ilgi or of a command",
}

_WITH_VALUE: Final = frozenset(
    (
        *("--journal", "--limit", "--format", "--color", "--width", "--kind"),
        *("--search", "--tag", "--date"),
    )
)
_FLAGS: Final = {
    "index": {"--rebuild"},
    "list": {"--as-indexed", "--published"},
    "search": {"--as-indexed"},
    "questions": {"--unanswered"},
    "config": {"--init"},
    "help": {"--man"},
}
"""The options without a value that a command has besides ``--json``."""
_TAKES_WORDS: Final = {"list", "search", "show", "questions", "completions", "help"}
_NEEDS_WORDS: Final = {"search", "show", "completions"}
_WITHOUT_JOURNAL: Final = {"completions", "help"}
_LIMITED: Final = {"list", "search", "questions"}
_MOST_HITS: Final = 20


@dataclass(frozen=True, slots=True)
class OpeningOptions:
    """Where the browser begins.

    ``query`` is what is searched for; ``tag`` and ``date`` are filters of it. ``questions`` and
    ``notes`` open the list of these. ``here`` opens a folder alone that is a part of a journal.
    """

    query: str = ""
    tag: str = ""
    date: str = ""
    questions: bool = False
    notes: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class Arguments:
    """What was asked for.

    ``command`` is a key of ``COMMANDS``, or empty for the browser. ``path`` is the journal that
    was named, None where none was. ``words`` are the query, the posts, or what the browser is to
    open; ``limit`` is the most rows to print, 0 for all of them. ``as_indexed`` says that the
    folder is not looked at.

    ``json``, ``jsonl``, ``format`` and ``nul`` choose the form of what is printed, ``color``,
    ``width`` and ``paged`` how it looks on a terminal. All others are options of one command.
    """

    command: str = ""
    path: str | None = None
    words: tuple[str, ...] = ()
    limit: int = _MOST_HITS
    json: bool = False
    jsonl: bool = False
    format: str | None = None
    nul: bool = False
    color: Color = "auto"
    width: int = 0
    paged: bool = True
    body: bool = False
    raw: bool = False
    check: bool = False
    kinds: tuple[ProblemKind, ...] = ()
    published: bool = False
    rebuild: bool = False
    unanswered: bool = False
    init: bool = False
    man: bool = False
    as_indexed: bool = False
    opening: OpeningOptions = OpeningOptions()

    @property
    def text(self) -> str:
        """The query, or the title of the post."""
        return " ".join(self.words)

    @property
    def end(self) -> str:
        """What ends a record."""
        return "\0" if self.nul else "\n"


def parse(words: Sequence[str]) -> Arguments:
    """The meaning of ``words``, which are those that follow the program's name.

    Raises ``SystemExit``: 2 with one line on standard error for a wrong use, 0 after ``--help``
    and ``--version``.
    """
    options, free, literal = _split(words)
    if free and free[0] in COMMANDS:
        return _parse_command(free[0], options, [*free[1:], *literal])
    if not options and not literal and len(free) < 2 and all(free):
        return Arguments(words=tuple(free))  # most starts, which need no parser

    from .parsers import browser_parser

    browser = browser_parser(COMMANDS)
    found = browser.parse_args(_ordered(options, [*free, *literal]))
    opening = OpeningOptions(
        query=found.search,
        tag=found.tag,
        date=found.date,
        questions=found.questions,
        notes=found.notes,
        here=found.here,
    )
    return Arguments(path=found.journal, words=tuple(found.words), opening=opening)


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
        elif word.startswith("--") or word in {"-h", "-0"}:
            options.append(word)
        else:
            free.append(word)
    return options, free, list(rest)


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
    if options and command in _WITHOUT_JOURNAL and [*options] != ["--man"]:
        return None
    path: str | None = None
    limit = _MOST_HITS if command == "search" else 0
    limited = command in _LIMITED
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
        elif option == "--limit" and limited and value.isdecimal() and len(value) < 19:
            limit = int(value)
        else:
            return None
    return Arguments(
        command=command,
        path=path if takes_words or not free else free[0],
        words=tuple(free) if takes_words else (),
        limit=limit,
        json="--json" in flags,
        rebuild="--rebuild" in flags,
        unanswered="--unanswered" in flags,
        init="--init" in flags,
        man="--man" in flags,
        as_indexed="--as-indexed" in flags,
        published="--published" in flags,
    )


def by_parser(command: str, options: Sequence[str], free: Sequence[str]) -> Arguments:
    """What a command and its words mean. Raises SystemExit, as ``parse`` does.

    Args:
        command: The name of the command.
        options: Its options, each with its value behind it.
        free: The other words.
    """
    from .parsers import command_parser

    parser = command_parser(command, COMMANDS[command])
    found = vars(parser.parse_args(_ordered(options, free)))
    if found.get("json") and found.get("nul"):
        parser.error("argument -0: not allowed with argument --json")
    named, word = found.pop("journal", None), found.pop("journal_word", None)
    path = named if word is None else word
    words, kinds = tuple(found.pop("words", ())), tuple(found.pop("kinds", ()))
    return Arguments(command, path, words, found.pop("limit", 0), kinds=kinds, **found)
