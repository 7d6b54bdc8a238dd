"""The manual page, in the man macros of roff, made from the parsers of the command line."""

from __future__ import annotations

import re
from argparse import Action, ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Final

from tui import __version__

from .arguments import COMMANDS
from .parsers import browser_parser, command_parser

_COMMON: Final = frozenset(
    ("--journal", "--json", "--jsonl", "-0", "--color", "--width", "--no-pager")
)
"""Options that are told once, and not with each command that has them."""
_DESCRIPTION: Final = (
    "ilgi (일기) reads the journals that people keep in Markdown: a blog, a folder of notes, a"
    " vault. It runs in the terminal, needs no network and never writes to the journal. Without a"
    " command it opens the browser, where ? shows every key.",
    "A word is the name of a command, else a path, else the name of a journal in the configuration,"
    " else a post. Options may stand anywhere, and a word such as -tag:x is part of a query.",
)
_STATUS: Final = (
    ("0", "something was printed, or the browser was left"),
    ("1", "nothing was found; with problems --check: there are problems"),
    ("2", "the command is wrong, or the journal or a page cannot be read"),
    ("70", "ilgi itself failed; a report is named"),
    ("130, 141", "it was interrupted, or nobody reads what it prints"),
)
_ENVIRONMENT: Final = (
    ("ILGI_JOURNAL", "the journal to read where none is named"),
    ("ILGI_CONFIG_DIR, ILGI_CACHE_DIR, ILGI_STATE_DIR", "other folders for what ilgi keeps"),
    ("PAGER", "gets what is longer than the terminal"),
    ("VISUAL, EDITOR", "open a post from the browser"),
    ("NO_COLOR, CLICOLOR_FORCE, COLUMNS", "colours and width of what is printed"),
)
_FILES: Final = (
    ("~/.config/ilgi/config.toml", "the configuration; ilgi config --init writes it"),
    ("~/.cache/ilgi", "the indexes, which can be deleted at any time"),
    ("~/.local/state/ilgi", "what the reader did: notes, bookmarks, what was read"),
)
_EXAMPLES: Final = (
    ("ilgi ~/blog", "browse a journal"),
    ("ilgi list date:2021-09 --format '{path}\\t{title}'", "path and title of a month's posts"),
    ("ilgi search tag:PyTorch loss --limit 5", "the best five hits"),
    ("ilgi problems --check", "end with 1 where a file cannot be read as it was meant"),
)


def man_page() -> str:
    """The manual page as a text in roff."""
    return "\n".join([*_head(), *_commands(), *_tail()]) + "\n"


def _head() -> Iterator[str]:
    yield f'.TH ILGI 1 "" "ilgi {__version__}" "User Commands"'
    yield from (".SH NAME", "ilgi \\- read and search a journal of Markdown posts")
    yield ".SH SYNOPSIS"
    yield from (".B ilgi", r"[\fIOPTION\fR ...] [\fIWORD\fR ...]", ".br")
    yield from (".B ilgi", r"\fICOMMAND\fR [\fIOPTION\fR ...] [\fIWORD\fR ...]")
    yield ".SH DESCRIPTION"
    for number, paragraph in enumerate(_DESCRIPTION):
        if number:
            yield ".PP"
        yield _text(paragraph)
    yield ".SH OPTIONS"
    yield from _of_actions(_actions(browser_parser(COMMANDS)))
    yield ".SS Of commands that print"
    options = _actions(command_parser("list", COMMANDS["list"]))
    yield from _of_actions(one for one in options if _COMMON & {*one.option_strings})


def _commands() -> Iterator[str]:
    yield ".SH COMMANDS"
    for name, summary in COMMANDS.items():
        yield ".SS " + _text(f"{name} - {summary}")
        actions = _actions(command_parser(name, summary))
        yield from _of_actions(one for one in actions if not _COMMON & {*one.option_strings})


def _actions(parser: ArgumentParser) -> Iterator[Action]:
    for action in parser._actions:  # noqa: SLF001  argparse has no other list of them
        if not {"--help", "--version"} & {*action.option_strings}:
            yield action


def _of_actions(actions: Iterable[Action]) -> Iterator[str]:
    for action in actions:
        yield from (".TP", _signature(action), _text(_help(action)))


def _signature(action: Action) -> str:
    if not action.option_strings:
        return rf"\fI{_text(f'{action.metavar}')}\fR"
    names = ", ".join(rf"\fB{_text(name)}\fR" for name in action.option_strings)
    if action.nargs == 0:
        return names
    value = "|".join(action.choices) if action.choices else action.metavar or action.dest.upper()
    return rf"{names} \fI{_text(f'{value}')}\fR"


def _help(action: Action) -> str:
    return re.sub(r"%\((\w+)\)s", lambda found: f"{getattr(action, found[1])}", action.help or "")


def _tail() -> Iterator[str]:
    for title, rows in (
        ("EXIT STATUS", _STATUS),
        ("ENVIRONMENT", _ENVIRONMENT),
        ("FILES", _FILES),
        ("EXAMPLES", _EXAMPLES),
    ):
        yield f".SH {title}"
        for name, about in rows:
            yield from (".TP", rf"\fB{_text(name)}\fR", _text(about))


def _text(text: str) -> str:
    """Text of a page, in which nothing is a request or an escape."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped
