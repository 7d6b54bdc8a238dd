"""The calendar: what was written when, and the posts of a day beside it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.worker import get_current_worker

from index.errors import Cancelled
from index.post import Post
from tui.commands import Scope, bindings_of
from tui.commands.offers import Run
from tui.language import translatable, translate
from tui.model.query_text import filter_for
from tui.screens.dialogs.closes_once import ClosesOnce
from tui.screens.dialogs.help import ShowsKeyHelp
from tui.screens.dialogs.list_without_days import ListWithoutDays
from tui.screens.dialogs.quick_open import JumpTarget
from tui.widgets.base.row_list import RowList, StyleNamed
from tui.widgets.base.window_footer import foot
from tui.widgets.month_grid import MonthGrid, day_name, days_on, months_on

if TYPE_CHECKING:
    from index.journal import Journal
    from index.results import Answer, Marks

_CELLS_AROUND_TITLE = 6
"""The corners of a border, and what stands beside them."""
_WITH_YEARS = 30


class DayPosts(RowList[Post], can_focus=False):
    """The posts of some days; each with its day where they are several."""

    several = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self._draw_post, id=id)

    def _draw_post(self, row: Post, _line: int, width: int, style: StyleNamed) -> Text:
        """The title, after the day."""
        text = Text(end="")
        if self.several:
            day = row.day if width >= _WITH_YEARS else row.day[5:]
            estimated = "~" if row.is_estimated else ""
            text.append(f"{estimated}{day} ", style("dim"))
        return text.append(row.title)


class CalendarScreen(ClosesOnce[JumpTarget | None], ShowsKeyHelp):
    """Months and a day's posts; answers with the days, or the post, to go to.

    Where the list is narrowed, its posts are counted: those that it would have without its filter
    of days, in place of which a day is chosen. A key counts all posts.

    Args:
        journal: The journal.
        day: The day to begin at; today where it is None.
        answer: What the list shows of a search; None where it shows the whole journal.
        marks: What the reader has noted, for searches that ask for it.
    """

    SCOPE: ClassVar[Scope] = "calendar"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("calendar")]
    AUTO_FOCUS = "#months"

    class Loaded(Message):
        """The posts of each day."""

        def __init__(self, posts: Mapping[date, Sequence[Post]]) -> None:
            super().__init__()
            self.posts = posts

    def __init__(
        self,
        journal: Journal,
        day: date | None,
        answer: Answer | None = None,
        marks: Marks | None = None,
    ) -> None:
        super().__init__()
        self._journal = journal
        self._list = ListWithoutDays(journal, answer, marks)
        self._query = self._list.query.strip()
        self._of_list = bool(self._query)
        self._today = datetime.now().astimezone().date()
        self._day = day or self._today
        self._posts: Mapping[date, Sequence[Post]] = {}
        self._days: list[date] = []
        self._anchor: date | None = None
        self._words = False
        self.commands_offered: Mapping[str, Run] = {
            "app.help": self.show_key_help,
            "calendar.next_day": partial(self._move_days, 1),
            "calendar.previous_day": partial(self._move_days, -1),
            "calendar.next_week": partial(self._move_days, 7),
            "calendar.previous_week": partial(self._move_days, -7),
            "calendar.next_month": partial(self._move_months, 1),
            "calendar.previous_month": partial(self._move_months, -1),
            "calendar.next_year": partial(self._move_months, 12),
            "calendar.previous_year": partial(self._move_months, -12),
            "calendar.next_post": self._move_to_next_post,
            "calendar.previous_post": self._move_to_previous_post,
            "calendar.today": lambda: self._move(self._today),
            "calendar.choose": self._choose_days,
            "calendar.mark": self._mark,
            "calendar.measure": self._toggle_measure,
            "calendar.all": self._toggle_all,
            "calendar.close": self._unmark_or_close,
        }

    def compose(self) -> ComposeResult:
        """Months, and posts."""
        with Horizontal(id="calendar"):
            yield MonthGrid(self._day, self._today, id="months")
            yield DayPosts(id="day")

    def on_mount(self) -> None:
        """Count the posts."""
        self._tell()
        self._load()

    @work(thread=True, exclusive=True, exit_on_error=False, group="calendar")
    def _load(self) -> None:
        worker = get_current_worker()
        try:
            posts = self._list.posts(lambda: worker.is_cancelled) if self._of_list else None
        except Cancelled:
            return
        self.post_message(self.Loaded(self._journal.lookup.by_day(posts)))

    @on(Loaded)
    def _show(self, message: Loaded) -> None:
        self._posts, self._days = message.posts, list(message.posts)
        self._shade()
        self._show_day()

    @property
    def months(self) -> MonthGrid:
        """The months."""
        return self.query_one(MonthGrid)

    @property
    def posts(self) -> DayPosts:
        """The posts of the day, or of the marked days."""
        return self.query_one(DayPosts)

    def _span(self) -> tuple[date, date]:
        """The first and the last of the days that are meant."""
        cursor = self.months.cursor
        anchor = self._anchor or cursor
        return min(anchor, cursor), max(anchor, cursor)

    def _shade(self) -> None:
        counted, other = (translate("posts"), translate("words"))[:: -1 if self._words else 1]
        self.months.show({day: self._count(posts) for day, posts in self._posts.items()})
        self.months.border_subtitle = foot(
            "{counted} {shades} · {calendar_measure} {other} · {calendar_close} closes",
            *((translatable("{calendar_all} {which}"),) if self._query else ()),
            width=self.months.outer_size.width,
            counted=counted,
            shades=self.months.legend,
            other=other,
            which=translate("all posts") if self._of_list else translate("list"),
        )

    def _count(self, posts: Sequence[Post]) -> int:
        return sum(post.words for post in posts) if self._words else len(posts)

    @on(MonthGrid.Moved)
    def _show_day(self) -> None:
        first, last = self._span()
        self.months.marked = (first, last) if self._anchor else None
        self.posts.several = first != last
        days = self._days[bisect_left(self._days, first) : bisect_right(self._days, last)]
        posts = tuple(chain.from_iterable(self._posts[day] for day in reversed(days)))
        self.posts.set_rows(posts, empty=self._why_empty(first, last), to_top=True)
        self._tell()

    def _why_empty(self, first: date, last: date) -> list[str]:
        """Where the nearest posts are."""
        lines = [translate("No posts."), ""]
        before, after = bisect_left(self._days, first) - 1, bisect_right(self._days, last)
        if before >= 0:
            lines.append(translate("before: {day}", day=self._days[before]))
        if after < len(self._days):
            lines.append(translate("after: {day}", day=self._days[after]))
        return lines

    def _tell(self) -> None:
        of = self._query if self._of_list else translate("all posts")
        title = f"{translate('Calendar')} · {of}" if self._query else translate("Calendar")
        self.months.border_title = Text(title)
        first, last = self._span()
        count = len(self.posts.rows)
        start = 0 if self.posts.size.width >= _WITH_YEARS else len("2021-")
        one, counted = f"{first}"[start:], f"· {count}"
        title = f"{one}..{str(last)[start:]} {counted}"
        if first == last:
            title = f"{one} {day_name(first)} {counted}"
            room = self.posts.outer_size.width - _CELLS_AROUND_TITLE
            if cell_len(title) > room:
                title = f"{one} {counted}"
        self.posts.border_title = Text(title)
        self.posts.border_subtitle = foot(
            "{calendar_choose} opens",
            translatable("{calendar_mark} lists")
            if self._anchor
            else translatable("{calendar_mark} marks"),
            width=self.posts.outer_size.width,
        )

    def on_resize(self) -> None:
        """There may be room for more, or for less."""
        self._tell()
        self._shade()

    # Moving

    def _move(self, day: date) -> None:
        self.months.cursor = day

    def _move_days(self, by: int) -> None:
        self._move(days_on(self.months.cursor, by))

    def _move_months(self, by: int) -> None:
        self._move(months_on(self.months.cursor, by))

    def _move_to_next_post(self) -> None:
        """The next day that has posts."""
        at = bisect_right(self._days, self.months.cursor)
        if at < len(self._days):
            self._move(self._days[at])

    def _move_to_previous_post(self) -> None:
        """The day before that has posts."""
        at = bisect_left(self._days, self.months.cursor) - 1
        if at >= 0:
            self._move(self._days[at])

    # Choosing

    @on(MonthGrid.Chosen)
    def _choose_days(self) -> None:
        """The list narrowed to the day, or to the marked days, where they have posts."""
        if self.posts.rows:
            first, last = self._span()
            value = f"{first}" if first == last else f"{first}..{last}"
            self.dismiss(JumpTarget(filter_for("date", value), keeps_filters=self._of_list))

    @on(DayPosts.Chosen)
    def _open_post(self) -> None:
        if isinstance(post := self.posts.current, Post):
            self.dismiss(JumpTarget(post=post))

    def _mark(self) -> None:
        """Mark days from here on, or list the marked ones."""
        if self._anchor is not None:
            self._choose_days()
            return
        self._anchor = self.months.cursor
        self._show_day()

    def _toggle_measure(self) -> None:
        """Shade days by their posts, or by the words in them."""
        self._words = not self._words
        self._shade()

    def _toggle_all(self) -> None:
        """Count the posts of the list, or all."""
        if not self._query:
            self.notify(translate("The calendar already lists all posts."), markup=False)
            return
        self._of_list = not self._of_list
        self._load()

    def _unmark_or_close(self) -> None:
        """Unmark the days, or close."""
        if self._anchor is None:
            self.dismiss(None)
            return
        self._anchor = None
        self._show_day()
