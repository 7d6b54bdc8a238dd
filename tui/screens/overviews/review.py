"""A review of questions: one at a time, its answer when it is asked for."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from index.errors import JournalError
from index.post import Document
from index.results import AskedQuestion
from tui.commands import Scope, bindings_of
from tui.commands.offers import Run
from tui.language import translatable, translate
from tui.language.wording import worded
from tui.render.document.page_state import PageState
from tui.screens.dialogs.closes_once import WINDOW_HEIGHTS, ClosesOnce
from tui.screens.dialogs.help import ShowsKeyHelp
from tui.widgets.base.window_footer import foot
from tui.widgets.page_view.scrolled_page import ScrolledPage

if TYPE_CHECKING:
    from index.journal import Journal


_LEAST_LINES = 3
_BORDERS = 2


class ReviewScreen(ClosesOnce[tuple[AskedQuestion, bool]], ShowsKeyHelp):
    """Asks questions, from one of them on.

    Answers with the question it was left at, and whether its post is to be opened there.
    """

    SCOPE: ClassVar[Scope] = "review"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("review")]
    VERTICAL_BREAKPOINTS = WINDOW_HEIGHTS
    AUTO_FOCUS = "#question"

    @dataclass
    class QuestionLoaded(Message):
        """The part of its post that asks and answers a question; or why it cannot be read."""

        asked: AskedQuestion
        part: Document | None
        failure: str = ""

    def __init__(self, journal: Journal, questions: Sequence[AskedQuestion], at: int) -> None:
        """Ask questions of a journal.

        Args:
            journal: The journal.
            questions: The questions, in the order in which they are asked.
            at: The index of the one to begin with.
        """
        super().__init__()
        self._journal = journal
        self._listed = questions
        self._order = list(range(len(questions)))
        self._at = at
        self._at_random = False
        self._answered = False
        self._height = 0
        """How high the window is."""
        self.commands_offered: Mapping[str, Run] = {
            "app.help": self.show_key_help,
            "review.answer": self._answer_or_next,
            "review.next": partial(self._step, 1),
            "review.previous": partial(self._step, -1),
            "review.shuffle": self._shuffle,
            "review.open": partial(self._leave, opened=True),
            "review.close": partial(self._leave, opened=False),
        }

    def compose(self) -> ComposeResult:
        """The page of the question."""
        with Vertical(id="review"):
            yield ScrolledPage(id="question")

    def on_mount(self) -> None:
        """Ask the first one."""
        self._fit(_LEAST_LINES)
        self._ask()

    def _fit(self, lines: int) -> None:
        """Make the window as high as some lines are, and for one question no lower than it is."""
        height = max(lines, _LEAST_LINES) + _BORDERS
        if height > self._height:
            self._height = height
            self.query_one("#review").styles.height = height

    def on_page_view_shown(self) -> None:
        """The question is on the page: give it its room."""
        if self.page.page is not None:
            self._fit(len(self.page.page.layout.lines))

    @property
    def asked(self) -> AskedQuestion:
        """The question that is asked."""
        return self._listed[self._order[self._at]]

    @property
    def page(self) -> ScrolledPage:
        """Where it is shown."""
        return self.query_one(ScrolledPage)

    def _ask(self) -> None:
        self._answered = False
        self.page.clear()
        self._tell()
        self._read(self.asked)

    @work(thread=True, exclusive=True, exit_on_error=False, group="review")
    def _read(self, asked: AskedQuestion) -> None:
        from tui.render.document.one_question import one_question

        try:
            document = self._journal.document(asked.post.path)
        except JournalError as error:
            self.post_message(self.QuestionLoaded(asked, None, worded(error.message)))
            return
        part = one_question(document, asked.question)
        if not get_current_worker().is_cancelled:
            self.post_message(self.QuestionLoaded(asked, part))

    @on(QuestionLoaded)
    def _show(self, message: QuestionLoaded) -> None:
        if message.asked is not self.asked:
            return
        if message.part is None:
            self.notify(message.failure, severity="warning", markup=False)
            return
        page, self._height = self.page, 0
        page.state = replace(page.state, answers_hidden=not self._answered)
        page.show(message.part)

    def _tell(self) -> None:
        window = self.query_one("#review")
        place = f"{self._at + 1}/{len(self._order)}"
        order = f" · {translate('at random')}" if self._at_random else ""
        window.border_title = Text(f"{place}{order}")
        if self.asked.question.answer is None:
            now = translatable("not answered yet · {review_answer} goes on")
        elif self._answered:
            now = translatable("{review_answer} goes on")
        else:
            now = translatable("{review_answer} answers")
        window.border_subtitle = foot(
            now,
            "{review_close} closes · {review_next} next · {review_previous} before",
            "{review_shuffle} at random · {review_open} opens",
            width=window.outer_size.width,
        )

    def on_resize(self) -> None:
        """The foot says as much as there is room for."""
        self.call_after_refresh(self._tell)

    # What the keys do

    def _answer_or_next(self) -> None:
        """Show the answer; where it shows or there is none, ask the next question."""
        if self._answered or self.asked.question.answer is None:
            self._step(1)
            return
        self._answered = True
        self.page.change(PageState.toggle_answers)
        self.on_page_view_shown()
        self._tell()

    def _step(self, by: int) -> None:
        """Ask the next question, or the one before where ``by`` is -1."""
        if not 0 <= self._at + by < len(self._order):
            last = translate("That was the last question.")
            self.notify(last if by > 0 else translate("This is the first question."), markup=False)
            return
        self._at += by
        self._ask()

    def _shuffle(self) -> None:
        """Begin again in random order, or go on from here in the order of the list."""
        self._at_random = not self._at_random
        if self._at_random:
            random.shuffle(self._order)
            self._at = 0
        else:
            self._at = self._order[self._at]
            self._order = list(range(len(self._listed)))
        self._ask()

    def _leave(self, *, opened: bool) -> None:
        """Back to the questions, or to the post at the question where it is to be opened."""
        self.dismiss((self.asked, opened))
