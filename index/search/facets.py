"""How many of some posts carry each category, tag, date, person and series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain

from index.post import Post
from index.results import Facets

from .collection import lineage
from .tokens import fold


class FacetNames:
    """The names that posts carry, each in its most frequent spelling."""

    def __init__(self, posts: Iterable[Post], series: Mapping[str, str]) -> None:
        posts = tuple(posts)
        self._categories = _spelled(post.categories for post in posts)
        self._tags = _spelled(post.tags for post in posts)
        self._series = series

    def count(self, posts: Iterable[Post]) -> Facets:
        """The counts over these posts."""
        posts = tuple(posts)
        months = Counter(_month(post.date) for post in posts if post.date)
        years: Counter[str] = Counter()
        for month, number in months.items():
            years[month[:4]] += number
        return Facets(
            categories=_counted((post.categories for post in posts), self._categories),
            tags=_counted((post.tags for post in posts), self._tags),
            dates={**years, **months},
            people=dict(Counter(chain.from_iterable(set(post.people) for post in posts))),
            series=dict(
                Counter(self._series[post.path] for post in posts if post.path in self._series)
            ),
            untagged=sum(not post.tags for post in posts),
            uncategorised=sum(not post.categories for post in posts),
            undated=sum(post.date is None for post in posts),
        )


def _month(date: datetime) -> str:
    return f"{date.year:04}-{date.month:02}"


def _spelled(values: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """For each name as written, it and those above it, each part in its most frequent spelling."""
    written = Counter(chain.from_iterable(values))
    spellings: dict[str, Counter[str]] = {}
    for name, number in written.items():
        for part in lineage(name):
            spellings.setdefault(fold(part), Counter())[part.rpartition("/")[2]] += number
    best = {key: _most_frequent(names) for key, names in spellings.items()}
    return {name: lineage("/".join(best[fold(part)] for part in lineage(name))) for name in written}


def _most_frequent(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))


def _counted(
    values: Iterable[tuple[str, ...]], spelled: Mapping[str, tuple[str, ...]]
) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for names in values:
        if len(names) == 1:
            counts.update(spelled.get(names[0], names))
        elif names:
            counts.update({part for name in names for part in spelled.get(name, (name,))})
    return dict(counts)
