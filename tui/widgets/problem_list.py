"""The problems of a journal: each with its file, its line and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual.binding import BindingType

from index.post import Problem
from tui.commands import bindings_of
from tui.language import translatable, translate
from tui.language.wording import worded
from tui.messages import PaneRequested
from tui.text.safe_text import safe_line

from .base.row_list import RowList, StyleNamed
from .filter_field import has_words

_KINDS = (
    translatable("config"),
    translatable("front matter"),
    translatable("date"),
    translatable("encoding"),
    translatable("name"),
    translatable("link"),
    translatable("unreadable"),
    translatable("size"),
    translatable("markdown"),
    translatable("reference"),
)
"""What problems there are, as the index calls them."""


class ProblemList(RowList[Problem]):
    """What could not be read as it was meant."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("problems")]
    BORDER_TITLE = translatable("Problems")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(self._draw_problem, id=id)
        self._all: Sequence[Problem] = ()
        self._words: Sequence[str] = ()
        self.open_filter: Callable[[], None] = lambda: None
        """Opens the field whose words the list is narrowed to."""
        self.commands_offered = {
            **self.commands_offered,
            "problems.choose": self.choose,
            "problems.filter": lambda: self.open_filter(),
            "problems.close": self._show_posts,
        }

    def show(self, problems: Sequence[Problem]) -> None:
        """Show problems in that order: those that have the words they were narrowed to."""
        self._all = problems
        rows = [one for one in problems if has_words(_said(one), self._words)]
        none = translate("No problems: every file was read whole.")
        empty = translate("Nothing matches.") if problems else none
        self.set_rows(rows, row_height=3, empty=(empty,))

    def narrow(self, words: Sequence[str]) -> None:
        """Show only the problems that have some folded words, all of them where there are none."""
        self._words = words
        self.show(self._all)

    def _draw_problem(self, row: Problem, line: int, width: int, style: StyleNamed) -> Text:
        """The file and line; what kind of problem and why, over two lines where it is long."""
        if line == 0:
            return Text(_place(row), style("strong"), end="")
        saved = "" if row.recovered else f" ({translate('not all of it could be saved')})"
        why = Text(f"{translate(row.kind)}: {safe_line(worded(row.message))}{saved}", end="")
        wrapped = why.wrap(self.app.console, max(1, width - 2))
        if line > len(wrapped):
            return Text("", end="")
        shown = wrapped[line - 1] if line == 1 else Text(" ").join(wrapped[1:])
        return Text("  ", end="").append(shown.plain.strip(), style("dim"))

    def _show_posts(self) -> None:
        """Back to the posts."""
        self.post_message(PaneRequested("list"))


def _place(problem: Problem) -> str:
    return problem.path if problem.line is None else f"{problem.path}:{problem.line}"


def _said(problem: Problem) -> str:
    """All that is said of a problem."""
    return f"{_place(problem)} {translate(problem.kind)} {worded(problem.message)}"
