"""Which journal is opened, and where in it, by the words of the command line.

A bare word is a command, else a path that there is, else the name of a journal in the
configuration, else a post. What the same word might also have meant is told.
"""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index.errors import JournalError
from index.lazy_pattern import lazy_pattern
from index.messages import Message

from . import WRONG, CommandError

if TYPE_CHECKING:
    from index.journal import Journal
    from index.post import Post
    from index.results import Progress
    from tui.model.starting_place import StartingPlace

    from .arguments import OpeningOptions
    from .output import Output

_QUESTIONS: Final = "journal.questions"
_NOTES: Final = "note.list"
_VARIABLE: Final = "ILGI_JOURNAL"
_WITH_LINE: Final = lazy_pattern(r"(?P<name>.+?):(?P<line>\d{1,9})(?::.*)?", re.DOTALL)
"""A file with a line, as compilers and grep write it."""
_SITES: Final = {"_config.yml", "_config.yaml", "_posts", ".obsidian"}
_POSTS: Final = {"md", "markdown", "mkd", "mdown", "mkdown", "rmd"}
_ABOUT: Final = {"readme", "license", "licence", "changelog", "contributing", "code_of_conduct"}
_MOST_ENTRIES: Final = 20_000

Tell = Callable[[str], None]
"""Says something on standard error."""


@dataclass(frozen=True, slots=True)
class JournalStart:
    """A journal to open, and where in it to begin.

    ``start`` is the path of a post or of a folder, relative to ``root``; empty for the beginning.
    ``line`` is a line of that post. ``first`` is the post for who has read none of the journal yet.
    ``post`` is what else names a post, which is to be looked up once the journal is open.
    ``others`` are further journals. ``passed_over`` is the folder of a journal of the configuration
    whose name is a path here as well, which is opened instead.
    """

    root: Path
    start: str = ""
    line: int | None = None
    post: str = ""
    others: tuple[Path, ...] = ()
    first: str = ""
    passed_over: str = ""


def place_to_open(
    words: Sequence[str], journal: str | None, tell: Tell, *, here: bool = False
) -> JournalStart:
    """What the words after ``ilgi`` open.

    Args:
        words: One word, which may be anything; or paths and names of several journals.
        journal: The journal that ``--journal`` names, in which a word is a post.
        tell: Called with what a word might also have meant.
        here: Keep to the folder or the file, although it is a part of a journal.

    Raises:
        CommandError: One of several words is no journal.
        JournalError: One of several journals has gone.
    """
    named = journal if journal is not None else os.environ.get(_VARIABLE) or None
    if not words:
        return journal_to_open(named and f"{journal_path(named, tell)}", here=here)
    if len(words) == 1:
        return _one_place(words[0], journal, named, tell, here=here)
    if journal is not None:
        raise CommandError(f"{words[1]}: with --journal one post can be opened")
    first, *others = [_journal_of_several(word, tell) for word in words]
    opened = journal_to_open(f"{first}", here=here)
    return JournalStart(opened.root, opened.start, others=tuple(map(_there, others)))


def _one_place(
    word: str, journal: str | None, named: str | None, tell: Tell, *, here: bool
) -> JournalStart:
    if journal is not None:
        return JournalStart(journal_path(journal, tell), post=word)
    if _exists(word):
        _tell_name_that_lost(word, tell)
        passed_over = _passed_over(word)
        return replace(journal_to_open(word, here=here), passed_over=f"{passed_over or ''}")
    with_line = _WITH_LINE.fullmatch(word)
    if with_line is not None and _exists(with_line["name"]):
        opened = journal_to_open(with_line["name"], here=here)
        return JournalStart(opened.root, opened.start, int(with_line["line"]))
    if (path := _configured(word)) is not None:
        return journal_to_open(f"{path}", here=here)
    if named is not None:
        return JournalStart(journal_path(named, tell), post=word)
    opened = journal_to_open(None, here=here)
    if opened.root == demo():
        raise CommandError(_no_such_thing(word))
    return JournalStart(opened.root, post=word)


def _journal_of_several(word: str, tell: Tell) -> Path:
    if not _exists(word) and _configured(word) is None:
        raise CommandError(_no_such_thing(word))
    return journal_path(word, tell)


def _no_such_thing(word: str) -> str:
    from .suggestions import meant_by

    meant = meant_by(os.path.abspath(word))  # noqa: PTH100  Path.absolute keeps the dots
    return (
        f"there is no command, file, journal or post {word}{meant}{_mistakes()} (see ilgi --help)"
    )


def _mistakes() -> str:
    """That the configuration may be why a name is not known, as the end of a sentence."""
    from tui.configuration.journal_kinds import has_mistakes

    return "; the configuration has mistakes: `ilgi config` tells them" if has_mistakes() else ""


