"""Months side by side, each day in the shade of what was written on it."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.language import translatable, translate

SHADES = "▁▃▅▇"
"""Stand after a day, so that how much was written shows without colour too."""

_CELL, _WEEKS = 3, 6
_WIDTH, _HEIGHT = 7 * _CELL, 2 + _WEEKS
_GAP = 2
_IN_A_ROW = (6, 4, 3, 2, 1)
_FILLED = {"shade-1", "shade-2", "shade-3", "shade-4", "marked"}
_COLOURED = {"title", "name", "empty"}
_MOST_LINES = 1_000
_FIRST, _LAST = 12, 12 * date.max.year + 11
_MONTHS = (
    translatable("January"),
    translatable("February"),
    translatable("March"),
    translatable("April"),
    translatable("May"),
    translatable("June"),
    translatable("July"),
    translatable("August"),
    translatable("September"),
    translatable("October"),
    translatable("November"),
    translatable("December"),
)
_DAYS = (
    translatable("Mo"),
    translatable("Tu"),
    translatable("We"),
    translatable("Th"),
    translatable("Fr"),
    translatable("Sa"),
    translatable("Su"),
)


def day_name(day: date) -> str:
    """The short name of a day of the week in the reader's language."""
    return translate(_DAYS[day.weekday()])


def month_name(year: int, month: int) -> str:
    """A month with its year in the reader's language."""
    return translate("{month} {year}", month=translate(_MONTHS[month - 1]), year=year)


