"""The questions of all posts: answered or not, by date or by post, filtered as one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Literal

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.worker import Worker, get_current_worker

from index.errors import Cancelled
from index.results import AskedQuestion
from tui.commands import Scope, bindings_of
from tui.commands.offers import Run
from tui.language import translatable, translate
from tui.screens.dialogs.closes_once import WINDOW_HEIGHTS, ClosesOnce
from tui.screens.dialogs.help import ShowsKeyHelp
from tui.screens.dialogs.quick_open import JumpTarget
from tui.widgets.base.row_list import RowList, StyleNamed
from tui.widgets.base.window_footer import foot
from tui.widgets.filter_field import FilterField, folded

if TYPE_CHECKING:
    from index.journal import Journal

State = Literal["all", "unanswered", "answered"]

_STATES: dict[State, State] = {"all": "unanswered", "unanswered": "answered", "answered": "all"}
"""Each state with the one that comes after it."""
_TITLES: dict[State, str] = {
    "all": translatable("Questions"),
    "unanswered": translatable("Unanswered questions"),
    "answered": translatable("Answered questions"),
}
_SECONDS_BETWEEN = 0.1
_LEAST_LINES = 4
_CELLS_AROUND = 3
"""The borders of the window, and the field."""
_ANSWERED, _OPEN = "✓", "?"


@dataclass(frozen=True, slots=True)
class Row:
    """A question, all that is said in it as it is compared with what is typed, and the title."""

    asked: AskedQuestion
    said: str
    title: str

    @classmethod
    def of(cls, asked: AskedQuestion) -> Row:
        """The row of a question."""
        question = asked.question
        said = f"{question.text} {question.answer or ''} {asked.post.title} {asked.post.day}"
        return cls(asked, folded(said), folded(asked.post.title))


class QuestionList(RowList[Row]):
    """Questions, with the post that each is asked in on a second line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(_draw_row, key=_place_of, id=id)


def _draw_row(row: Row, line: int, _width: int, style: StyleNamed) -> Text:
    """What is asked, or where."""
    if line:
        where = f"  {row.asked.post.marked_day} {row.asked.post.title}"
        return Text(where, style("dim"), end="")
    sign = _ANSWERED if row.asked.question.answer else _OPEN
    look = style("dim" if row.asked.question.answer else "strong")
    return Text(end="").append(f"{sign} ", look).append(_line(row.asked.question.text))


def _place_of(row: Row) -> tuple[str, int]:
    """The path and the line of a question, which stay when the rows are filtered."""
    return row.asked.post.path, row.asked.question.line


