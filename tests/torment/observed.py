"""ilgi as the monkey starts it: what it does is told through a pipe, and nothing else is changed.

``python -m tests.torment.observed PIPE JOURNAL`` writes lines of JSON to the open file ``PIPE``:
each screen and each action the first time, every unhandled error, and an answer to each probe.
``SIGUSR1`` writes the stacks of all threads there.
"""

from __future__ import annotations

import asyncio
import faulthandler
import json
import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from textual.events import Event
    from textual.worker import Worker

_PROBE = "ctrl+shift+f12"


class Pipe:
    """Where lines are written that the monkey reads; may be written to from any thread."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._told: set[tuple[str, str]] = set()

    def tell(self, kind: str, text: str = "") -> None:
        """Write a line."""
        line = json.dumps({"kind": kind, "text": text}) + "\n"
        data = line.encode("utf-8", "backslashreplace")
        while data:
            data = data[os.write(self.descriptor, data) :]

    def tell_once(self, kind: str, text: str) -> None:
        """Write a line unless it has been written."""
        if (kind, text) not in self._told:
            self._told.add((kind, text))
            self.tell(kind, text)

    def tell_error(self, kind: str, error: BaseException) -> None:
        """Write an error with its traceback."""
        self.tell(kind, "".join(traceback.format_exception(error)))


class _Logged(logging.Handler):
    """Tells what is logged as an error, which would be drawn over the screen otherwise."""

    def __init__(self, pipe: Pipe) -> None:
        super().__init__(logging.ERROR)
        self._pipe = pipe

    def emit(self, record: logging.LogRecord) -> None:
        """Tell a record."""
        self._pipe.tell("logged", self.format(record))


def observe(pipe: Pipe) -> None:
    """Have what happens in the browser told, in this process, from now on."""
    faulthandler.register(signal.SIGUSR1, file=pipe.descriptor, all_threads=True)
    logging.getLogger().addHandler(_Logged(pipe))
    threading.excepthook = lambda failed: pipe.tell_error(
        "thread", failed.exc_value or RuntimeError(f"{failed.exc_type}")
    )
    _observe_application(pipe)
    _observe_workers(pipe)


def _observe_application(pipe: Pipe) -> None:
    from textual.app import App
    from textual.events import Key

    from tui.app import IlgiApp

    # An unhandled error has no public hook: Textual draws it, cut to the width of the terminal.
    owner = next(base for base in IlgiApp.__mro__ if "_handle_exception" in vars(base))
    handle = vars(owner)["_handle_exception"]
    push_screen, on_event = App.push_screen, IlgiApp.on_event
    # Of another checkout what is there is told; its commands may have no one entry point.
    run_command = vars(IlgiApp).get("action_command", on_event)

    def handle_exception(app: Any, error: Exception) -> None:
        pipe.tell_error("traceback", error)
        handle(app, error)

    @wraps(run_command)
    async def told_command(app: IlgiApp, command_id: str) -> None:
        await run_command(app, command_id)
        pipe.tell_once("screen", type(app.screen).__name__)
        pipe.tell_once("command", command_id)

    @wraps(push_screen)
    def told_screen(app: Any, screen: Any, *given: Any, **named: Any) -> Any:
        pipe.tell_once("screen", type(screen).__name__)
        return push_screen(app, screen, *given, **named)

    @wraps(on_event)
    async def told_event(app: IlgiApp, event: Event) -> None:
        if isinstance(event, Key) and event.key == _PROBE:
            # By way of the screen, so that one that is stuck does not answer.
            if not app.screen.call_later(pipe.tell, "probe"):
                pipe.tell("probe")
            return
        await on_event(app, event)

    replaced: tuple[tuple[type, str, Callable[..., Any]], ...] = (
        (owner, "_handle_exception", handle_exception),
        (App, "push_screen", told_screen),
        (IlgiApp, "action_command", told_command),
    )
    for told, name, function in replaced:
        if hasattr(told, name):
            setattr(told, name, function)
    setattr(IlgiApp, "on_event", told_event)  # noqa: B010  a type checker refuses the other way


def _observe_workers(pipe: Pipe) -> None:
    from textual.worker import Worker

    run = Worker._run  # what a worker raised is told to nobody where it does not end the browser

    @wraps(run)
    async def told_run(worker: Worker[Any], app: Any) -> None:
        await run(worker, app)
        if worker.error is not None and not isinstance(worker.error, asyncio.CancelledError):
            pipe.tell_error("worker", worker.error)

    setattr(Worker, "_run", told_run)  # noqa: B010  as above


def _place(pipe: Pipe) -> None:
    """Have told which post is being read when the browser quits."""
    try:
        from tui.screens.browser.main import MainScreen
    except ImportError:  # of another checkout, where it has another place
        return

    finish = MainScreen.finish

    @wraps(finish)
    def told_finish(screen: MainScreen) -> None:
        if screen.is_reading and screen.shown_path is not None:
            pipe.tell("reading", screen.shown_path)
        finish(screen)

    setattr(MainScreen, "finish", told_finish)  # noqa: B010  as above


def main() -> int:
    """Start the browser on a journal, told to the pipe."""
    pipe = Pipe(int(sys.argv[1]))
    coverage = _coverage()
    _pretend_to_be_of_another_version()
    if control := os.environ.get("TORMENT_FAULTS"):
        from tests.torment.faults import disrupt

        disrupt(control, os.environ["TORMENT_FAULTS_IN"])
    from tui.__main__ import main as ilgi

    os.environ.setdefault("TEXTUAL_FPS", "240")
    observe(pipe)
    _place(pipe)
    try:
        code = ilgi(sys.argv[2:])
    except BaseException as error:
        pipe.tell_error("traceback", error)
        raise
    finally:
        if coverage is not None:
            coverage.stop()
            coverage.save()
    pipe.tell("ended", str(code))
    return code


def _pretend_to_be_of_another_version() -> None:
    """Have the files of the index, and of the state, another version where the environment asks."""
    if index := os.environ.get("TORMENT_INDEX_FORMAT"):
        from index.store import location

        setattr(location, "FORMAT", int(index))  # noqa: B010  a constant for a type checker
    if state := os.environ.get("TORMENT_STATE_FORMAT"):
        from tui.state import record_file

        setattr(record_file, "FORMAT", int(state))  # noqa: B010  as above


def _coverage() -> Any:
    """What measures the lines that run, where a file for it is named and it is installed."""
    if "COVERAGE_FILE" not in os.environ:
        return None
    from importlib import import_module

    found = import_module("coverage").Coverage(source=["tui"], data_suffix=True)
    found.start()
    leave = os._exit

    def save_and_leave(code: int) -> NoReturn:
        found.stop()
        found.save()
        leave(code)

    setattr(os, "_exit", save_and_leave)  # noqa: B010  it is by this that ilgi ends
    return found


if __name__ == "__main__":
    sys.exit(main())
