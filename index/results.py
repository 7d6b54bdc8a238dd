"""What the index answers with: frozen values, free of anything that belongs to the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from typing import Final, Literal, overload

from index.values import dataclass

from .messages import Message
from .post import Post, Question, Task

Phase = Literal["scanning", "reading", "writing"]

MOST_LEVELS = 32
"""How many levels of a nested category or tag are told apart."""
_LONGEST_PARENT = 300
"""How many characters a name has at most that others are nested in."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh has come: ``done`` of ``total`` posts (``total`` is 0 while scanning)."""

    phase: Phase
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh changed, as paths; a renamed post is a removed and an added one.

    ``seconds`` is how long it took, ``posts`` how many the journal has now, ``problems`` how many
    entries the problems list has. ``behind`` says that another ilgi was writing, so that nothing
    was changed and the index may not show the newest files yet.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    posts: int = 0
    problems: int = 0
    seconds: float = 0.0
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One post that a query found; ``score`` is 0.0 where the order does not depend on it."""

    post: Post
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Snippet:
    """Where in a post a query matches.

    ``text`` is one line of prose or code, ``ranges`` the matched ``[start, end)`` offsets in it in
    characters, ``line`` the line of the file (from 1; 0 where only the metadata matches), and
    ``heading`` the headings above it, outermost first. Where the line is of one of the reader's
    notes, ``note`` is the number of that among those that were given, from 0.
    """

    text: str
    ranges: tuple[tuple[int, int], ...] = ()
    line: int = 0
    heading: tuple[str, ...] = ()
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """How many posts of an answer carry each name, most frequent spelling, no particular order.

    A category or tag ``a/b`` counts for ``a`` too. ``dates`` has a count for each ``2021`` and
    each ``2021-09``, estimated dates as well. ``undated`` posts say no date themselves,
    ``dateless`` ones have not even an estimated one.
    """

    categories: dict[str, int] = field(default_factory=dict)
    tags: dict[str, int] = field(default_factory=dict)
    dates: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    untagged: int = 0
    uncategorised: int = 0
    undated: int = 0
    dateless: int = 0


def lineage(value: str) -> tuple[str, ...]:
    """A nested value and those above it: ``a/b`` gives ``a``, ``a/b``.

    Levels beyond the first ``MOST_LEVELS`` are one name at the deepest of them, as are those below
    a very long name: a file may have a value of any length, and each level repeats what is above.
    """
    found: list[str] = []
    end = value.find("/")
    while 0 <= end <= _LONGEST_PARENT and len(found) < MOST_LEVELS - 1:
        if end and value[end - 1] != "/":
            found.append(value[:end])
        end = value.find("/", end + 1)
    last = value.rstrip("/")
    if last and last != (found[-1] if found else ""):
        found.append(last)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a reader has noted about posts, by path, for ``is:read``, ``is:bookmarked``, ``note:``.

    The journal itself keeps none of it. ``notes`` has the text of each note on a post.
    """

    read: frozenset[str] = frozenset()
    bookmarked: frozenset[str] = frozenset()
    notes: Mapping[str, Sequence[str]] = field(default_factory=dict)


