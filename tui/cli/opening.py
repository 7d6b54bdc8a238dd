"""Which journal ``ilgi`` opens where none is named."""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.errors import JournalError
from index.messages import Message

_SITES: Final = {"_config.yml", "_config.yaml", "_posts", ".obsidian"}
_POSTS: Final = {"md", "markdown", "mkd", "mdown", "mkdown", "rmd"}
_ABOUT: Final = {"readme", "license", "licence", "changelog", "contributing", "code_of_conduct"}
_MOST_ENTRIES: Final = 20_000


@dataclass(frozen=True, slots=True)
class JournalStart:
    """A journal to open, and where in it to begin.

    ``start`` is the path of a post or of a folder, relative to ``root``; empty for the beginning.
    """

    root: Path
    start: str = ""


def journal_to_open(named: str | None, *, here: bool = False) -> JournalStart:
    """The journal that was named; else the current folder if it holds posts, else the demo.

    A folder or file that is a part of a journal opens all of that, unless it is to be kept to
    ``here``.
    """
    from index.journal import root_above

    folder = Path.cwd() if named is None else Path(named)
    try:
        path = folder.expanduser().absolute()
        root = None if here else root_above(path)
    except (OSError, ValueError, RuntimeError):  # what is wrong with it is told when it is opened
        root = None
    if root is not None and root != path:
        return JournalStart(root, path.relative_to(root).as_posix())
    if named is not None or holds_posts(folder):
        return JournalStart(folder)
    return JournalStart(demo(), demo_start())


def journal_there(named: str) -> Path:
    """A journal that is named beside the first, which is opened later, if ever.

    Raises:
        JournalError: There is nothing at that path.
    """
    # What Path has for these raises where there cannot be such a home or file.
    path = Path(os.path.expanduser(named)).absolute()  # noqa: PTH111  see above
    if not os.path.exists(path):  # noqa: PTH110  see above
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
        and not os.path.exists(os.path.join(entry.path, "__init__.py"))  # noqa: PTH110, PTH118
    )
