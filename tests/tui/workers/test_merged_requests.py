"""Requests of which one thread at most takes care, each once however often it is added."""

from __future__ import annotations

import pytest

from tui.workers.merged_requests import MergedRequests


def test_one_thread_is_started_and_equal_requests_are_served_once() -> None:
    requests = MergedRequests[str]()
    assert [requests.add(request) for request in ("look", "keep", "look")] == [True, False, False]
    served: list[str] = []
    requests.serve(served.append)
    assert served == ["look", "keep"]
    assert requests.add("keep")


def test_what_is_added_while_it_is_served_is_served_once_more() -> None:
    requests = MergedRequests[str]()
    served: list[str] = []

    def handle(request: str) -> None:
        served.append(request)
        if len(served) < 3:
            assert not requests.add(request)

    assert requests.add("keep")
    requests.serve(handle)
    assert served == ["keep"] * 3


def test_after_an_error_another_thread_is_started() -> None:
    requests = MergedRequests[str]()

    def fail(request: str) -> None:
        raise ValueError(request)

    assert requests.add("keep")
    with pytest.raises(ValueError, match="keep"):
        requests.serve(fail)
    assert requests.add("keep")
