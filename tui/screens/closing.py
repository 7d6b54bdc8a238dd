"""Windows that close once, however many keys and clicks ask for it."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType


class ClosesOnce(ModalScreen[ScreenResultType]):
    """A window that may be asked to close again by what was sent to it before it closed.

    Textual's own would close whatever lies under it then, and end with an error where nothing does.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close the window with ``result``; nothing where it is closed, or another lies over it."""
        if self.app.screen is not self:
            return AwaitComplete()
        return super().dismiss(result)
