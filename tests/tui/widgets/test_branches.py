"""The tree of a journal: what is nested, and in what."""

from __future__ import annotations

from index.results import MOST_LEVELS, Facets, lineage
from tui.widgets.branches import Branches


def test_a_name_is_nested_in_those_above_it() -> None:
    branches = Branches(Facets(tags={"a": 2, "a/b": 1, "c": 1}, dates={"2021": 1, "2021-09": 1}))
    rows = branches.rows(branches.keys(), "name")
    nested = [(row.label, row.depth) for row in rows if row.section in ("tags", "dates")]
    assert nested[1:4] == [("a", 1), ("b", 2), ("c", 1)]
    assert nested[5:] == [("2021", 1), ("09", 2)]


def test_only_what_has_no_date_at_all_stands_beside_the_months() -> None:
    months = {"2021": 3, "2021-09": 3}
    for dateless, shown in ((0, ["2021", "09"]), (1, ["2021", "09", "undated"])):
        branches = Branches(Facets(dates=months, undated=2, dateless=dateless))
        rows = branches.rows(branches.keys(), "name")
        assert [row.label for row in rows if row.section == "dates"][1:] == shown


def test_a_very_deep_name_is_one_row_at_the_deepest_level() -> None:
    name = "/".join(["a"] * 50_000)
    branches = Branches(Facets(tags=dict.fromkeys(lineage(name), 1)))
    rows = [row for row in branches.rows(branches.keys(), "name") if row.section == "tags"][1:]
    assert [row.depth for row in rows] == [*range(1, MOST_LEVELS + 1)]
    assert "/".join(row.label for row in rows) == name
