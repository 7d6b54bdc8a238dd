"""What the command line says of a query besides its hits."""

from __future__ import annotations

from collections.abc import Callable

from tests.tui.cli.conftest import Printed


def test_what_would_be_found_instead_is_said(ilgi: Callable[..., Printed]) -> None:
    said = ilgi("search", "rudtkgkrkdqjq")
    assert said.code == 1
    assert "did you mean 경사하강법? (1 found)" in said.err
    assert ilgi("search", "rudtkgkrkdqjq", "--json").json["hints"] == [
        "did you mean 경사하강법? (1 found)"
    ]
