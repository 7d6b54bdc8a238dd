"""What is done in a browser and is to be remembered, each under a number of its own."""

from __future__ import annotations

import time
from typing import Final, Literal

from tui.state import bookmarks, drafts, notes, searches
from tui.state.memory import StateStore

from .keys import key, keys
from .terminal import HangError, Terminal

Name = Literal["note", "bookmark", "search", "draft"]
DEEDS: Final[tuple[Name, ...]] = ("note", "bookmark", "search", "draft")
MOST: Final = 10
"""How many numbers each browser has for what is done in it, from a multiple of this on."""
_SECONDS: Final = 90.0


class Deed:
    """Something that is done in a browser, key by key; a draft is one until the next key."""

    def __init__(self, terminal: Terminal, name: Name, number: int) -> None:
        """Prepare to do it.

        Args:
            terminal: The browser.
            name: What is done.
            number: What tells it from others; a search is for a post with it in its title.
        """
        self.name = name
        self.number = number
        self.terminal = terminal
        # An answer to a search stays in the list until it is left twice.
        self._left = keys(f"escape escape escape escape {self._way()}")

    def _way(self) -> str:
        # A bookmark on the place of another one takes that away.
        down = "j " * (self.number // MOST + 1)
        match self.name:
            case "search":
                return f"s {' '.join(f'{self.number}')} enter"
            case "bookmark":
                return f"2 g g {down}m"
            case "draft":
                return f"2 g g {down}enter E kept{self.number}."
            case "note":
                return f"2 g g {down}enter E kept{self.number}. ctrl+s"

    def step(self) -> bool:
        """Press the next key; False where there is none. Raises EndedError, HangError."""
        if not self._left:
            return False
        pressed = self._left.pop(0)
        if pressed == key("s"):
            self.terminal.forget()
        elif not self._left and self.name == "search":
            # What is left before there is an answer was no search.
            wait_for(self.terminal, f"“{self.number}…”")
        self.terminal.send(pressed)
        return True

    def is_remembered(self, memory: StateStore) -> bool:
        """Whether it is there."""
        kept = f"kept{self.number}."
        match self.name:
            case "note":
                # Another note on the same line goes on with the one that is there.
                return any(kept in note.text for note in notes.notes(memory))
            case "draft":
                return kept in {draft.text for draft in drafts.drafts(memory)}
            case "search":
                return f"{self.number}" in searches.earlier(memory)
            case "bookmark":
                return bool(bookmarks.bookmarks(memory))

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


def wait_for(terminal: Terminal, text: str) -> None:
    """Wait until something was drawn. Raises EndedError, HangError.

    What is written are the cells that differ, which may be less than the text.
    """
    until = time.monotonic() + _SECONDS
    while text not in terminal.text and text not in terminal.screen:
        if time.monotonic() > until:
            raise HangError(f"{text!r} was not drawn: {terminal.screen}")
        terminal.read(0.05)
    terminal.probe()
