"""Queries that may be read in two ways, and those that ask for what there is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from index.journal import Journal
from index.messages import Message
from index.results import Answer, Marks
from index.search.search import answer
from tests.index.search.written import Written, collection

TODAY = date(2024, 5, 1)
POSTS = collection(
    [
        Written("Commit", (), 'git commit -m "x" keeps a change'),
        Written("Amend", (), "git commit --amend changes the last one"),
        Written("Kubernetes", ("git",), "kubectl get pods -n web"),
        Written("Undated", (), "git", dated=False),
    ]
)


def found(query: str) -> tuple[list[str], Answer]:
    answered = answer(POSTS, query, TODAY, lambda: False, Marks())
    return [hit.post.title for hit in answered.hits], answered


def test_a_flag_of_a_command_line_is_text_where_that_is_found() -> None:
    titles, answered = found('git commit -m "x"')
    assert titles == ["Commit"]
    assert Message.of("flags-as-text", text="-m") in answered.hints


def test_a_flag_that_stands_nowhere_excludes() -> None:
    titles, answered = found("git commit -z")
    assert sorted(titles) == ["Amend", "Commit"]
    assert Message.of("flags-exclude", text="-z") in answered.hints


def test_a_word_is_excluded_without_a_command_before_it() -> None:
    titles, answered = found("commit -keeps")
    assert titles == ["Amend"]
    assert answered.hints == ()


def test_a_query_of_negations_alone_finds_all_else_and_says_how_to_find_the_text() -> None:
    titles, answered = found("-commit")
    assert sorted(titles) == ["Kubernetes", "Undated"]
    assert answered.hints == (Message.of("only-negations", text="-commit"),)


@pytest.mark.parametrize("query", ["date:2021-02-30", "has:wings", "is:x", "git has:wings"])
def test_an_unknown_value_finds_nothing_and_is_told(query: str) -> None:
    titles, answered = found(query)
    assert titles == []
    assert next(hint.code for hint in answered.hints) in {"no-date", "unknown-value"}


def test_a_value_that_is_still_typed_finds_what_it_may_become() -> None:
    assert found("is:und")[0] == ["Undated"]
    assert found("git is:und")[0] == ["Undated"]


def test_a_month_is_of_the_latest_year_that_has_posts() -> None:
    assert sorted(found("date:1월")[0]) == ["Amend", "Commit", "Kubernetes"]
    assert found("date:february")[0] == []


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    folder = tmp_path_factory.mktemp("written")
    for name, body in (
        ("apostrophe", "It’s late and we don’t know."),
        ("symbols", "끝냈다 ✅ 그리고 → 다음. ㅋㅋㅋ ㅇㅅㅇ"),
        ("letters", "Łódź, Đà Nẵng, Søren, æther, ёлка, Ελλάδα"),
        ("address", "참고: https://docs.example.org/guide/install?id=4711에서 본다."),
        ("2024-01-02-Some_special-file", "A file that is called so."),
        ("deep/README", "A file that is called as its folder."),
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / f"{name}.md").write_text(f"# {name}\n\n{body}\n", "utf-8")
    for number in range(40):
        (folder / f"other-{number}.md").write_text(f"# Other {number}\n\nNothing.\n", "utf-8")
    with Journal.open(folder, cache=tmp_path_factory.mktemp("cache")) as journal:
        journal.refresh()
        yield journal


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("it's ", "apostrophe"),
        ("don't ", "apostrophe"),
        ('"we don\'t know"', "apostrophe"),
        ("✅", "symbols"),
        ("→", "symbols"),
        ('"끝냈다 ✅"', "symbols"),
        ("끝냈다✅", "symbols"),
        ('"✅ 그리고 →"', "symbols"),
        ("ㅋㅋ", "symbols"),
        ("ㅇㅅㅇ", "symbols"),
        ("Lodz ", "letters"),
        ('"Da Nang"', "letters"),
        ("Soren ", "letters"),
        ("aether ", "letters"),
        ("елка ", "letters"),
        ("Ελλαδα ", "letters"),
        ("docs.example.org ", "address"),
        ("https://docs.example.org/guide/install?id=4711", "address"),
        ("install 4711 ", "address"),
    ],
)
def test_what_was_no_text_or_is_typed_otherwise_is_found_and_marked(
    written: Journal, query: str, name: str
) -> None:
    answered = written.search(query)
    assert [hit.post.path for hit in answered.hits] == [f"{name}.md"]
    snippet = written.snippet(answered.hits[0].post, answered)
    assert snippet is not None
    assert snippet.ranges


@pytest.mark.parametrize("query", ["★", '"→ ✅"', '"✅ 끝냈다"', "☂☂"])
def test_symbols_that_stand_nowhere_find_nothing(written: Journal, query: str) -> None:
    assert written.search(query).total == 0


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("special ", "2024-01-02-Some_special-file"),
        ("Some_special-file ", "2024-01-02-Some_special-file"),
        ("deep ", "deep/README"),
        ("file:special-file", "2024-01-02-Some_special-file"),
    ],
)
def test_a_post_is_found_by_the_name_of_its_file(query: str, name: str, written: Journal) -> None:
    assert [hit.post.path for hit in written.search(query).hits] == [f"{name}.md"]
