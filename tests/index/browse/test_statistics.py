"""Posts in figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from index.browse.statistics import Streak, current, month_name, month_number, statistics, streaks
from index.post import Post
from index.results import Facets

SEOUL = timezone(timedelta(hours=9))


def post(day: str | None, *tags: str, words: int = 0) -> Post:
    moment = datetime.fromisoformat(f"{day}T01:00").replace(tzinfo=SEOUL) if day else None
    return Post(f"{day}.md", "", "", moment, None, (), tags, "", "", "", words, 0, (), ())


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


def test_today_is_as_the_posts_count_their_days() -> None:
    evening_in_london = datetime(2021, 9, 3, 20, tzinfo=UTC)
    found = statistics([post("2021-09-03")], Facets(), evening_in_london)
    assert found.current == found.longest == Streak(1, date(2021, 9, 3), date(2021, 9, 3))


def test_posts_and_words_are_counted_by_month_and_weekday() -> None:
    posts = [
        post("2021-09-03", words=5),
        post("2021-09-02", words=10),
        post("2020-12-31", words=1),
        post(None, words=100),
    ]
    found = statistics(posts, Facets(undated=1), datetime.now(SEOUL))
    september, december = month_number(date(2021, 9, 30)), month_number(date(2020, 12, 1))
    assert found.months == {september: 2, december: 1}
    assert found.words_by_month == {september: 15, december: 1}
    assert found.weekdays == (0, 0, 0, 2, 1, 0, 0)
    assert (found.posts, found.days, found.facets.undated) == (4, 3, 1)
    assert (found.words, found.median_words, found.most_words) == (116, 7.5, 100)


def test_a_tag_has_the_months_of_those_below_it_each_post_once() -> None:
    posts = [post("2021-09-03", "Study/math", "study/code"), post("2021-08-01", "study")]
    facets = Facets(tags={"study": 2, "study/math": 1, "study/code": 1})
    found = statistics(posts, facets, datetime.now(SEOUL))
    study = found.tags[0]
    assert (study.name, study.posts) == ("study", 2)
    assert study.months == {
        month_number(date(2021, 9, 1)): 1,
        month_number(date(2021, 8, 1)): 1,
    }


def test_no_posts_have_figures_too() -> None:
    found = statistics([], Facets(), datetime.now(SEOUL))
    assert (found.posts, found.words, found.median_words, found.most_words) == (0, 0, 0, 0)
    assert found.longest is found.current is None


@given(st.dates())
def test_a_month_is_told_as_dates_tell_it(day: date) -> None:
    assert month_name(month_number(day)) == day.isoformat()[:7]
