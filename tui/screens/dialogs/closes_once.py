"""Windows that close once, however many keys and clicks ask for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from inspect import isawaitable
from typing import Any, Final

from textual import on
from textual.await_complete import AwaitComplete
from textual.events import Mount
from textual.screen import ModalScreen, ScreenResultType
from textual.worker import Worker

from tui.terminal.compositor import WholeCharacterCompositor
from tui.workers.error_reporting import finish_worker

WINDOW_HEIGHTS: Final = [(0, "-low"), (20, "-high")]
"""The classes of a window by the least height of the terminal: a low one is filled to its edges."""

WINDOW_WIDTHS: Final = [(0, "-narrow"), (30, "-broad")]
"""The classes of a window by the least width of the terminal: in a narrow one nothing is padded."""


class ClosesOnce(ModalScreen[ScreenResultType]):
    """A window that may be asked to close at any time: before it has opened, and when it is closed.

    Textual's own would be without its widgets when it is told that it has opened, or close whatever
    lies under it, and end with an error where nothing does.
    """

    _asked_to_close: Callable[[], AwaitComplete] | None = None

    def __init__(self, *arguments: Any, **named: Any) -> None:
        """Take what Textual's own windows take."""
        super().__init__(*arguments, **named)
        self._compositor = WholeCharacterCompositor()

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close the window with ``result``, as soon as it has opened.

        Nothing happens where it is closed, or another one lies over it.
        """
        if self.app.screen is not self:
            return AwaitComplete()
        if not self.is_mounted:
            self._asked_to_close = partial(self.dismiss, result)
            return AwaitComplete()
        return super().dismiss(result)

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call something once the screen was painted, unless the window has closed until then.

        Args:
            callback: The function or coroutine function.
            args: Its positional arguments.
            kwargs: Its keyword arguments.
        """
        return super().call_after_refresh(self._call_if_open, callback, args, kwargs)

    async def _call_if_open(
        self, callback: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]
    ) -> None:
        if self in self.app.screen_stack:
            called = callback(*args, **named)
            if isawaitable(called):
                await called

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what work of the window's has failed."""
        finish_worker(self.app, event)

    @on(Mount)
    def _when_opened(self) -> None:
        self.call_later(self._close_as_asked)

    def _close_as_asked(self) -> None:
        if self._asked_to_close is not None:
            self._asked_to_close()
