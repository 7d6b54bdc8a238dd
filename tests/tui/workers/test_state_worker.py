"""The state is read and written on one thread, and tried again while another ilgi writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tui.configuration.model import Configuration
from tui.state.memory import StateStore
from tui.state.settings import Settings
from tui.workers import state_worker
from tui.workers.state_worker import StateWorker


class Stateful(App[None]):
    """An application that keeps the state of one journal."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.state_worker = StateWorker(root, Settings.load(Configuration()), "session")

    def compose(self) -> ComposeResult:
        yield self.state_worker


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    for _ in range(3_000):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError


async def test_a_folder_that_hangs_holds_up_one_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, kept = Event(), Event(), []

    def hang(_: StateStore) -> bool:
        begun.set()
        assert go_on.wait(60)
        return False

    monkeypatch.setattr(StateStore, "look", hang)
    monkeypatch.setattr(StateStore, "keep", lambda store: kept.append(store))
    app = Stateful(tmp_path)
    async with app.run_test() as pilot:
        app.state_worker.look()
        await until(pilot, begun.is_set)
        for _ in range(20):
            app.state_worker.look()
            app.state_worker.keep()
        at_work = [worker for worker in app.workers if not worker.is_finished]
        assert len(at_work) == 1
        assert kept == []
        go_on.set()
        await until(pilot, lambda: app.state_worker.memory in kept)


async def test_one_timer_tries_again_while_another_ilgi_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = 0

    def busy(_: StateStore) -> bool:
        nonlocal failed
        failed += 1
        raise TimeoutError

    monkeypatch.setattr(StateStore, "keep", busy)
    monkeypatch.setattr(state_worker, "_SECONDS_BEHIND_ANOTHER", 3_600)
    app = Stateful(tmp_path)
    async with app.run_test() as pilot:
        timers: Any = app.state_worker._timers  # Textual has no public way to them
        before = len(timers)
        for _ in range(4):
            app.state_worker.keep()
            await app.workers.wait_for_complete()
            await pilot.pause()
        assert failed >= 4
        assert len(timers) == before + 1


async def test_what_another_ilgi_held_up_is_written_by_the_timer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, asked = StateStore.keep, []

    def busy_at_first(store: StateStore) -> bool:
        asked.append(store)
        if len(asked) == 1:
            raise TimeoutError
        return keep(store)

    monkeypatch.setattr(StateStore, "keep", busy_at_first)
    monkeypatch.setattr(state_worker, "_SECONDS_BEHIND_ANOTHER", 0.01)
    app = Stateful(tmp_path)
    async with app.run_test() as pilot:
        app.state_worker.memory.put("bookmark", "a.md")
        app.state_worker.keep()
        await until(pilot, lambda: not app.state_worker.memory.unkept)
