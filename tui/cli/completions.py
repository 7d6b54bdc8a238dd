"""``ilgi completions``: the script for a shell, or what a word of a command line may become.

What the journal knows comes from its index as it is: nothing is read or written for a completion,
and without an index only names of commands, options and journals are offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from index.lazy_pattern import lazy_pattern
from index.post import PROBLEM_KINDS

from . import FOUND, CommandError
from .arguments import COMMANDS
from .completion_scripts import SCRIPTS
from .fields import FIELDS
from .output import visible_controls

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from index.journal import Journal

    from .arguments import Arguments
    from .output import Output

_MOST: Final = 200
_LONGEST: Final = 4_000
"""Characters of a command line for which anything is offered."""
_OF_QUERIES: Final = frozenset(("list", "search", "questions"))
_SHELL_SIGNS: Final = lazy_pattern(r"([^\w@%+=:,./~^-])")
_ESCAPED_IN_QUOTES: Final = '\\"$`'
_SIGNS_IN_QUOTES: Final = lazy_pattern(r'([\\"$`])')
_BASH_BREAKS: Final = lazy_pattern(r".*[:=]", re.DOTALL)
"""Where bash begins a word anew, as far as ilgi's words have such signs."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a word may become, and a few words about it."""

    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a word may become; ``files`` says that it may be the name of a file as well."""

    found: Sequence[Candidate] = ()
    files: bool = False


def print_completions(arguments: Arguments, output: Output) -> int:
    """Print the script for a shell; with words after its name, what the last one may become.

    Bash gives all of the line as one word, since it cuts words where they have a colon.

    Raises:
        CommandError: There is no such shell.
    """
    shell, *words = arguments.words
    if shell not in SCRIPTS:
        raise CommandError(f"there are completions for {', '.join(SCRIPTS)}, not for {shell}")
    if not words:
        for line in SCRIPTS[shell].removesuffix("\n").split("\n"):
            output.line(line)
        return FOUND
    typed = _Line.of(words[0]) if shell == "bash" else _Line(("", *words))
    words = [*typed.words[1:]]
    current = words[-1] if words else ""
    candidates = candidates_for(words[:-1], current)
    output.line("files" if candidates.files else "words")
    texts = [one for one in candidates.found if visible_controls(one.text) == one.text][:_MOST]
    if shell == "bash":
        for text in _for_bash([one.text for one in texts], current, typed):
            output.line(text)
        return FOUND
    for one in texts:
        about = visible_controls(one.about)
        output.line(f"{one.text}\t{about}" if about else one.text)
    return FOUND


def candidates_for(before: Sequence[str], current: str) -> Candidates:
    """What a word may become after others.

    Args:
        before: The words between ``ilgi`` and the word.
        current: The word as far as it is typed.
    """
    if sum(map(len, (*before, current))) > _LONGEST:
        return Candidates()
    given = before[-1] if before else ""
    command = next((word for word in before if word in COMMANDS), "")
    if "--" not in before:
        if (of_value := _values(command, given, before, current)) is not None:
            return of_value
        option, equals, value = current.partition("=")
        if equals and option.startswith("--"):
            of_value = _values(command, option, (*before, option), value) or Candidates()
            found = [replace(one, text=f"{option}={one.text}") for one in of_value.found]
            return Candidates(found, of_value.files)
        if current.startswith("-"):
            found = _beginning(_options(command), current)
            if command in _OF_QUERIES:
                found += _of_query(before, command, current)
            return Candidates(found)
    return _words(command, before, current)


def _values(command: str, option: str, before: Sequence[str], current: str) -> Candidates | None:
    """What the value of an option may be, None where the word before is no option with a value."""
    match option:
        case "--journal":
            return Candidates(_beginning(_journals(), current), files=True)
        case "--color":
            choices = [Candidate(one) for one in ("auto", "always", "never")]
            return Candidates(_beginning(choices, current))
        case "--format":
            return Candidates(_fields(command, current))
        case "--tag":
            values = _of_journal(before, lambda journal: journal.facets().tags)
            return Candidates(_beginning(values, current))
        case "--date":
            values = _of_journal(before, lambda journal: journal.facets().dates)
            return Candidates(_beginning(values, current))
        case "--search":
            return Candidates(_of_query((*before[:-1], "search"), "search", current))
        case "--kind":
            kept, comma, typed = current.rpartition(",")
            kinds = [kind.replace(" ", "-") for kind in PROBLEM_KINDS]
            texts = [f"{kept}{comma}{kind}" for kind in kinds if kind.startswith(typed)]
            return Candidates([Candidate(text) for text in texts])
        case "--limit" | "--width":
            return Candidates()
    return None


def _words(command: str, before: Sequence[str], current: str) -> Candidates:
    """What a word that is neither an option nor its value may be."""
    commands = [Candidate(name, about) for name, about in COMMANDS.items()]
    if command == "":
        found = _beginning(commands if not before else (), current)
        found += _beginning(_journals(), current)
        return Candidates(found + (_posts(before, current) if current else []), files=True)
    if command == "help":
        return Candidates(_beginning(commands, current))
    if command == "completions":
        return Candidates(_beginning([Candidate(shell) for shell in SCRIPTS], current))
    if command == "index":
        return Candidates(_beginning(_journals(), current), files=True)
    if command == "show":
        return Candidates(_posts(before, current))
    if command in _OF_QUERIES:
        return Candidates(_of_query(before, command, current))
    return Candidates()


def _beginning(candidates: Sequence[Candidate], typed: str) -> list[Candidate]:
    """The candidates that begin with what is typed, whatever the case of its letters."""
    wanted = typed.casefold()
    return [one for one in candidates if one.text.casefold().startswith(wanted)]


def _options(command: str) -> list[Candidate]:
    from .parsers import browser_parser, command_parser

    parser = command_parser(command, COMMANDS[command]) if command else browser_parser(COMMANDS)
    return [*_options_of(parser)]


def _options_of(parser: ArgumentParser) -> Iterator[Candidate]:
    for action in parser._actions:  # noqa: SLF001  argparse has no other list of its options
        about = (action.help or "").partition(" (default")[0].replace("%%", "%")
        for option in action.option_strings:
            yield Candidate(option, about)


def _fields(command: str, template: str) -> list[Candidate]:
    """A template with the field at its end completed."""
    start = template.rfind("{")
    if start < 0 or "}" in template[start:]:
        start = len(template)
    typed = template[start + 1 :]
    fields = [one for one in FIELDS.get(command, ()) if one.startswith(typed)]
    return [Candidate(f"{template[:start]}{{{field}}}") for field in fields]


def _journals() -> list[Candidate]:
    from tui.configuration.journal_kinds import configured_journals

    return [Candidate(name, f"{path}") for name, path in configured_journals().items()]


def _opened(before: Sequence[str]) -> Journal | None:
    """The journal that a command line is about, None where it has no index or cannot be read."""
    from index.errors import JournalError
    from index.journal import Journal
    from tui.configuration.journal_kinds import configured_kind

    from .opening import journal_to_print

    named = None
    for option, value in pairwise(before):
        if option == "--journal":
            named = value
    for word in before:
        if word.startswith("--journal="):
            named = word.removeprefix("--journal=")
    try:
        path = journal_to_print(named, lambda _: None)
        journal = Journal.open(path, kind=configured_kind(path))
        if not journal.ready:
            journal.close()
            return None
        journal.use_as_indexed()
    except (JournalError, OSError):
        return None
    return journal


def _of_journal(
    before: Sequence[str], counts: Callable[[Journal], Mapping[str, int]]
) -> list[Candidate]:
    """Names in a journal with how many posts have each, the most frequent first."""
    journal = _opened(before)
    if journal is None:
        return []
    with journal:
        found = sorted(counts(journal).items(), key=lambda count: (-count[1], count[0]))
    return [Candidate(name, f"{posts:,} posts") for name, posts in found]


def _posts(before: Sequence[str], current: str) -> list[Candidate]:
    """The posts whose slug, path or title begins with a word, newest first."""
    journal = _opened(before)
    if journal is None:
        return []
    with journal:
        posts = journal.posts
    wanted = current.casefold()
    found: dict[str, str] = {}
    for post in posts:
        for name in (post.slug, post.path, post.title):
            if name.casefold().startswith(wanted):
                found.setdefault(name, post.title if name != post.title else "")
                break
        if len(found) == _MOST:
            break
    return [Candidate(name, title) for name, title in found.items()]


def _of_query(before: Sequence[str], command: str, current: str) -> list[Candidate]:
    """What the last word of a query may become: names of fields, tags, categories, dates."""
    journal = _opened(before)
    if journal is None:
        return []
    earlier = [word for word in before[before.index(command) + 1 :] if not word.startswith("--")]
    query = " ".join([*earlier, current])
    start = len(query) - len(current)
    with journal:
        completions = journal.complete(query, len(query))
    found = [
        Candidate(
            query[start : one.start] + one.text.rstrip(),
            "" if one.posts is None else f"{one.posts:,} posts",
        )
        for one in completions
        if one.start >= start
    ]
    wanted = current.casefold().replace('"', "")
    return [one for one in found if one.text.casefold().replace('"', "").startswith(wanted)]


# Words of bash


@dataclass(frozen=True, slots=True)
class _Line:
    """A command line of bash that need not be at its end, in words; the last may be empty.

    ``quote`` is the quotation mark that is still open, and ``kept`` how many letters of the last
    word stand before it.
    """

    words: Sequence[str] = ()
    quote: str = ""
    kept: int = 0

    @classmethod
    def of(cls, line: str) -> _Line:
        """The words of a line, without their quotation marks."""
        words: list[str] = []
        word: list[str] = []
        quote, kept = "", 0
        is_word = is_escaped = False
        for letter in line:
            if is_escaped:
                if quote == '"' and letter not in _ESCAPED_IN_QUOTES:
                    word.append("\\")
                word.append(letter)
                is_escaped = False
            elif letter == "\\" and quote != "'":
                is_escaped = is_word = True
            elif quote:
                if letter == quote:
                    quote = ""
                else:
                    word.append(letter)
            elif letter in "'\"":
                quote, is_word, kept = letter, True, len(word)
            elif letter.isspace():
                if is_word or word:
                    words.append("".join(word))
                word, is_word = [], False
            else:
                word.append(letter)
                is_word = True
        return cls([*words, "".join(word)], quote, kept if quote else 0)


def _for_bash(texts: Sequence[str], current: str, line: _Line) -> list[str]:
    """Candidates as bash puts them in: quoted, and from its last break of a word on.

    Bash puts in what all candidates begin with. Those that differ from what is typed in the case
    of its letters alone are left out where that would take letters away. Within quotation marks
    words have no breaks, and bash closes the mark behind the only candidate: a name of a field,
    whose value is to follow, is given twice, so that it is not the only one.

    Args:
        texts: The candidates.
        current: The word as far as it is typed.
        line: The line that it is the last word of.
    """
    typed = len(current)
    if len({text[:typed] for text in texts}) > 1:
        texts = [text for text in texts if text.startswith(current)]
    if line.quote:
        found = [text[line.kept :] for text in texts]
        if len(found) == 1 and found[0].endswith(":"):
            found.append(f"{found[0]} ")
        if line.quote == "'":
            return [text.replace("'", "'\\''") for text in found]
        return [_SIGNS_IN_QUOTES.sub(r"\\\1", text) for text in found]
    broken = _BASH_BREAKS.match(current)
    kept = len(broken[0]) if broken is not None else 0
    return [_SHELL_SIGNS.sub(r"\\\1", text[kept:]) for text in texts]
