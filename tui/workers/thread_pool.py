"""The threads that workers run on, for which the end of the program does not wait."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_MOST_THREADS: Final = 16
"""Each open journal has one that watches its folder; the rest wait for a moment at most."""

_Work = tuple[Future[Any], Callable[[], Any]]


class DaemonPool(ThreadPoolExecutor):
    """A pool of daemon threads, one of which starts when none is free.

    Python joins the threads of its own pool before it ends, and ``asyncio.run`` waits for them
    before that: a worker that is held up by a slow disk holds up both. It is a
    ``ThreadPoolExecutor`` because an event loop takes nothing else for its default.
    """

    def __init__(self, size: int = _MOST_THREADS) -> None:
        super().__init__(size)
        self._size = size
        self._todo: SimpleQueue[_Work | None] = SimpleQueue()
        self._lock = Lock()
        self._started = 0
        self._pending = 0
        self._is_closed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a function on a thread as soon as one is free.

        Args:
            fn: The function.
            args: Its positional arguments.
            kwargs: Its keyword arguments.

        Raises:
            RuntimeError: The pool was shut down.
        """
        future: Future[T] = Future()
        with self._lock:
            if self._is_closed:
                raise RuntimeError("the pool was shut down")
            self._pending += 1
            self._todo.put((future, partial(fn, *args, **kwargs)))
            if self._started < min(self._pending, self._size):
                self._started += 1
                name = f"worker-{self._started}"
                Thread(target=self._run, name=name, daemon=True).start()
        return future

    def _run(self) -> None:
        while (work := self._todo.get()) is not None:
            future, call = work
            complete = _called(future, call)
            # Before who waits for it is told: what is submitted next must find an idle thread.
            with self._lock:
                self._pending -= 1
            complete()
            # What was returned may be large, and the next work may come late.
            del work, future, call, complete

    def shutdown(
        self,
        wait: bool = True,  # noqa: ARG002  as in the class above
        *,
        cancel_futures: bool = False,  # noqa: ARG002  as in the class above
    ) -> None:
        """Take no more work; what is running goes on, and is not waited for."""
        with self._lock:
            self._is_closed = True
            for _ in range(self._started):
                self._todo.put(None)


def _called(future: Future[Any], call: Callable[[], Any]) -> Callable[[], None]:
    """Call a function; what is returned gives the future its result, or what was raised."""
    if not future.set_running_or_notify_cancel():
        return lambda: None
    try:
        result = call()
    except BaseException as error:
        return partial(future.set_exception, error)
    return partial(future.set_result, result)
