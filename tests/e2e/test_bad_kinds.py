"""Journals whose markers, settings, properties or posts are not what they should be."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from index.journal import Journal
from index.reading.metadata.properties import MOST_CHARACTERS

Read = Callable[[], Journal]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read the journal in ``journal``."""

    def read_journal() -> Journal:
        with Journal.open(tmp_path / "journal", cache=tmp_path / "cache") as journal:
            journal.refresh()
            return journal

    return read_journal


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty folder."""
    folder = tmp_path / "journal"
    folder.mkdir()
    return folder


def codes(journal: Journal) -> list[str]:
    return [problem.message.code for problem in journal.problems]


def test_empty_settings_make_a_site_of_its_notes(root: Path, read: Read) -> None:
    (root / "_config.yml").touch()
    (root / "글.md").write_text("# 글\n", "utf-8")
    journal = read()
    assert (journal.kind.name, codes(journal)) == ("jekyll", [])
    assert [post.title for post in journal.posts] == ["글"]


def test_a_marker_that_is_no_folder_marks_nothing(root: Path, read: Read) -> None:
    (root / ".obsidian").write_text("아무것도 아니다\n", "utf-8")
    (root / "글.md").write_text("# 글\n", "utf-8")
    assert read().kind.name == "folder"


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ((".obsidian/app.json", "hugo.toml"), "obsidian"),
        (("logseq/config.edn", ".obsidian/app.json"), "logseq"),
        (("book.toml", "_config.yml"), "mdbook"),
        (("hugo.toml", "mkdocs.yml"), "hugo"),
    ],
)
def test_of_two_markers_the_first_of_the_registry_holds(
    root: Path, read: Read, files: tuple[str, str], kind: str
) -> None:
    for path in files:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).touch()
    journal = read()
    assert journal.kind.name == kind
    assert files[0].startswith(journal.kind.marker)


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("_config.yml", "_posts/2024-01-01-a.md"),
        ("hugo.toml", "content/a.md"),
        ("book.toml", "src/a.md"),
        (".obsidian/app.json", "a.md"),
        ("logseq/config.edn", "pages/a.md"),
        ("mkdocs.yml", "docs/a.md"),
    ],
)
def test_settings_of_ten_megabytes_hide_no_post(
    root: Path, read: Read, name: str, post: str
) -> None:
    for path, text in ((name, "a: 1\n" * 2_000_000), (post, "글\n")):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")
    journal = read()
    assert [one.path for one in journal.posts] == [post]
    assert codes(journal) == ["file-too-large"]


def test_a_book_names_chapters_twice_and_outside_of_it(root: Path, read: Read) -> None:
    (root / "book.toml").touch()
    (root / "src").mkdir()
    (root / "밖.md").write_text("밖\n", "utf-8")
    (root / "src" / "a.md").write_text("# 안\n", "utf-8")
    (root / "src" / "SUMMARY.md").write_text(
        "- [처음](a.md)\n- [또](a.md)\n- [밖](../밖.md)\n"
        "- [뿌리](/etc/passwd)\n- [없음](none.md)\n",
        "utf-8",
    )
    journal = read()
    assert [(post.path, post.title) for post in journal.posts] == [("src/a.md", "처음")]


def test_a_property_of_a_megabyte_is_kept_in_part(root: Path, read: Read) -> None:
    (root / "a.md").write_text(f"---\nlong: {'가' * 1_000_000}\nshort: x\n---\n글\n", "utf-8")
    journal = read()
    found = journal.outline("a.md").properties
    assert sum(len(value) for one in found for value in one.values) <= MOST_CHARACTERS
    assert "글" in journal.document("a.md").prose


def test_ten_thousand_properties_are_kept_as_far_as_there_is_room(root: Path, read: Read) -> None:
    (root / "a.md").write_text(
        "---\n" + "".join(f"key{n}: v{n}\n" for n in range(10_000)) + "---\n글\n", "utf-8"
    )
    journal = read()
    assert len(journal.outline("a.md").properties) > 5_000
    assert codes(journal) == []


def test_a_page_of_five_megabytes_that_closes_nothing_is_read_within_bounds(
    root: Path, read: Read
) -> None:
    (root / "_posts").mkdir()
    (root / "_config.yml").touch()
    body = "<div><p>낱말 <b>굵게 " * 200_000
    path = root / "_posts" / "2024-01-01-a.html"
    path.write_text(f"---\ntitle: 큰 글\n---\n{body}", "utf-8")
    assert path.stat().st_size > 4_500_000
    begun = process_time()
    journal = read()
    assert [post.title for post in journal.posts] == ["큰 글"]
    assert journal.search("낱말").total == 1
    assert process_time() - begun < 120


def test_settings_that_are_no_mapping_are_told_and_hide_nothing(root: Path, read: Read) -> None:
    (root / ".obsidian").mkdir()
    (root / ".obsidian" / "app.json").write_text(json.dumps([1, 2]), "utf-8")
    (root / "a.md").write_text("글\n", "utf-8")
    journal = read()
    assert [post.path for post in journal.posts] == ["a.md"]