def months_on(day: date, months: int) -> date:
    """The same day so many months on, or back; the last one of a month that is shorter."""
    number = min(max(day.year * 12 + day.month - 1 + months, _FIRST), _LAST)
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_on(day: date, days: int) -> date:
    """So many days on, or back, as far as there are days."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


class MonthGrid(Widget, can_focus=True):
    """As many months as there is room for, with that of the day under the cursor.

    ``counts`` is how much each day has; ``marked`` the first and the last of the marked days.

    Args:
        cursor: The day that the cursor is on at first.
        today: The day that is shown as today.
        id: The id of the widget.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "month-grid--title",
        "month-grid--name",
        "month-grid--empty",
        "month-grid--shade-1",
        "month-grid--shade-2",
        "month-grid--shade-3",
        "month-grid--shade-4",
        "month-grid--cursor",
        "month-grid--marked",
        "month-grid--today",
    }

    cursor: reactive[date] = reactive(date.min, init=False, repaint=False)
    marked: reactive[tuple[date, date] | None] = reactive(None, init=False)

    @dataclass
    class Moved(Message):
        """The cursor is on another day."""

        day: date

    class Chosen(Message):
        """The day under the cursor was clicked once more."""

    def __init__(self, cursor: date, today: date, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(MonthGrid.cursor, cursor)
        self._today = today
        self._counts: Mapping[date, int] = {}
        self._by_month: dict[int, int] = {}
        self._steps: tuple[int, ...] = ()
        self._top: int | None = None
        self._painted_from: int | None = None
        """The first month that was painted last."""
        self._resolved: dict[str, Style] = {}
        self._drawn: dict[tuple[int, int, date | None, Style], list[Segment]] = {}
        """Lines of months as they were drawn: opening the window paints it several times."""

    def show(self, counts: Mapping[date, int]) -> None:
        """Shade the days by these numbers, a quarter of the days with any in each shade."""
        if counts == self._counts:
            return
        self._counts = counts
        ordered = sorted(count for count in counts.values() if count)
        quarters = (len(ordered) * part // 4 for part in (1, 2, 3))
        self._steps = tuple(ordered[at] for at in quarters) if ordered else ()
        self._by_month = {}
        for day, count in counts.items():
            month = day.year * 12 + day.month - 1
            self._by_month[month] = self._by_month.get(month, 0) + count
        self._drawn.clear()
        self.refresh()

    def shade(self, day: date) -> int:
        """The shade of a day: 0 where it has nothing, else 1 to 4."""
        count = self._counts.get(day, 0)
        return 1 + bisect_left(self._steps, count) if count else 0

    @property
    def legend(self) -> str:
        """The shades there are, each with the numbers that it stands for: ``▁1 ▃2 ▅3-4 ▇5-9``."""
        most = max(self._counts.values(), default=0)
        borders = (0, *self._steps, most)
        spans = [(low + 1, high) for low, high in pairwise(borders)]
        return " ".join(
            f"{sign}{low}" if low == high else f"{sign}{low}-{high}"
            for sign, (low, high) in zip(SHADES, spans, strict=False)
            if low <= high
        )

    def watch_cursor(self, old: date, new: date) -> None:
        """Tell, and paint the two days, or all where other months are in sight now.

        Args:
            old: The day that the cursor was on.
            new: The day that it is on.
        """
        self.post_message(self.Moved(new))
        beside, below = self._room()
        first = self._first_month(beside, below)
        cells = [self._cell_of(day, first, beside, below) for day in (old, new)]
        if first == self._painted_from and None not in cells:
            self.refresh(*filter(None, cells))
        else:
            self.refresh()

    def watch_marked(self) -> None:
        """Draw all days anew."""
        self._drawn.clear()

    # Where the months stand

    def _room(self) -> tuple[int, int]:
        """How many months stand side by side, and how many below each other."""
        size = self.content_size
        across = (size.width + _GAP) // (_WIDTH + _GAP)
        beside = next((count for count in _IN_A_ROW if count <= across), 1)
        return beside, max(1, (size.height + 1) // (_HEIGHT + 1))

    def _first_month(self, beside: int, below: int) -> int:
        """The month at the top left, counted from the year 0."""
        month = self.cursor.year * 12 + self.cursor.month - 1
        row = month // beside
        if beside * below >= 12:
            return self.cursor.year * 12
        top = row - below + 1 if self._top is None else self._top
        self._top = min(max(top, row - below + 1), row)
        return self._top * beside

    def on_resize(self) -> None:
        """Other months have room."""
        self._top = None

    def _cell_of(self, day: date, first: int, beside: int, below: int) -> Region | None:
        """Where a day stands when these months are in sight; None where it does not."""
        month = day.year * 12 + day.month - 1
        row, column = divmod(month - first, beside)
        if not 0 <= row < below:
            return None
        week, place = divmod(day.day - 1 + day.replace(day=1).weekday(), 7)
        x = column * (_WIDTH + _GAP) + place * _CELL
        return Region(x, row * (_HEIGHT + 1) + week + 2, _CELL, 1)

    def _day_at(self, x: int, y: int) -> date | None:
        beside, below = self._room()
        column, left = divmod(x, _WIDTH + _GAP)
        row, line = divmod(y, _HEIGHT + 1)
        if column >= beside or row >= below or left >= _WIDTH:
            return None
        month = self._first_month(beside, below) + row * beside + column
        return _day(month, (line - 2) * 7 + left // _CELL) if line >= 2 else None

    async def _on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        day = self._day_at(offset.x, offset.y) if offset else None
        if day is not None and day == self.cursor:
            self.post_message(self.Chosen())
        elif day is not None:
            self.cursor = day

    def on_mouse_scroll_down(self) -> None:
        """A month on."""
        self.cursor = months_on(self.cursor, 1)

    def on_mouse_scroll_up(self) -> None:
        """A month back."""
        self.cursor = months_on(self.cursor, -1)

    # Drawing

    def get_content_width(
        self,
        container: Size,
        viewport: Size,  # noqa: ARG002  as Textual declares it
    ) -> int:
        """All there is."""
        return container.width

    def render_line(self, y: int) -> Strip:
        """A line of all months that stand side by side."""
        beside, below = self._room()
        row, line = divmod(y, _HEIGHT + 1)
        width = self.content_size.width
        base = self.rich_style
        if row >= below or line >= _HEIGHT:
            return Strip.blank(width, base)
        self._painted_from = self._first_month(beside, below)
        first = self._painted_from + row * beside
        segments: list[Segment] = []
        for month in range(first, first + beside):
            if segments:
                segments.append(Segment(" " * _GAP, base))
            if _FIRST <= month <= _LAST:
                segments += self._drawn_line(month, line, base)
        return Strip(segments).adjust_cell_length(width, base)

    def _drawn_line(self, month: int, line: int, base: Style) -> list[Segment]:
        in_month = self.cursor.year * 12 + self.cursor.month - 1 == month
        key = (month, line, self.cursor if in_month else None, base)
        found = self._drawn.get(key)
        if found is None:
            if len(self._drawn) >= _MOST_LINES:
                self._drawn.clear()
            found = self._drawn[key] = self._month_line(month, line, base)
        return found

    def _month_line(self, month: int, line: int, base: Style) -> list[Segment]:
        if line == 0:
            return self._title(month, base)
        if line == 1:
            style = base + self._style("name")
            return [Segment(f"{translate(name)} ", style) for name in _DAYS]
        return [
            segment
            for place in range((line - 2) * 7, (line - 1) * 7)
            for segment in self._cell(_day(month, place), base)
        ]

    def _title(self, month: int, base: Style) -> list[Segment]:
        name = month_name(month // 12, month % 12 + 1)
        count = self._by_month.get(month)
        number = _short(count) if count else ""
        gap = " " * max(1, _WIDTH - cell_len(name) - len(number))
        return [
            Segment(name, base + self._style("title")),
            Segment(gap + number, base + self._style("name")),
        ]

    def _cell(self, day: date | None, base: Style) -> list[Segment]:
        if day is None:
            return [Segment(" " * _CELL, base)]
        shade = self.shade(day)
        style = base + self._style(f"shade-{shade}" if shade else "empty")
        if self.marked is not None and self.marked[0] <= day <= self.marked[1]:
            style += self._style("marked")
        if day == self._today:
            style += self._style("today")
        if day == self.cursor:
            style += self._style("cursor")
        return [Segment(f"{day.day:>2}{SHADES[shade - 1] if shade else ' '}", style)]

    def notify_style_update(self) -> None:
        """Look the styles up anew."""
        self._resolved.clear()
        self._drawn.clear()
        super().notify_style_update()

    def _style(self, name: str) -> Style:
        """The style of one of the component classes; only shades and marks have a background."""
        style = self._resolved.get(name)
        if style is None:
            style = self._resolved[name] = self._resolve(name)
        return style

    def _resolve(self, name: str) -> Style:
        style = self.get_component_rich_style(f"month-grid--{name}")
        if name in _FILLED:
            return style
        weight = Style(
            bold=style.bold or None,
            underline=style.underline or None,
            reverse=style.reverse or None,
        )
        return weight + Style(color=style.color) if name in _COLOURED else weight


def _short(count: int) -> str:
    return str(count) if count < 10_000 else f"{count // 1000}k"


def _day(month: int, place: int) -> date | None:
    """The day at a place of a month's weeks, which begin on Monday; None outside the month."""
    first = date(month // 12, month % 12 + 1, 1)
    number = place - first.weekday()
    if not 0 <= number < monthrange(first.year, first.month)[1]:
        return None
    return first + timedelta(number)
