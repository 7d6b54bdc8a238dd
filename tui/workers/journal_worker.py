"""Asks the journal on threads, and answers the screen with messages."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker, WorkerState, get_current_worker

from index.errors import Cancelled, JournalError, Unavailable
from index.post import Link, Post
from tui.commands import key_names
from tui.language import translate
from tui.language.wording import worded
from tui.messages import (
    Completed,
    FolderChanged,
    LinkResolved,
    RefreshEnded,
    RefreshProgressed,
    SearchFailed,
    SearchFinished,
    SnippetsFound,
    Suggested,
    TitlesLoaded,
    VectorsMade,
)
from tui.model.list_order import arranged

from .error_reporting import ReportsFailures, reported

if TYPE_CHECKING:
    from index.journal import Journal
    from index.results import Answer, Facets, Marks, Progress, Relaxed, Suggestion

_SECONDS_BETWEEN_PROGRESS = 0.1
_SECONDS_BEFORE_PROGRESS = 0.3
"""What takes no longer is not told, so that nothing flickers where a file is saved."""

_SECONDS_OF_TYPING = 2.0
"""For how long after a search nothing is done that can wait."""

_SECONDS_FOR_MEANING = 20.0
"""How long the encoder of meanings may take to load."""


def _by_meaning(relaxed: Sequence[Relaxed]) -> bool:
    return any(one.step == "meaning" for one in relaxed)


class JournalWorker(ReportsFailures):
    """Nothing to see: a place for the work that must not hold up the screen.

    Work of one kind replaces earlier work of that kind, which is told to stop. ``marks`` is what
    the reader has noted about posts, for the queries that ask for it; ``order`` that of the whole
    journal.
    """

    DEFAULT_CSS = "JournalWorker { display: none; }"

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal
        self._whole: tuple[Sequence[Post], Facets] | None = None
        self._unanswered: tuple[str, bool] | None = None
        self._asked = 0.0
        self.marks: Marks | None = None
        self.order = "new"

    def find(self, query: str, *, to_top: bool) -> None:
        """Search, and answer with ``SearchFinished``; a blank query finds the whole journal.

        Where the same was asked for from the top and is not answered yet, it is from the top still.
        """
        before, self._unanswered = self._unanswered, (query, to_top)
        if before == (query, True):
            self._unanswered = before
        self._asked = time.monotonic()
        self._find(query, self.order, to_top=self._unanswered[1])

    def heard(self, ended: SearchFinished | SearchFailed) -> None:
        """An answer is shown, or there is none to come."""
        if self._unanswered is not None and self._unanswered[0] == ended.query:
            self._unanswered = None

    @work(thread=True, exclusive=True, exit_on_error=False, group="find")
    def _find(self, query: str, order: str, *, to_top: bool) -> None:
        worker = get_current_worker()
        try:
            whole, problems = self._whole_facets(), len(self._journal.problems)
            if not query.strip():
                posts = arranged(self._journal.posts, order)
                found = SearchFinished(query, None, posts, whole, whole, problems, order, to_top)
            else:
                answer = self._journal.search(
                    query, marks=self.marks, cancelled=lambda: worker.is_cancelled
                )
                facets = self._journal.facets(answer)
                posts = answer.posts
                found = SearchFinished(query, answer, posts, facets, whole, problems, order, to_top)
        except Cancelled:
            return
        except Exception:
            if not worker.is_cancelled:
                self.post_message(SearchFailed(query))
            raise
        if not worker.is_cancelled:
            self.post_message(found)

    def _whole_facets(self) -> Facets:
        """The facets of the whole journal, kept for as long as it has the same posts.

        A worker that counted an older journal keeps none for the workers after it.
        """
        posts, known = self._journal.posts, self._whole
        if known is None or known[0] is not posts:
            known = posts, self._journal.facets()
            if self._journal.posts is posts:
                self._whole = known
        return known[1]

    def forget(self) -> None:
        """The journal changed: count it anew when it is next asked for."""
        self._whole = None

    @work(thread=True, exclusive=True, exit_on_error=False, group="suggestions")
    def suggest(self, answer: Answer) -> None:
        """Find what may help with a small answer; answers ``Suggested``."""
        worker, marks = get_current_worker(), self.marks

        def cancelled() -> bool:
            return worker.is_cancelled

        try:
            meant = self._journal.suggest(answer, marks=marks, cancelled=cancelled)
            relaxed = self._journal.relax(answer, meant, marks=marks, cancelled=cancelled)
        except Cancelled:
            return
        except Exception:
            if not worker.is_cancelled:
                self.post_message(Suggested(answer, (), ()))
            raise
        if not worker.is_cancelled:
            self.post_message(Suggested(answer, meant, relaxed))
            self._suggest_by_meaning(answer, meant, relaxed, cancelled)

    def _suggest_by_meaning(
        self,
        answer: Answer,
        meant: Sequence[Suggestion],
        relaxed: Sequence[Relaxed],
        cancelled: Callable[[], bool],
    ) -> None:
        """On its thread: wait for the encoder of meanings where it was not loaded in time."""
        from index.journal import finds_by_meaning

        if _by_meaning(relaxed) or not finds_by_meaning(self._journal):
            return
        with suppress(Cancelled):
            late = self._journal.relax(
                answer, meant, marks=self.marks, cancelled=cancelled, seconds=_SECONDS_FOR_MEANING
            )
            if _by_meaning(late) and not cancelled():
                self.post_message(Suggested(answer, meant, late, is_late=True))

    def suggest_no_more(self) -> None:
        """Stop looking for what may be meant."""
        self.workers.cancel_group(self, "suggestions")

    @work(thread=True, exclusive=True, exit_on_error=False, group="completions")
    def complete(self, query: str, cursor: int) -> None:
        """Find what the text before the cursor may become; answers ``Completed``."""
        worker = get_current_worker()
        try:
            found = self._journal.complete(
                query, cursor, marks=self.marks, cancelled=lambda: worker.is_cancelled
            )
        except Cancelled:
            return
        if not worker.is_cancelled:
            self.post_message(Completed(query, cursor, found))

    @work(thread=True, exclusive=True, exit_on_error=False, group="snippets")
    def snippets(self, answer: Answer, posts: Sequence[Post]) -> None:
        """Find where the answer's words stand in some posts; answers ``SnippetsFound``."""
        worker = get_current_worker()
        found = {}
        for post in posts:
            if worker.is_cancelled:
                break
            notes = self.marks.notes.get(post.path, ()) if self.marks else ()
            found[post.path] = self._journal.snippet(post, answer, notes)
        self.post_message(SnippetsFound(answer, found))

    @work(thread=True, exclusive=True, exit_on_error=False, group="link")
    def resolve(self, link: Link, post: Post) -> None:
        """Find where a link of a post leads; answers ``LinkResolved``."""
        found = self._journal.resolve(link, post)
        if not get_current_worker().is_cancelled:
            self.post_message(LinkResolved(post.path, found))

    @work(thread=True, exclusive=True, exit_on_error=False, group="first")
    def learn_titles(self, shown: int) -> None:
        """Wait for the titles of a journal that has no index; answers ``TitlesLoaded``.

        It does so whenever more are known than are ``shown``.
        """
        worker = get_current_worker()
        with suppress(Cancelled):
            while True:
                posts = self._journal.first_posts(than=shown, cancelled=lambda: worker.is_cancelled)
                if len(posts) <= shown:
                    return
                shown = len(posts)
                self.post_message(TitlesLoaded(posts))

    @work(thread=True, exclusive=True, exit_on_error=False, group="refresh")
    def refresh_journal(self, paths: frozenset[str] = frozenset()) -> None:
        """Read the journal's folder; answers ``TitlesLoaded``, progress, and ``RefreshEnded``.

        Where there are ``paths``, no others have changed.
        """
        worker = get_current_worker()
        told = time.monotonic() + _SECONDS_BEFORE_PROGRESS

        def tell(progress: Progress) -> None:
            nonlocal told
            now = time.monotonic()
            if now - told >= _SECONDS_BETWEEN_PROGRESS:
                told = now
                self.post_message(RefreshProgressed(progress))

        def show(posts: Sequence[Post]) -> None:
            self.post_message(TitlesLoaded(posts))

        try:
            refreshed = self._journal.refresh(
                progress=tell,
                titles=show,
                cancelled=lambda: worker.is_cancelled,
                paths=paths,
                apart=True,
            )
        except Cancelled:
            return
        except Unavailable as error:
            self.post_message(RefreshEnded(None, worded(error.message), passing=error.passing))
        except (JournalError, OSError) as error:
            why = worded(error.message) if isinstance(error, JournalError) else f"{error}"
            self.post_message(RefreshEnded(None, why))
        else:
            self.post_message(RefreshEnded(refreshed))

    @work(thread=True, exclusive=True, exit_on_error=False, group="settle")
    def settle(self) -> None:
        """Get ready for searches of the journal as it is now, and tidy what is stored of it."""
        worker = get_current_worker()
        self._journal.prepare()
        if self._journal.tidy(cancelled=lambda: worker.is_cancelled, apart=True):
            self._journal.prepare()

    @work(thread=True, exclusive=True, exit_on_error=False, group="commits")
    def find_first_commits(self) -> None:
        """Learn when posts without a date were first committed; answers ``FolderChanged``."""
        worker = get_current_worker()
        with suppress(Cancelled):
            if self._journal.find_first_commits(cancelled=lambda: worker.is_cancelled):
                self.post_message(FolderChanged(frozenset()))

    @work(thread=True, exclusive=True, exit_on_error=False, group="meaning")
    def make_vectors(self) -> None:
        """Learn what the posts mean while nobody searches; answers ``VectorsMade`` if need be."""
        from index.journal import make_vectors

        worker = get_current_worker()

        def wait() -> None:
            while time.monotonic() < self._asked + _SECONDS_OF_TYPING and not worker.is_cancelled:
                time.sleep(_SECONDS_BETWEEN_PROGRESS)

        with suppress(Cancelled):
            made = make_vectors(self._journal, cancelled=lambda: worker.is_cancelled, wait=wait)
            if made.told and not worker.is_cancelled:
                self.post_message(VectorsMade(made.told))

    @work(thread=True, exclusive=True, exit_on_error=False, group="watch")
    def watch_folder(self) -> None:
        """Say whenever something in the journal's folder changes, with ``FolderChanged``."""
        worker = get_current_worker()
        for paths in self._journal.watch(lambda: worker.is_cancelled):
            self.post_message(FolderChanged(paths))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A refresh that fails unexpectedly has ended, too."""
        if event.worker.group == "refresh" and event.state is WorkerState.ERROR:
            event.prevent_default()
            error = event.worker.error
            reason = f"{type(error).__name__}: {error}"
            said = translate(
                "The folder could not be read: {reason}\n{journal_reindex} tries again.",
                **{**key_names(), "reason": reason},
            )
            told = "\n".join(filter(None, [said, reported(error)]))
            self.post_message(RefreshEnded(None, told))
