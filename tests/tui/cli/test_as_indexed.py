"""Answers from the index, for which the folder is not looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.reading.files import walk

from .conftest import Printed

Ilgi = Callable[..., Printed]


@pytest.fixture
def changed(ilgi: Ilgi, journal: Path) -> None:
    """The journal has an index, and then other posts."""
    assert ilgi("index").code == 0
    posts = journal / "_posts"
    (posts / "2022-01-01-new.md").write_text("손실 함수\n", "utf-8")
    (posts / "2021-09-09-loader.md").unlink()


@pytest.mark.usefixtures("changed")
def test_what_is_new_or_gone_is_not_noticed(ilgi: Ilgi) -> None:
    paths = [post["path"] for post in ilgi("list", "--as-indexed", "--json").json]
    assert len(paths) == 4
    assert "_posts/2021-09-09-loader.md" in paths
    assert len(ilgi("list", "손실", "--as-indexed", "--json").json) == 2
    assert len(ilgi("list", "손실", "--json").json) == 2
    assert "_posts/2022-01-01-new.md" in ilgi("list", "손실", "--json").out


@pytest.mark.usefixtures("changed")
def test_a_hit_shows_its_line_and_one_that_has_gone_none(ilgi: Ilgi) -> None:
    hits = ilgi("search", "손실", "--as-indexed", "--json").json["hits"]
    lines = {hit["path"]: hit["snippet"] for hit in hits}
    assert lines == {
        "_posts/2021-09-08-gradient.md": "손실 함수",
        "_posts/2021-09-09-loader.md": "",
    }


@pytest.mark.usefixtures("changed")
def test_the_folder_is_not_walked_through(ilgi: Ilgi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "walk", None)
    assert ilgi("list", "--as-indexed").code == 0
    assert ilgi("search", "손실", "--as-indexed").code == 0


def test_without_an_index_it_says_how_to_make_one(ilgi: Ilgi) -> None:
    printed = ilgi("search", "손실", "--as-indexed")
    assert (printed.code, printed.out) == (2, "")
    assert "ilgi index" in printed.err
