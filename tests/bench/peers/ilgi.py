"""ilgi by its front door, asked as its peers are."""

from __future__ import annotations

from pathlib import Path

from index.journal import Journal

from .peer import Found
from .questions import Question


class Ilgi:
    """A journal with its index made."""

    name = "ilgi"

    def __init__(self, journal: Path, cache: Path) -> None:
        self._root = journal
        self._journal = Journal.open(journal, cache=cache)
        self._journal.refresh()
        self._journal.prepare()

    def ask(self, question: Question) -> Found:
        """The first twenty and the exact total."""
        answer = self._journal.search(question.query)
        return answer.total, [hit.post.path for hit in answer.hits[:20]]

    def facets_after(self, question: Question) -> int:
        """Count every tag, category, year, month, person and series of the answer kept last."""
        counted = self._journal.facets(self._answer)
        return len(counted.tags) + len(counted.categories) + len(counted.dates)

    def search(self, question: Question) -> None:
        """Keep the answer to a question, for its facets."""
        self._answer = self._journal.search(question.query)

    def update(self, path: str, word: str) -> None:
        """Save a post with another word at its end, and find it by that. Raises AssertionError."""
        file = self._root / path
        file.write_text(f"{file.read_text('utf-8')}\n{word}\n", "utf-8")
        self._journal.refresh()
        assert [hit.post.path for hit in self._journal.search(f"{word} ").hits] == [path]
