"""Who a post says wrote it, and whether it may be passed on."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from index.post import Author, Document
from index.reading.front_matter.author import people

CONFIG = """\
url: https://log.example
author:
  name: "오하은"
  bio: "배우는 \\e[31m사람"
  avatar: /face.png
  location:
  uri: https://haeun.example
  github: haeun
  links:
    - label: Email
      url: mailto:haeun@log.example
    - label: Twitter
    - nonsense
defaults:
  - scope: {path: "", type: posts}
    values: {author_profile: true, share: false}
"""


def document(root: Path, front: str, config: str = CONFIG) -> Document:
    (root / "_posts").mkdir(exist_ok=True)
    (root / "_config.yml").write_text(config, "utf-8")
    path = root / "_posts" / "2021-09-10-day.md"
    path.write_text(f"---\ntitle: Day\n{front}\n---\n글\n", "utf-8")
    return Journal.open(root, cache=root / "kept").document("_posts/2021-09-10-day.md")


@pytest.mark.parametrize(
    ("front", "people"),
    [
        ("author: 오하은", [("오하은", "author")]),
        ("authors: [Niko, 'Josh, T.', null, Niko]", [("Niko", "authors"), ("Josh, T.", "authors")]),
        ("By:\n- Russ Cox", [("Russ Cox", "By")]),
        ("author: {name: Kim, email: a@b.c}", [("Kim", "author")]),
        (
            "authors:\n- {name: Kim}\n- {title: none}\n- lee",
            [("Kim", "authors"), ("lee", "authors")],
        ),
        ('author: "[[사람|그]]"', [("사람", "author")]),
        ("author: []\nby:\nauthors: {a: 1}", []),
    ],
)
def test_those_who_wrote_a_post_are_its_people(
    tmp_path: Path, front: str, people: list[tuple[str, str]]
) -> None:
    made = document(tmp_path, front)
    assert [(one.name, one.role) for one in made.outline.people] == people
    assert list(made.post.people) == [name for name, _ in people]


def test_the_author_of_the_settings_is_told_where_the_defaults_ask(tmp_path: Path) -> None:
    found = document(tmp_path, "")
    assert found.author is not None
    assert (found.author.name, found.author.location) == ("오하은", "")
    assert "\x1b" not in found.author.bio
    assert found.author.links == (
        ("website", "https://haeun.example"),
        ("Email", "mailto:haeun@log.example"),
        ("github", "haeun"),
    )
    assert not found.shared


def test_a_post_says_otherwise(tmp_path: Path) -> None:
    assert document(tmp_path, "author_profile: false").author is None
    assert document(tmp_path, "author: 홍요한").author == Author("홍요한")
    assert document(tmp_path, "author: {name: A, bio: B}").author == Author("A", "B")
    assert document(tmp_path, "share: true").shared
    own = "defaults:\n- values: {share: true}"
    assert not document(tmp_path, own).shared
    assert document(tmp_path, own, "title: log\n").shared


@pytest.mark.parametrize("block", ["author: [1, 2]", "author:", "author: {}", "author: {links: 3}"])
def test_a_block_that_makes_no_sense_is_no_author(tmp_path: Path, block: str) -> None:
    assert document(tmp_path, "author_profile: true", f"{block}\n").author is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("김하나, 이두리", ["김하나", "이두리"]),
        ("Doe, Jane; Roe, Ann", ["Doe, Jane", "Roe, Ann"]),
        ("김하나", ["김하나"]),
    ],
)
def test_a_text_of_several_authors_is_split_where_the_program_does(
    text: str, names: list[str]
) -> None:
    assert [one.name for one in people({"authors": text}, in_commas=True)] == names
    assert [one.name for one in people({"authors": text})] == [text]
