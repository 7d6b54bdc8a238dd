"""The one door to a journal: open it, bring it up to date, list it, search it, read it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from time import localtime, perf_counter
from typing import TYPE_CHECKING, Self

from .browse.lookup import PostLookup
from .errors import JournalError, not_cancelled
from .post import Document, JournalKind, Link, Outline, Post, Problem
from .relations.resolve import holds
from .store import location
from .sync.commit_moments import LONGEST
from .sync.source_files import SourceFiles, contents, readable
from .sync.updater import IndexUpdater, RefreshOptions

if TYPE_CHECKING:
    from .browse.statistics import Statistics
    from .results import (
        Answer,
        AskedQuestion,
        Completion,
        Facets,
        FoundTask,
        MadeVectors,
        Marks,
        Progress,
        Refreshed,
        Related,
        Relaxed,
        Resolved,
        Snippet,
        Suggestion,
        Version,
    )


class Journal:
    """A folder of posts, or a single one. Made with ``open``; any thread may use it.

    What it shows is one snapshot, replaced whole by a refresh.

    Args:
        root: The folder or the file.
        folder: The folder of the index.
        kind: The name of the kind by whose rules it is read; empty to find that out.
    """

    def __init__(self, root: Path, folder: Path, kind: str = "") -> None:
        self.root = root
        self.is_one_file = root.is_file()
        """Whether the journal was opened as a single file, and not as a folder."""
        self._files = SourceFiles(root, folder, kind)
        self._updater = IndexUpdater(self._files, folder)

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], *, cache: Path | None = None, kind: str = ""
    ) -> Self:
        """Open a journal as it was last refreshed, in milliseconds, without looking at its posts.

        Args:
            path: A folder with posts in it, a Jekyll site, or one file.
            cache: Where indexes are kept, in place of the user's cache folder.
            kind: The name of the kind by whose rules it is read; empty to find that out.

        Raises:
            JournalError: There is nothing at ``path``, or it may not be read.
        """
        root = readable(path)
        return cls(root, location.folder(root, cache), kind)

    @property
    def name(self) -> str:
        """The title of the site, else the name of the folder."""
        return self._updater.snapshot.catalog.name

    @property
    def kind(self) -> JournalKind:
        """By whose rules it was read last, and why."""
        return self._updater.snapshot.catalog.kind

    @property
    def posts(self) -> tuple[Post, ...]:
        """All posts, newest first, those without a date at the end."""
        return self._updater.snapshot.posts

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that could not be read as it was meant."""
        return self._updater.notices + self._updater.snapshot.problems

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What keeps the index from where it should be; these are among the problems."""
        return self._updater.notices

    @property
    def ready(self) -> bool:
        """Whether there is an index, so that a search looks into the posts."""
        return self._updater.ready

    def look_ahead(self) -> None:
        """Begin to learn the titles of a journal that has no index, in a process of its own.

        ``posts`` has them as soon as they are known, of a large journal those of its newest posts
        first, and no refresh looks for them again.
        """
        self._updater.look_ahead()

    def first_posts(
        self, *, than: int = 0, cancelled: Callable[[], bool] = not_cancelled
    ) -> Sequence[Post]:
        """The posts once more ``than`` so many are known, or what ``look_ahead`` began is over.

        Raises Cancelled.
        """
        return self._updater.first_posts(than, cancelled)

    def refresh(
        self,
        *,
        rebuild: bool = False,
        progress: Callable[[Progress], None] | None = None,
        titles: Callable[[Sequence[Post]], None] | None = None,
        cancelled: Callable[[], bool] = not_cancelled,
        paths: Collection[str] = (),
        apart: bool = False,
    ) -> Refreshed:
        """Read what is new or changed and bring the index up to date; make it if there is none.

        Args:
            rebuild: Read everything again.
            progress: Called now and then, in this thread.
            titles: Called on a first run with all posts, most of them known by their names alone,
                and now and then again with what has been read since, newest posts first.
            cancelled: Asked often; what was finished until then is kept.
            paths: All that ``watch`` has told of since the refresh before, which came to its end;
                no others are looked at then. Without any, everything may have changed.
            apart: As for ``tidy``, where that has to be done with the refresh.

        Raises:
            Cancelled: ``cancelled`` said so.
            JournalError: The journal has gone, or an index can be written nowhere.
        """
        began = perf_counter()
        options = RefreshOptions(rebuild, progress, titles, cancelled, paths, apart)
        done = self._updater.refresh(options)
        return replace(
            done,
            posts=len(self.posts),
            problems=len(self.problems),
            seconds=perf_counter() - began,
        )

    def find_first_commits(
        self,
        *,
        cancelled: Callable[[], bool] = not_cancelled,
        seconds: float = LONGEST,
    ) -> bool:
        """Ask git when the posts without a date were first committed, if the journal has any.

        To be called when nobody waits, after a refresh; the next one dates the posts by the answer.

        Args:
            cancelled: Asked often.
            seconds: How long git may take. What it said until then is used.

        Returns:
            Whether something is known that was not known before.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        return self._updater.find_first_commits(cancelled, seconds)

    def use_as_indexed(self) -> None:
        """Take the files for what they were when they were indexed, until the next refresh.

        The text of a post is still that of its file.
        """
        self._updater.use_as_indexed()

    def watch(self, cancelled: Callable[[], bool] = not_cancelled) -> Iterator[frozenset[str]]:
        """Paths that come, change or go, as they do; an empty set where anything may have.

        Some of them are folders or no posts: it says when to refresh, not what it will find. Ends
        when ``cancelled``, asked many times a second, says so.
        """
        from .sync.watch import changes

        return changes(self.root, cancelled)

    def tidy(self, *, cancelled: Callable[[], bool] = not_cancelled, apart: bool = False) -> bool:
        """Merge what many small refreshes have left, if it is time to; whether it was done.

        To be called when nobody waits. A refresh that comes meanwhile goes first.

        Args:
            cancelled: Asked often.
            apart: Whether to merge in a process of its own, for a program that goes on for long:
                the memory that a merge takes is given back with the process alone.
        """
        return self._updater.tidy(cancelled, apart=apart)

    def prepare(self) -> None:
        """Load what the first search would wait for."""
        self._updater.prepare()

    def search(
        self,
        query: str,
        *,
        marks: Marks | None = None,
        cancelled: Callable[[], bool] = not_cancelled,
    ) -> Answer:
        """All posts that a query finds, best first; any text is a query.

        Args:
            query: What was typed.
            marks: What the reader has noted, for ``is:read``, ``is:bookmarked`` and ``note:``.
            cancelled: Asked often.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        from .results import Marks

        noted, today = marks or Marks(), _today()
        return self._updater.ask(lambda snapshot: snapshot.search(query, today, cancelled, noted))

    def suggest(
        self,
        answer: Answer,
        *,
        marks: Marks | None = None,
        cancelled: Callable[[], bool] = not_cancelled,
    ) -> tuple[Suggestion, ...]:
        """Queries that find something, where an answer has no hits; it may take 150 ms.

        Args:
            answer: What was found.
            marks: What the reader has noted, as for ``search``.
            cancelled: Asked often.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        from .results import Marks

        if answer.hits:
            return ()
        noted, today = marks or Marks(), _today()
        return self._updater.ask(lambda s: s.suggest(answer.query, today, cancelled, noted))

    def relax(
        self,
        answer: Answer,
        suggested: Sequence[Suggestion] = (),
        *,
        marks: Marks | None = None,
        cancelled: Callable[[], bool] = not_cancelled,
        seconds: float = 0.3,
    ) -> tuple[Relaxed, ...]:
        """What a query finds less strictly, where its answer is small; it may take 400 ms.

        Args:
            answer: What was found.
            suggested: What ``suggest`` gives for it.
            marks: What the reader has noted, as for ``search``.
            cancelled: Asked often.
            seconds: How long to wait besides for the encoder of meanings, which takes some seconds
                to load when it is first asked. Without it nothing is found by meaning.

        Returns:
            The steps that find something, the least relaxed first.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        from .results import Marks

        if not answer.is_small:
            return ()
        noted, today = marks or Marks(), _today()
        likeness = partial(self._updater.likeness, seconds=seconds, cancelled=cancelled)
        return self._updater.ask(
            lambda s: s.relax(answer, suggested, today, cancelled, noted, likeness)
        )

    def complete(
        self,
        query: str,
        cursor: int,
        *,
        marks: Marks | None = None,
        cancelled: Callable[[], bool] = not_cancelled,
    ) -> tuple[Completion, ...]:
        """What the word or value at a cursor may become, likeliest first, up to 50.

        Args:
            query: What was typed.
            cursor: Before which of its characters the cursor stands.
            marks: What the reader has noted.
            cancelled: Asked often.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        from .results import Marks

        noted, today = marks or Marks(), _today()
        return self._updater.ask(lambda s: s.complete(query, cursor, today, cancelled, noted))

    def facets(self, answer: Answer | None = None) -> Facets:
        """How many posts of an answer carry each name; without one, of the whole journal."""
        return self._updater.snapshot.facets(answer)

    def snippet(self, post: Post, answer: Answer, notes: Sequence[str] = ()) -> Snippet | None:
        """The line of a post that an answer's query matches; None if the file no longer exists.

        Args:
            post: A post that the answer found.
            answer: What the query found.
            notes: The reader's notes on the post. One of them is the snippet where the query asks
                for text in notes.
        """
        from .search.answers.snippets import of_answer

        try:
            body = self._files.scanned(post.path)
        except JournalError:
            return None
        return of_answer(post, body, answer, notes, _today())

    def terms(self, document: Document, answer: Answer) -> tuple[str, ...]:
        """The texts to mark in a post: those of the answer, and what only its own lines tell.

        These are what regular expressions match in it, and the words with the initial consonants
        that were looked for.
        """
        from .search.answers import highlights
        from .search.query import parse

        node = parse.parse(answer.query, _today()).node
        return highlights.terms_in(document, highlights.spelled_out(node, answer.terms))

    def document(self, path: str, data: bytes | None = None) -> Document:
        """A post with its text, read from its file now, or as if the file held ``data``.

        Raises:
            JournalError: The file has gone.
        """
        return self._files.read(path) if data is None else self._files.read_as(path, data)

    def outline(self, path: str) -> Outline:
        """What stands inside a post, from the index, else from its file. Raises JournalError."""
        outline = self._updater.ask(lambda snapshot: snapshot.outline(path))
        return self.document(path).outline if outline is None else outline

    def find(self, reference: str) -> Post:
        """The post with that path, slug, permalink or title. Raises PostNotFound."""
        return self._updater.snapshot.find(reference)

    @property
    def lookup(self) -> PostLookup:
        """Finds posts by title, name and day, as the journal is now; a refresh makes another."""
        return PostLookup(self._updater.snapshot, _today())

    def statistics(self, answer: Answer | None = None) -> Statistics:
        """The posts of an answer in figures; without one, those of the whole journal."""
        from .browse.statistics import statistics

        snapshot = self._updater.snapshot
        posts = snapshot.posts if answer is None else answer.posts
        return statistics(posts, snapshot.facets(answer), datetime.now().astimezone())

    def resolve(self, link: Link, post: Post) -> Resolved:
        """Where a link of a post leads."""
        table = self._updater.snapshot.links
        return table.resolve(link, post, exists=lambda path: holds(self.root, path))

    def backlinks(self, post: Post) -> tuple[tuple[Post, Link], ...]:
        """The links of other posts that lead to this one, newest post first."""
        return self._updater.ask(lambda snapshot: snapshot.backlinks(post))

    def series(self, post: Post) -> tuple[Post, ...]:
        """The posts of the series that a post belongs to, in its order; empty if in none."""
        return self._updater.snapshot.series(post)

    def related(
        self, post: Post, *, cancelled: Callable[[], bool] = not_cancelled
    ) -> tuple[Related, ...]:
        """The four posts most like one, or fewer, the likest first. Raises Cancelled."""
        near = self._updater.nearness(post.path)
        return self._updater.ask(lambda snapshot: snapshot.related(post, near, cancelled))

    def sentence(self, post: Post, link: Link) -> Snippet:
        """The sentence in which a link stands in its post. Raises JournalError."""
        from .relations.sentences import sentence

        return sentence(self.document(post.path), link)

    def questions(
        self, posts: Iterable[Post] | None = None, *, cancelled: Callable[[], bool] = not_cancelled
    ) -> Iterator[AskedQuestion]:
        """The questions of these posts, in their order, or of all. Raises Cancelled."""
        from .browse.questions import find_questions

        return find_questions(self.posts if posts is None else posts, self.outline, cancelled)

    def excerpt(self, post: Post) -> str:
        """The excerpt a post declares, unless many share it, else its first text."""
        return self._updater.snapshot.excerpt(post)

    def file(self, path: str) -> Path:
        """The file of a post. Raises JournalError if it has gone."""
        return Path(os.fsdecode(self._files.source(path).real))

    def contents(self, path: str, most: int) -> bytes:
        """The bytes of a file that is no post, such as a picture, by its path from the root.

        Raises:
            JournalError: There is none inside the journal, or it is larger than ``most`` bytes.
        """
        return contents(self.root, path, most)

    def close(self) -> None:
        """Let go of all files."""
        self._updater.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def file_beside(journal: Journal, path: str) -> Path | None:
    """The Markdown file beside a journal of one file, by its path from there.

    None where the journal is a folder, which has all its posts, and where there is none.
    """
    from .reading.files.kinds.folder import FOLDER

    root = journal.root
    is_markdown = path.rpartition(".")[2].lower() in FOLDER.markdown
    if root.is_dir() or not is_markdown or not holds(root, path):
        return None
    return root.parent / path


