"""Opening posts: their files are read on a thread, and where each is to be shown is found out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.worker import get_current_worker

from index.errors import JournalError
from index.journal import page_of
from index.post import Document, Link
from tui.language.wording import worded

if TYPE_CHECKING:
    from index.journal import Journal
    from index.results import Answer
    from tui.render.layout.margin_notes import MarginNote
    from tui.state.text_anchors import TextAnchor


@dataclass(frozen=True, slots=True, eq=False)
class OpenRequest:
    """A post that is asked for, and where it is to be shown.

    It begins at ``line`` of its file, at the heading ``anchor``, at its first match of ``answer``,
    or else at ``place``. The link ``marked`` is marked. ``again`` is true where it is shown already
    and stays where it is.
    """

    path: str
    answer: Answer | None = None
    line: int | None = None
    anchor: str | None = None
    place: TextAnchor | None = None
    marked: Link | None = None
    again: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A post that was read, and is to be shown from ``line``, or from its beginning.

    ``lacks`` is the id of the heading that it was to be shown from, where it has none such.
    """

    opening: OpenRequest
    document: Document
    terms: tuple[str, ...]
    line: int | None
    lacks: str = ""
    notes: tuple[MarginNote, ...] = ()


class DocumentWorker:
    """Reads posts of a journal for a widget on a thread; only the last one is answered."""

    def __init__(
        self,
        widget: Widget,
        journal: Journal,
        loaded: Callable[[Loaded], Awaitable[None]],
        failed: Callable[[OpenRequest, str], None],
        notes_on: Callable[[Document], tuple[MarginNote, ...]],
    ) -> None:
        """Read posts for a widget.

        Args:
            widget: The widget.
            journal: The journal.
            loaded: Called on the widget's event loop with a post that was read.
            failed: Called there with one that could not be read, and why; with no reason where
                that is told as an unexpected failure of a worker.
            notes_on: Gives the reader's notes on a document by their lines; asked on the thread.
        """
        self._widget = widget
        self._journal = journal
        self._loaded = loaded
        self._failed = failed
        self._opening: OpenRequest | None = None
        self._is_loading = False
        self._notes_on = notes_on
        self.notes_changed = False
        """Whether the reader's notes have changed since the post was asked for."""

    @property
    def wanted(self) -> str:
        """The path of the post that is shown or about to be; empty for none."""
        return self._opening.path if self._opening else ""

    def is_current(self, opening: OpenRequest) -> bool:
        """Whether nothing was asked for since."""
        return opening is self._opening

    def open(self, opening: OpenRequest, rest: float = 0.0) -> None:
        """Read a post.

        Nothing is read before so many seconds of ``rest``, and nothing at all where another post is
        opened in them.
        """
        self._opening, self._is_loading, self.notes_changed = opening, True, False
        self._widget.workers.cancel_group(self._widget, "rest")
        if rest:
            self._run(partial(self._load_after, rest, opening), group="rest", thread=False)
        else:
            self._load(opening)

    def reload(self) -> None:
        """Read the post that is shown or about to be again, and stay where the reader is.

        One that is being read is read anew for all that it was asked for.
        """
        if self._opening is not None:
            opening = self._opening
            self.open(opening if self._is_loading else OpenRequest(opening.path, again=True))

    def end_loading(self) -> None:
        """The post that was asked for last is there, or cannot be read."""
        self._is_loading = False

    def forget(self) -> None:
        """Ask for no post any more."""
        self._opening, self._is_loading = None, False

    async def _load_after(self, rest: float, opening: OpenRequest) -> None:
        await asyncio.sleep(rest)
        self._load(opening)

    def _load(self, opening: OpenRequest) -> None:
        self._run(partial(self._read, opening), group="document", thread=True)

    def _run(self, work: Callable[[], object], *, group: str, thread: bool) -> None:
        self._widget.run_worker(
            work, group=group, thread=thread, exclusive=thread, exit_on_error=False
        )

    def _read(self, opening: OpenRequest) -> None:
        """Read a post and find where it is to be shown, on a thread."""
        worker = get_current_worker()
        try:
            loaded = self._load_document(opening, lambda: worker.is_cancelled)
        except JournalError as error:
            if not worker.is_cancelled:
                self._widget.call_later(self._fail, opening, worded(error.message))
            return
        except Exception:
            if not worker.is_cancelled:
                self._widget.call_later(self._fail, opening, "")
            raise
        if not worker.is_cancelled:
            self._widget.call_later(self._answer, loaded)

    def _load_document(self, opening: OpenRequest, cancelled: Callable[[], bool]) -> Loaded:
        from .link_worker import line_of_anchor

        answer, line = opening.answer, opening.line
        document = page_of(self._journal, opening.path)
        notes = self._notes_on(document)
        at = line_of_anchor(document, opening.anchor) if opening.anchor else None
        lacks = opening.anchor or "" if at is None else ""
        line = line if at is None else at
        if answer is not None and line is None and not cancelled():
            texts = [note.text for note in notes]
            snippet = self._journal.snippet(document.post, answer, texts)
            line = snippet.line if snippet and snippet.line else None
            if snippet and snippet.note is not None:
                line = notes[snippet.note].line
        if opening.place is not None and line is None:
            line = opening.place.line_in(document.text, document.outline.headings)
        terms = self._journal.terms(document, answer) if answer and not cancelled() else ()
        return Loaded(opening, document, terms, line, lacks, notes)

    async def _answer(self, loaded: Loaded) -> None:
        if self.is_current(loaded.opening):
            await self._loaded(loaded)

    def _fail(self, opening: OpenRequest, reason: str) -> None:
        if self.is_current(opening):
            self._failed(opening, reason)
