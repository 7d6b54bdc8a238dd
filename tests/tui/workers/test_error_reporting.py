"""What fails where nobody looks is told, and ends nothing."""

from __future__ import annotations

import asyncio
import gc
import threading

from textual.app import App

from tui.state.location import state_folder
from tui.workers.error_reporting import watch_background


def _fail() -> None:
    raise ValueError("a thread of its own")


async def _fail_later() -> None:
    raise KeyError("a task that nobody asks")


class _Watched(App[None]):
    """An application that notes what it tells."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.heard = asyncio.Event()

    def notify(self, message: str, **_: object) -> None:
        self.told.append(message)
        self.heard.set()


async def test_threads_and_tasks_that_fail_are_told_with_a_report() -> None:
    before = threading.excepthook
    app = _Watched()
    async with app.run_test():
        loop = asyncio.get_running_loop()
        stop = watch_background(app, loop)
        thread = threading.Thread(target=_fail)
        thread.start()
        await asyncio.wait_for(app.heard.wait(), 30)
        assert "ValueError: a thread of its own" in app.told[0]
        app.heard.clear()
        task = asyncio.create_task(_fail_later())
        await asyncio.wait([task])
        del task
        gc.collect()
        await asyncio.wait_for(app.heard.wait(), 30)
        assert "KeyError: 'a task that nobody asks'" in app.told[1]
        stop()
    assert threading.excepthook is before
    assert len([*(state_folder() / "reports").glob("report-*.txt")]) == 2
