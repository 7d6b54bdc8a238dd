"""What a post is, once it has been read.

Every value here is frozen and slotted, and every text in it is clean: NFC, LF line ends, no
control character but tab and line feed, so that it may be drawn as it is. The one exception is
``Post.path``, which names a file exactly; draw ``Post.display_path`` instead.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import datetime
from typing import Final, Literal, get_args

from index.values import dataclass

from .messages import Message

MOST_SEARCHED: Final = 4_000_000
"""How many characters of a post's prose, and of its code, are searched.

An index takes some hundred bytes for each while it is made.
"""

Flag = Literal[
    "draft",  # in ``_drafts``, or ``draft: true``
    "future",  # dated after the moment it was read
    "unpublished",  # ``published: false``
    "undated",  # neither front matter nor file name gives a date: it is estimated
    "broken",  # something of it could not be read whole: see the problems
    "code",
    "image",
    "link",
    "math",
    "table",
    "toc",  # front matter asks for its contents
    "note",  # a notice, prompt, alert or callout
    "question",
    "answer",
    "unanswered",  # at least one question without an answer
    "task",
    "todo",  # at least one task that is open
    "done",  # at least one task that is done
]

ProblemKind = Literal[
    "config",  # _config.yml could not be read, or a setting of it makes no sense
    "front matter",
    "date",
    "encoding",
    "name",  # a file name that is no post's, or no valid text
    "link",  # a symbolic link that is broken, loops or leaves the journal
    "unreadable",
    "size",
    "markdown",
    "reference",  # an internal link that resolves to nothing
]
PROBLEM_KINDS: Final[tuple[ProblemKind, ...]] = get_args(ProblemKind)


DateSource = Literal[
    "front matter",
    "name",  # of the file, or its folders
    "commit",  # the first one of the file, in the journal's git repository
    "modified",  # the last change of the file
    "",  # there is no date
]
"""Where the date of a post is from."""
ESTIMATES: Final[frozenset[DateSource]] = frozenset({"commit", "modified"})
"""Where dates are from that neither front matter nor file name has."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something of the journal that could not be read as it was meant.

    ``line`` and ``column`` count from 1 in the file. ``recovered`` tells whether all of the
    post's words are there in spite of it.
    """

    path: str
    kind: ProblemKind
    message: Message
    line: int | None = None
    column: int | None = None
    recovered: bool = True


KIND_NAMES: Final = (
    *("jekyll", "hugo", "obsidian", "hexo", "mdbook", "folder", "logseq", "zola", "docusaurus"),
    *("vitepress", "vuepress", "astro", "gatsby", "quartz", "quarto", "pelican", "mkdocs"),
)
"""What the kinds of journals are called in a configuration."""


@dataclass(frozen=True, slots=True)
class JournalKind:
    """By whose rules a journal is read: ``name`` is ``hugo``, ``title`` is Hugo.

    ``marker`` is the file or folder that it is known by, empty for a folder without any; ``chosen``
    tells that it was chosen in the configuration instead.
    """

    name: str = "folder"
    title: str = "folder"
    marker: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: ``level`` 1 to 6, ``id`` as kramdown makes it, ``line`` of the file, from 1.

    ``text`` is plain. ``in_contents`` is false where the post says ``{: .no_toc}``.
    """

    level: int
    id: str
    text: str
    line: int
    in_contents: bool = True


LinkKind = Literal["link", "image", "wiki", "embed", "transclusion"]


