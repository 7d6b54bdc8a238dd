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

from .closes_once import WINDOW_HEIGHTS, ClosesOnce

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class PickerRow(Generic[Value]):
    """Something remembered: what is said of it, and what choosing it means.

    ``detail`` stands on a line under the ``title``, ``day`` at the right of it. What is typed
    exactly as ``name`` finds this first.
    """

    title: str
    value: Value
    detail: str = ""
    day: str = ""
    name: str = ""

    def has(self, words: Sequence[str]) -> bool:
        """Whether all of these words stand in it."""
        text = _folded(f"{self.name} {self.title} {self.detail} {self.day}")
        return all(word in text for word in words)


class PickerList(RowList[PickerRow[Value]], can_focus=False):
    """What is remembered, two lines each where there are details."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(_draw_row, id=id)


def _draw_row(row: PickerRow[Any], line: int, width: int, style: StyleNamed) -> Text:
    """The title with the day at the right, or what is told of it."""
    if line:
        return Text("  ", end="").append(row.detail, style("dim"))
    text = Text(end="")
    if row.name:
        text.append(row.name, style("strong")).append("  ")
    text.append(row.title)
    if row.day:
        text.truncate(max(0, width - cell_len(row.day) - 1), overflow="ellipsis", pad=True)
        text.append(f" {row.day}", style("dim"))
    return text


class PickerScreen(ClosesOnce[Value | None], Generic[Value]):
    """Answers with the value of the row that is chosen, None without a choice.

    Args:
        title: The title of the window.
        kept: The rows.
        forget: Called with the value of each row that the reader removes.
        empty: What to say where there are no rows.
        enter: What Enter does, as a text for ``foot``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(binding, priority=True) for binding in bindings_of("picker")
    ]
    AUTO_FOCUS = "#filter"
    VERTICAL_BREAKPOINTS = WINDOW_HEIGHTS

    def __init__(
        self,
        title: str,
        kept: Sequence[PickerRow[Value]],
        forget: Callable[[Value], None],
        *,
        empty: str,
        enter: str = "",
    ) -> None:
        """Show ``kept``; ``empty`` says what to do where there is nothing, ``enter`` what it does.

        ``enter`` is a text for ``foot``.
        ``forget`` is called with the value of each one that is to be forgotten.
        """
        super().__init__()
        self._title = title
        self._kept = list(kept)
        self._forget = forget
        self._empty = empty
        self._enter = enter or translatable("{picker_choose} goes there")
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
            yield Input(id="filter", compact=True, placeholder=translate("filter"))
            yield PickerList(id="lines")

    def on_mount(self) -> None:
        """Show all of them."""
        window = self.query_one("#picker")
        window.border_title = Text(self._title)
        self._show("")

    def on_resize(self) -> None:
        """The foot says as much as there is room for."""
        self.call_after_refresh(self._tell)

    def _tell(self) -> None:
        window = self.query_one("#picker")
        window.border_subtitle = foot(
            self._enter, "{picker_close} closes · {picker_forget} forgets", width=window.size.width
        )

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def _show(self, typed: str, *, to_top: bool = True) -> None:
        asked = _folded(typed)
        found = [one for one in self._kept if one.has(asked.split())]
        found.sort(key=lambda one: not asked or _folded(one.name) != asked)
        empty = translate("Nothing here has that.") if self._kept else self._empty
        self._lines.set_rows(found, row_height=self._height, empty=(empty,), to_top=to_top)

    @property
    def _lines(self) -> PickerList[Value]:
        return self.query_one(PickerList)

    @on(RowList.Chosen)
    def _choose(self) -> None:
        """Choose it."""
        if self._lines.current is not None:
            self.dismiss(self._lines.current.value)

    def _forget_current(self) -> None:
        """Forget it."""
        if (chosen := self._lines.current) is not None:
            self._kept.remove(chosen)
            self._forget(chosen.value)
            self._show(self.query_one(Input).value, to_top=False)

    def _close(self) -> None:
        """Back without a choice."""
        self.dismiss(None)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()