def journal_path(named: str, tell: Tell) -> Path:
    """The folder or file of a journal that is named by its path, or as in the configuration.

    Args:
        named: Its path or its name.
        tell: Called where both are there.
    """
    if _exists(named):
        _tell_name_that_lost(named, tell)
        return Path(os.path.expanduser(named))  # noqa: PTH111  Path raises without a home
    configured = _configured(named)
    if configured is None and (mistakes := _mistakes()):
        tell(mistakes.removeprefix("; "))
    return configured or Path(named)


def journal_to_print(named: str | None, tell: Tell) -> Path:
    """The journal of a command that prints.

    It is the one that was named, else the current folder if it holds posts, else the first one of
    the configuration.

    Args:
        named: What ``--journal`` names, None without it.
        tell: Called with what the name might also have meant.
    """
    name = named if named is not None else os.environ.get(_VARIABLE) or None
    if name is not None:
        return journal_path(name, tell)
    return _first_configured() or Path()


def tell_what_lost(command: str, tell: Tell) -> None:
    """Say so, once, where the name of a command is that of a file or a journal, too.

    Args:
        command: The command that is run.
        tell: Called in this case.
    """
    if os.path.lexists(command):
        said = f"`ilgi ./{command}` opens what has that name"
    elif _configured(command) is not None:
        said = f"`ilgi --journal {command}` opens that journal"
    else:
        return
    if _is_first_time(f"{command} is a command"):
        tell(f"{command} is a command here; {said} (this is said once)")


def tell_folder_in_query(words: Sequence[str], tell: Tell) -> None:
    """Say so where a query ends in a folder, as the arguments of grep do.

    Args:
        words: The words of the query.
        tell: Called in this case.
    """
    last = words[-1] if words else ""
    if (os.sep in last or last in (".", "..")) and os.path.isdir(last):  # noqa: PTH112  any text
        from shlex import join

        option = join(["--journal", last])
        tell(f"{last} is a part of the query here; `{option}` reads that folder")


def _is_first_time(hint: str) -> bool:
    """Whether a hint was not given yet, which is remembered; True where it cannot be."""
    from tui.state.hints import is_new

    return is_new(hint)


def _tell_name_that_lost(path: str, tell: Tell) -> None:
    if (passed_over := _passed_over(path)) is not None:
        tell(f"{path} is a path here; the journal of that name is {passed_over}")


def _passed_over(path: str) -> Path | None:
    """The journal of the configuration whose name is that of another path here."""
    configured = _configured(path)
    return None if configured is None or _is_same(path, configured) else configured


def _is_same(path: str, other: Path) -> bool:
    return os.path.realpath(path) == os.path.realpath(other)


def _configured(name: str) -> Path | None:
    """The journal of the configuration with a name, None where there is none."""
    from tui.configuration.journal_kinds import configured_journals

    return configured_journals().get(name)


def _first_configured() -> Path | None:
    """The first journal of the configuration that there is, if this folder is none itself."""
    from tui.configuration.journal_kinds import configured_journals

    journals = configured_journals()
    if not journals or _is_in_journal():
        return None
    return next((path for path in journals.values() if os.path.exists(path)), None)  # noqa: PTH110  raises nothing


def _is_in_journal() -> bool:
    """Whether the current folder, which is not the user's home, holds posts or is part of a site.

    A home has Markdown files in it somewhere, which make it no journal.
    """
    folder = Path.cwd()
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  Path raises without a home
    return not _is_same(f"{folder}", home) and (
        _root_above(folder) is not None or holds_posts(folder)
    )


def _exists(path: str) -> bool:
    """Whether there is anything at a path; what Path has for it raises where there cannot be."""
    try:
        return os.path.exists(os.path.expanduser(path))  # noqa: PTH110, PTH111  see above
    except ValueError:
        return False


def starting_place(
    journal: Journal, place: JournalStart, opening: OpeningOptions, output: Output
) -> StartingPlace:
    """Where the browser begins.

    Args:
        journal: The journal, which is open.
        place: What the words of the command line named.
        opening: What its options ask for.
        output: Where progress is shown, should the journal have to be read first.

    Raises:
        CommandError: There is no such post.
    """
    from tui.model.query_text import filter_for
    from tui.model.starting_place import StartingPlace

    path, line = place.start, place.line
    if place.post:
        try:
            post, line = find_post(journal, place.post, output.progress)
        finally:
            output.end_progress()
        path = post.path
    elif line is not None and not path:  # a file that is a journal of its own
        path = place.root.name
    filters = (("tag", opening.tag), ("date", opening.date))
    query = " ".join(
        [opening.query.strip(), *(filter_for(name, value) for name, value in filters if value)]
    )
    command = _QUESTIONS if opening.questions else _NOTES if opening.notes else ""
    return StartingPlace(path, line, query.strip(), command, place.first, place.passed_over)


