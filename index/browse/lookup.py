"""Finding posts without a query: by title, by the name of a tag or category, by day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from index.errors import not_cancelled
from index.values import dataclass

if TYPE_CHECKING:
    from index.post import Post
    from index.results import NameMatch, Period, TitleMatch

    from .days import DayIndex
    from .title_lookup import NameLookup


class LookupTables(Protocol):
    """What is looked in; each table is made when it is first asked for, which may take a while."""

    posts: tuple[Post, ...]

    def at_address(self, text: str) -> Post | None:
        """The post that a text with a ``/`` is the address or the path of."""

    @property
    def titles(self) -> NameLookup:
        """The titles of the posts, in their order, then their ``other_names``."""

    @property
    def other_names(self) -> Sequence[tuple[int, str]]:
        """What posts are called besides their titles, each with the place of its post."""

    @property
    def names(self) -> tuple[tuple[NameMatch, ...], NameLookup]:
        """All tags and categories, those of most posts first, and their names in that order."""

    @property
    def days(self) -> DayIndex:
        """The posts of each day."""


@dataclass(frozen=True, slots=True)
class PostLookup:
    """Finds the posts of one state of a journal by title, name and day. Any thread may use it.

    Args:
        tables: The posts and their names at that moment.
        today: The day that words such as ``yesterday`` are counted from.
    """

    tables: LookupTables
    today: date

    def titles_like(
        self,
        text: str,
        recent: Sequence[str] = (),
        cancelled: Callable[[], bool] = not_cancelled,
    ) -> Sequence[TitleMatch]:
        """The posts whose titles or other names are like a text, the likeliest first.

        All of them where it is blank.

        Exact ones come first, be it but for signs around the name, then those that begin with it,
        with a word that does, that contain it, its words or its initial consonants; where there are
        none, those of what the other keyboard layout would have typed, or else what differs by some
        letters. A post whose address or path the text is comes before all.

        Args:
            text: What was typed.
            recent: Paths of posts that come first among equals, in this order; then the newest.
            cancelled: Called often; True stops.

        Raises:
            Cancelled: ``cancelled`` returned True.
        """
        from .title_lookup import titles_like

        tables = self.tables
        return titles_like(tables, text, recent, cancelled)

    def prepare_titles(self) -> None:
        """Make the table of titles, which the first letter of a title would wait for."""
        _ = self.tables.titles

    def names_like(
        self, text: str, cancelled: Callable[[], bool] = not_cancelled
    ) -> tuple[NameMatch, ...]:
        """The tags and categories that are like a text, as ``titles_like`` orders titles.

        Among equals those of most posts come first. Raises Cancelled.
        """
        from .title_lookup import names_like

        each, names = self.tables.names
        return names_like(each, names, text, cancelled)

    def period(self, text: str, posts: Iterable[Post] | None = None) -> Period | None:
        """The posts of the days that a text names, or begins to; None where it names none.

        Every form of ``date:`` in a query: ``2021-09``, ``어제``, ``last week``, ``7d``, ``a..b``.
        They are some of ``posts``, or of all where that is None.
        """
        return self._days(posts).period(text, self.today)

    def in_other_years(self, day: date) -> tuple[Post, ...]:
        """The posts of that month and day in other years, the latest first."""
        return self.tables.days.in_other_years(day)

    def by_day(self, posts: Iterable[Post] | None = None) -> Mapping[date, Sequence[Post]]:
        """The posts of each day that has any, in the order of the days.

        Args:
            posts: The posts to take, in the order that those of a day are to have; None for all.
        """
        return self._days(posts).posts

    def _days(self, posts: Iterable[Post] | None) -> DayIndex:
        if posts is None:
            return self.tables.days
        from .days import DayIndex

        return DayIndex(posts)
