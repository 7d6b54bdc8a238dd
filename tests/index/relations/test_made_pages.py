"""Links to pages that only a site's program makes are no mistakes of its posts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from index.journal import Journal
from index.post import Post

Read = Callable[[Mapping[str, str]], Journal]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a journal and read it."""

    def write_and_read(files: Mapping[str, str]) -> Journal:
        for path, text in files.items():
            (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "site" / path).write_text(text, "utf-8")
        with Journal.open(tmp_path / "site", cache=tmp_path / "cache") as journal:
            journal.refresh()
            return journal

    return write_and_read


def post_at(journal: Journal, path: str) -> Post:
    return next(post for post in journal.posts if post.path == path)


def broken(journal: Journal) -> list[str]:
    """The targets that are problems."""
    return [f"{dict(problem.message.fields)['target']}" for problem in journal.problems]


HUGO = {"hugo.toml": 'baseURL = "https://example.org/"', "content/post/b.md": "글\n"}


@pytest.mark.parametrize(
    "target",
    ["/tags/", "/tags/go", "/categories/x/", "/post/", "/index.xml", "/post/index.xml", "/page/2/"],
)
def test_lists_and_feeds_are_made(read: Read, target: str) -> None:
    journal = read({**HUGO, "content/post/a.md": f"[a]({target})\n"})
    assert broken(journal) == []
    whole = read({**HUGO, "content/post/a.md": f"[a](https://example.org{target})\n"})
    (link,) = whole.outline("content/post/a.md").links
    assert whole.resolve(link, post_at(whole, "content/post/a.md")).kind == "external"


@pytest.mark.parametrize("target", ["/post/c", "/about", "/img/tags.png", "../tagz/go", "/tag.jpg"])
def test_what_no_program_makes_is_missing(read: Read, target: str) -> None:
    assert broken(read({**HUGO, "content/post/a.md": f"[a]({target})\n"})) == [target]


def test_a_vault_has_no_pages_but_its_notes(read: Read) -> None:
    files = {".obsidian/app.json": "{}", "a.md": "[a](/tags/go)\n"}
    assert broken(read(files)) == ["/tags/go"]


def test_components_make_any_page_where_no_posts_are(read: Read) -> None:
    files = {
        "docusaurus.config.js": "export default {url: 'https://example.org', baseUrl: '/'}",
        "blog/2024-01-02-a.md": "[a](/showcase) [b](/blog/none) [c](https://example.org/apps/x)\n",
    }
    assert broken(read(files)) == ["/blog/none"]


def test_a_target_that_a_post_names_twice_is_one_problem(read: Read) -> None:
    files = {"a.md": "[a](none.md) [b](none.md)\n\n[c](other.md)\n", "b.md": "[a](none.md)\n"}
    assert sorted(broken(read(files))) == ["none.md", "none.md", "other.md"]


def test_placeholders_of_pelican_begin_paths(read: Read) -> None:
    files = {
        "pelicanconf.py": "PATH = 'content'\n",
        "content/news/a.md": (
            "Title: 하나\nDate: 2024-01-02\n\n"
            "[b]({filename}b.md) [b]({filename}/news/b.md#x) [t]({tag}go) [i](|filename|b.md)\n"
            "![p]({static}/images/p.png) ![q]({attach}q.png) [n]({filename}none.md)\n"
        ),
        "content/news/b.md": "Title: 둘\nDate: 2024-01-03\n\n글\n",
        "content/images/p.png": "",
        "content/news/q.png": "",
    }
    journal = read(files)
    post = post_at(journal, "content/news/a.md")
    kinds = [journal.resolve(link, post).kind for link in journal.outline(post.path).links]
    assert kinds == ["post", "post", "broken", "post", "file", "file", "broken"]
    assert broken(journal) == ["{filename}none.md"]


@pytest.mark.parametrize(
    ("target", "kind"), [("guide/", "post"), ("guide", "post"), ("b/", "broken")]
)
def test_a_folder_is_its_readme(read: Read, target: str, kind: str) -> None:
    files = {
        "mkdocs.yml": "site_name: 안내\n",
        "docs/index.md": f"[a]({target})\n",
        "docs/guide/README.md": "# 안내\n",
    }
    journal = read(files)
    (link,) = journal.outline("docs/index.md").links
    assert journal.resolve(link, post_at(journal, "docs/index.md")).kind == kind


def test_a_page_that_is_no_post_is_its_source(read: Read) -> None:
    files = {
        "_config.yml": "",
        "source/_posts/a.md": "[a](/docs/other.html)\n",
        "source/docs/other.md": "글\n",
    }
    journal = read(files)
    (link,) = journal.outline("source/_posts/a.md").links
    found = journal.resolve(link, post_at(journal, "source/_posts/a.md"))
    assert (found.kind, found.address) == ("file", "source/docs/other.md")
