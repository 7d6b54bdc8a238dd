"""Where the browser begins in a journal, as the command line has it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StartingPlace:
    """A place to begin at; without any the reader goes on where reading ended last.

    ``path`` is that of a post, or of a folder with posts, relative to the root of the journal, and
    ``line`` a line of its file. ``query`` is searched for, and ``command`` is the id of a command
    that is run first. ``first`` is the path of the post to begin at where no post was read yet.
    ``passed_over`` is the folder of a journal whose name was given, but is a path here as well.
    """

    path: str = ""
    line: int | None = None
    query: str = ""
    command: str = ""
    first: str = ""
    passed_over: str = ""

    @property
    def is_named(self) -> bool:
        """Whether any place was asked for."""
        return bool(self.path or self.query or self.command)
