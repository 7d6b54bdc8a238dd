"""Keeps what the reader does in the journal, on threads."""

from __future__ import annotations

from pathlib import Path

from textual import on, work
from textual.message import Message

from tui.state.location import file_for
from tui.state.memory import Memory
from tui.state.record_file import RecordFile

from .failures import TellsFailures


class Keeper(TellsFailures):
    """Nothing to see: ``memory`` is what is remembered, loaded and kept here.

    What cannot be read or written is told once, and remembered until ilgi ends.
    """

    DEFAULT_CSS = "Keeper { display: none; }"

    class Failed(Message):
        """Something cannot be kept, or not be read, for ``reason``."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._path = file_for(root)
        self._told = False
        self.memory = Memory(RecordFile(self._path, f"{root}"))

    @work(thread=True, exit_on_error=False, group="memory")
    def load(self) -> None:
        """Bring in what was remembered before."""
        try:
            unread = self.memory.load()
        except OSError as error:
            self._say(error)
            return
        if unread:
            lines = "1 line" if unread == 1 else f"{unread} lines"
            self.post_message(
                self.Failed(f"{lines} of {self._path} cannot be read, and stay as they are.")
            )

    @work(thread=True, exit_on_error=False, group="memory")
    def keep(self) -> None:
        """Write what has changed."""
        try:
            self.memory.keep()
        except OSError as error:
            self._say(error)

    def on_unmount(self) -> None:
        """Write what no thread has come to."""
        try:
            self.memory.keep()
        except OSError as error:
            self.log.error(f"{self._path}: {error}")

    def _say(self, error: OSError) -> None:
        reason = error.strerror or str(error)
        self.post_message(
            self.Failed(f"What you do is remembered until you quit only: {self._path}: {reason}")
        )

    @on(Failed)
    def _tell(self, message: Failed) -> None:
        if not self._told:
            self._told = True
            self.notify(message.reason, severity="warning", markup=False)