def find_post(
    journal: Journal, reference: str, progress: Callable[[Progress], None]
) -> tuple[Post, int | None]:
    """The post that a word of the command line names, with its line where that is given.

    A journal that does not know it is read first, since it may have come meanwhile. Where no post
    has that name, it is the only one that has it in its title.

    Args:
        journal: The journal.
        reference: A path, slug, permalink, title or a part of a title; ``:LINE`` may follow.
        progress: Called while it is read.

    Raises:
        CommandError: There is none; posts with names like it are offered.
    """
    from .posts import near_posts, post_by_part

    found = _found(journal, reference)
    if found is None:
        journal.refresh(progress=progress)
        found = _found(journal, reference)
    for name, line in _readings(reference) if found is None else ():
        if (post := post_by_part(name, journal.posts)) is not None:
            found = post, line
    if found is None:
        near = near_posts(_readings(reference)[-1][0], journal.posts)
        raise CommandError(f"{_no_such_thing(reference)}{near}", WRONG)
    return found


def _readings(reference: str) -> Sequence[tuple[str, int | None]]:
    """A name as a whole, and a name with a line where it may be that."""
    with_line = _WITH_LINE.fullmatch(reference)
    whole: tuple[str, int | None] = (reference, None)
    return [whole] if with_line is None else [whole, (with_line["name"], int(with_line["line"]))]


def _found(journal: Journal, reference: str) -> tuple[Post, int | None] | None:
    from index.errors import PostNotFound

    for name, line in _readings(reference):
        try:
            return journal.find(name), line
        except PostNotFound:
            continue
    return None


def journal_to_open(named: str | None, *, here: bool = False) -> JournalStart:
    """The journal that was named; else the current folder if it holds posts.

    Else it is the first journal of the configuration, else the demo. A folder or file that is a
    part of a journal opens all of that, unless it is to be kept to ``here``.
    """
    folder = Path.cwd() if named is None else Path(named)
    if named is None and (configured := _first_configured()) is not None:
        return JournalStart(configured)
    try:
        path = folder.expanduser().absolute()
    except (OSError, ValueError, RuntimeError):  # what is wrong with it is told when it is opened
        return JournalStart(folder)
    root = None if here else _root_above(path)
    if root is not None and root != path:
        return JournalStart(root, path.relative_to(root).as_posix())
    if named is not None or holds_posts(folder):
        return JournalStart(folder)
    return JournalStart(demo(), first=demo_start())


def _root_above(path: Path) -> Path | None:
    from index.journal import root_above

    try:
        return root_above(path)
    except (OSError, ValueError, RuntimeError):  # what is wrong is told when it is opened
        return None


def _there(path: Path) -> Path:
    """A journal beside the first, which is opened later, if ever. Raises JournalError."""
    path = path.absolute()
    if not os.path.exists(path):  # noqa: PTH110  what Path has for it raises
        raise JournalError(Message.of("path-missing", path=f"{path}"))
    return path


def demo() -> Path:
    """The folder of the built-in demo journal."""
    from importlib.resources import files

    return Path(str(files("tui") / "demo"))


def demo_start() -> str:
    """The post that the demo begins at, which is written in the reader's language."""
    from tui.configuration.location import configuration_file
    from tui.configuration.reading import read
    from tui.language import choose_language, is_korean

    choose_language(read(configuration_file()).language)
    return f"_posts/about/2023-01-02-start-here{'-ko' if is_korean() else ''}.md"


def holds_posts(folder: Path) -> bool:
    """Whether somebody keeps posts in ``folder``: it is a site, or has a Markdown file inside.

    Files that are about a project, such as its README, do not count, nor do hidden folders and
    Python packages. The nearest folders are looked at first, and 20,000 entries at most, so that
    a home folder answers quickly.
    """
    seen = 0
    waiting = deque([folder])
    while waiting:
        try:
            with os.scandir(waiting.popleft()) as entries:
                inside = list(entries)
        except OSError:
            continue
        names = {entry.name for entry in inside}
        if _SITES & names or any(_is_post(name) for name in names):
            return True
        seen += len(inside)
        if seen > _MOST_ENTRIES:
            return False
        waiting.extend(Path(entry.path) for entry in inside if _may_hold_posts(entry))
    return False


def _is_post(name: str) -> bool:
    stem, _, extension = name.lower().rpartition(".")
    return bool(stem) and extension in _POSTS and stem not in _ABOUT and not stem.startswith(".")


def _may_hold_posts(entry: os.DirEntry[str]) -> bool:
    return (
        not entry.name.startswith(".")
        and entry.name != "node_modules"
        and entry.is_dir(follow_symlinks=False)
        and not os.path.exists(os.path.join(entry.path, "__init__.py"))  # noqa: PTH110, PTH118  raises nothing
    )
