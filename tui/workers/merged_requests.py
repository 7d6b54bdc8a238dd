"""Requests that one thread works on, so that a folder which hangs holds up no more than one."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Request = TypeVar("Request")


class MergedRequests(Generic[Request]):
    """What one thread is to do, each request once however often it is added. Any thread may add."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: dict[Request, None] = {}
        self._is_served = False

    def add(self, request: Request) -> bool:
        """Add a request; tells whether a thread is to be started that serves it."""
        with self._lock:
            self._waiting[request] = None
            starts, self._is_served = not self._is_served, True
            return starts

    def serve(self, handle: Callable[[Request], None]) -> None:
        """Call ``handle`` with each request until there is none; to be used by one thread.

        A request that is added while it is handled is handled once more. Where ``handle`` raises
        an error this does so, too; the next request that is added then starts another thread.
        """
        try:
            while (request := self._next()) is not None:
                handle(request)
        except BaseException:
            with self._lock:
                self._is_served = False
            raise

    def _next(self) -> Request | None:
        with self._lock:
            request = next(iter(self._waiting), None)
            if request is None:
                self._is_served = False
            else:
                del self._waiting[request]
            return request
