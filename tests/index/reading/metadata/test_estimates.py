"""Which posts without a date have that of their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal

EMPTY = "---\ntitle: 목록\n---\n"


@pytest.mark.parametrize(
    ("files", "last"),
    [
        (("hugo.toml", "content/posts/_index.md", "content/posts/a.md"), "content/posts/_index.md"),
        (("hugo.toml", "content/tags/b.md", "content/posts/a.md"), "content/tags/b.md"),
    ],
)
def test_pages_of_lists_stand_behind_the_posts(
    tmp_path: Path, files: tuple[str, ...], last: str
) -> None:
    marker, listed, post = files
    root = tmp_path / "site"
    texts = {
        marker: "",
        post: "---\ntitle: 글\ndate: 2001-02-03\n---\n글\n",
        listed: f"{EMPTY}소개\n" if "_index" in listed else f"{EMPTY}\n",
        "content/about.md": f"{EMPTY}소개\n",
    }
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        posts = [(one.path, one.date_source) for one in journal.posts]
    assert posts == [("content/about.md", "modified"), (post, "front matter"), (last, "")]


@pytest.mark.parametrize("marker", [".obsidian/app.json", "book.toml"])
def test_an_empty_note_has_the_date_of_its_file(tmp_path: Path, marker: str) -> None:
    root = tmp_path / "notes"
    for path, text in {marker: "{}" if marker[0] == "." else "", "src/a.md": EMPTY}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        assert [one.date_source for one in journal.posts] == ["modified"]