SuggestionKind = Literal["layout", "spelling", "name", "similar"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A query that finds something where the one typed finds nothing.

    ``layout``: typed with the other keyboard layout. ``spelling``: with words of the journal.
    ``name``: with a tag, a category or a field that there is. ``similar``: any word like those
    typed. ``total`` is how many posts it finds.
    """

    kind: SuggestionKind
    query: str
    total: int


@dataclass(frozen=True, slots=True)
class Completion:
    """A field's name or value that the text before the cursor may become.

    ``text`` stands in place of the query's characters ``[start, end)``. ``label`` is what to show,
    ``posts`` how many posts it would find, None for a field's name.
    """

    start: int
    end: int
    text: str
    label: str
    posts: int | None = None


FEW_HITS: Final = 3
"""An answer with fewer hits is small."""


@dataclass(frozen=True, slots=True)
class Answer:
    """All the posts that a query finds, best first.

    ``query`` is the text as typed, so that a late answer can be told from a current one.
    ``understood`` is how it was read, ``hints`` what the reader should know about it.
    ``terms`` are the texts to mark in a post, normalised; ``Journal.terms`` gives those that only
    the post at hand tells as well. ``hits`` is complete: its length is the total, and they are put
    into order as far as they are looked at. Where there are none ``Journal.suggest`` may help.
    ``of_notes`` tells whether it was asked what the reader's notes say. ``unread`` tells that the
    index could not be read just then, so that the same query may find more once it can.
    ``is_sorted`` tells that the query asks for an order with ``sort:``.
    """

    query: str
    hits: Sequence[Hit]
    understood: Message
    hints: tuple[Message, ...] = ()
    terms: tuple[str, ...] = ()
    seconds: float = 0.0
    of_notes: bool = False
    unread: bool = False
    is_sorted: bool = False

    @property
    def total(self) -> int:
        """How many posts match, exactly."""
        return len(self.hits)

    @property
    def is_small(self) -> bool:
        """Whether it has so few hits that what its query finds less strictly may help."""
        return self.total < FEW_HITS

    @property
    def posts(self) -> Sequence[Post]:
        """The posts of the hits, each looked up only when it is asked for."""
        return _Posts(self.hits)


RelaxingStep = Literal["text", "spelling", "meaning", "most", "filter"]


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What a query finds beyond its strict answer when it is taken less strictly.

    ``text``: taken as text as it stands, without operators. ``spelling``: with words or names as
    the journal has them, or typed in the other keyboard layout. ``meaning``: close to it in
    meaning, or with most of its words. ``most``: with most of its words. ``filter``: without one
    of its filters, which ``without`` is. ``answer`` is to a query of its own, without the hits of
    the strict answer.
    """

    step: RelaxingStep
    answer: Answer
    without: str = ""

    @property
    def query(self) -> str:
        """The query that stands for this step."""
        return self.answer.query

    @property
    def total(self) -> int:
        """How many posts it finds that the strict answer has not."""
        return self.answer.total

    @property
    def hits(self) -> Sequence[Hit]:
        """These posts, best first."""
        return self.answer.hits


class _Posts(Sequence[Post]):
    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits = hits

    def __len__(self) -> int:
        return len(self._hits)

    @overload
    def __getitem__(self, index: int) -> Post: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Post, ...]: ...
    def __getitem__(self, index: int | slice) -> Post | tuple[Post, ...]:
        if isinstance(index, slice):
            return tuple(hit.post for hit in self._hits[index])
        return self._hits[index].post

    def __iter__(self) -> Iterator[Post]:
        return (hit.post for hit in self._hits)


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A post whose title is like a text; ``ranges`` are ``[start, end)`` offsets in the title.

    Where another name of the post is like it instead, ``alias`` is that, and the offsets are in it.
    """

    post: Post
    ranges: tuple[tuple[int, int], ...] = ()
    alias: str = ""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A tag or a category that is like a text, and how many posts carry it.

    ``ranges`` are ``[start, end)`` offsets in the name.
    """

    kind: Literal["tag", "category"]
    name: str
    posts: int
    ranges: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """The posts of some days in a row, the newest day first.

    ``first`` and ``last`` are days of it, None where that side is open. ``value`` is what
    ``date:`` has for it in a query, ``days`` says which days these are. Where there are no posts,
    ``before`` and ``after`` are one of the nearest day before and after with any.
    """

    first: date | None
    last: date | None
    value: str
    days: Message
    posts: Sequence[Post]
    before: Post | None = None
    after: Post | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two posts are related: ``names`` are what both carry, or words that stand in both.

    They are the name of a series, tags, categories, or words as the first post spells them, the
    most telling first. Posts that are close in meaning need nothing in common.
    """

    kind: Literal["series", "tag", "category", "words", "meaning"]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A post related to another, and why: one reason at least."""

    post: Post
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question, and the post that it is asked in."""

    post: Post
    question: Question


@dataclass(frozen=True, slots=True)
class FoundTask:
    """A task, the post that it is in, and the heading that it stands under, empty for none."""

    post: Post
    task: Task
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A post as a commit of git left it.

    ``path`` is where its file lay then, relative to the root of the repository, and ``before``
    where it lay before that commit. ``added`` and ``removed`` count the lines that the commit
    changed. Without a ``commit`` it is the file as it is now, changed since the last commit.
    """

    commit: str
    when: datetime
    subject: str = ""
    path: str = ""
    before: str = ""
    added: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class MadeVectors:
    """What making vectors came to: how many were ``made``, and ``told``, what there is to tell."""

    made: int = 0
    told: tuple[Message, ...] = ()


ResolvedKind = Literal["post", "anchor", "external", "file", "broken"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where a link leads.

    ``post``: to ``post``, and there to the heading ``anchor`` if it is not None. ``anchor``: to a
    heading of the same post. ``external``: to ``address``, of the schemes http, https and mailto
    only. ``file``: to a file of the journal that is no post, whose path relative to the root is
    ``address``. ``broken``: nowhere, for ``reason``; nothing of it may be opened. Any other link
    has no ``reason``.
    """

    kind: ResolvedKind
    post: Post | None = None
    anchor: str | None = None
    address: str = ""
    reason: Message | None = None
