from __future__ import annotations

from typing import Any

import pytest

from index.reading.files.defaults import default_sets, defaults_for, merge, own_defaults


def applied(path: str, *sets: tuple[dict[str, str] | None, dict[str, Any]]) -> dict[str, Any]:
    given = [
        {"values": values} if scope is None else {"scope": scope, "values": values}
        for scope, values in sets
    ]
    found, sensible = default_sets(given)
    assert sensible
    return defaults_for(found, path, "posts")


@pytest.mark.parametrize(
    ("scope", "applies"),
    [
        (None, True),
        ({"path": ""}, True),
        ({"path": "", "type": "posts"}, True),
        ({"path": "", "type": "drafts"}, False),
        ({"path": "_posts/p"}, True),
        ({"path": "/_posts"}, True),
        ({"path": "_posts/java"}, False),
        ({"path": "_posts/*"}, True),
        ({"path": "**/py"}, True),
        ({"path": "_posts/*/x"}, False),
        ({"path": "*/2021*"}, False),
    ],
)
def test_a_scope(scope: dict[str, str] | None, applies: bool) -> None:
    found = applied("_posts/py/2021-09-10-a.md", (scope, {"toc": "yes"}))
    assert found == ({"toc": "yes"} if applies else {})


def test_the_longer_path_wins_and_the_other_fills_gaps() -> None:
    found = applied(
        "_posts/py/a.md",
        ({"path": "_posts/py"}, {"a": "long", "nested": {"x": "long"}}),
        ({"path": ""}, {"a": "short", "b": "short", "nested": {"x": "short", "y": "short"}}),
    )
    assert found == {"a": "long", "b": "short", "nested": {"x": "long", "y": "short"}}


def test_at_equal_length_a_typed_set_wins_over_an_untyped_one() -> None:
    typed, untyped = {"path": "", "type": "posts"}, {"path": ""}
    assert applied("a", (typed, {"a": "1"}), (untyped, {"a": "2"})) == {"a": "1"}
    assert applied("a", (untyped, {"a": "1"}), (typed, {"a": "2"})) == {"a": "2"}
    assert applied("a", (untyped, {"a": "1"}), (untyped, {"a": "2"})) == {"a": "2"}


def test_null_keeps_the_default() -> None:
    assert merge({"a": "default"}, {"a": None, "b": None}) == {"a": "default", "b": None}


def test_defaults_within_a_post_are_taken_from_it_and_nonsense_is_told() -> None:
    values = {"defaults": [{"scope": {"type": "posts"}, "values": {"toc": "x"}}, "nonsense"]}
    assert own_defaults(values) == {"toc": "x"}
    assert default_sets(values["defaults"])[1] is False
    assert default_sets("nonsense") == ((), False)
