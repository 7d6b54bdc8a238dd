"""The windows that lead to a post by its title, to a tag or category, to a date, to this day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from index.post import Post
from index.results import NameMatch, Period, TitleMatch
from tui.language import translatable, translate, translate_count
from tui.language.wording import worded
from tui.model.query_text import filter_for, has_words
from tui.widgets.base.row_list import StyleNamed

from .list_without_days import ListWithoutDays
from .quick_open import JumpTarget, LookupResult, QuickOpenScreen, with_matches

if TYPE_CHECKING:
    from index.journal import Journal
    from index.results import Answer, Marks

_FIELDS = {translatable("tag"): "tag", translatable("category"): "cat"}
_FORMS = (
    translatable("A day: 2021-09-10, 20210910, Sep 10 2021, 10 September 2021"),
    translatable("A month or a year: 2021-09, 9/2021, Sep 2021, September, 2021"),
    translatable("By name: today, yesterday, last week, this month"),
    translatable("The last so many: 7d, 2w, 3m, 1y"),
    translatable("From one to another: 2021-09..2021-11, 2021-09.., >2021-09, <=2020"),
    translatable("Korean, too: 2021년 9월, 어제, 지난주, 7일"),
)


class TitleJump(QuickOpenScreen[TitleMatch]):
    """To a post by its title; ``recent`` are the paths of those read lately, the last one first."""

    PLACEHOLDER = translatable("title, or its initial consonants")
    FOOT = translatable("{jump_choose} opens · {jump_close} closes")
    ROW_HEIGHT = 2

    def __init__(self, journal: Journal, recent: Sequence[str]) -> None:
        super().__init__()
        self._journal = journal
        self._recent = recent

    def on_mount(self) -> None:
        """Get ready for the first letter while the posts are shown."""
        self.run_worker(self._journal.lookup.prepare_titles, thread=True, exit_on_error=False)

    def look_up(self, text: str, cancelled: Callable[[], bool]) -> LookupResult[TitleMatch]:
        """The posts whose titles are like the text."""
        found = self._journal.lookup.titles_like(text, self._recent, cancelled)
        empty = translate("No title matches.") if text.strip() else translate("No posts here yet.")
        return LookupResult(found, f"{translate('Go to a post')} · {_posts(len(found))}", (empty,))

    def draw(self, row: TitleMatch, line: int, width: int, style: StyleNamed) -> Text:
        """Draw the title, and under it the path.

        Args:
            row: What was found.
            line: The line within the row, from 0.
            width: The cells that there is room for.
            style: The styles by name.
        """
        if line == 0:
            return _title(row, width, style)
        return Text("  ", end="").append(_ending(row.post.display_path, width - 2), style("dim"))

    def target(self, row: TitleMatch) -> JumpTarget:
        """The post."""
        return JumpTarget(post=row.post)


class NameJump(QuickOpenScreen[NameMatch]):
    """To all posts of a tag or a category."""

    PLACEHOLDER = translatable("tag or category")
    FOOT = translatable("{jump_choose} narrows · {jump_close} closes")

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal

    def look_up(self, text: str, cancelled: Callable[[], bool]) -> LookupResult[NameMatch]:
        """The tags and categories that are like the text."""
        found = self._journal.lookup.names_like(text.lstrip("# "), cancelled)
        asked = bool(text.strip())
        none = translate("No tags or categories here.")
        empty = translate("No tag or category matches.") if asked else none
        return LookupResult(
            found, f"{translate('Go to a tag or category')} · {len(found):,}", (empty,)
        )

    def draw(self, row: NameMatch, line: int, width: int, style: StyleNamed) -> Text:  # noqa: ARG002  as declared above
        """Draw the name, and at the right edge its kind and how many posts carry it.

        Args:
            row: What was found.
            line: The line within the row, from 0.
            width: The cells that there is room for.
            style: The styles by name.
        """
        kind = translate(row.kind)
        kind = kind if width >= _ROOM_FOR_KIND else kind[:3]
        count = f"{kind} {row.posts:>5}"
        text = with_matches(row.name, row.ranges, max(1, width - cell_len(count) - 1), style)
        gap = " " * max(1, width - text.cell_len - cell_len(count))
        return text.append(gap + count, style("dim"))

    def target(self, row: NameMatch) -> JumpTarget:
        """The list narrowed to it."""
        return JumpTarget(filter_for(_FIELDS[row.kind], row.name))


_ROOM_FOR_KIND = 36


class DateJump(QuickOpenScreen[Post]):
    """To the posts of some days; a day with one post leads to that post.

    Where there are none, to the post nearest before or after. Beside words that are searched for,
    the posts are those that the list would have without its filter of days.

    Args:
        journal: The journal.
        answer: What the list shows of a search; None where it shows the whole journal.
        marks: What the reader has noted, for searches that ask for it.
    """

    PLACEHOLDER = translatable("2021-09-10, Sep 2021, last week, 7d")
    FOOT = translatable("{jump_choose} narrows · {jump_close} closes")

    def __init__(
        self, journal: Journal, answer: Answer | None = None, marks: Marks | None = None
    ) -> None:
        super().__init__()
        self._journal = journal
        self._list = ListWithoutDays(journal, answer, marks)
        self._of_list = has_words(self._list.query)
        self._posts_of_list: Sequence[Post] | None = None

    @property
    def _days(self) -> Period | None:
        return self.found.days if self.found else None

    def look_up(self, text: str, cancelled: Callable[[], bool]) -> LookupResult[Post]:
        """The posts of the days that the text names, or those nearest to them."""
        if self._of_list and self._posts_of_list is None:
            self._posts_of_list = self._list.posts(cancelled)
        period = self._journal.lookup.period(text, self._posts_of_list)
        if period is None:
            asked = bool(text.strip())
            title = translate("Go to a date · no date yet") if asked else translate("Go to a date")
            return LookupResult((), title, [*map(translate, _FORMS)])
        of_list = f" · {self._list.query.strip()}" if self._of_list else ""
        if period.posts:
            title = f"{worded(period.days)} · {_posts(len(period.posts))}{of_list}"
            return LookupResult(period.posts, title, days=period)
        near = [post for post in (period.after, period.before) if post is not None]
        none = translate("no posts, but near") if near else translate("no posts")
        title = f"{worded(period.days)} · {none}{of_list}"
        empty = translate("No posts.") if self._of_list else translate("No post has a date.")
        return LookupResult(near, title, (empty,), days=period)

    def draw(self, row: Post, line: int, width: int, style: StyleNamed) -> Text:  # noqa: ARG002  as declared above
        """Draw the date and the title.

        Args:
            row: What was found.
            line: The line within the row, from 0.
            width: The cells that there is room for.
            style: The styles by name.
        """
        day = Text(end="").append(row.marked_day, style("dim")).append(" ")
        if self._days and not self._days.posts:
            way = translate("after") if row is self._days.after else translate("before")
            day.append(set_cell_size(way, 7), style("strong"))
        return day.append_text(with_matches(row.title, (), max(1, width - day.cell_len), style))

    def target(self, row: Post) -> JumpTarget:
        """The list narrowed to the days, the cursor on the post; or a post alone."""
        days = self._days
        if days is None or not days.posts:
            return JumpTarget(post=row)
        if days.first == days.last and len(days.posts) == 1:
            return JumpTarget(post=row)
        return JumpTarget(filter_for("date", days.value), row, keeps_filters=self._of_list)


class DayJump(QuickOpenScreen[TitleMatch]):
    """To a post of one day of the year in all others."""

    PLACEHOLDER = translatable("title")
    FOOT = translatable("{jump_choose} opens · {jump_close} closes")
    ROW_HEIGHT = 2

    def __init__(self, journal: Journal, day: date) -> None:
        super().__init__()
        self._journal = journal
        self._day = day

    def on_mount(self) -> None:
        """Get ready for the first letter while the posts are shown."""
        self.run_worker(self._journal.lookup.prepare_titles, thread=True, exit_on_error=False)

    def look_up(self, text: str, cancelled: Callable[[], bool]) -> LookupResult[TitleMatch]:
        """The posts of that day in other years whose titles are like the text."""
        lookup = self._journal.lookup
        posts = lookup.in_other_years(self._day)
        paths = {post.path for post in posts}
        if text.strip():
            titles = lookup.titles_like(text, (), cancelled)
            found = [match for match in titles if match.post.path in paths]
        else:
            found = [TitleMatch(post) for post in posts]
        title = f"{translate('On this day, {day:%m-%d}', day=self._day)} · {_posts(len(found))}"
        return LookupResult(found, title, (translate("No post of this day in another year."),))

    def draw(self, row: TitleMatch, line: int, width: int, style: StyleNamed) -> Text:
        """Draw the title, and under it the date and how many years away that is.

        Args:
            row: What was found.
            line: The line within the row, from 0.
            width: The cells that there is room for.
            style: The styles by name.
        """
        if line == 0 or row.post.date is None:
            return _title(row, width, style)
        years = self._day.year - row.post.date.year
        if years > 0:
            ago = translate_count(years, "{count} year before", "{count} years before")
        else:
            ago = translate_count(-years, "{count} year after", "{count} years after")
        when = f"  {row.post.marked_day} · {ago}"
        return Text(end="").append(when, style("dim"))

    def target(self, row: TitleMatch) -> JumpTarget:
        """The post."""
        return JumpTarget(post=row.post)


def _title(row: TitleMatch, width: int, style: StyleNamed) -> Text:
    """The title, or the other name that was found, with the title behind it."""
    if not row.alias:
        return with_matches(row.post.title, row.ranges, width, style)
    name = with_matches(row.alias, row.ranges, width, style)
    behind = f" · {row.post.title}"
    room = width - name.cell_len
    return name.append(set_cell_size(behind, min(room, cell_len(behind))), style("dim"))


def _posts(count: int) -> str:
    return translate_count(count, "{count:,} post", "{count:,} posts")


def _ending(text: str, width: int) -> str:
    """A text in so many cells, its beginning left out where there is no room for it."""
    if cell_len(text) <= width:
        return text
    start, room = len(text), width - 1
    while start and (room := room - cell_len(text[start - 1])) >= 0:
        start -= 1
    return f"…{text[start:]}"
