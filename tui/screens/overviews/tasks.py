"""The tasks of all posts: open, done or all. No file is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from index.journal import tasks_of
from index.results import FoundTask
from tui.commands import Scope, bindings_of
from tui.commands.offers import Run
from tui.language import translatable
from tui.screens.dialogs.closes_once import WINDOW_HEIGHTS, ClosesOnce
from tui.screens.dialogs.help import ShowsKeyHelp
from tui.screens.dialogs.quick_open import JumpTarget
from tui.widgets.base.row_list import StyleNamed

from .found_rows import Choice, FoundKind, FoundRows, LeftRows, Order

if TYPE_CHECKING:
    from index.journal import Journal
    from index.post import TaskState

_BOXES: dict[TaskState, str] = {
    "open": "\N{BALLOT BOX}",
    "done": "\N{BALLOT BOX WITH CHECK}",
    "dropped": "\N{BALLOT BOX WITH X}",
}


class TasksScreen(ClosesOnce[JumpTarget | None], ShowsKeyHelp):
    """Lists the tasks of all posts; answers with the post to open, at the task."""

    SCOPE: ClassVar[Scope] = "tasks"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("tasks")]
    VERTICAL_BREAKPOINTS = WINDOW_HEIGHTS
    AUTO_FOCUS = "#found"

    def __init__(self, journal: Journal, left: LeftRows | None = None) -> None:
        super().__init__()
        self._list = FoundRows(journal, _TASKS, left=left, id="tasks")
        self.commands_offered: Mapping[str, Run] = {
            "app.help": self.show_key_help,
            "tasks.choose": self._list.choose,
            "tasks.state": self._list.change_choice,
            "tasks.filter": lambda: self._list.field.open(),
            "tasks.close": self._list.clear_or_close,
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


def _find(journal: Journal, cancelled: Callable[[], bool]) -> Iterator[FoundTask]:
    return tasks_of(journal, cancelled=cancelled)


def _draw(found: FoundTask, line: int, style: StyleNamed) -> Text:
    """What is to be done, or where that is written."""
    if line:
        heading = f" › {found.heading}" if found.heading else ""
        where = f"  {found.post.marked_day} {found.post.title}{heading} · {found.task.line}"
        return Text(where, style("dim"), end="")
    look = style("strong" if found.task.state == "open" else "dim")
    said = " ".join(found.task.text.split())
    return Text(end="").append(f"{_BOXES[found.task.state]} ", look).append(said)


_TASKS: FoundKind[FoundTask] = FoundKind(
    find=_find,
    line=lambda found: found.task.line,
    said=lambda one: f"{one.task.text} {one.heading} {one.post.title} {one.post.day}",
    draw=_draw,
    choices=(
        Choice(translatable("Tasks to do"), lambda found: found.task.state == "open"),
        Choice(translatable("Tasks done"), lambda found: found.task.state == "done"),
        Choice(translatable("All tasks"), lambda _: True),
    ),
    orders=(Order(translatable("by date")),),
    no_match=translatable("No task matches."),
    none=translatable("No post has a task: an item that begins with [ ] is one."),
    foot=(
        translatable("{tasks_choose} opens · {tasks_close} closes"),
        translatable("{tasks_state} which · {tasks_filter} filter"),
    ),
)
