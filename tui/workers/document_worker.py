"""Opening posts: their files are read on a thread, and where each is to be shown is found out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from index.errors import JournalError
from index.post import Document
from tui.language.wording import worded

from .error_reporting import TellsFailures

if TYPE_CHECKING:
    from index.journal import Journal
    from index.results import Answer
    from tui.render.layout.margin_notes import MarginNote
    from tui.state.text_anchors import TextAnchor


@dataclass(frozen=True, slots=True, eq=False)
class Opening:
    """A post that is asked for, and where it is to be shown.

    It begins at ``line`` of its file, at the heading ``anchor``, at its first match of ``answer``,
    or else at ``place``. ``again`` is true where it is shown already and stays where it is.
    """

    path: str
    answer: Answer | None = None
    line: int | None = None
    anchor: str | None = None
    place: TextAnchor | None = None
    again: bool = False


class OpensPosts(TellsFailures):
    """A widget that opens posts of a journal; ``Loaded`` or ``Failed`` follows for each.

    Both name the opening that they answer. One that ``is_current`` no longer is to be dropped.
    """

    @dataclass
    class Loaded(Message):
        """A post was read, and is to be shown from ``line``, or from its beginning.

        ``lacks`` is the id of the heading that it was to be shown from, where it has none such.
        """

        opening: Opening
        document: Document
        terms: tuple[str, ...]
        line: int | None
        lacks: str = ""
        notes: tuple[MarginNote, ...] = ()

    @dataclass
    class Failed(Message):
        """A post could not be read."""

        opening: Opening
        reason: str

    notes_of: Callable[[Document], tuple[MarginNote, ...]] | None = None
    """Gives the reader's notes on a document by their lines; asked on a thread, too."""

    def __init__(self, journal: Journal, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._journal = journal
        self._opening: Opening | None = None
        self._is_loading = False
        self._notes_changed = False

    @property
    def wanted(self) -> str:
        """The path of the post that is shown or about to be; empty for none."""
        return self._opening.path if self._opening else ""

    def is_current(self, opening: Opening) -> bool:
        """Whether nothing was asked for since."""
        return opening is self._opening

    def open(
        self,
        path: str,
        *,
        answer: Answer | None = None,
        line: int | None = None,
        anchor: str | None = None,
        place: TextAnchor | None = None,
        rest: float = 0.0,
    ) -> None:
        """Show a post at a heading, a line of its file, or its first match of an answer.

        Where none of them is asked for or found, it is shown at ``place``. Nothing is read before
        the post has been the one to show for ``rest`` seconds.

        Args:
            path: The path of the post.
            answer: What a query found: its matches are marked.
            line: A line of the file, from 1.
            anchor: The id of a heading.
            place: Where the reader was in it.
            rest: Seconds to wait for another post to be asked for instead.
        """
        self._begin(Opening(path, answer, line, anchor, place), rest)

    def _begin(self, opening: Opening, rest: float = 0.0) -> None:
        self._opening, self._is_loading, self._notes_changed = opening, True, False
        self.workers.cancel_group(self, "rest")
        if rest:
            self._load_after(rest, opening)
        else:
            self._load(opening)

    @work(exit_on_error=False, group="rest")
    async def _load_after(self, rest: float, opening: Opening) -> None:
        await asyncio.sleep(rest)
        self._load(opening)

    def reload(self) -> None:
        """Read the post that is shown or about to be again, and stay where the reader is.

        One that is being read is read anew for all that it was asked for.
        """
        if self._opening is not None:
            opening = self._opening
            self._begin(opening if self._is_loading else Opening(opening.path, again=True))

    def end_loading(self) -> None:
        """The post that was asked for last is there, or cannot be read."""
        self._is_loading = False

    def forget_opening(self) -> None:
        """No post is asked for any more."""
        self._opening, self._is_loading = None, False

    @work(thread=True, exclusive=True, exit_on_error=False, group="document")
    def _load(self, opening: Opening) -> None:
        from .link_worker import line_of_anchor

        worker = get_current_worker()
        answer, line = opening.answer, opening.line
        try:
            document = self._journal.document(opening.path)
            notes = self.notes_of(document) if self.notes_of else ()
            at = line_of_anchor(document, opening.anchor) if opening.anchor else None
            lacks = opening.anchor or "" if at is None else ""
            line = line if at is None else at
            if answer is not None and line is None and not worker.is_cancelled:
                texts = [note.text for note in notes]
                snippet = self._journal.snippet(document.post, answer, texts)
                line = snippet.line if snippet and snippet.line else None
                if snippet and snippet.note is not None:
                    line = notes[snippet.note].line
            if opening.place is not None and line is None:
                line = opening.place.line_in(document.text, document.outline.headings)
        except JournalError as error:
            if not worker.is_cancelled:
                self.post_message(self.Failed(opening, worded(error.message)))
            return
        if not worker.is_cancelled:
            terms = self._journal.terms(document, answer) if answer else ()
            self.post_message(self.Loaded(opening, document, terms, line, lacks, notes))