def root_above(path: Path) -> Path | None:
    """The nearest folder from an absolute path on upwards that is a journal as a whole.

    It has what some kind of journal is known by, or ``.git``, and is neither the user's home nor
    the root of the file system. None where there is no such folder. Raises Unavailable.
    """
    from .reading.files.kinds import registry

    return registry.root_above(path if path.is_dir() else path.parent)


def _today() -> date:
    return date(*localtime()[:3])


def make_vectors(
    journal: Journal,
    *,
    cancelled: Callable[[], bool] = not_cancelled,
    wait: Callable[[], None] = lambda: None,
) -> MadeVectors:
    """Make the vectors of posts that have none; nothing where ``ilgi[meaning]`` is not installed.

    To be called when nobody waits, after a refresh: it takes about ten seconds for 1,000 posts.

    Args:
        journal: The journal.
        cancelled: Asked often. What was made until then is kept.
        wait: Called before each few posts; it returns when there is time for them.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    return journal._updater.make_vectors(cancelled, wait)  # noqa: SLF001  its own module


def finds_by_meaning(journal: Journal) -> bool:
    """Whether ``Journal.relax`` finds by meaning, once the encoder is loaded."""
    return journal._updater.finds_by_meaning  # noqa: SLF001  its own module


def tasks_of(
    journal: Journal, *, cancelled: Callable[[], bool] = not_cancelled
) -> Iterator[FoundTask]:
    """The tasks of all posts of a journal, in their order. Raises Cancelled."""
    from .browse.tasks import find_tasks

    return find_tasks(journal.posts, journal.outline, cancelled)


def page_of(journal: Journal, path: str) -> Document:
    """A post with its text and with what it shows of other posts, read from their files now.

    Raises:
        JournalError: Its file has gone.
    """
    document = journal.document(path)
    if not any(link.kind == "transclusion" for link in document.outline.links):
        return document
    from .relations.transclusions import with_transclusions

    return with_transclusions(document, journal.resolve, journal.document)


def versions_of(
    journal: Journal, post: Post, *, cancelled: Callable[[], bool] = not_cancelled
) -> Iterator[Version]:
    """The versions of a post in git, newest first, as git finds them.

    The first one has no commit where the file was changed since the last one.

    Args:
        journal: The journal.
        post: A post of it.
        cancelled: Asked often.

    Raises:
        Cancelled: ``cancelled`` said so.
        JournalError: git knows nothing of the post, or took too long to tell all.
    """
    from .sync.post_history import versions

    return versions(journal.file(post.path), cancelled)


def document_of(
    journal: Journal,
    post: Post,
    version: Version,
    *,
    before: bool = False,
    cancelled: Callable[[], bool] = not_cancelled,
) -> Document:
    """A post as it was in a version.

    Args:
        journal: The journal.
        post: A post of it.
        version: One of its versions.
        before: Whether to read it as it was before that version; it is empty before the first.
        cancelled: Asked often.

    Raises:
        Cancelled: ``cancelled`` said so.
        JournalError: The version cannot be read.
    """
    from .sync.post_history import text_before, text_of

    if not version.commit and not before:
        return journal.document(post.path)
    find = text_before if before else text_of
    return journal.document(post.path, find(journal.file(post.path), version, cancelled))
