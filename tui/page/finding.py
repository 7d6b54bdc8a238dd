"""What is marked on a page at the moment: a search's terms, or also what the reader looks for."""

from __future__ import annotations

from bisect import bisect_left

from .blocks import Role
from .layout import Layout
from .marks import Match, Text, pattern


class Finding:
    """The matches on the page at hand and the one the reader is on; a new page keeps the wish.

    ``matches`` are those of the text looked for, and of the search's terms while there is none.
    """

    def __init__(self) -> None:
        self.matches: tuple[Match, ...] = ()
        self.current = 0
        self.marks: dict[int, list[tuple[int, int, Role]]] = {}
        self._terms: tuple[str, ...] = ()
        self._term_matches: tuple[Match, ...] = ()
        self._text = ""
        self._page = Text(Layout((), 0))

    @property
    def wanted(self) -> bool:
        """Whether anything is looked for."""
        return bool(self._text or self._terms)

    @property
    def has_terms(self) -> bool:
        """Whether a search's terms are marked."""
        return bool(self._terms)

    def forget_terms(self) -> None:
        """Mark a search's terms no more."""
        self._terms, self._term_matches = (), ()
        self._find()

    def lines_in(self, said: Text) -> set[int]:
        """The lines of a page on which anything that is looked for begins."""
        patterns = filter(None, (pattern(self._terms), pattern([self._text])))
        return {match.line for wanted in patterns for match in said.matches(wanted)}

    def turn_to(self, page: Text) -> None:
        """Find all of it again on another page."""
        self._page = page
        wanted = pattern(self._terms)
        self._term_matches = page.matches(wanted) if wanted else ()
        self._find()

    def seek(self, terms: tuple[str, ...]) -> None:
        """Mark a search's terms from the next page on; the reader is on none of other terms."""
        if terms != self._terms and not self._text:
            self.current = 0
        self._terms = terms

    def look_for(self, text: str) -> None:
        """Look for ``text``, for nothing if it is empty; the reader is on no match yet."""
        self._text = text
        self.current = 0
        self._find()

    def at_or_after(self, line: int) -> int:
        """The number of the first match at or below a line of the page, round to the first."""
        return bisect_left([match.line for match in self.matches], line) % len(self.matches)

    def step_from(self, line: int, by: int) -> int:
        """The number of the next match, or of the one before: from ``line`` where on none yet."""
        at = self.current - 1 + by if self.current else self.at_or_after(line) - (by < 0)
        return at % len(self.matches)

    def go(self, number: int) -> Match:
        """Be on a match, by its number from 0."""
        self.current = number + 1
        self._mark()
        return self.matches[number]

    def _find(self) -> None:
        wanted = pattern([self._text])
        self.matches = self._page.matches(wanted) if wanted else self._term_matches
        self.current = min(self.current, len(self.matches))
        self._mark()

    def _mark(self) -> None:
        self.marks = {}
        for match in (*self._term_matches, *self.matches):
            self._mark_one(match, "match")
        if self.current:
            self._mark_one(self.matches[self.current - 1], "current")

    def _mark_one(self, match: Match, role: Role) -> None:
        for line, begin, end in match.parts:
            self.marks.setdefault(line, []).append((begin, end, role))
