"""How many posts carry each name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from index.post import Post
from index.results import MOST_LEVELS, Facets
from index.search.answers.facets import count
from index.search.corpus.facet_values import FacetValues


def post(path: str, *tags: str, date: datetime | None = None) -> Post:
    return Post(path, path, path, date, None, (), tags, "", "", "", 0, 1, ("오하은",), ())


def counted(posts: list[Post], series: dict[str, str], found: list[int] | None = None) -> Facets:
    return count(FacetValues(posts, series), None if found is None else BitMap(found))


def test_spellings_are_one_name_and_parents_count_their_children() -> None:
    posts = [
        post("1", "PyTorch"),
        post("2", "PyTorch", "study/deep"),
        post("3", "pytorch", "Study"),
    ]
    facets = counted(posts, {"1": "일지", "3": "일지"})
    assert facets.tags == {"PyTorch": 3, "Study": 2, "Study/deep": 1}
    assert facets.series == {"일지": 2}
    assert facets.people == {"오하은": 3}


def test_names_keep_their_spelling_in_a_part_of_the_journal() -> None:
    posts = [post("1", "PyTorch"), post("2", "PyTorch"), post("3", "pytorch")]
    assert counted(posts, {}, [2]).tags == {"PyTorch": 1}


def test_dates_count_by_year_and_month() -> None:
    posts = [post("1", date=datetime(2021, 9, 1, tzinfo=UTC)), post("2")]
    facets = counted(posts, {})
    assert facets.dates == {"2021": 1, "2021-09": 1}
    assert (facets.undated, facets.untagged, facets.uncategorised) == (1, 2, 2)


def test_an_estimated_date_is_counted_as_a_month_and_the_post_is_not_dateless() -> None:
    estimated = replace(post("1", date=datetime(2021, 9, 1, tzinfo=UTC)), date_source="modified")
    facets = counted([estimated, post("2")], {})
    assert facets.dates == {"2021": 1, "2021-09": 1}
    assert (facets.undated, facets.dateless) == (2, 1)


def test_only_some_posts_are_counted() -> None:
    posts = [post("1", "a/b"), post("2", "a"), post("3", "c")]
    assert counted(posts, {}, [0, 2]).tags == {"a": 1, "a/b": 1, "c": 1}
    assert counted(posts, {}, []).tags == {}


def test_levels_of_a_very_deep_name_are_not_all_told_apart() -> None:
    deep = "/".join(["a"] * 50_000)
    tags = counted([post("1", deep, f"{'b' * 100_000}/c/d"), post("2", "a/a")], {}).tags
    assert (len(tags), tags["a"], tags["a/a"], tags[deep]) == (MOST_LEVELS + 1, 2, 2, 1)
    assert sum(map(len, tags)) < 1_000_000


@pytest.mark.parametrize(
    ("name", "counted_as"),
    [("/", set()), ("a/", {"a"}), ("a//b", {"a", "a/b"}), ("a／b", {"a／b"})],
)
def test_names_with_slashes_where_none_are_usual(name: str, counted_as: set[str]) -> None:
    assert counted([post("1", name)], {}).tags.keys() == counted_as


START = datetime(2020, 1, 1, tzinfo=UTC)
CARRIED = st.lists(st.sampled_from(["a", "A", "a/b", "B", "c/d/e"]), max_size=3).map(tuple)
DATES = st.none() | st.integers(0, 900).map(lambda days: START + timedelta(days=days))
POSTS = st.lists(st.none() | st.tuples(CARRIED, DATES), max_size=6)


@given(POSTS, st.data())
def test_what_changed_is_counted_as_if_all_were(
    before: list[tuple[tuple[str, ...], datetime | None] | None], data: st.DataObject
) -> None:
    old = [one and post(f"{i}", *one[0], date=one[1]) for i, one in enumerate(before)]
    new = list(old)
    for i, one in enumerate(data.draw(POSTS)):
        changed = one and post(f"{i}", *one[0], date=one[1])
        new[i : i + 1] = [changed]
    earlier = FacetValues(old, {"1": "일지"})
    earlier.prepare()
    series = {"0": "일지", "2": "다른 일지"}
    assert count(FacetValues(new, series, earlier)) == count(FacetValues(new, series))
