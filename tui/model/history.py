"""The posts that were read, in order, so that one can go back and forward among them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from typing import Literal

from index.post import Link
from index.values import dataclass

Pane = Literal["viewer", "contents"]
"""Where a post is read."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What led to a post, other than the list: a link, or a window that lay over the browser.

    ``from_page`` says whether the visit before was being read then; ``reopen`` opens the window
    again as it was left, and is None for a link.
    """

    from_page: bool
    reopen: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A post that was read, found by ``query``.

    ``line`` of the file stood at the top when it was left, ``link`` was marked, and ``pane`` had
    the keys. ``origin`` is what led to it; None where it was opened from the list.
    """

    path: str
    query: str = ""
    line: int = 1
    pane: Pane = "viewer"
    origin: Origin | None = None
    link: Link | None = None


@dataclass(slots=True)
class History:
    """Where the reader has been. ``limit`` is how many visits are kept."""

    limit: int = 200
    _visits: list[Visit] = field(default_factory=list)
    _at: int = -1

    @property
    def current(self) -> Visit | None:
        """The visit that is under way."""
        return self._visits[self._at] if self._visits else None

    def visit(
        self, path: str, query: str = "", *, jump: bool = False, origin: Origin | None = None
    ) -> None:
        """Record that a post is opened; what was ahead in the history is dropped.

        Args:
            path: The path of the post.
            query: The query whose hits are listed.
            jump: Whether it is a jump inside a post: then the post is recorded also where it is
                shown, as it is with an ``origin``.
            origin: What led to it; None for the list.
        """
        is_same = self.current is not None and self.current.path == path
        if is_same and not jump and origin is None:
            return
        visit = Visit(path, query, origin=origin)
        self._visits = [*self._visits[: self._at + 1], visit][-self.limit :]
        self._at = len(self._visits) - 1

    def leave_at(self, path: str, line: int, link: Link | None = None) -> None:
        """Remember where a post is left, if it is the one under way.

        Args:
            path: The path of the post.
            line: The line of its file at the top.
            link: The link that is marked; None where none is.
        """
        if self.current is not None and self.current.path == path:
            self._visits[self._at] = replace(self._visits[self._at], line=line, link=link)

    def use(self, path: str, pane: Pane) -> None:
        """Remember the pane in which a post is read, if it is the one under way."""
        if self.current is not None and self.current.path == path:
            self._visits[self._at] = replace(self._visits[self._at], pane=pane)

    def forget_origin(self) -> None:
        """Let the visit under way be as one from the list: the reader has left it."""
        if self.current is not None:
            self._visits[self._at] = replace(self._visits[self._at], origin=None)

    @property
    def has_earlier(self) -> bool:
        """Whether there is a visit before the one under way."""
        return self._at > 0

    def rename(self, became: Mapping[str, str]) -> None:
        """Let visits be of the posts that have other paths now, by the paths that they had."""
        self._visits = [
            replace(visit, path=became.get(visit.path, visit.path)) for visit in self._visits
        ]

    def step(self, by: int) -> Visit | None:
        """Go ``by`` visits on, or back where negative; None where there is none."""
        if not 0 <= self._at + by < len(self._visits):
            return None
        self._at += by
        return self._visits[self._at]
