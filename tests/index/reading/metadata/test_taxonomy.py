"""Categories and tags, as Jekyll gathers them."""

from __future__ import annotations

import pytest

from index.reading.files.kinds.jekyll import JEKYLL
from index.reading.front_matter.scalars import Values
from index.reading.front_matter.yaml_loader import load
from index.reading.metadata.taxonomy import MOST, categories, folder_categories, tags


def values(source: str) -> Values:
    loaded = load(source).value
    assert isinstance(loaded, dict)
    return loaded


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("tags: a b", ("a", "b")),
        ("tags: a, b c ,d", ("a", "b c", "d")),
        ("tags: [a, [b, [~, 3.10]], a]", ("a", "b", "3.10")),
        ("tags: [[]]", ()),
        ("tags: {a: b}", ()),
        ("tag: x y\ntags: [z]", ("x y",)),
        ("tag:\ntags: [z]", ("z",)),
    ],
)
def test_tags(source: str, expected: tuple[str, ...]) -> None:
    assert tags(values(source), JEKYLL).names == expected


def test_inline_tags_come_after_those_of_front_matter() -> None:
    assert tags(values("tags: a"), JEKYLL, inline=["b", "a"]).names == ("a", "b")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("categories: a b", ("a", "b")),
        ("category: a b", ("a b",)),
        ("categories: [b, a]\ncategory: c", ("b", "a", "c")),
    ],
)
def test_categories(source: str, expected: tuple[str, ...]) -> None:
    assert categories(values(source), JEKYLL).names == expected


def test_categories_of_folders_and_defaults_come_first() -> None:
    folders = folder_categories("dev/web/_posts/deep/2021-01-01-a.md")
    found = categories(
        values("categories: [own, web]"), JEKYLL, folders, values("categories: given")
    )
    assert found.names == ("dev", "web", "given", "own")


def test_no_post_has_more_names_than_anybody_reads() -> None:
    found = tags({"tags": [f"{number}" for number in range(MOST + 1)]}, JEKYLL)
    assert (len(found.names), found.whole) == (MOST, False)
