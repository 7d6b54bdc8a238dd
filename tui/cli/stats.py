"""``ilgi stats``: a journal in figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING, Final

from . import FOUND, NOTHING
from .names import Count, by_count, by_date, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.journal import Journal
    from index.post import Post

    from .arguments import Arguments
    from .output import Json, Output

_WEEKDAYS: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_WIDEST_BAR: Final = 30
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row that have a post: ``days`` of them from ``first`` to ``last``."""

    days: int
    first: date
    last: date


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


def print_stats(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print counts per year, month, weekday, category and tag, the words, and days in a row."""
    posts = journal.posts
    facets = journal.facets()
    dates = by_date(facets.dates)
    counts: dict[str, list[Count]] = {
        "years": [count for count in dates if len(count[0]) == 4],
        "months": [count for count in dates if len(count[0]) > 4],
        "weekdays": _weekdays(posts),
        "categories": by_count(facets.categories),
        "tags": by_count(facets.tags),
    }
    dated = [post.date for post in posts if post.date is not None]
    runs = streaks(moment.date() for moment in dated)
    longest = max(runs, key=lambda run: run.days, default=None)
    going = current(runs, datetime.now(dated[0].tzinfo).date()) if dated else None
    words = [post.words for post in posts]
    if arguments.json:
        output.json(
            {
                "posts": len(posts),
                "undated": facets.undated,
                "words": {
                    "total": sum(words),
                    "median": median(words) if words else 0,
                    "longest": max(words, default=0),
                },
                **{name: rows(found) for name, found in counts.items()},
                "streaks": {
                    "days": sum(run.days for run in runs),
                    "longest": _streak(longest),
                    "current": _streak(going),
                },
            }
        )
        return FOUND if posts else NOTHING
    output.table(
        [
            ("posts", f"{len(posts):,}"),
            ("words", f"{sum(words):,}, {median(words) if words else 0:,.0f} in a median post"),
            ("days", f"{sum(run.days for run in runs):,} with a post"),
            ("longest streak", _described(longest)),
            ("current streak", _described(going)),
        ],
        ("faint", "plain"),
    )
    for name, found in counts.items():
        _print_bars(name, found, output)
    return FOUND if posts else NOTHING


def _weekdays(posts: Iterable[Post]) -> list[Count]:
    counts = Counter(post.date.weekday() for post in posts if post.date is not None)
    return [(name, counts[number]) for number, name in enumerate(_WEEKDAYS)]


def _streak(run: Streak | None) -> Json:
    if run is None:
        return None
    return {"days": run.days, "from": run.first.isoformat(), "to": run.last.isoformat()}


def _described(run: Streak | None) -> str:
    if run is None:
        return "none"
    days = "1 day" if run.days == 1 else f"{run.days:,} days"
    return f"{days}, {run.first} to {run.last}"


def _print_bars(name: str, counts: Sequence[Count], output: Output) -> None:
    """Print a heading and a bar for each count; of a long list only its beginning."""
    if not any(posts for _, posts in counts):
        return
    most = max(posts for _, posts in counts)
    longest = min(_WIDEST_BAR, output.width // 3)
    more = f" (the first {_MOST} of {len(counts)})" if len(counts) > _MOST else ""
    output.line("")
    output.line(output.paint(name, "strong") + output.paint(more, "faint"))
    output.table(
        (
            (
                label,
                f"{posts:>6,}",
                "\N{BOX DRAWINGS HEAVY HORIZONTAL}" * round(longest * posts / most),
            )
            for label, posts in counts[:_MOST]
        ),
        ("plain", "plain", "faint"),
    )
