"""Waits until an application has done all that it was told to, without a guess how long that is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.message_pump import MessagePump
from textual.worker import WorkerCancelled, WorkerFailed

_SECONDS_AT_MOST = 60.0
_SECONDS_OF_SHORT_TIMERS = 0.15
"""One that fires once, after no longer than this, is waited for: it puts off a part of a key."""
_ROUNDS_AT_REST = 3
_ROUNDS_WITHOUT_SLEEP = 20
_SECONDS_BETWEEN_LOOKS = 0.002
_MOST_WORKERS = 60


async def wait_for_rest(app: App[Any], *, workers: bool = True) -> None:
    """Wait until every widget waits for a message, all is painted, and no short timer runs.

    Textual's own ``Pilot.pause`` takes an application to be at rest once the process has used
    little of the processor for 20 ms, which it has, too, where others use the processor.

    Args:
        app: The application, which runs in this event loop.
        workers: Whether to wait for its workers as well, but for one that watches. What a worker
            brings may lead to another one; one that is asked again and again is not waited for
            without end.

    Raises:
        AssertionError: It is still at work after a minute.
    """
    over = time.monotonic() + _SECONDS_AT_MOST
    at_rest = rounds = worked = 0
    while at_rest < _ROUNDS_AT_REST and app.is_running and app._exception is None:
        at_work = [worker for worker in app.workers if worker.group != "watch"]
        if workers and at_work and worked < _MOST_WORKERS:
            # Another took the place of one that was cancelled; of one that failed the app tells.
            with suppress(WorkerCancelled, WorkerFailed):
                await app.workers.wait_for_complete(at_work)
            worked += 1
            at_rest = rounds = 0
        rounds += 1
        await asyncio.sleep(0 if rounds < _ROUNDS_WITHOUT_SLEEP else _SECONDS_BETWEEN_LOOKS)
        busy = next(_busy(app), None)
        is_busy = busy is not None or app._exit or _paint(app)
        at_rest = 0 if is_busy else at_rest + 1
        if time.monotonic() > over:
            raise AssertionError(f"at work after {_SECONDS_AT_MOST:.0f} seconds: {busy}")


def _busy(app: App[Any]) -> Iterator[object]:
    """The widgets that are at work, and the timers that will soon fire.

    Textual tells neither in public. A pump that handles a message does not wait for one: nobody
    waits for its queue.
    """
    for pump in (app, *app._registry):
        if not _waits_for_message(pump):
            yield pump
        for timer in [*pump._timers]:
            task = timer._task
            if (
                timer._repeat == 0
                and timer._interval <= _SECONDS_OF_SHORT_TIMERS
                and timer._active.is_set()
                and task is not None
                and not task.done()
            ):
                yield timer


def _waits_for_message(pump: MessagePump) -> bool:
    """Whether a pump has nothing to do, or is none any more."""
    if pump._closed or pump._task is None or pump._task.done():
        return True
    queue: Any = pump._message_queue
    return (
        queue.empty()
        and pump._pending_message is None
        and not pump._next_callbacks
        and bool(queue.ready_event._waiters)
    )


def _paint(app: App[Any]) -> bool:
    """Do at once what the screen does at the next frame; whether there was anything."""
    screen: Any = app.screen
    waits = bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )
    if waits:
        screen._on_timer_update()
    return waits
