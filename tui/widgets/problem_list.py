"""The problems of a journal: each with its file, its line and why."""

from __future__ import annotations

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
        self.commands_offered = {
            **self.commands_offered,
            "problems.choose": self.choose,
            "problems.close": self._show_posts,
        }

    def show(self, problems: tuple[Problem, ...]) -> None:
        """Show problems in that order."""
        self.set_rows(
            problems, row_height=3, empty=(translate("No problems: every file was read whole."),)
        )

    def _draw_problem(self, row: Problem, line: int, width: int, style: StyleNamed) -> Text:
        """The file and line; what kind of problem and why, over two lines where it is long."""
        if line == 0:
            place = row.path if row.line is None else f"{row.path}:{row.line}"
            return Text(place, style("strong"), end="")
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
