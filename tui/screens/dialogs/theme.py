"""Choosing a theme, each shown as the cursor comes to it."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.binding import BindingType

from tui.commands import bindings_of
from tui.language import translatable, translate

from .text_dialog import Lines, TextDialog


class ThemeScreen(TextDialog):
    """All themes; leaving without a choice brings the old one back."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("theme")]

    def __init__(self, names: list[str], current: str) -> None:
        keys = translatable("{theme_choose} chooses · {app_cancel} goes back")
        super().__init__(translate("Theme"), [*map(Text, names)], keys=keys)
        self._before = current
        self.commands_offered = {
            **self.commands_offered,
            "theme.choose": self._choose,
        }

    def on_mount(self) -> None:
        """Begin at the theme that is used."""
        super().on_mount()
        self.add_class("-aside")
        self.rows.move_to(Text(self._before))

    @on(Lines.Moved)
    def _preview(self) -> None:
        row = self.rows.current
        if isinstance(row, Text):
            self.app.theme = row.plain

    @on(Lines.Chosen)
    def _choose(self) -> None:
        """Keep the theme that is shown."""
        self.dismiss()

    def close(self) -> None:
        """Close without a choice, and bring the old theme back."""
        self.app.theme = self._before
        super().close()
