"""A window of things remembered, which gets shorter as one types."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from tui.commands import bindings_of
from tui.commands.offers import Run
from tui.language import translatable, translate
from tui.widgets.base.row_list import RowList, StyleNamed
from tui.widgets.base.window_footer import foot
from tui.widgets.filter_field import TypedField

from .closes_once import WINDOW_HEIGHTS, ClosesOnce

Value = TypeVar("Value")

_CELLS_OF_KEYS = 14
_LEAST_ROWS = 3
_CELLS_AROUND = 3
"""The borders of the window, and the field."""


@dataclass(frozen=True, slots=True)
class PickerRow(Generic[Value]):
    """Something remembered: what is said of it, and what choosing it means.

    ``detail`` stands on a line under the ``title``, ``day`` at the right of it. What is typed
    exactly as ``name`` finds this first. A command has ``keys`` in a column before its title, which
    may be empty, and a ``hint`` after it.
    """

    title: str
    value: Value
    detail: str = ""
    day: str = ""
    name: str = ""
    keys: str | None = None
    hint: str = ""

    def has(self, words: Sequence[str]) -> bool:
        """Whether all of these words stand in it."""
        text = _folded(f"{self.name} {self.title} {self.detail} {self.day} {self.keys} {self.hint}")
        return all(word in text for word in words)


@dataclass(frozen=True, slots=True)
class LeftPicker(Generic[Value]):
    """How a window was left: what was typed, and the value that was chosen."""

    typed: str
    value: Value


class PickerList(RowList[PickerRow[Value]], can_focus=False):
    """What is remembered, two lines each where there are details."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(_draw_row, id=id)


def _draw_row(row: PickerRow[Any], line: int, width: int, style: StyleNamed) -> Text:
    """The title with the day at the right, or what is told of it."""
    if line:
        return Text("  ", end="").append(row.detail, style("dim"))
    text = Text(end="")
    if row.keys is not None:
        text.append(row.keys, style("key"))
        text.append(" " * max(2, _CELLS_OF_KEYS - cell_len(row.keys)))
    if row.name:
        text.append(row.name, style("strong")).append("  ")
    text.append(row.title)
    if row.hint:
        text.append(f"  {row.hint}", style("dim"))
    if row.day:
        text.truncate(max(0, width - cell_len(row.day) - 1), overflow="ellipsis", pad=True)
        text.append(f" {row.day}", style("dim"))
    return text


class PickerScreen(ClosesOnce[Value | None], Generic[Value]):
    """Answers with the value of the row that is chosen, None without a choice.

    Args:
        title: The title of the window.
        kept: The rows.
        forget: Called with the value of each row that the reader removes; None where none can be.
        empty: What to say where there are no rows.
        enter: What Enter does, as a text for ``foot``.
        left: How the window was left when it was shown last; None to begin anew.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(binding, priority=True) for binding in bindings_of("picker")
    ]
    AUTO_FOCUS = "#filter"
    NOTHING_FOUND = translatable("Nothing matches.")
    VERTICAL_BREAKPOINTS = WINDOW_HEIGHTS

    def __init__(
        self,
        title: str,
        kept: Sequence[PickerRow[Value]],
        forget: Callable[[Value], None] | None,
        *,
        empty: str,
        enter: str = "",
        left: LeftPicker[Value] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._kept = list(kept)
        self._forget = forget
        self._empty = empty
        self._enter = enter or translatable("{picker_choose} goes there")
        self.left = left
        """How the window was left, once a row was chosen."""
        self._height = 2 if any(one.detail for one in kept) else 1
        self.commands_offered: Mapping[str, Run] = {
            "picker.choose": self._choose,
            "picker.next": lambda: self._lines.move_by(1),
            "picker.previous": lambda: self._lines.move_by(-1),
            "picker.page_down": lambda: self._lines.move_by_pages(1),
            "picker.page_up": lambda: self._lines.move_by_pages(-1),
            "picker.forget": self._forget_current,
            "picker.close": self._close,
        }

    def compose(self) -> ComposeResult:
        """What is typed, and what has it."""
        with Vertical(id="picker"):
            yield TypedField(id="filter", compact=True, placeholder=translate("filter"))
            yield PickerList(id="lines")

    def on_mount(self) -> None:
        """Show all of them."""
        window = self.query_one("#picker")
        window.border_title = Text(self._title)
        self._fit()
        self._show(self.left.typed if self.left else "")
        if self.left is not None:
            with self.prevent(Input.Changed):
                self.query_one(Input).value = self.left.typed
            rows, value = self._lines.rows, self.left.value
            self._lines.cursor = next((n for n, one in enumerate(rows) if one.value == value), 0)

    def _fit(self) -> None:
        """Make the window as high as all rows are, whatever is typed."""
        rows = max(len(self._kept) * self._height, _LEAST_ROWS)
        self.query_one("#picker").styles.height = rows + _CELLS_AROUND

    def on_resize(self) -> None:
        """The foot says as much as there is room for."""
        self.call_after_refresh(self._tell)

    def _tell(self) -> None:
        window = self.query_one("#picker")
        forgets = (translatable("{picker_forget} removes"),) if self._forget else ()
        window.border_subtitle = foot(
            self._enter, "{picker_close} closes", *forgets, width=window.size.width
        )

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def _show(self, typed: str, *, to_top: bool = True) -> None:
        asked = _folded(typed)
        found = [one for one in self._kept if one.has(asked.split())]
        found.sort(key=lambda one: _distance(one, asked))
        found[:0] = self.rows_made_of(typed)
        empty = translate(self.NOTHING_FOUND) if self._kept else self._empty
        self._lines.set_rows(found, row_height=self._height, empty=(empty,), to_top=to_top)

    def rows_made_of(self, typed: str) -> Sequence[PickerRow[Value]]:
        """Rows that what is typed makes itself, before those that have it."""
        del typed
        return ()

    @property
    def _lines(self) -> PickerList[Value]:
        return self.query_one(PickerList)

    @on(RowList.Chosen)
    def _choose(self) -> None:
        """Choose it."""
        if self._lines.current is not None:
            value = self._lines.current.value
            self.left = LeftPicker(self.query_one(Input).value, value)
            self.dismiss(value)

    def _forget_current(self) -> None:
        """Forget it."""
        if self._forget is not None and (chosen := self._lines.current) is not None:
            self._kept.remove(chosen)
            self._forget(chosen.value)
            self._fit()
            self._show(self.query_one(Input).value, to_top=False)

    def _close(self) -> None:
        """Back without a choice."""
        self.dismiss(None)


def _distance(one: PickerRow[Any], asked: str) -> int:
    """How far a row is from what is typed: its name, keys or title, a part of its title, or less.

    Only commands are put into another order by more than their name.
    """
    if not asked:
        return 0
    if _folded(one.name) == asked:
        return 0
    if one.keys is None:
        return 2
    title = _folded(one.title)
    if title == asked or asked in _folded(one.keys).split():
        return 0
    return 1 if asked in title else 2


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()
