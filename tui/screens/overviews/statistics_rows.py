"""Statistics as rows: totals, plots over time, and bars that lead to their posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rich.cells import cell_len, set_cell_size

from index.browse.statistics import Statistics, Streak
from tui.language import translate, translate_count
from tui.model.plots import TimeAxis, bar, columns
from tui.model.query_text import filter_for
from tui.widgets.month_grid import day_name

Role = Literal["plain", "dim", "strong", "bar"]
Part = tuple[str, Role]

_TALL, _LOW = 6, 4
"""How many lines a plot over time is high, where there is room and where there is little."""
_MOST_NAMES, _MOST_STREAKS = 12, 5
_WIDEST_NAME, _WIDEST_BAR, _WIDEST_PLOT = 24, 60, 100
_MONDAY = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of texts with their roles; ``query`` finds the posts that it counts."""

    parts: tuple[Part, ...] = ()
    query: str = ""

    @property
    def text(self) -> str:
        """The line without its roles."""
        return "".join(part for part, _ in self.parts)


def figures(statistics: Statistics, width: int, height: int) -> list[Figure]:
    """All of the statistics as lines.

    Args:
        statistics: The statistics.
        width: The width of the lines in cells.
        height: The height of the screen in lines: plots are lower on a low one.
    """
    tall = _TALL if height >= 20 else _LOW
    rows = [*_totals(statistics)]
    if statistics.months:
        rows += _over_time(translate("Posts by month"), statistics.months, width, tall)
        rows += _over_time(translate("Words by month"), statistics.words_by_month, width, tall)
        rows += _bars(translate("Years"), _years(statistics), width)
        rows += _bars(translate("Weekdays"), _weekdays(statistics), width)
    rows += _tags(statistics, width)
    rows += _bars(translate("Categories"), _most(statistics.facets.categories, "cat"), width)
    rows += _streaks(statistics)
    return rows


def _totals(statistics: Statistics) -> Iterator[Figure]:
    undated = statistics.facets.undated
    posts = f"{statistics.posts:,}"
    if undated:
        posts = translate("{posts}, {undated:,} without a date", posts=posts, undated=undated)
    totals = (
        (translate("posts"), posts),
        (translate("words"), f"{statistics.words:,}"),
        (translate("median post"), translate("{words:,.0f} words", words=statistics.median_words)),
        (translate("longest post"), translate("{words:,} words", words=statistics.most_words)),
        (translate("days"), translate("{days:,} with a post", days=statistics.days)),
        (translate("longest streak"), _told(statistics.longest)),
        (translate("current streak"), _told(statistics.current)),
    )
    widest = max(cell_len(name) for name, _ in totals)
    for name, told in totals:
        yield Figure(((f"{set_cell_size(name, widest)}  ", "dim"), (told, "plain")))


def _told(run: Streak | None) -> str:
    if run is None:
        return translate("none")
    days = translate_count(run.days, "{count:,} day", "{count:,} days")
    if run.days == 1:
        return f"{days}, {run.first}"
    return translate("{days}, {first} to {last}", days=days, first=run.first, last=run.last)


def _heading(text: str, more: str = "") -> Iterator[Figure]:
    yield Figure()
    yield Figure(((text, "strong"), (f"  {more}" if more else "", "dim")))


def _over_time(title: str, months: Mapping[int, int], width: int, height: int) -> Iterator[Figure]:
    """Columns over a time axis, the most at the left of the top line."""
    scale = len(f"{max(months.values()):,}")
    axis = TimeAxis.over(min(months), max(months), min(width, _WIDEST_PLOT) - scale - 1)
    amounts = axis.amounts(months)
    most = max(amounts)
    scale = max(scale, len(f"{most:,}"))
    yield from _heading(title, _span(axis.months))
    for number, line in enumerate(columns(amounts, height)):
        mark = f"{most:,}" if number == 0 else "0" if number == height - 1 else ""
        yield Figure(((f"{mark:>{scale}} ", "dim"), (axis.widened(line), "bar")))
    yield Figure(((" " * (scale + 1) + axis.labels(), "dim"),))


