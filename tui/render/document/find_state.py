"""What is marked on a page at the moment: a search's terms, or also what the reader looks for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tui.render.blocks.blocks import Role

from .matches import Match, Matches, SearchableText, pattern


@dataclass(frozen=True, slots=True, eq=False)
class FindState:
    """The matches on one page, and the match the reader is on.

    ``said`` is the text of the page, ``terms`` are the terms of a search and ``sought`` is what the
    reader looks for in the post. ``matches`` are those of ``sought``, and of the terms while that
    is empty. ``current`` is the match the reader is on, from 1; 0 for none.
    """

    said: SearchableText
    terms: tuple[str, ...]
    sought: str
    matches: Matches
    current: int
    _term_matches: Matches

    @classmethod
    def on(
        cls, said: SearchableText, terms: tuple[str, ...] = (), sought: str = "", current: int = 0
    ) -> FindState:
        """Find the terms and what is sought on a page.

        Args:
            said: The text of the page.
            terms: The terms of a search.
            sought: What the reader looks for; empty for nothing.
            current: The match to be on, from 1; the last one where there are fewer.
        """
        marked = _matches(said, terms)
        matches = _matches(said, (sought,)) if sought.strip() else marked
        return cls(said, terms, sought, matches, min(current, len(matches)), marked)

    @property
    def wanted(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.sought or self.terms)

    def without_terms(self) -> FindState:
        """The same without the terms of a search."""
        return FindState.on(self.said, (), self.sought, self.current)

    def lines_in(self, said: SearchableText) -> set[int]:
        """The lines of another text on which anything that is looked for begins."""
        patterns = filter(None, (pattern(self.terms), pattern([self.sought])))
        return {match.line for wanted in patterns for match in said.matches(wanted)}

    def turned_to(self, said: SearchableText) -> FindState:
        """The same looked for on other lines of the post."""
        return FindState.on(said, self.terms, self.sought, self.current)

    def looking_for(self, text: str) -> FindState:
        """Look for ``text``, for nothing if it is empty; the reader is on no match yet."""
        matches = _matches(self.said, (text,)) if text.strip() else self._term_matches
        return replace(self, sought=text, matches=matches, current=0)

    def at_or_after(self, line: int) -> int:
        """The number of the first match at or below a line of the page, round to the first."""
        return self.matches.first_from(line) % len(self.matches)

    def step_from(self, line: int, by: int) -> int:
        """The number of the next match, or of the one before: from ``line`` where on none yet."""
        at = self.current - 1 + by if self.current else self.at_or_after(line) - (by < 0)
        return at % len(self.matches)

    def gone_to(self, number: int) -> FindState:
        """Be on a match, by its number from 0."""
        return replace(self, current=number + 1)

    @property
    def at(self) -> Match | None:
        """The match the reader is on."""
        return self.matches[self.current - 1] if self.current else None

    def marks_on(self, line: int) -> list[tuple[int, int, Role]]:
        """What is marked on a line of the page: ``[begin, end)`` of it, the current match last."""
        both = (self._term_matches, self.matches) if self.sought else (self.matches,)
        marks: list[tuple[int, int, Role]] = [
            (begin, end, "match") for found in both for _, begin, end in found.on_line(line)
        ]
        if (at := self.at) is not None:
            marks += [(begin, end, "current") for on, begin, end in at.parts if on == line]
        return marks


def _matches(said: SearchableText, terms: tuple[str, ...]) -> Matches:
    wanted = pattern(terms)
    return said.matches(wanted) if wanted else Matches(said, ())
