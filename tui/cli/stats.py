"""``ilgi stats``: a journal in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.language.wording import kind_worded

from . import FOUND, NOTHING
from .names import Count, by_count, by_date, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.browse.statistics import Streak
    from index.journal import Journal

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


def print_stats(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print how many posts there are per year, month, weekday and name, words and streaks.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.
    """
    figures = journal.statistics()
    facets = figures.facets
    dates = by_date(facets.dates)
    counts: dict[str, list[Count]] = {
        "years": [count for count in dates if len(count[0]) == 4],
        "months": [count for count in dates if len(count[0]) > 4],
        "weekdays": list(zip(_WEEKDAYS, figures.weekdays, strict=True)),
        "categories": by_count(facets.categories),
        "tags": by_count(facets.tags),
    }
    if arguments.json:
        output.json(
            {
                "kind": {
                    "name": journal.kind.name,
                    "marker": journal.kind.marker or None,
                    "configured": journal.kind.chosen,
                },
                "posts": figures.posts,
                "undated": facets.undated,
                "words": {
                    "total": figures.words,
                    "median": figures.median_words,
                    "longest": figures.most_words,
                },
                **{name: rows(found) for name, found in counts.items()},
                "streaks": {
                    "days": figures.days,
                    "longest": _streak(figures.longest),
                    "current": _streak(figures.current),
                },
            }
        )
        return FOUND if figures.posts else NOTHING
    output.table(
        [
            ("read as", kind_worded(journal.kind)),
            ("posts", f"{figures.posts:,}"),
            ("words", f"{figures.words:,}, {figures.median_words:,.0f} in a median post"),
            ("days", f"{figures.days:,} with a post"),
            ("longest streak", _described(figures.longest)),
            ("current streak", _described(figures.current)),
        ],
        ("faint", "plain"),
    )
    for name, found in counts.items():
        _print_bars(name, found, output)
    return FOUND if figures.posts else NOTHING


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
