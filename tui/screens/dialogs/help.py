"""The help: the keys of the focused pane and all others, and what a query may hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from textual.binding import BindingType
from textual.widget import Widget

from tui.commands import Scope, bindings_of, commands_of
from tui.language import translatable, translate
from tui.model.query_syntax import EXAMPLES, FIELDS, VALUES, WORDS, Row
from tui.widgets.filter_field import has_words

from .text_dialog import TextDialog

TITLES: dict[Scope, str] = {
    "pane": translatable("Moving, in every pane"),
    "everywhere": translatable("Everywhere"),
    "tree": translatable("Tree"),
    "list": translatable("List"),
    "problems": translatable("Problems"),
    "suggestions": translatable("Where nothing is found"),
    "viewer": translatable("Viewer"),
    "contents": translatable("Contents"),
    "search": translatable("Search"),
    "picker": translatable("Bookmarks, saved and earlier searches, what was read"),
    "save_search": translatable("Naming a search"),
    "note": translatable("Writing a note"),
    "copy": translatable("Copy"),
    "find": translatable("Find in the post"),
    "labels": translatable("Labels of links"),
    "jump": translatable("Going to a post, a tag or a date"),
    "calendar": translatable("Calendar"),
    "statistics": translatable("Statistics"),
    "related": translatable("Around a post"),
    "questions": translatable("Questions"),
    "tasks": translatable("Tasks"),
    "text": translatable("Help, and what is known of a post"),
    "filter": translatable("Filtering a window"),
    "review": translatable("Review of questions"),
    "versions": translatable("Versions of a post"),
    "version": translatable("A version of a post"),
    "theme": translatable("Themes"),
    "address": translatable("An address outside the journal"),
}

_SYNTAX: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (translatable("Words"), WORDS),
    (translatable("Fields"), FIELDS),
    (translatable("Values"), VALUES),
    (translatable("Examples"), EXAMPLES),
)
_COLUMN = 16
_SYNTAX_COLUMN = 24
_MARK = 2
"""Cells that a list keeps at its sides."""
_LEAST_ROOM = 24
"""Cells that a sentence needs beside its keys; with less it stands under them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Keys, or a part of a query, and what they do; the sentences begin at a column.

    An entry without a sentence is the title of those that follow it. ``look`` is the style of what
    stands at the left.
    """

    left: str
    right: str = ""
    column: int = _COLUMN
    look: str = "key"

    def lines(self, width: int) -> Iterator[Text]:
        """The entry in lines of ``width`` cells."""
        if not self.right:
            title = Text(self.left, "bold underline" if self.left else "")
            yield from title.wrap(Console(), max(1, width))
            return
        left = Text.assemble("  ", (self.left, self.look))
        room = width - 2 - self.column
        indent = " " * (2 + self.column)
        if room < _LEAST_ROOM:
            yield left
            room, indent = width - 4, " " * 4
            left = Text(indent)
        else:
            left.append(" " * max(1, self.column - cell_len(self.left)))
        for part in Text(self.right).wrap(Console(), max(1, room)):
            part.rstrip()
            yield Text.assemble(left, part)
            left = Text(indent)


class HelpScreen(TextDialog):
    """Entries, their sentences folded where the window is narrow."""

    def __init__(self, title: str, entries: Sequence[Entry]) -> None:
        super().__init__(title, ())
        self.entries = entries

    def on_resize(self) -> None:
        """Sentences have other room."""
        self.call_after_refresh(self._fold)

    def _fold(self) -> None:
        self.show_lines(self._folded(self.entries))

    def _folded(self, entries: Sequence[Entry]) -> Sequence[Text]:
        width = self.rows.scrollable_content_region.width - _MARK
        return [line for entry in entries for line in entry.lines(width)]

    def lines_with(self, words: Sequence[str]) -> Sequence[Text]:
        """The entries that have some words, under their titles; all of a title that has them."""
        found: list[Entry] = []
        title, titled = Entry(""), False
        for entry in self.entries:
            if not entry.right:
                title, titled = entry, bool(words) and has_words(entry.left, words)
                found += [entry] if titled else []
            elif titled or has_words(f"{entry.left} {entry.right}", words):
                if not titled and title.left and title not in found:
                    found.append(title)
                found.append(entry)
        return self._folded(found)


def help_screen(focused: Scope) -> HelpScreen:
    """The help as it is needed where ``focused`` has the keys."""
    scopes: list[Scope] = [focused, *(scope for scope in TITLES if scope != focused)]
    entries: list[Entry] = []
    for scope in scopes:
        entries += _section(scope)
        if scope == "search":
            entries += [*map(_syntax, WORDS), Entry("")]
    return HelpScreen(translate("Help"), entries[:-1])


class ShowsKeyHelp(Widget):
    """A window that tells of the keys of its ``SCOPE``, then of all others.

    It comes after the window's own base, because Textual takes styles from the first.
    """

    SCOPE: ClassVar[Scope]
    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in bindings_of("everywhere") if binding.id == "app.help"
    ]

    def show_key_help(self) -> None:
        """The keys of this window, then everything else."""
        self.app.push_screen(help_screen(self.SCOPE))


def syntax_screen() -> HelpScreen:
    """What a query may hold."""
    entries: list[Entry] = []
    for title, rows in _SYNTAX:
        entries += [Entry(translate(title)), *map(_syntax, rows), Entry("")]
    return HelpScreen(translate("Query syntax"), entries[:-1])


def _section(scope: Scope) -> Iterator[Entry]:
    yield Entry(translate(TITLES[scope]))
    for command in commands_of(scope):
        if command.keys:
            yield Entry(" ".join(command.key_labels), translate(command.description))
    yield Entry("")


def _syntax(row: Row) -> Entry:
    return Entry(row[0], translate(row[1]), _SYNTAX_COLUMN)