def _span(months: int) -> str:
    """What a column stands for."""
    if months % 12 == 0:
        return translate_count(months // 12, "1 column = 1 year", "1 column = {count} years")
    return translate_count(months, "1 column = 1 month", "1 column = {count} months")


def _years(statistics: Statistics) -> list[tuple[str, int, str]]:
    counts: dict[int, int] = {}
    for number, posts in statistics.months.items():
        counts[number // 12] = counts.get(number // 12, 0) + posts
    return [
        (f"{year:04}", counts[year], filter_for("date", f"{year:04}"))
        for year in sorted(counts, reverse=True)
    ]


def _weekdays(statistics: Statistics) -> list[tuple[str, int, str]]:
    days = enumerate(statistics.weekdays)
    return [(day_name(_MONDAY + timedelta(day)), count, "") for day, count in days]


def _most(counts: Mapping[str, int], field: str) -> list[tuple[str, int, str]]:
    names = sorted(counts, key=lambda name: (-counts[name], name.casefold(), name))
    return [(name, counts[name], filter_for(field, name)) for name in names[:_MOST_NAMES]]


def _bars(title: str, counts: Sequence[tuple[str, int, str]], width: int) -> Iterator[Figure]:
    """A bar for each name; each leads to its query."""
    most = max((count for _, count, _ in counts), default=0)
    if not most:
        return
    yield from _heading(title)
    label, number = _widths(counts, width)
    room = min(_WIDEST_BAR, width - label - number - 2)
    for name, count, query in counts:
        yield Figure((*_named(name, label, count, number), (bar(count, most, room), "bar")), query)


def _tags(statistics: Statistics, width: int) -> Iterator[Figure]:
    """A line over time for each tag, all on one axis and each to its own scale."""
    tags = [tag for tag in statistics.tags if tag.months]
    if not tags:
        return
    counts = [(tag.name, tag.posts, filter_for("tag", tag.name)) for tag in tags]
    label, number = _widths(counts, width)
    room = min(_WIDEST_PLOT, width) - label - number - 2
    axis = TimeAxis.over(min(statistics.months), max(statistics.months), room)
    yield from _heading(translate("Tags over time"), _span(axis.months))
    for tag, (name, count, query) in zip(tags, counts, strict=True):
        line = axis.widened(columns(axis.amounts(tag.months), 1)[0])
        yield Figure((*_named(name, label, count, number), (line, "bar")), query)
    yield Figure(((" " * (label + number + 2) + axis.labels(), "dim"),))


def _streaks(statistics: Statistics) -> Iterator[Figure]:
    longest = sorted(statistics.streaks, key=lambda run: -run.days)[:_MOST_STREAKS]
    runs = [run for run in longest if run.days > 1]
    if not runs:
        return
    yield from _heading(translate("Longest streaks"))
    for run in runs:
        yield Figure(((_told(run), "plain"),), filter_for("date", f"{run.first}..{run.last}"))


def _widths(counts: Sequence[tuple[str, int, str]], width: int) -> tuple[int, int]:
    """The cells of the names and of the numbers."""
    label = max(cell_len(name) for name, _, _ in counts)
    number = max(len(f"{count:,}") for _, count, _ in counts)
    return min(label, _WIDEST_NAME, max(4, width // 3)), number


def _named(name: str, label: int, count: int, number: int) -> tuple[Part, Part]:
    return (f"{_fitted(name, label)} ", "plain"), (f"{count:>{number},} ", "dim")


def _fitted(name: str, width: int) -> str:
    """A name in so many cells, with an ellipsis where it has more."""
    if cell_len(name) <= width:
        return set_cell_size(name, width)
    return set_cell_size(set_cell_size(name, width - 1).rstrip() + "…", width)
