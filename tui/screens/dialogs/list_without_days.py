"""The posts of the list, whatever days it is narrowed to, for windows in which days are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.model.query_text import without_days

if TYPE_CHECKING:
    from index.journal import Journal
    from index.post import Post
    from index.results import Answer, Marks


class ListWithoutDays:
    """The list as it would be without its filter of days, in place of which others are chosen.

    ``query`` is what it would show the posts of; blank where that is the whole journal.

    Args:
        journal: The journal.
        answer: What the list shows of a search; None where it shows the whole journal.
        marks: What the reader has noted, for searches that ask for it.
    """

    def __init__(self, journal: Journal, answer: Answer | None, marks: Marks | None) -> None:
        self._journal = journal
        self._answer, self._marks = answer, marks
        self.query = without_days(answer.query) if answer is not None else ""

    def posts(self, cancelled: Callable[[], bool]) -> Sequence[Post] | None:
        """Its posts; None for all. Raises Cancelled where ``cancelled``, asked often, says so."""
        if self._answer is None or not self.query.strip():
            return None
        if self.query == self._answer.query:
            return self._answer.posts
        return self._journal.search(self.query, marks=self._marks, cancelled=cancelled).posts
