"""What the command line says of a query besides its hits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.tui.cli.conftest import Printed


def test_what_would_be_found_instead_is_said(ilgi: Callable[..., Printed]) -> None:
    said = ilgi("search", "rudtkgkrkdqjq")
    assert said.code == 1
    assert "did you mean 경사하강법? (1 found)" in said.err
    assert ilgi("search", "rudtkgkrkdqjq", "--json").json["hints"] == [
        "did you mean 경사하강법? (1 found)"
    ]


def test_what_is_found_less_strictly_is_printed_below_a_line(ilgi: Callable[..., Printed]) -> None:
    said = ilgi("search", "손실", "batch", "momentum")
    assert said.code == 1
    line, hit = said.out.splitlines()[:2]
    assert line == "-- nothing found; most of the words: 1"
    assert hit.endswith("_posts/2021-09-09-loader.md")
    said = ilgi("search", "date:2019", "batch")
    assert said.code == 1
    assert said.out.startswith("-- nothing found; without date:2019: 1\n")
    said = ilgi("search", "손실", "batch")
    assert said.code == 0
    assert [line for line in said.out.splitlines() if line.startswith("--")] == [
        "-- besides; most of the words: 1"
    ]


def test_json_has_each_step_and_the_hits_of_the_first(ilgi: Callable[..., Printed]) -> None:
    said = ilgi("search", "tag:없음", "손실", "batch", "date:2021", "--json")
    assert said.code == 1
    found = said.json
    assert (found["total"], found["hits"]) == (0, [])
    assert [list(step) for step in found["relaxed"]] == [["step", "query", "total", "hits"]]
    (first,) = found["relaxed"]
    assert (first["step"], first["query"], first["total"]) == (
        "filter",
        "손실 batch date:2021",
        1,
    )
    assert [hit["path"] for hit in first["hits"]] == ["_posts/2021-09-09-loader.md"]
    steps = ilgi("search", "tag:통계", "title:Day28", "--json").json["relaxed"]
    assert [(step["total"], len(step["hits"])) for step in steps] == [(1, 1), (1, 0)]
    assert ilgi("search", "nothingofthekind", "--json").json["relaxed"] == []


def test_a_folder_at_the_end_of_a_query_is_said_to_be_searched_for(
    ilgi: Callable[..., Printed], tmp_path: Path
) -> None:
    folder = tmp_path / "other notes"
    folder.mkdir()
    for command in ("search", "list", "questions"):
        said = ilgi(command, "손실", f"{folder}")
        assert f"`--journal '{folder}'` reads that folder" in said.err
    assert "--journal" not in ilgi("search", "손실", f"{folder}/nothing").err
    assert "--journal" in ilgi("list", f"{folder}").err
    assert "--journal" not in ilgi("search", "손실", "other").err
