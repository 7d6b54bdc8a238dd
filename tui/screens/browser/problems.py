"""The problems of the journal, listed in place of the posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.post import Problem
from tui.language.wording import worded
from tui.widgets.base.row_list import RowList
from tui.widgets.journal_tree import JournalTree

from .browser import Browser, Controller, sent_by

if TYPE_CHECKING:
    from .reading import Reading


class Problems(Controller):
    """What could not be read as it was meant, and the posts that have it."""

    def __init__(self, browser: Browser, reading: Reading) -> None:
        super().__init__(browser)
        self._reading = reading
        self.commands_offered = {"journal.problems": self._list}
        self.handlers = {
            JournalTree.Problems: lambda _: self._list(),
            RowList.Chosen: sent_by(browser.problems, self._open),
        }

    def _list(self) -> None:
        """List the problems in place of the posts."""
        self._browser.problem_filter.restore("")
        self._browser.problems.narrow(())
        self._browser.problems.show(self._browser.journal.problems)
        self._browser.show_problems(shown=True)
        self._browser.focus_pane("problems")

    def _open(self, message: RowList.Chosen) -> None:
        """Open the post at the line that has the problem."""
        problem = message.row
        if not isinstance(problem, Problem):
            return
        posts = self._browser.journal.posts
        post = next((post for post in posts if post.path == problem.path), None)
        if post is None:
            said = worded(problem.message)
            self._browser.notify(said, title=problem.path, severity="warning", markup=False)
        else:
            self._reading.visit(post, problem.line)
            self._browser.focus_pane("viewer")
