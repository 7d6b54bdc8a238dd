"""What asks for the end of the browser, and what does not."""

from __future__ import annotations

import signal
from collections.abc import Callable

from tui.shutdown import SIGNALLED, Shutdown


class Interface:
    """An interface whose terminal the reader's editor has."""

    def __init__(self) -> None:
        self.asked: list[Callable[[], None]] = []

    def expect_end(self) -> None:
        """Nothing is to be known."""

    def has_lent_terminal(self) -> bool:
        """The editor has it."""
        return True

    def call_soon(self, callback: Callable[[], None]) -> None:
        """Note what is to be called."""
        self.asked.append(callback)

    def record_positions(self) -> None:
        """There are none."""

    def write_all(self) -> None:
        """There is nothing."""

    def end_with(self, code: int) -> None:
        """It does not run."""

    def restore_terminal(self) -> None:
        """There is none."""

    def tell_failure(self) -> None:
        """Nothing has failed."""


def test_ctrl_c_in_the_readers_editor_is_for_the_editor() -> None:
    interface = Interface()
    ending = Shutdown(interface)
    for number in (signal.SIGINT, signal.SIGQUIT):
        ending.signalled(number)
    assert ending.code is None
    assert interface.asked == []
    ending.signalled(signal.SIGTERM)
    assert ending.code == SIGNALLED + signal.SIGTERM


def test_the_end_begins_once_however_many_signals_ask_for_it() -> None:
    interface = Interface()
    ending = Shutdown(interface)
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGHUP):
        ending.signalled(number)
    assert ending.code == SIGNALLED + signal.SIGHUP
    assert len(interface.asked) == 1
