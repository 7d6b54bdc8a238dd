"""Which documents carry each tag, category, person, month, flag and series."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from itertools import zip_longest
from threading import Lock
from typing import Literal

from index.post import Post

from .facet_names import FacetNames

Kind = Literal["tag", "category", "person", "month", "flag", "series"]


def _months(post: Post) -> tuple[str, ...]:
    return _month(post.date.year, post.date.month) if post.date else ()


@cache
def _month(year: int, month: int) -> tuple[str, ...]:
    return (f"{year:04}", f"{year:04}-{month:02}")


def _flags(post: Post) -> tuple[str, ...]:
    return (
        *(flag for flag in post.flags if flag != "undated"),
        *(() if post.tags else ("untagged",)),
        *(() if post.categories else ("uncategorised",)),
        "undated" if post.date is None or post.is_estimated else "dated",
        *(("dateless",) if post.date is None else ()),
    )


_CARRIED: dict[Kind, Callable[[Post], tuple[str, ...]]] = {
    "tag": lambda post: post.tags,
    "category": lambda post: post.categories,
    "person": lambda post: post.people,
    "month": _months,
    "flag": _flags,
}
_KINDS: tuple[Kind, ...] = (*_CARRIED, "series")
_NESTED = ("tag", "category")


class FacetValues:
    """The names that posts carry, by kind; each kind is made when it is first asked for.

    A month is ``2021-09``, and its year has its documents too; ``untagged``, ``uncategorised``,
    ``dated`` and ``dateless`` are flags. Any thread may ask: a lock guards the making, and what is
    made does not change.

    Args:
        posts: The post of each document, by the document's number; None where there is none.
        series: The series of each post that belongs to one, by path.
        before: The values of an earlier snapshot. Where they are complete, only what differs is
            counted.
    """

    def __init__(
        self,
        posts: Sequence[Post | None],
        series: Mapping[str, str],
        before: FacetValues | None = None,
    ) -> None:
        self.posts = posts
        self._series = series
        self._before = before if before and before.complete else None
        self._lock = Lock()
        self._names: dict[Kind, FacetNames] = {}

    @property
    def complete(self) -> bool:
        """Whether all kinds have been made."""
        return len(self._names) == len(_KINDS)

    def names(self, kind: Kind) -> FacetNames:
        """The documents of each name of a kind."""
        with self._lock:
            if kind not in self._names:
                self._names[kind] = self._made(kind)
                if self.complete:
                    self._before = None
            return self._names[kind]

    def prepare(self) -> None:
        """Make all kinds, and their spellings."""
        for kind in _KINDS:
            _ = self.names(kind).spelled

    def _made(self, kind: Kind) -> FacetNames:
        if kind == "series":
            series = self._series
            return FacetNames(
                (document, (series[post.path],))
                for document, post in enumerate(self.posts)
                if post and post.path in series
            )
        carried = _CARRIED[kind]
        if self._before:
            gone, come = self._changes
            return self._before.names(kind).changed(
                ((document, carried(post)) for document, post in gone),
                ((document, carried(post)) for document, post in come),
            )
        return FacetNames(
            ((document, carried(post)) for document, post in enumerate(self.posts) if post),
            nested=kind in _NESTED,
        )

    @cached_property
    def _changes(self) -> tuple[list[tuple[int, Post]], list[tuple[int, Post]]]:
        """The documents that are there no more, and those that are new."""
        gone: list[tuple[int, Post]] = []
        come: list[tuple[int, Post]] = []
        if self._before:
            pairs = enumerate(zip_longest(self._before.posts, self.posts))
            for document, (old, new) in pairs:
                if old is not new:
                    if old:
                        gone.append((document, old))
                    if new:
                        come.append((document, new))
        return gone, come
