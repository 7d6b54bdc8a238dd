"""A window that shows, while one types, where one may go."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from index.errors import Cancelled
from index.post import Post
from index.results import Period
from tui.commands import bindings_of
from tui.commands.offers import Run
from tui.language import translatable, translate
from tui.widgets.base.row_list import DrawRow, RowList, StyleNamed, wrapped
from tui.widgets.base.window_footer import foot
from tui.widgets.filter_field import TypedField
from tui.widgets.snippet_line import Range, fitted

from .closes_once import WINDOW_HEIGHTS, ClosesOnce

Row = TypeVar("Row")

_LEAST_ROWS = 4
_CELLS_AROUND = 3
"""The borders of the window, and the field."""


@dataclass(frozen=True, slots=True)
class JumpTarget:
    """Where to go: to a list narrowed to ``query``, to a post, or to the post in that list.

    A post without a list is shown from ``line`` of its file on. ``keeps_filters`` puts ``query``
    beside the filters that stand, in place of one that it cannot go with.
    """

    query: str = ""
    post: Post | None = None
    line: int | None = None
    keeps_filters: bool = False


@dataclass(frozen=True, slots=True)
class LookupResult(Generic[Row]):
    """The rows for what was typed, in ``title`` what to say of them, or ``empty`` in their place.

    ``days`` are the days they were looked up for, where it was days.
    """

    rows: Sequence[Row]
    title: str
    empty: Sequence[str] = ()
    days: Period | None = None


class QuickOpenField(TypedField):
    """Where one types; its keys are the window's, in the order in which they were pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("jump")]


class QuickOpenList(RowList[Any], can_focus=False):
    """Where one may go; the rows are drawn by the window."""

    def __init__(self, draw: DrawRow[Any]) -> None:
        super().__init__(draw, id="jumps")


def with_matches(text: str, ranges: Sequence[Range], width: int, style: StyleNamed) -> Text:
    """The part of a text that fits, with what matches in the style of a match.

    Args:
        text: The text.
        ranges: What matches, as offsets ``[start, end)`` in characters.
        width: The cells that there is room for.
        style: The styles by name.
    """
    shown, places = fitted(text, ranges, width)
    line = Text(shown, no_wrap=True, end="")
    for start, end in places:
        line.stylize(style("match"), start, end)
    return line


class QuickOpenScreen(ClosesOnce[JumpTarget | None], Generic[Row]):
    """A field and what is like the text in it; answers with the place chosen, or None.

    A subclass looks the rows up on a thread (``look_up``), draws them, and says where they lead.
    """

    AUTO_FOCUS = "#filter"
    VERTICAL_BREAKPOINTS = WINDOW_HEIGHTS
    PLACEHOLDER = ""
    FOOT = translatable("{jump_choose} goes · {jump_close} closes")
    ROW_HEIGHT = 1

    class Answered(Message):
        """What was looked up for ``text``."""

        def __init__(self, text: str, found: LookupResult[Any]) -> None:
            super().__init__()
            self.text = text
            self.found = found

    def __init__(self) -> None:
        super().__init__(classes="-jump")
        self.found: LookupResult[Row] | None = None
        self._height = _LEAST_ROWS
        self._answered: str | None = None
        self.input_ready = asyncio.Event()
        self.input_ready.set()
        self.commands_offered: Mapping[str, Run] = {
            "jump.choose": self._choose,
            "jump.next": lambda: self.rows.move_by(1),
            "jump.previous": lambda: self.rows.move_by(-1),
            "jump.page_down": lambda: self.rows.move_by_pages(1),
            "jump.page_up": lambda: self.rows.move_by_pages(-1),
            "jump.close": self._close,
        }

    @abstractmethod
    def look_up(self, text: str, cancelled: Callable[[], bool]) -> LookupResult[Row]:
        """The rows for a text; runs on a thread. Raises Cancelled."""

    @abstractmethod
    def draw(self, row: Row, line: int, width: int, style: StyleNamed) -> Text:
        """Draw one line of a row.

        Args:
            row: The row.
            line: The line within the row, from 0.
            width: The cells that there is room for.
            style: The styles by name.
        """

    @abstractmethod
    def target(self, row: Row) -> JumpTarget:
        """Where a row leads."""

    def compose(self) -> ComposeResult:
        """What is typed, and where it may lead."""
        with Vertical(id="jump"):
            yield QuickOpenField(id="filter", compact=True, placeholder=translate(self.PLACEHOLDER))
            yield QuickOpenList(self.draw)

    def on_mount(self) -> None:
        """Look up what there is before anything is typed."""
        self.query_one("#jump").border_subtitle = foot(self.FOOT)
        self._look_up("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.input_ready.set()
        self._look_up(event.value)

    @work(thread=True, exclusive=True, exit_on_error=False, group="jump")
    def _look_up(self, text: str) -> None:
        worker = get_current_worker()
        try:
            found = self.look_up(text, lambda: worker.is_cancelled)
        except Cancelled:
            return
        if not worker.is_cancelled:
            self.post_message(self.Answered(text, found))

    @on(Answered)
    def _show(self, message: Answered) -> None:
        if message.text != self._typed_text:
            return
        found = self.found = message.found
        self._answered = message.text
        window = self.query_one("#jump")
        window.border_title = Text(found.title)
        # It gets no lower while one types, so that its foot does not jump.
        told = () if found.rows else wrapped(found.empty, self.rows.size.width, self.app.console)
        self._height = max(self._height, len(found.rows) * self.ROW_HEIGHT, len(told))
        window.styles.height = self._height + _CELLS_AROUND
        self.rows.set_rows(found.rows, row_height=self.ROW_HEIGHT, empty=found.empty, to_top=True)
        if not self.input_ready.is_set():
            self._choose()

    @property
    def rows(self) -> QuickOpenList:
        """The rows."""
        return self.query_one(QuickOpenList)

    @property
    def _typed_text(self) -> str:
        return self.query_one(Input).value

    @on(QuickOpenList.Chosen)
    def _choose(self) -> None:
        """Go there, as soon as the rows for what is typed are known."""
        if self._answered != self._typed_text:
            self.input_ready.clear()
            return
        self.input_ready.set()
        row = self.rows.current
        if row is not None:
            self.dismiss(self.target(row))

    def _close(self) -> None:
        """Back to what was before."""
        self.dismiss(None)
