"""The driver of the terminal: what keeps it reading, and what it writes no more."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import threading
from collections.abc import Iterator
from threading import ExceptHookArgs, Thread
from typing import Any

import pytest
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver

from tui.quitting import Quitting
from tui.terminal.driver import TerminalDriver


@pytest.fixture
def handlers() -> Iterator[None]:
    """The handlers of signals that a driver sets are as before after the test."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTSTP, signal.SIGCONT)}
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    yield
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def terminal(handlers: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The side of a pseudo-terminal that a person is at; the other is that of the program."""
    person, program = os.openpty()
    with (
        os.fdopen(program, "r", buffering=1) as read,
        os.fdopen(os.dup(program), "w", buffering=1) as written,
    ):
        monkeypatch.setattr("sys.__stdin__", read)
        monkeypatch.setattr("sys.__stderr__", written)
        yield person
    os.close(person)


class Silent(App[None]):
    """An application to which nothing that its driver reads is sent."""


class Ending(App[int]):
    """An application that notes with which exit code it is to end."""

    code: int | None = None

    def exit(self, result: int | None = None, return_code: int = 0, message: object = None) -> None:
        self.code = return_code


async def test_a_failure_at_one_key_is_told_and_the_next_keys_are_read(
    terminal: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException | None] = []
    read: list[str] = []
    done = asyncio.Event()
    loop = asyncio.get_running_loop()

    def key_read(key: str) -> None:
        read.append(key)
        if key == "a":
            raise ValueError("unexpected")
        if key == "c":
            loop.call_soon_threadsafe(done.set)

    def tell(args: ExceptHookArgs) -> None:
        told.append(args.exc_value)
        os.write(terminal, b"c\n")

    monkeypatch.setattr(threading, "excepthook", tell)
    monkeypatch.setattr(TerminalDriver, "send_message", lambda *_: None)
    driver = TerminalDriver(Silent(), size=(80, 24))
    driver.key_read = key_read
    reading = Thread(target=driver.run_input_thread)
    reading.start()
    try:
        os.write(terminal, b"a\n")
        await asyncio.wait_for(done.wait(), 30)
    finally:
        driver.exit_event.set()
        driver.expect_end()
        reading.join(30)
    assert not reading.is_alive()
    assert [f"{error}" for error in told] == ["unexpected"]
    assert {"a", "c"} <= set(read)


async def test_no_frame_is_painted_after_the_terminal_is_given_back_by_force(
    terminal: int,
) -> None:
    driver = TerminalDriver(Silent(), size=(80, 24))
    output: Any = driver._file
    driver._in_use = True  # as after the start, which takes a terminal of its own
    try:
        output.write("frame before\n")
        driver.restore_now()
        output.write("frame after\n")
        output.flush()
        painted = ""
        # A terminal gives it in as many pieces as it likes.
        while select.select([terminal], [], [], 0 if "\x1b[?1049l" in painted else 30)[0]:
            painted += os.read(terminal, 65_536).decode()
    finally:
        driver._in_use = False
        driver.expect_end()
    assert "frame before" in painted
    assert "\x1b[?1049l" in painted
    assert "frame after" not in painted


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a driver did to the terminal and the job, without doing it."""
    done: list[str] = []
    monkeypatch.setattr(LinuxDriver, "start_application_mode", lambda _: done.append("taken"))
    monkeypatch.setattr(os, "killpg", lambda *_: done.append("stopped"))
    return done


async def test_the_terminal_is_not_taken_again_after_it_was_given_back_by_force(
    terminal: int, taken: list[str]
) -> None:
    driver = TerminalDriver(Silent(), size=(80, 24))
    driver.start_application_mode()
    assert taken == ["taken"]
    driver.restore_now()
    driver.start_application_mode()
    assert taken == ["taken"]


async def test_the_terminal_is_not_taken_and_the_job_not_stopped_once_ilgi_ends(
    terminal: int, taken: list[str]
) -> None:
    """Ctrl+Z, which the terminal itself reads while ilgi is ending, may come at any moment."""
    driver = TerminalDriver(Silent(), size=(80, 24))
    app = Ending()
    none: Any = None
    quitting = Quitting(app, none, loop=lambda: None, driver=lambda: driver)
    quitting.end_with(0)
    assert app.code == 0
    driver.stop_job()
    driver.start_application_mode()
    assert taken == []
