"""Opening posts: their files are read on a thread, and where each is to be shown is found out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from index.errors import JournalError
from index.post import Document
from tui.language.reported import translated

from .failures import TellsFailures

if TYPE_CHECKING:
    from index.journal import Journal
    from index.results import Answer
    from tui.page.margin import MarginNote
    from tui.state.places import Place


class OpensPosts(TellsFailures):
    """A widget that opens posts of a journal; ``Loaded`` or ``Failed`` follows for each.

    ``document`` is what is shown now, which is for the widget to say.
    """

    @dataclass
    class Loaded(Message):
        """A post was read, and is to be shown from ``line``, or from its beginning.

        ``again`` is true where it was shown before and nothing but its text may have changed.
        ``lacks`` is the id of the heading that it was to be shown from, where it has none such.
        """

        document: Document
        terms: tuple[str, ...]
        line: int | None
        again: bool
        lacks: str = ""
        notes: tuple[MarginNote, ...] = ()

    @dataclass
    class Failed(Message):
        """A post could not be read."""

        path: str
        reason: str

    notes_of: Callable[[Document], tuple[MarginNote, ...]] | None = None
    """Gives the reader's notes on a document by their lines; asked on a thread, too."""

    def __init__(self, journal: Journal, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._journal = journal
        self._wanted = ""
        self.document: Document | None = None

    @property
    def wanted(self) -> str:
        """The path of the post that is shown or about to be."""
        return self._wanted

    def open(
        self,
        path: str,
        *,
        answer: Answer | None = None,
        line: int | None = None,
        anchor: str | None = None,
        place: Place | None = None,
        rest: float = 0.0,
    ) -> None:
        """Show a post at a heading, a line of its file, or its first match of ``answer``.

        Where none of them is asked for or found, it is shown at ``place``. Nothing is read before
        so many seconds of ``rest``, and nothing at all where another post is opened in them.
        """
        self._wanted = path
        self.workers.cancel_group(self, "rest")
        load = partial(self._load, path, answer, line, anchor, place)
        if rest:
            self._load_after(rest, load)
        else:
            load()

    @work(exit_on_error=False, group="rest")
    async def _load_after(self, rest: float, load: Callable[[], object]) -> None:
        await asyncio.sleep(rest)
        load()

    def reload(self) -> None:
        """Read the post that is shown again, and stay where the reader is."""
        if self.document is not None and self._wanted == self.document.post.path:
            self._load(self._wanted, again=True)

    @work(thread=True, exclusive=True, exit_on_error=False, group="document")
    def _load(
        self,
        path: str,
        answer: Answer | None = None,
        line: int | None = None,
        anchor: str | None = None,
        place: Place | None = None,
        *,
        again: bool = False,
    ) -> None:
        from .wayfinder import line_of_anchor

        worker = get_current_worker()
        try:
            document = self._journal.document(path)
            notes = self.notes_of(document) if self.notes_of else ()
            at = line_of_anchor(document, anchor) if anchor else None
            lacks = anchor or "" if at is None else ""
            line = line if at is None else at
            if answer is not None and line is None and not worker.is_cancelled:
                texts = [note.text for note in notes]
                snippet = self._journal.snippet(document.post, answer, texts)
                line = snippet.line if snippet and snippet.line else None
                if snippet and snippet.note is not None:
                    line = notes[snippet.note].line
            if place is not None and line is None:
                line = place.line_in(document.text, document.outline.headings)
        except JournalError as error:
            self.post_message(self.Failed(path, translated(str(error))))
            return
        if not worker.is_cancelled:
            terms = self._journal.terms(document, answer) if answer else ()
            self.post_message(self.Loaded(document, terms, line, again, lacks, notes))
