"""Garbage is collected while no key is pressed, and all of it within a minute."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tui import garbage_collection, heap
from tui.garbage_collection import IdleCollector


class Clock:
    """An application whose time passes when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.screen_stack: tuple[()] = ()
        self.intervals: list[tuple[float, Callable[[], None]]] = []

    def set_interval(self, seconds: float, callback: Callable[[], None]) -> None:
        self.intervals.append((seconds, callback))

    def set_timer(self, seconds: float, callback: Callable[[], None]) -> object:
        return callback

    def pass_interval(self) -> None:
        """Let the time of the only interval pass."""
        ((seconds, callback),) = self.intervals
        self.now += seconds
        callback()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is done from now on: collections, and memory given back."""
    done: list[str] = []
    thresholds, enabled = gc.get_threshold(), gc.isenabled()

    def collect(generation: int = 2) -> None:
        done.append(f"collect {generation}")

    monkeypatch.setattr(gc, "collect", collect)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(heap, "give_back", lambda: done.append("give back"))
    yield done
    gc.set_threshold(*thresholds)
    if not enabled:
        gc.disable()


class Work:
    """How many seconds the processor has worked."""

    seconds = 5.0


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    work = Work()
    monkeypatch.setattr(garbage_collection, "process_time", lambda: work.seconds)
    return work


@pytest.fixture
def clock(done: list[str], monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(garbage_collection, "monotonic", lambda: clock.now)
    return clock


@pytest.fixture
def collector(clock: Clock, done: list[str], work: Work) -> IdleCollector:
    app: Any = clock
    collector = IdleCollector(app)
    collector.start()
    done.clear()
    return collector


def test_a_reader_at_rest_has_all_collected_in_half_a_minute(
    collector: IdleCollector, clock: Clock, done: list[str]
) -> None:
    began = clock.now
    collector.key_pressed()
    while "collect 2" not in done:
        clock.pass_interval()
    assert clock.now - began <= 30
    assert done.count("give back") == len(done) - 1


def test_keys_put_a_full_collection_off_for_less_than_a_minute(
    collector: IdleCollector, clock: Clock, done: list[str]
) -> None:
    ((seconds, _),) = clock.intervals
    began, passed = clock.now, 0
    while "collect 2" not in done:
        clock.now += seconds - 0.5
        collector.key_pressed()
        clock.now -= seconds - 0.5
        clock.pass_interval()
        passed += 1
    assert 30 < clock.now - began < 60
    assert done.count("give back") == passed


def test_nothing_is_given_back_where_nothing_is_done(
    collector: IdleCollector, clock: Clock, done: list[str], work: Work
) -> None:
    collector.key_pressed()
    while "collect 2" not in done:
        clock.pass_interval()
    done.clear()
    for _ in range(20):
        work.seconds += 0.01
        clock.pass_interval()
    assert done == []


def test_what_is_done_without_a_key_is_given_back_as_well(
    collector: IdleCollector, clock: Clock, done: list[str], work: Work
) -> None:
    clock.pass_interval()
    assert done == []
    work.seconds += 0.3  # a saved post is read
    clock.pass_interval()
    assert done == ["give back"]
