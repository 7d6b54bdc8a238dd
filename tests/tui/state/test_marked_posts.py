"""What is noted about posts: kept by path and content, through edits and renames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.journal import Journal
from index.post import Document, Post
from tests.tui.conftest import POSTS, write_posts
from tui.state import bookmarks, reading, searches
from tui.state.marked_posts import follow, marks
from tui.state.memory import StateStore
from tui.state.record_file import RecordFile
from tui.state.text_anchors import TextAnchor

Read = Callable[[], dict[str, Document]]


@pytest.fixture
def memory(tmp_path: Path) -> StateStore:
    return StateStore(RecordFile(tmp_path / "state" / "log.jsonl", "log"))


@pytest.fixture
def documents(journal: Journal) -> Read:
    """The documents of the journal as they are now, by the names of their files."""

    def read() -> dict[str, Document]:
        journal.refresh()
        paths = [post.path for post in journal.posts]
        return {Path(path).name: journal.document(path) for path in paths}

    return read


def _line(document: Document, words: str) -> int:
    return next(n for n, line in enumerate(document.text.split("\n"), 1) if words in line)


def _place(document: Document, words: str) -> TextAnchor:
    return TextAnchor.of(document.text, document.outline.headings, _line(document, words))


def test_a_place_is_found_again_after_lines_were_added_before_it(
    log: Path, documents: Read
) -> None:
    place = _place(documents()["2021-09-09-day28.md"], "드디어")
    assert place.heading == "뒤"
    front, body = POSTS["2021-09-09-day28.md"]
    write_posts(log, {"2021-09-09-day28.md": (f"{front}\nlayout: post", f"새 줄.\n\n{body}")})
    after = documents()["2021-09-09-day28.md"]
    assert place.line_in(after.text, after.outline.headings) == _line(after, "드디어")


def test_a_place_whose_line_was_rewritten_is_its_heading(log: Path, documents: Read) -> None:
    place = _place(documents()["2021-09-09-day28.md"], "드디어")
    front, body = POSTS["2021-09-09-day28.md"]
    body = f"새 줄.\n\n{body}".replace("드디어", "마침내")
    write_posts(log, {"2021-09-09-day28.md": (front, body)})
    after = documents()["2021-09-09-day28.md"]
    assert place.line_in(after.text, after.outline.headings) == _line(after, "## 뒤")


def test_a_place_in_a_post_that_became_shorter_is_in_it(documents: Read) -> None:
    after = documents()["2020-01-05-first.md"]
    assert TextAnchor(900, "사라진 줄").line_in(after.text, ()) == len(after.text.split("\n"))


def test_bookmarks_come_and_go_at_their_places(
    memory: StateStore, log: Path, documents: Read
) -> None:
    document = documents()["2021-09-09-day28.md"]
    first = bookmarks.toggle(memory, document, _line(document, "드디어"))
    assert first is not None
    assert bookmarks.toggle(memory, document, _line(document, "## 오늘")) is not None
    assert marks(memory).bookmarked == {document.post.path}
    front, body = POSTS["2021-09-09-day28.md"]
    write_posts(log, {"2021-09-09-day28.md": (front, f"새 줄.\n\n{body}")})
    after = documents()["2021-09-09-day28.md"]
    assert bookmarks.toggle(memory, after, _line(after, "드디어")) is None
    assert [found.place.text for found in bookmarks.bookmarks(memory)] == ["## 오늘"]


def test_what_is_noted_goes_with_a_post_that_is_renamed(
    memory: StateStore, log: Path, documents: Read
) -> None:
    document = documents()["2021-09-09-day28.md"]
    place = _place(document, "드디어")
    reading.mark_read(memory, document.post, read=True)
    reading.visit(memory, document.post, place)
    bookmarks.toggle(memory, document, place.line)
    old = log / "_posts" / "2021-09-09-day28.md"
    old.rename(old.with_name("2021-09-10-moved.md"))
    now = documents()
    posts = [found.post for found in now.values()]
    assert follow(memory, posts)
    path = now["2021-09-10-moved.md"].post.path
    assert marks(memory).read == marks(memory).bookmarked == {path}
    assert reading.last_position(memory, path) == place
    assert reading.last_position(memory, document.post.path) is None
    assert not follow(memory, posts)


def test_a_post_that_could_be_either_of_two_keeps_its_old_name(
    memory: StateStore, documents: Read
) -> None:
    post = documents()["2020-01-05-first.md"].post
    reading.mark_read(memory, post, read=True)
    twins = [replace(post, path="_posts/a.md"), replace(post, path="_posts/b.md")]
    assert not follow(memory, twins)
    assert marks(memory).read == {post.path}


def test_only_new_posts_are_taken_for_renamed_ones(memory: StateStore, documents: Read) -> None:
    post = documents()["2020-01-05-first.md"].post
    reading.mark_read(memory, post, read=True)
    other = replace(post, path="_posts/a.md")
    assert not follow(memory, [other], among=frozenset())
    assert follow(memory, [other], among={"_posts/a.md"})


def test_a_removed_post_loses_nothing(memory: StateStore, documents: Read) -> None:
    post = documents()["2020-01-05-first.md"].post
    reading.mark_read(memory, post, read=True)
    others = [found.post for found in documents().values() if found.post != post]
    assert not follow(memory, others)
    assert reading.is_read(memory, post.path)


def _post(documents: Read, name: str) -> Post:
    return documents()[name].post


def test_what_was_read_is_listed_with_the_last_first(memory: StateStore, documents: Read) -> None:
    first = _post(documents, "2020-01-05-first.md")
    second = _post(documents, "2021-08-02-descent.md")
    for post in (first, second, first):
        reading.visit(memory, post, None)
    assert [visit.title for visit in reading.visits(memory)] == ["첫 기록", "경사하강법"]
    reading.forget_visit(memory, first.path)
    assert [visit.path for visit in reading.visits(memory)] == [second.path]


def test_values_of_another_version_are_passed_over(memory: StateStore) -> None:
    memory.put(bookmarks.KIND, "a", {"path": 3, "line": "x"})
    memory.put(reading.VISIT, "a.md", {"line": None})
    memory.put(searches.SAVED, "a", {"query": ["x"]})
    assert not bookmarks.bookmarks(memory)
    assert reading.last_position(memory, "a.md") is None
    assert [visit.title for visit in reading.visits(memory)] == ["a.md"]
    assert not searches.saved(memory)


def test_searches_are_saved_under_names(memory: StateStore) -> None:
    for name, query in (
        ("a", "손실"),
        ("모델", "tag:PyTorch"),
        ("a", "기울기"),
        (" ", "x"),
        ("b", ""),
    ):
        searches.save(memory, name, query)
    found = {saved.name: saved.query for saved in searches.saved(memory)}
    assert found == {"모델": "tag:PyTorch", "a": "기울기"}
    searches.forget_saved(memory, "a")
    assert [saved.name for saved in searches.saved(memory)] == ["모델"]


def test_bookmarks_are_written_as_markdown_that_means_them(
    memory: StateStore, documents: Read
) -> None:
    document = documents()["2020-12-24-graphs.md"]
    bookmarks.toggle(memory, document, 1)
    written = bookmarks.as_markdown(bookmarks.bookmarks(memory))
    assert r"\<b\>" in written
    assert r"\[/red\]" in written
    assert "(<_posts/2020-12-24-graphs.md>)" in written
