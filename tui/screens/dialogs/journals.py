"""The window that turns to another journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from tui.language import later, say
from tui.state.journal_list import Shelved

from .picker import Kept, KeptScreen


def journals_screen(
    shelved: Iterable[Shelved], forget: Callable[[Shelved], None]
) -> KeptScreen[Shelved]:
    """A window of journals that answers with the one to show; ``forget`` takes one out of it."""
    return KeptScreen(
        say("Journals"),
        [Kept(one.name, one, _shown(one.path), _state(one)) for one in shelved],
        forget,
        empty=say("No journals yet."),
        enter=later("{kept_choose} opens it"),
    )


def _state(one: Shelved) -> str:
    if one.is_open:
        return say("shown") if one.is_shown else say("open")
    return f"{one.when.astimezone():%Y-%m-%d}" if one.when else ""


def _shown(path: Path) -> str:
    """A path as the reader knows it."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else f"{path}"
