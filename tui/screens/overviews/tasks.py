"""The tasks of all posts: open, done or all, filtered as one types. No file is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from index.journal import tasks_of
from index.results import FoundTask
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
    from index.post import TaskState

Shown = Literal["open", "done", "all"]

_NEXT: dict[Shown, Shown] = {"open": "done", "done": "all", "all": "open"}
"""Which tasks are shown, each with what comes after it."""
_TITLES: dict[Shown, str] = {
    "open": translatable("Tasks to do"),
    "done": translatable("Tasks done"),
    "all": translatable("All tasks"),
}
_BOXES: dict[TaskState, str] = {
    "open": "\N{BALLOT BOX}",
    "done": "\N{BALLOT BOX WITH CHECK}",
    "dropped": "\N{BALLOT BOX WITH X}",
}
_SECONDS_BETWEEN = 0.1
_LEAST_LINES = 4
_CELLS_AROUND = 3
"""The borders of the window, and the field."""


@dataclass(frozen=True, slots=True)
class Row:
    """A task, and all that is said in it as it is compared with what is typed."""

    found: FoundTask
    said: str

    @classmethod
    def of(cls, found: FoundTask) -> Row:
        """The row of a task."""
        post = found.post
        return cls(found, folded(f"{found.task.text} {found.heading} {post.title} {post.day}"))


class TaskList(RowList[Row]):
    """Tasks, with the post and the heading that each stands under on a second line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(_draw_row, key=_place_of, id=id)


def _draw_row(row: Row, line: int, _width: int, style: StyleNamed) -> Text:
    """What is to be done, or where that is written."""
    found = row.found
    if line:
        heading = f" › {found.heading}" if found.heading else ""
        where = f"  {found.post.marked_day} {found.post.title}{heading} · {found.task.line}"
        return Text(where, style("dim"), end="")
    look = style("strong" if found.task.state == "open" else "dim")
    said = " ".join(found.task.text.split())
    return Text(end="").append(f"{_BOXES[found.task.state]} ", look).append(said)


def _place_of(row: Row) -> tuple[str, int]:
    """The path and the line of a task, which stay when the rows are filtered."""
    return row.found.post.path, row.found.task.line


class TasksScreen(ClosesOnce[JumpTarget | None], ShowsKeyHelp):
    """Lists tasks as they are found; answers with the post to open, at the task."""

    SCOPE: ClassVar[Scope] = "tasks"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("tasks")]
    VERTICAL_BREAKPOINTS = WINDOW_HEIGHTS
    AUTO_FOCUS = "#found_tasks"

    @dataclass
    class TasksLoaded(Message):
        """More tasks as ``of`` found them, the last of them where ``whole``.

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
        self._shown: Shown = "open"
        self.commands_offered: Mapping[str, Run] = {
            "app.help": self.show_key_help,
            "tasks.choose": self._choose,
            "tasks.state": self._change_state,
            "tasks.filter": lambda: self.field.open(),
            "tasks.close": self._clear_or_close,
        }

    def compose(self) -> ComposeResult:
        """The field, and the list."""
        with Vertical(id="tasks"):
            yield FilterField(lambda _: self._show(to_top=True))
            yield TaskList(id="found_tasks")

    def on_mount(self) -> None:
        """Look the tasks up."""
        self._show()
        self._look_up()

    def look_again(self) -> None:
        """Look the tasks up once more: the journal is another now."""
        self._look_up(again=True)

    @work(thread=True, exclusive=True, exit_on_error=False, group="tasks")
    def _look_up(self, *, again: bool = False) -> None:
        worker = get_current_worker()
        rows: list[Row] = []
        told = monotonic()
        try:
            for found in tasks_of(self._journal, cancelled=lambda: worker.is_cancelled):
                rows.append(Row.of(found))
                if not again and monotonic() - told >= _SECONDS_BETWEEN:
                    self.post_message(self.TasksLoaded(rows, worker))
                    rows, told = [], monotonic()
        except Cancelled:
            return
        if not worker.is_cancelled:
            self.post_message(self.TasksLoaded(rows, worker, whole=True, anew=again))

    @on(TasksLoaded)
    def _learn(self, message: TasksLoaded) -> None:
        if message.of.is_cancelled:
            return
        self._all = [*(() if message.anew else self._all), *message.rows]
        self._whole = message.whole
        self._show()

    @property
    def rows(self) -> TaskList:
        """The list."""
        return self.query_one(TaskList)

    @property
    def field(self) -> FilterField:
        """What is typed."""
        return self.query_one(FilterField)

    def _show(self, *, to_top: bool = False) -> None:
        wanted = self.field.words
        rows = [
            row
            for row in self._all
            if self._shown in ("all", row.found.task.state) and all(w in row.said for w in wanted)
        ]
        self.rows.set_rows(rows, row_height=2, empty=(self._why_empty(),), to_top=to_top)
        # It is as high as all of them are, whatever is typed, so that its foot does not jump.
        height = max(len(self._all) * 2, _LEAST_LINES) + _CELLS_AROUND
        self.query_one("#tasks").styles.height = height
        self._tell()

    def _why_empty(self) -> str:
        if not self._whole:
            return translate("looking…")
        if self._all:
            return translate("No task matches.")
        return translate("No post has a task: an item that begins with [ ] is one.")

    @on(TaskList.Moved)
    def _tell(self) -> None:
        rows = self.rows.rows
        place = f"{self.rows.cursor + 1}/{len(rows)}" if rows else "0"
        more = "" if self._whole else "…"
        read = "" if self._journal.ready else f" · {translate('so far')}"
        window = self.query_one("#tasks")
        window.border_title = Text(f"{translate(_TITLES[self._shown])} · {place}{more}{read}")
        window.border_subtitle = foot(
            "{tasks_choose} opens · {tasks_close} closes",
            "{tasks_state} which · {tasks_filter} filter",
            width=window.outer_size.width,
        )

    def on_resize(self) -> None:
        """The foot says as much as there is room for."""
        self.call_after_refresh(self._tell)

    # What the keys do

    def _change_state(self) -> None:
        """Those to do, those done, all of them."""
        self._shown = _NEXT[self._shown]
        self._show()

    @on(TaskList.Chosen)
    def _choose(self) -> None:
        """Open the post at the task."""
        row = self.rows.current
        if row is not None:
            self.dismiss(JumpTarget(post=row.found.post, line=row.found.task.line))

    def _clear_or_close(self) -> None:
        """Forget the filter, or close."""
        if self.field.value:
            self.field.forget()
        else:
            self.dismiss(None)
