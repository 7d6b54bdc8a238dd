"""Broken and odd posts: all that can be saved of each is read, and what is wrong is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.post import Document, Problem
from index.reading.files.site import Site
from index.reading.files.walk import walk
from index.reading.read import read
from tests.journals.broken import write_broken_journal


@dataclass(frozen=True, slots=True)
class Found:
    """The journal as it is read: documents and problems by what their files are called."""

    documents: Mapping[str, Document]
    problems: Mapping[str, Problem]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Found:
    site = Site.load(write_broken_journal(tmp_path_factory.mktemp("broken") / "journal"))
    documents: dict[str, Document] = {}
    problems: dict[str, Problem] = {}
    for found in walk(site):
        name = found.path.rpartition("/")[2].removesuffix(".md").removeprefix("2024-05-06-")
        if isinstance(found, Problem):
            problems[name] = found
        else:
            documents[name] = read(found, site)
    return Found(documents, problems)


@pytest.mark.parametrize(
    ("name", "title", "kind"),
    [
        ("never-closed", "Never Closed", "front matter"),
        ("a-sentence", "A Sentence", "front matter"),
        ("a-list", "A List", "front matter"),
        ("tab", "Tabs", "front matter"),
        ("colon", "Vim: 처음부터 끝까지", "front matter"),
        ("bracket", "[Rust] 소유권 정리", "front matter"),
        ("at-sign", "@property 쓰기", "front matter"),
        ("open-quote", "열고 닫지 않은", "front matter"),
        ("twice", "Later", "front matter"),
        ("aliases", "Aliases", "front matter"),
        ("nested", "Nested", "front matter"),
        ("toml-broken", "unquoted words", "front matter"),
        ("date-february", "February", "date"),
        ("date-zero", "Zero", "date"),
        ("date-words", "Words", "date"),
        ("2024-02-31-impossible-day", "Impossible", "date"),
        ("nothing-of-a-date", "Dateless", "name"),
        ("cp949", "완성형", "encoding"),
        ("bad-byte", "Bad \N{REPLACEMENT CHARACTER} byte", "encoding"),
        ("cut", "Cut", "encoding"),
        ("escapes", "Escapes", "encoding"),
        ("open-fence", "Open fence", "markdown"),
        ("hard", "Hard", "markdown"),
    ],
)
def test_what_is_wrong_is_said_and_the_title_saved(
    broken: Found, name: str, title: str, kind: str
) -> None:
    document = broken.documents[name]
    assert document.post.title == title
    assert [problem.kind for problem in document.problems] == [kind]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("python-tag", {"title": "[true]"}),
        ("title-list", {"title": "[one, two]"}),
        ("title-number", {"title": "1.50"}),
        ("title-empty", {"title": "Title Empty"}),
        ("title-lines", {"title": "위 아래"}),
        ("title-escape", {"title": "green ␛[32m and ␛]0;taken␇"}),
        ("title-turned", {"title": "left right"}),
        ("title-zero-width", {"title": "가려진 글"}),
        ("date-far", {"flags": ("future",)}),
        ("tags-map", {"tags": (), "categories": ()}),
        ("tags-nested", {"tags": ("a", "b")}),
        ("permalink", {"url": "/etc/shadow"}),
        ("toml", {"title": "TOML"}),
        ("json", {"title": "JSON", "tags": ("a",)}),
        ("crlf", {"title": "CRLF"}),
        ("copy", {"title": "CRLF"}),
        ("mark", {"title": "Byte order mark"}),
        ("utf-16", {"title": "두 바이트"}),
        ("composed", {"title": "풀어쓴 글"}),
        ("empty", {"title": "Empty", "words": 0}),
        ("no-body", {"title": "No body", "words": 0}),
        ("blanks & signs #1 [x] 'quoted'", {"title": "Signs"}),
        ("two\nlines", {"title": "Two lines", "slug": "two lines"}),
    ],
)
def test_what_is_odd_is_read_as_it_is_meant(
    broken: Found, name: str, expected: Mapping[str, Any]
) -> None:
    document = broken.documents[name]
    assert {key: getattr(document.post, key) for key in expected} == expected
    assert document.problems == ()


def test_a_date_that_is_none_gives_way_to_that_of_the_name(broken: Found) -> None:
    for name in ("date-february", "date-zero", "date-words"):
        found = broken.documents[name].post.date
        assert found is not None
        assert found.date() == date(2024, 5, 6)
    assert broken.documents["2024-02-31-impossible-day"].post.is_estimated


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("crlf", ["One.", "Two."]),
        ("cp949", ["펲시콜라와 똠방각하"]),
        ("utf-16", ["본문"]),
        ("composed", ["찾는말"]),
        ("never-closed", ["---", "title: Never closed", "Text that goes on."]),
        ("nul", ["a␀b"]),
    ],
)
def test_all_the_words_are_there(broken: Found, name: str, body: list[str]) -> None:
    lines = broken.documents[name].body.splitlines()
    assert [line for line in lines if line] == body


def test_many_and_deep_things_are_all_read(broken: Found) -> None:
    assert len(broken.documents["headings"].outline.headings) == 1_000
    assert len(broken.documents["tags-many"].post.tags) == 1_500
    assert broken.documents["one-line"].post.words == 30_000
    assert broken.documents["open-fence"].outline.headings == ()
    assert "item" in broken.documents["deep"].prose


def test_only_what_is_no_file_is_not_read(broken: Found, tmp_path: Path) -> None:
    assert {name: problem.kind for name, problem in broken.problems.items()} == {
        "leads-nowhere": "link"
    }
    journal = write_broken_journal(tmp_path / "journal")
    files = [path for path in (journal / "_posts").iterdir() if path.is_file()]
    assert len(broken.documents) == len(files)
