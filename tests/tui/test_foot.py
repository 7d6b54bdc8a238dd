from __future__ import annotations

import pytest

from tui.foot import foot


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (60, "Enter goes · Esc closes · 지우기 d"),
        (36, "Enter goes · Esc closes"),
        (28, "Enter goes"),
        (5, "Enter goes"),
    ],
)
def test_a_foot_has_the_parts_that_fit(width: int, shown: str) -> None:
    assert foot("Enter goes · Esc closes · 지우기 d", width).plain == shown
