"""What may have been meant where a path is not there, and why a journal has no posts."""

from __future__ import annotations

import os
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Final

from tui.configuration.journal_kinds import configured_journals
from tui.language.wording import kind_worded

from .arguments import COMMANDS

if TYPE_CHECKING:
    from index.journal import Journal

_MOST_ENTRIES: Final = 10_000
_EXTENSIONS: Final = "(.md, .markdown, …)"


def meant_by(path: str) -> str:
    """What may have been meant by ``path``, at which there is nothing; empty if nothing is like it.

    That is what has a similar name in the same folder, or a command or a journal of the
    configuration with a similar name.
    """
    folder, name = os.path.split(path)
    meant = _nearest(name, folder)
    if folder == os.getcwd():  # noqa: PTH109  both are text
        meant += [f"the command {near}" for near in get_close_matches(name, COMMANDS, 1)]
        journals = list(configured_journals())
        meant += [f"the journal {near}" for near in get_close_matches(name, journals, 1)]
    return f"; did you mean {' or '.join(meant)}?" if meant else ""


def _nearest(name: str, folder: str) -> list[str]:
    """The path beside ``name`` in ``folder`` that is named most like it, if any is."""
    try:
        with os.scandir(folder) as entries:
            names = {entry.name.casefold(): entry.name for entry in islice(entries, _MOST_ENTRIES)}
    except (OSError, ValueError):
        return []
    near = get_close_matches(name.casefold(), names, 1, cutoff=0.7)
    return [os.path.join(folder, names[one]) for one in near]  # noqa: PTH118  text


def why_empty(journal: Journal) -> str:
    """What a journal without a post was searched for, in a line."""
    kind = journal.kind
    match kind.name:
        case "folder":
            what = f"ilgi looks for Markdown files {_EXTENSIONS} in it and in the folders below"
        case "jekyll":
            what = (
                f"of a Jekyll site, ilgi looks for Markdown files {_EXTENSIONS}"
                " in _posts, _drafts and its collections"
            )
        case _:
            what = (
                f"it is read as {kind_worded(kind)}, and ilgi looks for Markdown files"
                f" {_EXTENSIONS} where {kind.title} has its posts"
            )
    return f"there are no posts in {journal.root}: {what}"
