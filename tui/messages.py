"""What workers and panes tell the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from index.values import dataclass

if TYPE_CHECKING:
    from index.messages import Message as IndexMessage
    from index.post import Post
    from index.results import (
        Answer,
        Completion,
        Facets,
        Progress,
        Refreshed,
        Relaxed,
        Resolved,
        Snippet,
        Suggestion,
    )
    from tui.commands import Scope


@dataclass(eq=False, repr=False)
class SearchFinished(Message):
    """What a query finds: ``posts`` in the order asked for, and how many carry each name.

    ``answer`` is None where the query is empty and ``posts`` is the whole journal. ``whole`` are
    the facets of the whole journal, ``problems`` how many it has, ``order`` that of the whole
    journal, and ``to_top`` says to begin at the first post.
    """

    query: str
    answer: Answer | None
    posts: Sequence[Post]
    facets: Facets
    whole: Facets
    problems: int
    order: str
    to_top: bool


@dataclass(eq=False, repr=False)
class SearchFailed(Message):
    """A query has no answer, because the search failed unexpectedly; the failure is told apart."""

    query: str


@dataclass(eq=False, repr=False)
class Suggested(Message):
    """What may help with an ``answer`` that is small.

    ``suggestions`` are queries that find something, where it finds nothing, and ``relaxed`` is what
    its query finds less strictly. It ``is_late`` where the same was told before, without what is
    close in meaning.
    """

    answer: Answer
    suggestions: Sequence[Suggestion]
    relaxed: Sequence[Relaxed]
    is_late: bool = False


@dataclass(eq=False, repr=False)
class VectorsMade(Message):
    """Vectors of posts were made, and there is something to tell of that."""

    told: Sequence[IndexMessage]


@dataclass(eq=False, repr=False)
class SnippetsFound(Message):
    """Snippets of some hits of an answer, by path."""

    answer: Answer
    snippets: Mapping[str, Snippet | None]


@dataclass(eq=False, repr=False)
class Completed(Message):
    """What the text of a query before ``cursor`` may become."""

    query: str
    cursor: int
    completions: Sequence[Completion]


@dataclass(eq=False, repr=False)
class LinkResolved(Message):
    """Where a link leads that the reader follows from the post at ``path``."""

    path: str
    found: Resolved


@dataclass(eq=False, repr=False)
class PaneRequested(Message):
    """Another pane is to have the focus."""

    scope: Scope


class JournalsRequested(Message):
    """Another journal is to be chosen."""


@dataclass(eq=False, repr=False)
class JournalRequested(Message):
    """The journal at a path is to be shown."""

    path: Path


@dataclass(eq=False, repr=False)
class SettingChosen(Message):
    """The reader wants something to be so from now on, under a name of ``tui.state.settings``."""

    name: str
    value: str | int | bool


@dataclass(eq=False, repr=False)
class PlaceRequested(Message):
    """The reader wants to go to a line of the post's file, or to a part of it in hundredths."""

    number: int
    is_percent: bool


@dataclass(eq=False, repr=False)
class Remark(Message):
    """Why a key does nothing here, in a few words for the foot of the screen.

    One that ``lasts`` stays for its time, whatever is done meanwhile.
    """

    text: str
    lasts: bool = False


@dataclass(eq=False, repr=False)
class TitlesLoaded(Message):
    """The posts of a journal that is read for the first time, before it can be searched."""

    posts: Sequence[Post]


@dataclass(eq=False, repr=False)
class FolderChanged(Message):
    """Files of the journal's folder came, changed or went; no paths: anything may have."""

    paths: frozenset[str]


@dataclass(eq=False, repr=False)
class RefreshProgressed(Message):
    """How far reading the journal's folder has come."""

    progress: Progress


@dataclass(eq=False, repr=False)
class RefreshEnded(Message):
    """The journal's folder was read; ``failure`` says why where it could not be.

    ``passing`` tells that it can be read once the reason has passed.
    """

    refreshed: Refreshed | None
    failure: str = ""
    passing: bool = False
