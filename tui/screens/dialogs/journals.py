"""The window that turns to another journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from tui.language import translatable, translate
from tui.state.journal_list import JournalEntry

from .picker import PickerRow, PickerScreen


def journals_screen(
    entries: Iterable[JournalEntry], forget: Callable[[JournalEntry], None]
) -> PickerScreen[JournalEntry]:
    """A window of journals that answers with the one to show; ``forget`` takes one out of it."""
    return PickerScreen(
        translate("Journals"),
        [PickerRow(one.name, one, _shown(one.path), _state(one)) for one in entries],
        forget,
        empty=translate("No journals yet."),
        enter=translatable("{picker_choose} opens it"),
    )


def _state(one: JournalEntry) -> str:
    if one.is_open:
        return translate("shown") if one.is_shown else translate("open")
    return f"{one.when.astimezone():%Y-%m-%d}" if one.when else ""


def _shown(path: Path) -> str:
    """A path as the reader knows it."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else f"{path}"
