"""Posts in figures: how many, how long, when, about what, and on how many days in a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from index.folding import fold
from index.post import Post
from index.results import Facets, lineage

MOST_TAGS = 12
"""How many tags have their months counted: those that most posts carry."""


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row that have a post: ``days`` of them from ``first`` to ``last``."""

    days: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class TagHistory:
    """A tag, how many posts carry it, and how many of each month do, by the month's number."""

    name: str
    posts: int
    months: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Some posts in figures.

    ``words`` are those of all posts, ``median_words`` those of a median post and ``most_words``
    those of the longest. ``weekdays`` has a count for each day from Monday on. ``months`` and
    ``words_by_month`` are by the number of the month (see ``month_number``), and have those with
    posts only. ``tags`` begins with the most used, ``streaks`` with the earliest; ``current`` is
    the one that goes on today. What has no date is counted in ``facets.undated``.
    """

    posts: int
    words: int
    median_words: float
    most_words: int
    facets: Facets
    weekdays: tuple[int, ...]
    months: Mapping[int, int]
    words_by_month: Mapping[int, int]
    tags: tuple[TagHistory, ...]
    streaks: tuple[Streak, ...]
    current: Streak | None

    @property
    def longest(self) -> Streak | None:
        """The longest streak, of several the first."""
        return max(self.streaks, key=lambda run: run.days, default=None)

    @property
    def days(self) -> int:
        """How many days have a post."""
        return sum(run.days for run in self.streaks)


def month_number(day: date) -> int:
    """The months from January of the year 0 to that of a day; twelve of them are a year."""
    return 12 * day.year + day.month - 1


def month_name(number: int) -> str:
    """A month by its number, as dates have it: ``2021-09``."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


def statistics(posts: Sequence[Post], facets: Facets, now: datetime) -> Statistics:
    """Count some posts.

    Args:
        posts: The posts, newest first.
        facets: How many of these posts carry each name.
        now: The present moment, with an offset. Its day is taken in the offset of the newest post
            that has a date, so that a streak ends where that post's days do.
    """
    words = [post.words for post in posts]
    dated = [(post.date, post.words) for post in posts if post.date is not None]
    months: Counter[int] = Counter()
    words_by_month: Counter[int] = Counter()
    for moment, count in dated:
        number = month_number(moment)
        months[number] += 1
        words_by_month[number] += count
    weekdays = Counter(moment.weekday() for moment, _ in dated)
    runs = streaks(moment.date() for moment, _ in dated)
    today = now.astimezone(dated[0][0].tzinfo).date() if dated else now.date()
    return Statistics(
        posts=len(words),
        words=sum(words),
        median_words=median(words) if words else 0,
        most_words=max(words, default=0),
        facets=facets,
        weekdays=tuple(weekdays[day] for day in range(7)),
        months=months,
        words_by_month=words_by_month,
        tags=_histories(posts, facets.tags),
        streaks=tuple(runs),
        current=current(runs, today),
    )


def streaks(days: Iterable[date]) -> list[Streak]:
    """The runs of days without a gap, the earliest first."""
    found: list[Streak] = []
    for day in sorted(set(days)):
        if found and found[-1].last == day - timedelta(days=1):
            found[-1] = Streak(found[-1].days + 1, found[-1].first, day)
        else:
            found.append(Streak(1, day, day))
    return found


def current(runs: Sequence[Streak], today: date) -> Streak | None:
    """The run that goes on: its last day is today or yesterday."""
    going = [run for run in runs if today - timedelta(days=1) <= run.last <= today]
    return going[-1] if going else None


def _histories(posts: Iterable[Post], tags: Mapping[str, int]) -> tuple[TagHistory, ...]:
    """The months of the most used tags, a tag ``a`` with those of ``a/b``."""
    most = sorted(tags, key=lambda name: (-tags[name], name.casefold(), name))[:MOST_TAGS]
    months: dict[str, Counter[int]] = {fold(name): Counter() for name in most}
    carried: dict[tuple[str, ...], list[Counter[int]]] = {}
    for post in posts:
        if post.date is None or not post.tags:
            continue
        if post.tags not in carried:
            parts = {fold(part) for tag in post.tags for part in lineage(tag)}
            carried[post.tags] = [months[part] for part in parts if part in months]
        number = month_number(post.date)
        for counts in carried[post.tags]:
            counts[number] += 1
    return tuple(TagHistory(name, tags[name], months[fold(name)]) for name in most)
