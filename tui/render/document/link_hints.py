"""Letters that name the links in sight, so that typing them follows one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.post import Link
from tui.render.layout.layout import Layout

from .links import PageLink, links_between

_HOME_ROW = "asdfghjkl"
_ALL = _HOME_ROW + "qwertyuiopzxcvbnm"


def labels(count: int) -> tuple[str, ...]:
    """``count`` labels of one or two letters, the short ones first; none begins another.

    They stay on the home row while that has enough of them. Beyond 676 there are no more.
    """
    letters = _HOME_ROW if count <= len(_HOME_ROW) ** 2 else _ALL
    size = len(letters)
    firsts = 0
    while size - firsts + firsts * size < count and firsts < size:
        firsts += 1
    ones = letters[: size - firsts]
    twos = (first + second for first in letters[size - firsts :] for second in letters)
    return (*ones, *twos)[:count]


@dataclass(frozen=True, slots=True)
class LinkHint:
    """The letters that follow a link, and where on the page it begins."""

    letters: str
    link: Link
    line: int
    start: int


@dataclass(frozen=True, slots=True)
class LinkHints:
    """The labels of the links in sight while the reader types one; ``typed`` is what of it."""

    placed: tuple[PageLink, ...]
    typed: str = ""

    @property
    def _labels(self) -> Iterator[LinkHint]:
        return (
            LinkHint(letters, found.link, *found.place)
            for letters, found in zip(labels(len(self.placed)), self.placed, strict=False)
        )

    def fit(self, layout: Layout) -> bool:
        """Whether the links are where they were, on a page that was laid out anew."""
        return all(
            placed in links_between(layout, placed.place[0], placed.place[0] + 1)
            for placed in self.placed
        )

    def on(self, number: int) -> tuple[LinkHint, ...]:
        """The labels on a line of the page that what was typed may still become."""
        return tuple(
            label
            for label in self._labels
            if label.line == number and label.letters.startswith(self.typed)
        )

    def typing(self, letters: str) -> LinkHints:
        """The labels once ``letters`` are typed."""
        return replace(self, typed=letters)

    @property
    def meant(self) -> Link | None:
        """The link whose label was typed; None where it is no whole label yet."""
        return next((label.link for label in self._labels if label.letters == self.typed), None)

    @property
    def possible(self) -> bool:
        """Whether what was typed begins a label."""
        return any(label.letters.startswith(self.typed) for label in self._labels)
