from __future__ import annotations

import asyncio
import subprocess
import sys
from threading import Event, get_ident

import pytest

from tui.workers.thread_pool import DaemonPool


def test_results_and_failures_come_back() -> None:
    pool = DaemonPool()
    assert pool.submit(divmod, 7, 2).result(60) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        pool.submit(divmod, 7, 0).result(60)


def test_a_thread_that_is_free_serves_the_next_work() -> None:
    pool = DaemonPool()
    threads = {pool.submit(get_ident).result(60) for _ in range(200)}
    assert len(threads) == 1


def test_what_waits_for_a_thread_can_be_cancelled() -> None:
    pool, go_on, begun = DaemonPool(1), Event(), Event()

    def block() -> None:
        begun.set()
        go_on.wait(60)

    first, second = pool.submit(block), pool.submit(str)
    assert begun.wait(60)
    assert second.cancel()
    go_on.set()
    first.result(60)


def test_a_pool_that_was_shut_down_takes_no_work() -> None:
    pool = DaemonPool()
    pool.shutdown()
    with pytest.raises(RuntimeError):
        pool.submit(str)


async def test_an_event_loop_runs_work_on_it() -> None:
    asyncio.get_running_loop().set_default_executor(DaemonPool())
    assert await asyncio.to_thread(divmod, 7, 2) == (3, 1)


def test_neither_an_event_loop_nor_python_waits_for_work_that_blocks() -> None:
    program = """
import asyncio, time
from threading import Event
from tui.workers.thread_pool import DaemonPool

async def main():
    loop = asyncio.get_running_loop()
    loop.set_default_executor(DaemonPool())
    begun = Event()
    loop.run_in_executor(None, lambda: (begun.set(), time.sleep(600)))
    await asyncio.to_thread(begun.wait)

asyncio.run(main())
"""
    environment = {"PYTHONPATH": ":".join(sys.path)}
    ran = subprocess.run([sys.executable, "-c", program], timeout=120, env=environment, check=False)
    assert ran.returncode == 0
