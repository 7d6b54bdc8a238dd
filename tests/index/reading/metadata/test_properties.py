"""Every key of front matter is kept, with its type, within bounds."""

from __future__ import annotations

from pathlib import Path

from index.journal import Journal
from index.post import Link, Property
from index.reading.front_matter.front_matter import read_front_matter
from index.reading.metadata.properties import MOST, MOST_CHARACTERS, links, properties

_FRONT = """---
title: 영화
status: done
rating: 7
score: 3.50
seen: true
created: 2024-05-06
quoted: "2024-05-06"
empty:
aliases: [별칭, [Alias One, 2]]
author: "[[사람|그]] and [site](https://example.org)"
cover: {image: a.png, size: 3}
cast: [{name: a}, b]
Title Case: x
---
"""


def read(source: str) -> tuple[Property, ...]:
    return properties(read_front_matter(source).values)


def test_each_key_has_its_type_and_its_texts() -> None:
    assert read(_FRONT) == (
        Property("title", "text", ("영화",)),
        Property("status", "text", ("done",)),
        Property("rating", "number", ("7",)),
        Property("score", "number", ("3.50",)),
        Property("seen", "boolean", ("true",)),
        Property("created", "date", ("2024-05-06",)),
        Property("quoted", "date", ("2024-05-06",)),
        Property("empty", "empty"),
        Property("aliases", "list", ("별칭", "Alias One", "2")),
        Property("author", "text", ("[[사람|그]] and [site](https://example.org)",)),
        Property("cover", "mapping", ("{image: a.png, size: 3}",)),
        Property("cover.image", "text", ("a.png",)),
        Property("cover.size", "number", ("3",)),
        Property("cast", "list", ("{name: a}", "b")),
        Property("cast.name", "text", ("a",)),
        Property("Title Case", "text", ("x",)),
    )


def test_links_stand_on_the_line_of_their_key() -> None:
    front = read_front_matter(_FRONT)
    found = links(properties(front.values), {"aliases"}, front.line_of)
    assert list(found) == [
        Link("사람", "그", 11, "wiki"),
        Link("https://example.org", "site", 11),
    ]


def test_keys_within_mappings_are_properties_and_their_links_count_once() -> None:
    found = read("---\na: {b: {c: '[[Note]]'}}\nby: [{name: x}, {name: y, born: 1990}]\n---\n")
    assert {one.key: one.values for one in found if "." in one.key} == {
        "a.b": ("{c: [[Note]]}",),
        "a.b.c": ("[[Note]]",),
        "by.name": ("x", "y"),
        "by.born": ("1990",),
    }
    assert [link.target for link in links(found, (), lambda _: 2)] == ["Note"]


def test_mappings_that_repeat_each_other_are_looked_at_in_part() -> None:
    inner = dict.fromkeys("abcdefghijklmnopqrstuvwxyz")
    found = properties({"first": [inner] * 400, "second": inner})
    keys = {one.key for one in found}
    assert {"first.z", "second"} <= keys
    assert "second.a" not in keys


def test_a_property_of_a_megabyte_and_ten_thousand_of_them_are_kept_in_part() -> None:
    long = read(f"---\na: {'x' * 990_000}\nb: 1\n---\n")
    assert [one.key for one in long] == ["a"]
    assert sum(len(value) for one in long for value in one.values) <= MOST_CHARACTERS
    many = read("---\n" + "".join(f"k{n}: {n}\n" for n in range(20_000)) + "---\n")
    assert 5_000 < len(many) <= MOST
    assert many[4_999] == Property("k4999", "number", ("4999",))


def test_a_property_links_to_a_note_and_is_searched(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    (root / ".obsidian").mkdir(parents=True)
    (root / "movie.md").write_text(
        '---\naliases: [다른이름]\nauthor: "[[사람]]"\ncategories: ["[[영화]]"]\n'
        "description: 설명에만 있는 낱말\n---\n본 영화.\n",
        "utf-8",
    )
    (root / "사람.md").write_text("# 사람\n", "utf-8")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        person, movie = journal.find("사람"), journal.find("movie")
        assert [(post, link.line) for post, link in journal.backlinks(person)] == [(movie, 3)]
        for query in ("다른이름", "설명에만", '"있는 낱말"', "사람 -title:사람"):
            assert [hit.post for hit in journal.search(query).hits] == [movie], query
        assert movie.categories == ("영화",)
        assert journal.problems == ()
        assert (
            journal.outline("movie.md").properties
            == journal.document("movie.md").outline.properties
        )
