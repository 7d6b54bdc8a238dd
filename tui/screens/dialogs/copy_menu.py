"""Copying something of a post."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import on
from textual.binding import BindingType

from index.post import Document
from tui.commands import bindings_of, commands_of
from tui.language import translatable, translate
from tui.model.clipboard_formats import Copy, copies

from .text_dialog import Lines, TextDialog

_MOST_SHOWN = 60
_COLUMN = 23
_KEYS = translatable("A letter copies · {app_cancel} closes")


class CopyScreen(TextDialog):
    """A line for each thing that can be copied, with its letter and how it begins.

    Args:
        document: The post with its text.
        passage: What is selected or in sight, as Markdown.
        code: The text of a code block; empty where there is none.
    """

    FILTERS = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("copy")]

    def __init__(self, document: Document, passage: str, code: str) -> None:
        """Offer the post, a ``passage`` of it and the text of a ``code`` block, if any."""
        self._copies = copies(document, passage, code)
        keys = {c.id: "".join(c.key_labels[:1]) for c in commands_of("copy")}
        lines = [_line(keys[f"copy.{copy.kind}"], copy) for copy in self._copies]
        super().__init__(translate("Copy"), lines, keys=_KEYS)
        self.commands_offered = {
            **self.commands_offered,
            "copy.path": partial(self._copy_kind, "path"),
            "copy.permalink": partial(self._copy_kind, "permalink"),
            "copy.link": partial(self._copy_kind, "link"),
            "copy.quote": partial(self._copy_kind, "quote"),
            "copy.code": partial(self._copy_kind, "code"),
            "copy.post": partial(self._copy_kind, "post"),
        }
        self.add_class("-small")

    @on(Lines.Chosen)
    def _copy_chosen(self) -> None:
        self._copy(self._copies[self.query_one(Lines).cursor])

    def _copy(self, copy: Copy) -> None:
        if not copy.text:
            self.notify(translate("There is no {name} in sight.", name=copy.name), markup=False)
            return
        self.app.copy_to_clipboard(copy.text)
        said = translate("Copied the {name}: {text}", name=copy.name, text=_beginning(copy.text))
        self.app.notify(said, markup=False)
        self.dismiss()

    def _copy_kind(self, kind: str) -> None:
        self._copy(next(copy for copy in self._copies if copy.kind == kind))


def _line(key: str, copy: Copy) -> Text:
    name = f"  {copy.name}" + " " * max(1, _COLUMN - cell_len(copy.name))
    if not copy.text:
        return Text.assemble((f"{key}{name}{translate('none in sight')}", "dim"))
    return Text.assemble((key, "bold"), name, (_beginning(copy.text), "dim"))


def _beginning(text: str) -> str:
    """How a text begins, in one line."""
    line = " ".join(text[: 4 * _MOST_SHOWN].split())
    return line if len(line) <= _MOST_SHOWN else f"{line[:_MOST_SHOWN]}…"
