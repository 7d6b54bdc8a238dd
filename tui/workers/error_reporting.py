"""Notices of unexpected failures on threads."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from tui import failure_reports
from tui.commands import key_names
from tui.language import translatable, translate

_WHAT_TO_DO = translatable(
    "{journal_reindex} reads the journal again; "
    "if it stays, `ilgi index --rebuild` makes the index anew."
)


def _done() -> None:
    """Stand for work that is done."""


class ReportsFailures(Widget):
    """A widget whose workers, made with ``exit_on_error=False``, may fail and end nothing.

    It comes after the other bases, because Textual takes styles from the first.
    """

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say what failed, and what can be done."""
        finish_worker(self.app, event)


def finish_worker(app: App[Any], event: Worker.StateChanged) -> None:
    """Say what failed, and what can be done, if a worker has; let go of what the work was given.

    A worker is in a reference cycle with its task, whose context names it. So an old answer or
    a page that it was given would be kept until the collector comes to it.
    """
    if event.worker.is_finished:
        event.worker._work = _done  # noqa: SLF001  Textual has no public way to it
    if event.state is WorkerState.ERROR:
        tell_failure(app, event.worker.error, translate(_WHAT_TO_DO, **key_names()))


def tell_failure(app: App[Any], error: BaseException | None, what_to_do: str = "") -> None:
    """Say that work in the background has failed, and where the report of it is.

    Args:
        app: The application.
        error: What it failed with.
        what_to_do: What the reader may try next.
    """
    said = [f"{type(error).__name__}: {error}", *filter(None, [what_to_do, reported(error)])]
    title = translate("That did not work")
    app.notify("\n".join(said), title=title, severity="error", markup=False)


def watch_background(app: App[Any], loop: asyncio.AbstractEventLoop) -> Callable[[], None]:
    """Tell of threads that fail, and of tasks whose failure nobody asks for, as of workers.

    Args:
        app: The application, which tells of them.
        loop: Its event loop.

    Returns:
        What ends that, and leaves all as it was.
    """
    before = threading.excepthook

    def task_failed(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if isinstance(error := context.get("exception"), Exception):
            tell_failure(app, error)
        else:
            loop.default_exception_handler(context)

    def thread_failed(args: threading.ExceptHookArgs) -> None:
        error = args.exc_value
        if isinstance(error, Exception):
            with suppress(RuntimeError):  # the loop is closed: ilgi is ending
                loop.call_soon_threadsafe(tell_failure, app, error)

    def stop() -> None:
        threading.excepthook = before
        loop.set_exception_handler(None)

    loop.set_exception_handler(task_failed)
    threading.excepthook = thread_failed
    return stop


def reported(error: BaseException | None) -> str:
    """A line that names the report of a failure, once it is written; blank where it cannot be."""
    report = failure_reports.write(error) if error is not None else None
    return (
        translate("A report without any text of the journal: {path}", path=report) if report else ""
    )
