"""The questions of all posts: answered or not, by date or by post, and a review of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from index.results import AskedQuestion
from tui.commands import Scope, bindings_of
from tui.commands.offers import Run
from tui.language import translatable, translate
from tui.render.math import text_with_formulas
from tui.screens.dialogs.closes_once import WINDOW_HEIGHTS, ClosesOnce
from tui.screens.dialogs.help import ShowsKeyHelp
from tui.screens.dialogs.quick_open import JumpTarget
from tui.widgets.base.row_list import StyleNamed
from tui.widgets.filter_field import folded

from .found_rows import Choice, FoundKind, FoundRows, LeftRows, Order

if TYPE_CHECKING:
    from index.journal import Journal

_ANSWERED, _OPEN = "✓", "?"


class QuestionsScreen(ClosesOnce[JumpTarget | None], ShowsKeyHelp):
    """Lists the questions of all posts; answers with the post to open, at the question."""

    SCOPE: ClassVar[Scope] = "questions"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("questions")]
    VERTICAL_BREAKPOINTS = WINDOW_HEIGHTS
    AUTO_FOCUS = "#found"

    def __init__(self, journal: Journal, left: LeftRows | None = None) -> None:
        super().__init__()
        self._journal = journal
        self._list = FoundRows(journal, _QUESTIONS, left=left, id="questions")
        self.commands_offered: Mapping[str, Run] = {
            "app.help": self.show_key_help,
            "questions.choose": self._list.choose,
            "questions.state": self._list.change_choice,
            "questions.order": self._list.change_order,
            "questions.review": self._review,
            "questions.filter": lambda: self._list.field.open(),
            "questions.close": self._list.clear_or_close,
        }

    def compose(self) -> ComposeResult:
        """The list."""
        yield self._list

    @property
    def left(self) -> LeftRows | None:
        """How the list was left, once a row was chosen."""
        return self._list.left

    def look_again(self) -> None:
        """Look them up once more: the journal is another now."""
        self._list.look_again()

    @on(FoundRows.Chosen)
    def _go(self, message: FoundRows.Chosen) -> None:
        self.dismiss(message.target)

    @on(FoundRows.Closed)
    def _close(self) -> None:
        self.dismiss(None)

    def _review(self) -> None:
        """Ask those that are listed, one at a time, from the one under the cursor on."""
        from .review import ReviewScreen

        if not self._list.rows.rows:
            self.notify(translate("There is no question to ask."), markup=False)
            return
        asked = [row.found for row in self._list.rows.rows]
        window = ReviewScreen(self._journal, asked, self._list.rows.cursor)
        self.call_later(self.app.push_screen, window, self._end_review)

    def _end_review(self, left_at: tuple[AskedQuestion, bool] | None) -> None:
        """Stand on the question that the review was left at, or open it."""
        if left_at is None:
            return
        asked, opened = left_at
        self._list.rows.move_to(_QUESTIONS.place(asked))
        if opened:
            self._list.open(asked)


def _find(journal: Journal, cancelled: Callable[[], bool]) -> Iterator[AskedQuestion]:
    return journal.questions(cancelled=cancelled)


def _said(asked: AskedQuestion) -> str:
    question, post = asked.question, asked.post
    return f"{question.text} {question.answer or ''} {post.title} {post.day}"


def _draw(asked: AskedQuestion, line: int, style: StyleNamed) -> Text:
    """What is asked, or where."""
    if line:
        return Text(f"  {asked.post.marked_day} {asked.post.title}", style("dim"), end="")
    sign = _ANSWERED if asked.question.answer else _OPEN
    look = style("dim" if asked.question.answer else "strong")
    said = " ".join(text_with_formulas(asked.question.text).split())
    return Text(end="").append(f"{sign} ", look).append(said)


_QUESTIONS: FoundKind[AskedQuestion] = FoundKind(
    find=_find,
    line=lambda asked: asked.question.line,
    said=_said,
    draw=_draw,
    choices=(
        Choice(translatable("Questions"), lambda _: True),
        Choice(translatable("Unanswered questions"), lambda asked: asked.question.answer is None),
        Choice(translatable("Answered questions"), lambda asked: asked.question.answer is not None),
    ),
    orders=(
        Order(translatable("by date")),
        Order(translatable("by post"), lambda asked: folded(asked.post.title)),
    ),
    no_match=translatable("No question matches."),
    none=translatable("No post asks anything: a line that begins with Q. or 질문: does."),
    foot=(
        translatable(
            "{questions_choose} opens · {questions_close} closes · {questions_review} review"
        ),
        translatable(
            "{questions_state} which · {questions_order} order · {questions_filter} filter"
        ),
    ),
)
