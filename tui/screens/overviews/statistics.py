"""The statistics of a journal, or of what a search finds; each bar leads to its posts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message

from index.browse.statistics import Statistics
from tui.commands import Scope, bindings_of
from tui.commands.offers import Run
from tui.language import translate
from tui.screens.dialogs.closes_once import ClosesOnce
from tui.screens.dialogs.help import ShowsKeyHelp
from tui.screens.dialogs.quick_open import JumpTarget
from tui.widgets.base.row_list import RowList, StyleNamed
from tui.widgets.base.window_footer import foot
from tui.widgets.filter_field import FilterField, has_words

from .statistics_rows import Figure, figures

if TYPE_CHECKING:
    from index.journal import Journal
    from index.results import Answer

_MARK = 1
"""The cells that a list keeps for its mark at the left, and for air at the right."""


class FigureList(RowList[Figure]):
    """Lines of figures."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--bar"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(_draw_row, id=id)


def _draw_row(row: Figure, _line: int, _width: int, style: StyleNamed) -> Text:
    """The parts of the line, each as its role looks."""
    text = Text(end="", no_wrap=True)
    for part, role in row.parts:
        text.append(part, Style() if role == "plain" else style(role))
    return text


class StatisticsScreen(ClosesOnce[JumpTarget | None], ShowsKeyHelp):
    """Figures and plots; answers with the posts to list, None where it is closed.

    They are those of ``answer``, of the whole journal where that is None.
    """

    SCOPE: ClassVar[Scope] = "statistics"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("statistics")]
    AUTO_FOCUS = "#figures"

    class StatisticsLoaded(Message):
        """The statistics."""

        def __init__(self, statistics: Statistics) -> None:
            super().__init__()
            self.statistics = statistics

    def __init__(self, journal: Journal, answer: Answer | None) -> None:
        super().__init__()
        self._journal = journal
        self._answer = answer
        self._statistics: Statistics | None = None
        self.commands_offered: Mapping[str, Run] = {
            "app.help": self.show_key_help,
            "statistics.choose": self._choose,
            "statistics.filter": lambda: self.field.open(),
            "statistics.close": self._close,
        }

    def compose(self) -> ComposeResult:
        """The field, and the one list."""
        with Vertical(id="counted"):
            yield FilterField(lambda _: self._show())
            yield FigureList(id="figures")

    def on_mount(self) -> None:
        """Count, beside what is painted."""
        of = f" · {self._answer.query.strip()}" if self._answer else ""
        window = self.query_one("#counted")
        window.border_title = Text(translate("Statistics") + of)
        self._tell()
        self.rows.set_rows((), empty=(translate("Counting…"),))
        self._count()

    def _tell(self) -> None:
        """Say at the foot as much as there is room for."""
        window = self.query_one("#counted")
        window.border_subtitle = foot(
            "{statistics_choose} lists · {statistics_close} closes",
            "{statistics_filter} filter",
            width=window.outer_size.width,
        )

    @work(thread=True, exclusive=True, exit_on_error=False, group="statistics")
    def _count(self) -> None:
        self.post_message(self.StatisticsLoaded(self._journal.statistics(self._answer)))

    @on(StatisticsLoaded)
    def _learn(self, message: StatisticsLoaded) -> None:
        self._statistics = message.statistics
        self._show()

    def _show(self) -> None:
        if self._statistics is not None:
            size = self.rows.scrollable_content_region.size
            rows = figures(self._statistics, max(1, size.width - 2 * _MARK), size.height)
            if words := self.field.words:
                rows = [row for row in rows if row.query and has_words(row.text, words)]
            empty = (translate("Nothing matches."),) if words else ()
            self.rows.set_rows(rows, empty=empty, to_top=bool(words))

    @property
    def rows(self) -> FigureList:
        """The lines."""
        return self.query_one(FigureList)

    @property
    def field(self) -> FilterField:
        """What is typed."""
        return self.query_one(FilterField)

    def on_resize(self) -> None:
        """Plots and the foot have other room."""
        self.call_after_refresh(self._tell)
        self.call_after_refresh(self._show)

    @on(FigureList.Chosen)
    def _choose(self) -> None:
        """The list narrowed to the posts that the line counts."""
        row = self.rows.current
        if row is not None and row.query:
            self.dismiss(JumpTarget(row.query))

    def _close(self) -> None:
        """Forget the filter, or go back to what was before."""
        if self.field.value:
            self.field.forget()
        else:
            self.dismiss(None)
