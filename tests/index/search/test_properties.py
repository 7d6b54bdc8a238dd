"""Keys of front matter are asked for as fields are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.journal import Journal
from index.search.query.describe import printed
from index.search.query.nodes import PropertyFilter
from index.search.query.parse import parse
from tui.language.wording import in_english

_NOTES = {
    "movie": '---\nstatus: done\nrating: 7\nauthor: "[[사람|그]]"\n'
    "watched: 2024-05-06\ntags: [a]\n"
    "extra: {score: 9, by: {name: Kim}}\n---\n",
    "book": "---\nStatus: reading\nrating: 5.5\n상태: 읽는 중\nlong: %s\n---\n" % ("x" * 900_000),
    "words": "---\nstatus: [not done, undone]\nempty:\n---\n",
    "plain": "status:done stands in a text. rating 7\n",
}


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    root = tmp_path_factory.mktemp("vault")
    (root / ".obsidian").mkdir()
    for name, text in _NOTES.items():
        (root / f"{name}.md").write_text(text, "utf-8")
    with Journal.open(root, cache=tmp_path_factory.mktemp("cache")) as journal:
        journal.refresh()
        yield journal


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status:done ", "movie words"),
        ("status:don", "movie words"),
        ("status:read ", ""),
        ("[status:done]", "movie words"),
        ("[status:read*]", "book"),
        ('[status:"not done"]', "words"),
        ("-status:done rating:>1", "book"),
        ("rating:7.0 ", "movie"),
        ("rating:>6 ", "movie"),
        ("rating:> 6 ", "movie"),
        ("rating:>=5.5 ", "book movie"),
        ("rating:<7 ", "book"),
        ("watched:2024-05-06 ", "movie"),
        ("watched:>2024-04 ", "movie"),
        ("watched:>2024-05 ", ""),
        ("watched:<=2024-05 ", "movie"),
        ("상태:읽는 ", "book"),
        ("[author:사람]", "movie"),
        ("author:사람 ", "movie"),
        ("person:사람 ", "movie"),
        ("authors:사람 ", "movie"),
        ("저자:사람 ", "movie"),
        ("by:사람 ", "movie"),
        ("has:rating ", "book movie"),
        ("has:empty ", "words"),
        ("[rating:]", "book movie"),
        ("[tags:a]", "movie"),
        ("[nowhere:x]", ""),
        ("status:done,reading ", "book movie words"),
        ("long:xxx", "book"),
        ("extra.score:>8 ", "movie"),
        ("extra.by.name:kim ", "movie"),
        ("[Extra.Score:9]", "movie"),
        ("has:extra.score ", "movie"),
    ],
)
def test_a_property_finds_its_posts(journal: Journal, query: str, found: str) -> None:
    hits = sorted(hit.post.slug for hit in journal.search(query).hits)
    assert hits == found.split()


def test_a_name_that_is_no_key_is_text_and_a_field_wins(journal: Journal) -> None:
    answer = journal.search("nowhere:done ")
    assert answer.hints[0].code.startswith("unknown-field")
    assert [hit.post.slug for hit in journal.search("title:plain").hits] == ["plain"]
    assert not journal.search("example.org:8080 ").hints


def test_what_was_understood_is_told(journal: Journal) -> None:
    assert in_english(journal.search("rating:>6 ").understood) == "with rating: > 6"
    assert in_english(journal.search("has:rating ").understood) == "with rating"


@pytest.mark.parametrize(
    "wanted",
    [
        PropertyFilter("status", "done"),
        PropertyFilter("a key", "two words"),
        PropertyFilter("rating", "6", ">="),
        PropertyFilter("status", "do", prefix=True),
        PropertyFilter("status"),
    ],
)
def test_a_query_is_printed_as_it_is_read(wanted: PropertyFilter) -> None:
    today = date(2024, 1, 6)
    found = parse(printed(parse(f"[{wanted.key}:{_written(wanted)}]", today)), today)
    assert found.node == parse(f"[{wanted.key}:{_written(wanted)}]", today).node
    assert isinstance(found.node, PropertyFilter)
    assert (found.node.key, found.node.value, found.node.sign) == (
        *(wanted.key, wanted.value),
        wanted.sign,
    )


def _written(wanted: PropertyFilter) -> str:
    return f"{wanted.sign}{wanted.value}{'*' * wanted.prefix}"


def test_keys_and_values_complete(journal: Journal) -> None:
    assert ("rating:", None) in completions(journal, "rat")
    assert ("extra.score:", None) in completions(journal, "extra.sc")
    assert ("9", 1) in completions(journal, "extra.score:")
    assert completions(journal, "status:re") == [("reading", 1)]
    assert ("status", 3) in completions(journal, "has:sta")


def completions(journal: Journal, query: str) -> list[tuple[str, int | None]]:
    return [(one.text, one.posts) for one in journal.complete(query, len(query))]


def test_ten_thousand_keys_are_found_one_by_one(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    root.mkdir()
    for file in range(10):
        keys = "".join(f"key{file}n{n}: v{n}\n" for n in range(1_000))
        (root / f"{file}.md").write_text(f"---\n{keys}---\n", "utf-8")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        assert [hit.post.slug for hit in journal.search("key7n999:v999 ").hits] == ["7"]
        assert len(journal.complete("key7n99", 7)) == 11