class QuestionsScreen(ClosesOnce[JumpTarget | None], ShowsKeyHelp):
    """Lists questions as they are found; answers with the post to open, at the question."""

    SCOPE: ClassVar[Scope] = "questions"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("questions")]
    VERTICAL_BREAKPOINTS = WINDOW_HEIGHTS
    AUTO_FOCUS = "#asked"

    @dataclass
    class QuestionsLoaded(Message):
        """More questions as ``of`` found them, the last of them where ``whole``.

        They take the place of those before where they are ``anew``.
        """

        rows: Sequence[Row]
        of: Worker[object]
        whole: bool = False
        anew: bool = False

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal
        self._all: list[Row] = []
        self._whole = False
        self._state: State = "all"
        self._by_post = False
        self.commands_offered: Mapping[str, Run] = {
            "app.help": self.show_key_help,
            "questions.choose": self._choose,
            "questions.review": self._review,
            "questions.state": self._change_state,
            "questions.order": self._change_order,
            "questions.filter": lambda: self.field.open(),
            "questions.close": self._clear_or_close,
        }

    def compose(self) -> ComposeResult:
        """The field, and the list."""
        with Vertical(id="questions"):
            yield FilterField(lambda _: self._show(to_top=True))
            yield QuestionList(id="asked")

    def on_mount(self) -> None:
        """Look the questions up."""
        self._show()
        self._look_up()

    def look_again(self) -> None:
        """Look the questions up once more: the journal is another now."""
        self._look_up(again=True)

    @work(thread=True, exclusive=True, exit_on_error=False, group="questions")
    def _look_up(self, *, again: bool = False) -> None:
        worker = get_current_worker()
        found: list[Row] = []
        told = monotonic()
        try:
            for asked in self._journal.questions(cancelled=lambda: worker.is_cancelled):
                found.append(Row.of(asked))
                if not again and monotonic() - told >= _SECONDS_BETWEEN:
                    self.post_message(self.QuestionsLoaded(found, worker))
                    found, told = [], monotonic()
        except Cancelled:
            return
        if not worker.is_cancelled:
            self.post_message(self.QuestionsLoaded(found, worker, whole=True, anew=again))

    @on(QuestionsLoaded)
    def _learn(self, message: QuestionsLoaded) -> None:
        if message.of.is_cancelled:
            return
        self._all = [*(() if message.anew else self._all), *message.rows]
        self._whole = message.whole
        self._show()

    @property
    def rows(self) -> QuestionList:
        """The list."""
        return self.query_one(QuestionList)

    @property
    def field(self) -> FilterField:
        """What is typed."""
        return self.query_one(FilterField)

    def _show(self, *, to_top: bool = False) -> None:
        wanted = self.field.words
        rows = [row for row in self._all if self._is_meant(row) and _has(row, wanted)]
        if self._by_post:
            rows.sort(key=attrgetter("title"))
        self.rows.set_rows(rows, row_height=2, empty=(self._why_empty(),), to_top=to_top)
        # It is as high as all of them are, whatever is typed, so that its foot does not jump.
        height = max(len(self._all) * 2, _LEAST_LINES) + _CELLS_AROUND
        self.query_one("#questions").styles.height = height
        self._tell()

    def _is_meant(self, row: Row) -> bool:
        answered = row.asked.question.answer is not None
        return self._state == "all" or answered == (self._state == "answered")

    def _why_empty(self) -> str:
        if not self._whole:
            return translate("looking…")
        if self._all:
            return translate("No question matches.")
        return translate("No post asks anything: a line that begins with Q. or 질문: does.")

    @on(QuestionList.Moved)
    def _tell(self) -> None:
        rows = self.rows.rows
        place = f"{self.rows.cursor + 1}/{len(rows)}" if rows else "0"
        order = translate("by post") if self._by_post else translate("by date")
        more = "" if self._whole else "…"
        read = "" if self._journal.ready else f" · {translate('so far')}"
        title = f"{translate(_TITLES[self._state])} · {order} · {place}{more}{read}"
        window = self.query_one("#questions")
        window.border_title = Text(title)
        window.border_subtitle = foot(
            "{questions_choose} opens · {questions_close} closes · {questions_review} review",
            "{questions_state} which · {questions_order} order · {questions_filter} filter",
            width=window.outer_size.width,
        )

    def on_resize(self) -> None:
        """The foot says as much as there is room for."""
        self.call_after_refresh(self._tell)

    # What the keys do

    def _change_state(self) -> None:
        """All of them, the unanswered, the answered, and all again."""
        self._state = _STATES[self._state]
        self._show()

    def _change_order(self) -> None:
        """By date, or by the title of the post."""
        self._by_post = not self._by_post
        self._show()

    @on(QuestionList.Chosen)
    def _choose(self) -> None:
        """Open the post at the question."""
        row = self.rows.current
        if row is not None:
            self.dismiss(_place(row.asked))

    def _review(self) -> None:
        """Ask those that are listed, one at a time, from the one under the cursor on."""
        from .review import ReviewScreen

        if not self.rows.rows:
            self.notify(translate("There is no question to ask."), markup=False)
            return
        asked = [row.asked for row in self.rows.rows]
        window = ReviewScreen(self._journal, asked, self.rows.cursor)
        self.call_later(self.app.push_screen, window, self._end_review)

    def _end_review(self, left_at: tuple[AskedQuestion, bool] | None) -> None:
        """Stand on the question that the review was left at, or open it."""
        if left_at is None:
            return
        asked, opened = left_at
        self.rows.move_to((asked.post.path, asked.question.line))
        if opened:
            self.dismiss(_place(asked))

    def _clear_or_close(self) -> None:
        """Forget the filter, or close."""
        if self.field.value:
            self.field.forget()
        else:
            self.dismiss(None)


def _place(asked: AskedQuestion) -> JumpTarget:
    return JumpTarget(post=asked.post, line=asked.question.line)


def _has(row: Row, words: Sequence[str]) -> bool:
    return all(word in row.said for word in words)


def _line(text: str) -> str:
    return " ".join(text.split())