TO_POSTS: Final[frozenset[LinkKind]] = frozenset({"link", "wiki", "transclusion"})
"""The kinds of links that may lead to a post."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written: ``target`` is not resolved, ``text`` is plain, ``line`` counts from 1.

    ``{% post_url x %}`` and ``{% link x %}`` keep their Liquid form in ``target``; a wiki link's
    target is what stands between the brackets, before any ``|``. A ``transclusion`` is a wiki link
    that shows a post, or a part of it, in its place.
    """

    target: str
    text: str
    line: int
    kind: LinkKind = "link"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the post names, and as what: ``Person("오하은", "모더레이터")``."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, as far as it is said; each of ``links`` is what it is called and an address.

    An address may be a name alone: ``("github", "hongsusoo")``.
    """

    name: str = ""
    bio: str = ""
    location: str = ""
    email: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question asked in a post, its answer if it has one, and the lines they start on."""

    text: str
    answer: str | None
    line: int
    answer_line: int | None = None


TaskState = Literal["open", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class Task:
    """An item of a list that is to be done or was, without its mark, and the line it begins on.

    One that was given up, or moved to another day, is ``dropped``.
    """

    text: str
    state: TaskState
    line: int


@dataclass(frozen=True, slots=True)
class ContentsSettings:
    """What front matter says of the contents list.

    ``shown`` is ``toc:`` (None where it is silent), ``label`` is ``toc_label:`` without the
    placeholder, ``sticky`` is ``toc_sticky:``.
    """

    shown: bool | None = None
    label: str | None = None
    sticky: bool = False


PropertyKind = Literal["text", "number", "boolean", "date", "list", "mapping", "empty"]


@dataclass(frozen=True, slots=True)
class Property:
    """A key of front matter: the type of its value, and the texts of it, several of a list."""

    key: str
    kind: PropertyKind
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands inside a post beside its prose; ``links`` has those of its properties, too."""

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    people: tuple[Person, ...] = ()
    questions: tuple[Question, ...] = ()
    languages: tuple[str, ...] = ()
    contents: ContentsSettings = field(default_factory=ContentsSettings)
    properties: tuple[Property, ...] = ()
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    r"""A post as lists, trees and searches see it: all but its text and its outline.

    ``path`` is relative to the journal's root, with ``/``; bytes of a file name that are not UTF-8
    stand in it as ``\xff``. ``date`` and ``updated`` carry the site's offset. ``url`` is the
    permalink, percent-encoded, with ``baseurl`` left out; ``aliases`` are the addresses and names
    it had before or has besides. ``place`` is its place in a table of contents that the journal
    has, from 1, and 0 where none names it. ``excerpt`` is what front matter or a separator declares
    and ``lead`` the body's first text; ``minutes`` is the reading time. ``date_source`` is where
    the date is from. ``about`` is what its properties say of it that is searched beside its text.
    ``blocks`` are the ids of blocks in it by which other posts refer to them, in lower case.
    """

    path: str
    title: str
    slug: str
    date: datetime | None
    updated: datetime | None
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    url: str
    excerpt: str
    lead: str
    words: int
    minutes: int
    people: tuple[str, ...]
    flags: tuple[Flag, ...]
    aliases: tuple[str, ...] = ()
    date_source: DateSource = ""
    place: int = 0
    about: str = ""
    blocks: tuple[str, ...] = ()

    @property
    def display_path(self) -> str:
        """The path as one line that is safe to draw."""
        return "".join(
            "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c)[0] == "C" else c
            for c in unicodedata.normalize("NFC", self.path)
        )

    @property
    def day(self) -> str:
        """The date as ``YYYY-MM-DD`` in the site's time zone, or ten blanks."""
        return " " * 10 if self.date is None else self.date.date().isoformat()

    @property
    def is_estimated(self) -> bool:
        """Whether the date is an estimate: neither front matter nor file name has one."""
        return self.date_source in ESTIMATES

    @property
    def marked_day(self) -> str:
        """The date as ``YYYY-MM-DD``, ``~YYYY-MM-DD`` where it is an estimate; empty for none."""
        return f"{'~' * self.is_estimated}{self.day.strip()}"


@dataclass(frozen=True, slots=True)
class SourceStamp:
    """A file beside its own that the text of a post is made of, as it was when that was read.

    ``path`` is relative to the folder of the journal. Where there was no file, ``mtime_ns`` and
    ``size`` are -1.
    """

    path: str
    mtime_ns: int
    size: int


@dataclass(frozen=True, slots=True)
class ExpandedBody:
    """The body of a post whose templates are evaluated.

    ``lines`` has for each line of ``text`` the line of the file that it comes from, never a lesser
    one than before; ``headings`` are the lines of ``text`` with headings, from 1.
    """

    text: str
    lines: tuple[int, ...]
    headings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A post with everything it holds: what reading a file gives.

    ``text`` is the whole file and ``body`` what follows the front matter; the body's first line is
    line ``body_line`` of the file, counted from 1. ``prose`` and ``code`` have a line for each line
    of the body, so that an offset in one of them leads back to a line of the file: ``prose`` is
    what a reader reads, without markup, addresses and code; ``code`` is what stands in code.
    ``site`` has what the journal's settings say of it by Liquid's names: ``site.title``,
    ``site.url``, ``site.baseurl``, as far as they are set. ``author`` is there where the post
    asks to show who wrote it, ``shared`` tells whether it asks to be passed on. ``notes`` tells
    whether ``%%comments%%`` and ``^block-ids`` are hidden in it, as in Obsidian's notes, and
    ``hard_breaks`` whether the end of a line is one on the page. ``kind`` has the rules that it was
    read by, ``html`` tells whether it is written in HTML, ``kramdown`` whether its Markdown is
    kramdown's with Liquid in it, ``emoji`` whether ``:smile:`` is a sign. ``transcluded`` is what
    the post shows of others, as far as that was asked for. ``expanded`` is what the page is made of
    in place of the body where that has templates, and ``depends`` are the files that these read.
    """

    post: Post
    outline: Outline
    text: str
    body: str
    body_line: int
    prose: str
    code: str
    problems: tuple[Problem, ...] = ()
    site: tuple[tuple[str, str], ...] = ()
    author: Author | None = None
    shared: bool = False
    notes: bool = False
    hard_breaks: bool = False
    kind: JournalKind = field(default_factory=JournalKind)
    html: bool = False
    kramdown: bool = False
    emoji: bool = False
    transcluded: tuple[Transclusion, ...] = ()
    expanded: ExpandedBody | None = None
    depends: tuple[SourceStamp, ...] = ()

    @property
    def shown_body(self) -> str:
        """The text that the page is made of."""
        return self.body if self.expanded is None else self.expanded.text


@dataclass(frozen=True, slots=True)
class Transclusion:
    """What a post shows of another, or of itself, in the place of a link: ``![[note#heading]]``.

    ``target`` is that of the link. ``document`` has the part that is shown as its body; it is None
    where ``missing`` says why nothing is.
    """

    target: str
    document: Document | None = None
    missing: Message | None = None


def paths_of(shown: Iterable[Transclusion]) -> Iterator[str]:
    """The paths of the posts that are shown, and of those that are shown in them."""
    for one in shown:
        if one.document is not None:
            yield one.document.post.path
            yield from paths_of(one.document.transcluded)


def newest_first(posts: Iterable[Post]) -> tuple[Post, ...]:
    """The posts by date and path, descending, those without a date at the end.

    Before the latter stand the posts that a table of contents names, in its order.
    """
    dated: list[Post] = []
    undated: list[Post] = []
    for post in posts:
        (undated if post.date is None or post.place else dated).append(post)
    dated.sort(key=lambda post: (post.date.timestamp() if post.date else 0.0, post.path))
    undated.sort(key=chronological_key)
    return (*reversed(dated), *reversed(undated))


def chronological_key(post: Post) -> tuple[bool, float, str]:
    """What posts are sorted by to come as ``newest_first`` has them, but the last one first."""
    date = post.date
    if post.place:
        return (False, 1 / post.place, post.path)
    return (date is not None, date.timestamp() if date else 0.0, post.path)
