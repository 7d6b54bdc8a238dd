"""Known items are measured as they are meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.known_items import JOURNALS, Placed, interval, known_items, measure, tables


def test_every_query_means_posts_that_there_are(shared: Path) -> None:
    folders = {"corpus": shared / "corpus", "journals": JOURNALS}
    items = known_items()
    assert len(items) >= 150
    assert len({item.query for item in items}) == len(items)
    for item in items:
        assert item.paths
        for path in item.paths:
            assert (folders[item.journal] / path).is_file(), path


def test_halves_share_no_query_and_have_as_many_of_each_kind() -> None:
    choose, report = known_items("choose"), known_items("report")
    assert {item.query for item in choose}.isdisjoint(item.query for item in report)
    assert len(choose) + len(report) == len(known_items())
    for kind in {item.kind for item in choose}:
        counts = [sum(item.kind == kind for item in half) for half in (choose, report)]
        assert abs(counts[0] - counts[1]) <= 1


def test_a_place_is_that_of_the_post_that_is_meant() -> None:
    placed = measure("all", {"journals": JOURNALS})
    by_engine = {one.engine: one for one in placed if one.query == "bowline holds"}
    assert by_engine["FTS5 unicode61 AND"].place == by_engine["ilgi, strict"].place == 1
    by_engine = {one.engine: one for one in placed if one.query == "조건뷰 확률 베이즈"}
    assert by_engine["ilgi, strict"].place == by_engine["FTS5 unicode61 AND"].place == 0


def test_tables_have_the_mean_of_reciprocal_places() -> None:
    placed = [Placed("ilgi, strict", "korean", f"{place}", place) for place in (1, 2, 0, 4)]
    measures, kinds, missed = tables(placed)
    assert measures.rows[0][1].startswith("0.438 ")
    assert measures.rows[0][2].startswith("0.250 ")
    assert measures.rows[0][3].startswith("0.500 ")
    assert kinds.rows[0][1] == "0.438"
    assert [row[2] for row in missed.rows] == ["2", "–", "4"]


def test_an_interval_has_the_mean_in_it_and_narrows_with_more_values() -> None:
    values = [0.0, 1.0, 1.0, 0.5, 0.25]
    few, many = interval(values), interval(values * 20)
    assert few[0] <= 0.55 <= few[1]
    assert many[1] - many[0] < few[1] - few[0]
    assert interval([1.0]) == (1.0, 1.0) == pytest.approx(interval([1.0, 1.0]))
