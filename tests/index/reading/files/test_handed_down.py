"""What the section pages of Hugo hand down, and what Jekyll's ``source`` moves."""

from __future__ import annotations

import pytest

from index.journal import Journal
from tests.index.conftest import Read


def tags(journal: Journal) -> dict[str, tuple[str, ...]]:
    return {post.path: post.tags for post in journal.posts}


def test_a_section_that_changes_hands_down_what_it_says_now(read: Read) -> None:
    section = "---\ncascade:\n  tags: [{}]\n---\n"
    files = {
        "hugo.toml": "",
        "content/a/_index.md": section.format("하나"),
        "content/a/b.md": "글\n",
    }
    journal = read(files)
    assert tags(journal)["content/a/b.md"] == ("하나",)
    path = journal.root / "content/a/_index.md"
    path.write_text(section.format("둘째"), "utf-8")
    journal.refresh(paths={"content/a/_index.md"})
    assert tags(journal)["content/a/b.md"] == ("둘째",)


def test_what_is_no_cascade_hands_nothing_down(read: Read) -> None:
    files = {
        "hugo.yaml": "cascade: 3\npermalinks: [1]\nlanguages: {ko: 4}\n",
        "content/_index.md": "---\ncascade: [1, null, {_target: 2, tags: [바다]}]\n---\n",
        "content/b.md": "글\n",
    }
    assert tags(read(files))["content/b.md"] == ("바다",)


@pytest.fixture
def moved(read: Read) -> Journal:
    """A site of Jekyll whose files are in ``src``."""
    post = "![그림](/img/a.png) [둘]({% link _posts/2024-01-02-b.md %}) [셋](/notes/c.html)\n"
    config = (
        "source: ./src\ncollections:\n  notes:\n    output: true\n"
        'defaults:\n- scope: {path: "_posts"}\n  values: {tags: [기본]}\n'
    )
    return read(
        {
            "_config.yml": config,
            "src/_posts/2024-01-01-a.md": f"---\ntitle: 하나\n---\n{post}",
            "src/go/_posts/2024-01-02-b.md": "---\ntitle: 다른 곳\n---\n",
            "src/_posts/2024-01-02-b.md": "---\ntitle: 둘\n---\n",
            "src/_notes/c.md": "---\ntitle: 셋\n---\n",
            "src/img/a.png": "",
            "old/_posts/2020-01-01-old.md": "---\ntitle: 옛글\n---\n",
        }
    )


def test_posts_are_those_of_the_source(moved: Journal) -> None:
    found = {post.path: (post.url, post.categories, post.tags) for post in moved.posts}
    assert found == {
        "src/_posts/2024-01-01-a.md": ("/2024/01/01/a.html", (), ("기본",)),
        "src/_posts/2024-01-02-b.md": ("/2024/01/02/b.html", (), ("기본",)),
        "src/go/_posts/2024-01-02-b.md": ("/go/2024/01/02/b.html", ("go",), ()),
        "src/_notes/c.md": ("/notes/c.html", (), ()),
    }


def test_links_count_from_the_source(moved: Journal) -> None:
    post = moved.find("src/_posts/2024-01-01-a.md")
    found = [moved.resolve(link, post) for link in moved.outline(post.path).links]
    assert [one.post.path if one.post else one.address for one in found] == [
        "src/img/a.png",
        "src/_posts/2024-01-02-b.md",
        "src/_notes/c.md",
    ]
    assert not moved.problems
