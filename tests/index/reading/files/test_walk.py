from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import Cancelled
from index.reading.files.globs import MOST
from index.reading.files.site import Site
from index.reading.files.walk import SourceFile, walk


def lay(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x\n", "utf-8")


def found(root: Path) -> set[str]:
    return {one.path for one in walk(Site.load(root)) if isinstance(one, SourceFile)}


def problems(root: Path) -> dict[str, str]:
    return {p.path: p.kind for p in walk(Site.load(root)) if not isinstance(p, SourceFile)}


def test_a_jekyll_site_has_posts_drafts_and_collections_that_are_put_out(tmp_path: Path) -> None:
    config = (
        "collections:\n  til: {output: true}\n  authors:\nexclude: [old]\nmarkdown_ext: md,Mkd\n"
    )
    listed = {
        "_posts/2021-09-10-a.md",
        "_posts/deep/er/2021-09-10-b.MKD",
        "_posts/undated.md",
        "dev/web/_posts/2021-09-10-c.md",
        "_drafts/d.md",
        "_til/e.md",
    }
    lay(
        tmp_path,
        *listed,
        "about.md",
        "_authors/me.md",
        "old/_posts/2021-09-10-x.md",
        "node_modules/_posts/2021-09-10-x.md",
        "_posts/2021-09-10-x.markdown",
        "_posts/_2021-09-10-x.md",
        "_posts/.hidden/2021-09-10-x.md",
        "_posts/#2021-09-10-x.md",
        "_posts/old~/2021-09-10-x.md",
        "_site/_posts/2021-09-10-x.md",
    )
    (tmp_path / "_config.yml").write_text(config, "utf-8")
    assert found(tmp_path) == listed
    kinds = {f.path: f.kind for f in walk(Site.load(tmp_path)) if isinstance(f, SourceFile)}
    assert kinds["_drafts/d.md"] == "draft"
    assert kinds["_til/e.md"] == "collection"


def test_a_jekyll_site_without_posts_has_its_pages_listed(tmp_path: Path) -> None:
    lay(tmp_path, "git/reset.md", "README.md", "_til/a.md", "_other/b.md", "old/c.md")
    config = "theme: minima\ntimezone: Asia/Tokyo\ncollections: {til: {output: true}}\n"
    (tmp_path / "_config.yml").write_text(f"{config}exclude: [old]\n", "utf-8")
    site = Site.load(tmp_path)
    assert (site.kind.name, f"{site.timezone}") == ("jekyll", "Asia/Tokyo")
    files = {f.path: (f.kind, f.collection) for f in walk(site) if isinstance(f, SourceFile)}
    assert files == {
        "git/reset.md": ("note", ""),
        "README.md": ("note", ""),
        "_til/a.md": ("collection", "til"),
        "_other/b.md": ("note", ""),
    }


def test_exclude_and_include_are_read_as_jekyll_reads_them(tmp_path: Path) -> None:
    listed = {"_posts/2021-01-01-a.md", "_posts/_kept.md", "_posts/deep/_kept.md"}
    excluded = ("old-site/_posts/2021-01-01-b.md", "_posts/2020/2020-01-01-c.tmp.md")
    lay(tmp_path, *listed, *excluded)
    (tmp_path / "_config.yml").write_text(
        "exclude: [/old, '*.tmp.md', ./none/, '/']\ninclude: [_kept.md]\n", "utf-8"
    )
    assert found(tmp_path) == listed


def test_what_git_ignores_is_no_note(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "a.md",
        "tmp/b.md",
        "c/d.md",
        "c/keep.md",
        ".obsidian/e.md",
        "vendor/f.md",
        "a.md~",
    )
    (tmp_path / ".gitignore").write_text("tmp/\nd.md\nkeep.md\n", "utf-8")
    (tmp_path / "c" / ".gitignore").write_text("!keep.md\n", "utf-8")
    assert found(tmp_path) == {"a.md", "c/keep.md"}


def test_of_a_long_list_of_what_git_ignores_the_first_are_used(tmp_path: Path) -> None:
    lay(tmp_path, "a.md", "b.md", "c.md")
    lines = ["a.md", *(f"x{number}" for number in range(MOST - 1)), "b.md"]
    (tmp_path / ".gitignore").write_text("\n".join(lines), "utf-8")
    assert found(tmp_path) == {"b.md", "c.md"}
    assert problems(tmp_path) == {".gitignore": "config"}


def test_links_are_followed_within_the_journal_only(tmp_path: Path) -> None:
    journal, outside = tmp_path / "journal", tmp_path / "outside"
    lay(journal, "a/one.md")
    lay(outside, "secret.md")
    (journal / "a" / "loop").symlink_to(journal)
    (journal / "again.md").symlink_to(journal / "a" / "one.md")
    (journal / "away").symlink_to(outside)
    (journal / "secret.md").symlink_to(outside / "secret.md")
    (journal / "nowhere.md").symlink_to(journal / "gone.md")
    assert found(journal) == {"a/one.md", "again.md"}
    assert problems(journal) == {"away": "link", "secret.md": "link", "nowhere.md": "link"}


def test_a_folder_of_posts_or_a_post_opened_by_itself_belongs_to_its_site(tmp_path: Path) -> None:
    lay(tmp_path, "_posts/py/2021-09-10-a.md")
    (tmp_path / "_config.yml").write_text("title: 일기\npermalink: pretty\n", "utf-8")
    site = Site.load(tmp_path / "_posts")
    assert (site.kind.name, site.title, site.permalink) == ("jekyll", "일기", "pretty")
    (file,) = walk(site)
    assert isinstance(file, SourceFile)
    assert (file.path, file.kind) == ("py/2021-09-10-a.md", "post")
    (alone,) = walk(Site.load(tmp_path / "_posts" / "py" / "2021-09-10-a.md"))
    assert alone.path == "2021-09-10-a.md"


def test_a_walk_stops_when_it_is_told_to(tmp_path: Path) -> None:
    lay(tmp_path, "a.md")
    with pytest.raises(Cancelled):
        list(walk(Site.load(tmp_path), lambda: True))
