from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui.cli.stats import Streak, current, streaks


def test_days_in_a_row_make_one_streak() -> None:
    days = [date(2021, 9, 1), date(2021, 8, 31), date(2021, 9, 1), date(2021, 9, 5)]
    assert streaks(days) == [
        Streak(2, date(2021, 8, 31), date(2021, 9, 1)),
        Streak(1, date(2021, 9, 5), date(2021, 9, 5)),
    ]


@given(st.lists(st.dates(date(2020, 1, 1), date(2020, 3, 1))))
def test_streaks_hold_every_day_once(days: list[date]) -> None:
    held = [run.first + timedelta(days=n) for run in streaks(days) for n in range(run.days)]
    assert held == sorted(set(days))


def test_a_streak_goes_on_until_a_whole_day_is_missed() -> None:
    runs = streaks([date(2021, 9, 1), date(2021, 9, 2)])
    assert current(runs, date(2021, 9, 2)) == runs[0]
    assert current(runs, date(2021, 9, 3)) == runs[0]
    assert current(runs, date(2021, 9, 4)) is None
