"""The field that searches the journal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input
from textual.widgets.input import Selection

from tui.commands import bindings_of
from tui.commands.offers import Run
from tui.language import translate
from tui.model import query_text
from tui.text.safe_text import safe_line


class SearchField(Input):
    """Where the journal is searched, as the reader types."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"search-field--filter"}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("search")]

    virtual_size = Reactive(Size(0, 0))
    """As Textual declares it, but that a letter does not have the whole screen laid out."""

    class Entered(Message):
        """The hit that is shown is to be read."""

    class Stepped(Message):
        """Another hit is to be shown: ``by`` is 1 for the next and -1 for the one before."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class CursorMoved(Message):
        """The text or the place in it is another one."""

    class CompletionAccepted(Message):
        """The marked completion is to be taken."""

    class NextCompletionRequested(Message):
        """Another completion is to be marked."""

    class NextStepRequested(Message):
        """Another way to take the query less strictly is asked for."""

    class SearchHistoryRequested(Message):
        """Earlier searches are asked for."""

    class SyntaxHelpRequested(Message):
        """What a query may hold is asked for."""

    class Closed(Message):
        """The field was cleared already and is to close."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            id=id,
            compact=True,
            select_on_focus=False,
            placeholder=translate("search"),
            highlighter=_FilterHighlighter(self),
        )
        self.commands_offered: Mapping[str, Run] = {
            "search.enter": lambda: self._announce(self.Entered()),
            "search.next_hit": lambda: self._announce(self.Stepped(1)),
            "search.previous_hit": lambda: self._announce(self.Stepped(-1)),
            "search.complete": lambda: self._announce(self.CompletionAccepted()),
            "search.next_completion": lambda: self._announce(self.NextCompletionRequested()),
            "search.next_step": lambda: self._announce(self.NextStepRequested()),
            "search.earlier": lambda: self._announce(self.SearchHistoryRequested()),
            "search.syntax": lambda: self._announce(self.SyntaxHelpRequested()),
            "search.leave": self._clear_or_leave,
        }
        self._separated = ""
        self._is_begun = False

    def validate_value(self, value: str) -> str:
        """What is pasted, or was searched for before, as it may be drawn."""
        return safe_line(value)

    @property
    def searched(self) -> str:
        """What is searched for: the text, without a blank that only parts it from what comes."""
        return self.value[:-1] if self.value == self._separated else self.value

    @property
    def is_completable(self) -> bool:
        """Whether a word is being typed that may be completed."""
        return self.has_focus and bool(self.value) and self.selection.is_empty

    def begin(self) -> None:
        """Select the words, so that others take their place; behind filters alone is room for some.

        Where words stand before a filter, all is selected.
        """
        self._part()
        if query_text.has_words(self.value):
            self.selection = Selection(query_text.words_begin(self.value), len(self.value))

    def _part(self) -> None:
        """Let what is typed be words of their own, behind those that are there."""
        with self.prevent(Input.Changed):
            self._show_parted(self.searched)
        self._is_begun = True

    def on_mouse_down(self) -> None:
        """A click opens the field, too, and then puts the cursor where it was."""
        if not self._is_begun:
            self._part()

    def on_blur(self) -> None:
        """What is typed next is not typed on from here."""
        self._is_begun = False

    def _show_parted(self, query: str) -> None:
        """Show a query and a blank behind it, which is not searched for."""
        self._separated = f"{query} " if query and not query.endswith(" ") else ""
        self.value = self._separated or query
        self.action_end()

    @property
    def place(self) -> tuple[str, int]:
        """The text, and before which of its characters the cursor stands."""
        return self.value, self.cursor_position

    def watch_value(self) -> None:
        """Another text has other completions."""
        self.post_message(self.CursorMoved())

    def watch_selection(self) -> None:
        """Another place in the text has other completions."""
        self.post_message(self.CursorMoved())

    def action_delete_left_all(self) -> None:
        """Delete all that stands before the cursor, also where only the words are selected."""
        self.delete(0, max(self.selection))

    def _announce(self, message: Message) -> None:
        self.post_message(message)

    def _clear_or_leave(self) -> None:
        """Clear the words, then the filters; close where neither is left."""
        if self.value:
            self._show_parted(query_text.one_step_back(self.searched))
        else:
            self.post_message(self.Closed())


class _FilterHighlighter(Highlighter):
    """Sets the filters of a query apart from its words."""

    def __init__(self, field: SearchField) -> None:
        self._field = field

    def highlight(self, text: Text) -> None:
        """Colour the filters."""
        if spans := query_text.filters_in(text.plain):
            style = self._field.get_component_rich_style("search-field--filter")
            for start, end in spans:
                text.stylize(style, start, end)
