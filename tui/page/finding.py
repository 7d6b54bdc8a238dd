"""What is marked on a page at the moment: a search's terms, or also what the reader looks for."""

from __future__ import annotations

from .blocks import Role
from .layout import Layout
from .marks import Match, Matches, Text, pattern


class Finding:
    """The matches on the page at hand and the one the reader is on; a new page keeps the wish.

    ``matches`` are those of the text looked for, and of the search's terms while there is none.
    """

    def __init__(self) -> None:
        self._page = Text(Layout((), 0))
        self.matches = Matches(self._page, ())
        self.current = 0
        self._terms: tuple[str, ...] = ()
        self._term_matches = self.matches
        self._text = ""

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
        self._terms, self._term_matches = (), Matches(self._page, ())
        self._find()

    def lines_in(self, said: Text) -> set[int]:
        """The lines of a page on which anything that is looked for begins."""
        patterns = filter(None, (pattern(self._terms), pattern([self._text])))
        return {match.line for wanted in patterns for match in said.matches(wanted)}

    def turn_to(self, page: Text) -> None:
        """Find all of it again on another page."""
        self._page = page
        wanted = pattern(self._terms)
        self._term_matches = page.matches(wanted) if wanted else Matches(page, ())
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
        return self.matches.first_from(line) % len(self.matches)

    def step_from(self, line: int, by: int) -> int:
        """The number of the next match, or of the one before: from ``line`` where on none yet."""
        at = self.current - 1 + by if self.current else self.at_or_after(line) - (by < 0)
        return at % len(self.matches)

    def go(self, number: int) -> Match:
        """Be on a match, by its number from 0."""
        self.current = number + 1
        return self.matches[number]

    def _find(self) -> None:
        wanted = pattern([self._text])
        self.matches = self._page.matches(wanted) if wanted else self._term_matches
        self.current = min(self.current, len(self.matches))

    def marks_on(self, line: int) -> list[tuple[int, int, Role]]:
        """What is marked on a line of the page: ``[begin, end)`` of it, the current match last."""
        both = (self._term_matches, self.matches) if self._text else (self.matches,)
        marks: list[tuple[int, int, Role]] = [
            (begin, end, "match") for found in both for _, begin, end in found.on_line(line)
        ]
        if self.current:
            parts = self.matches[self.current - 1].parts
            marks += [(begin, end, "current") for on, begin, end in parts if on == line]
        return marks
