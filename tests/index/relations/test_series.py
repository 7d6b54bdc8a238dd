"""Which posts form a series, and in what order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from index.post import Post
from index.relations.series import group


def post(title: str, category: str = "daily", day: int = 1) -> Post:
    return Post(
        path=f"{title}-{day}.md",
        title=title,
        slug=title,
        date=datetime(2021, 9, day, tzinfo=UTC),
        updated=None,
        categories=(category,) if category else (),
        tags=(),
        url=f"/{title}/",
        excerpt="",
        lead="",
        words=0,
        minutes=0,
        people=(),
        flags=(),
    )


def titles(*posts: Post) -> dict[str, list[str]]:
    return {series.name: [p.title for p in series.posts] for series in group(posts).values()}


def test_a_series_is_ordered_by_its_number() -> None:
    assert titles(
        post("[camp] Day10 기록", day=3),
        post("[camp] Day9 기록", day=2),
        post("[camp] Day 11 기록", day=4),
        post("[camp] Day1 기록", "other"),
    ) == {"[camp] Day 기록": ["[camp] Day9 기록", "[camp] Day10 기록", "[camp] Day 11 기록"]}


def test_a_part_of_so_many_counts_by_the_part() -> None:
    assert titles(post("기초 3D (2/3)"), post("기초 3D (1/3)"), post("기초 3D（3/3）")) == {
        "기초 3D": ["기초 3D (1/3)", "기초 3D (2/3)", "기초 3D（3/3）"]
    }


def test_equal_numbers_are_ordered_by_date_and_alone_make_no_series() -> None:
    assert titles(post("week 1", day=2), post("week 1", day=1)) == {}
    found = group([post("week 2"), post("week 1", day=9), post("week 1", day=3)])
    assert [[p.date.day for p in s.posts if p.date] for s in found.values()] == [[3, 9, 1]]


def test_one_post_is_no_series() -> None:
    assert titles(post("week 1"), post("month 2")) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("no number", "no numbers"),
        ("2021", "2022"),
        ("2021-09-10", "2021-09-11"),
        ("version 3.10", "version 3.11"),
        ("No. 16234", "No. 16235"),
        ("", "1"),
    ],
)
def test_titles_that_count_nothing(one: str, other: str) -> None:
    assert titles(post(one), post(other)) == {}


def test_posts_without_a_category_or_date_form_series_too() -> None:
    undated = Post(**{**{n: getattr(post("part 2", ""), n) for n in Post.__slots__}, "date": None})
    assert titles(post("part 1", ""), undated) == {"part": ["part 1", "part 2"]}
