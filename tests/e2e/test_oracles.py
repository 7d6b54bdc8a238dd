"""What ilgi reads of a site is what its own generator makes of it.

The oracles are written by ``tests/journals/oracles.py``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from index.post import Post
from index.reading.files.site import Site
from index.reading.files.walk import SourceFile, walk
from index.reading.read import read
from tests.corpora import JOURNALS

KINDS = ("hugo", "hugo_languages", "hexo", "pelican", "mkdocs", "vitepress", "docusaurus")


def posts_of(root: Path) -> dict[str, Post]:
    site = Site.load(root)
    files = [one for one in walk(site) if isinstance(one, SourceFile)]
    return {file.path: read(file, site).post for file in files}


def oracle(kind: str) -> list[dict[str, Any]]:
    lines = (JOURNALS / f"{kind}_oracle.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("kind", KINDS)
def test_the_posts_of_a_site_are_those_of_its_generator(kind: str) -> None:
    assert set(posts_of(JOURNALS / kind)) == {row["path"] for row in oracle(kind)}


@pytest.mark.parametrize(
    ("kind", "row"),
    [pytest.param(kind, row, id=f"{kind}-{row['path']}") for kind in KINDS for row in oracle(kind)],
)
def test_a_post_is_what_the_generator_makes_of_it(kind: str, row: dict[str, Any]) -> None:
    post = posts_of(JOURNALS / kind)[row["path"]]
    # VitePress gives a page without a heading no title.
    assert row["title"] in {post.title, ""}
    # Hugo gives a list the date of its newest page, and Hexo a draft that of its file.
    is_dated = "_index." not in post.path and "_drafts/" not in post.path
    if "date" in row and is_dated:
        assert (post.date.isoformat() if post.date else "") == row["date"]
    if "tags" in row:
        tags = row["tags"] if isinstance(row["tags"], list) else [row["tags"]]
        assert [tag for tag in post.tags if not tag.startswith("series/")] == tags
    if "categories" in row:
        given = row["categories"] if isinstance(row["categories"], list) else [row["categories"]]
        parts = dict.fromkeys(part for one in post.categories for part in one.split("/"))
        assert set(parts) == {name for name in given if name != "misc"}  # Pelican's own default
    if "url" in row and kind.startswith("hugo"):
        assert unquote(post.url).strip("/") == unquote(row["url"]).strip("/")
    if "draft" in row:
        assert ("draft" in post.flags) == row["draft"]
