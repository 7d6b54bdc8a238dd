"""How many files a journal has open, however often it is refreshed, and when there are too many."""

from __future__ import annotations

import errno
import gc
import os
import resource
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from index.errors import Unavailable
from index.journal import Journal
from index.store.build import merge_policy
from index.store.segment import segment_files
from index.store.whoosh_codec.reader import IndexReader

POSTS = 6

_LISTED = pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir(), reason="the system does not list open files"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "log"
    root.mkdir()
    for number in range(POSTS):
        write(root, number, f"손실 loss w{number}")
    return root


@pytest.fixture
def journal(root: Path, tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        journal.prepare()
        yield journal


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Nothing is freed but by counting references."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def write(root: Path, number: int, text: str) -> None:
    head = f"---\ntitle: 글 {number}\ndate: 2021-01-{number + 1:02}\ntags: [t{number % 2}]\n---\n"
    (root / f"{number:02}.md").write_text(head + text, "utf-8")


def save(root: Path, journal: Journal, number: int, text: str) -> None:
    write(root, number, text)
    journal.refresh(paths={f"{number:02}.md"})


def open_files(tmp_path: Path) -> list[str]:
    """The files of the index that are open now."""
    targets: list[str] = []
    for link in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # that of the list itself
            targets.append(f"{link.readlink()}")
    return [target for target in targets if target.startswith(f"{tmp_path}")]


def found(journal: Journal, query: str) -> list[str]:
    return [post.path for post in journal.search(query).posts]


@contextmanager
def no_more_files() -> Iterator[None]:
    """No file can be opened meanwhile."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@_LISTED
@pytest.mark.parametrize("small", [0, segment_files.SMALL], ids=["all large", "small in memory"])
def test_saves_leave_no_file_open(
    root: Path, tmp_path: Path, uncollected: None, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr(segment_files, "SMALL", small)
    monkeypatch.setattr(segment_files, "MOST_OPEN", 6)
    answers = []
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        for number in range(12):
            save(root, journal, number % POSTS, f"loss w{number} 다시")
            answers.append(journal.search("loss "))
            assert found(journal, f"w{number} ") == [f"{number % POSTS:02}.md"]
            journal.backlinks(journal.posts[0])
            journal.related(journal.posts[0])
            assert journal.outline(journal.posts[0].path) is not None
            assert len(open_files(tmp_path)) <= (6 if small == 0 else 0)
        assert all(answer.total == POSTS for answer in answers)
    assert open_files(tmp_path) == []


def test_a_generation_is_freed_without_the_collector(
    root: Path, journal: Journal, uncollected: None
) -> None:
    kept = []
    generations = []
    for number in range(4):
        save(root, journal, number, f"loss 다시 {number}")
        kept.append(journal.search("loss "))
        journal.facets(kept[-1])
        journal.search("link:nowhere ")
        journal.related(journal.posts[0])
        snapshot = journal._updater.snapshot
        generations.append((weakref.ref(snapshot), weakref.ref(snapshot.index or snapshot)))
        del snapshot
    save(root, journal, 0, "loss")
    journal.search("loss ")
    assert [ref() for pair in generations for ref in pair] == [None] * 8


def test_a_kept_answer_outlives_its_generation(root: Path, journal: Journal) -> None:
    answer = journal.search("loss sort:old ")
    before = [post.path for post in answer.posts], journal.facets(answer)
    for number in range(3):
        save(root, journal, number, "anders")
        journal.search("anders ")
    journal.close()
    assert ([post.path for post in answer.posts], journal.facets(answer)) == before
    assert [hit.post.path for hit in answer.hits[2:4]] == before[0][2:4]
    snippet = journal.snippet(answer.posts[4], answer)
    assert snippet is not None
    assert snippet.text.startswith("손실 loss")
    assert journal.snippet(answer.posts[0], answer) is not None


def test_a_search_goes_on_while_a_refresh_replaces_what_it_reads(
    root: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segment_files, "SMALL", 0)
    save(root, journal, 0, "loss neu w0")
    begun, go_on, answers = Event(), Event(), []
    postings = IndexReader.postings

    def waiting(index: IndexReader, field: str, term: str) -> object:
        if not begun.is_set():
            begun.set()
            go_on.wait(120)
        return postings(index, field, term)

    monkeypatch.setattr(IndexReader, "postings", waiting)
    searching = Thread(target=lambda: answers.append(journal.search("loss ")))
    searching.start()
    assert begun.wait(120)
    for number in range(POSTS):  # nothing of the segments that it reads is left
        save(root, journal, number, f"loss nochmals {number}")
        found(journal, "nochmals ")
    go_on.set()
    searching.join(120)
    assert [sorted(post.path for post in answer.posts) for answer in answers] == [
        [f"{number:02}.md" for number in range(POSTS)]
    ]
    assert answers[0].hints == ()
    assert journal.ready


@_LISTED
def test_what_is_read_stays_open_until_it_was_read(
    root: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(segment_files, "SMALL", 0)
    monkeypatch.setattr(segment_files, "MOST_OPEN", 1_000)
    save(root, journal, 0, "loss eins")
    with journal._updater.reading() as snapshot:
        assert snapshot.index is not None
        for number in range(POSTS):
            save(root, journal, number, "zwei")
        assert found(journal, "zwei ") == [f"{number:02}.md" for number in reversed(range(POSTS))]
        assert len(snapshot.index.postings("body", "loss").posts) == POSTS
        both = len(open_files(tmp_path))
    assert len(open_files(tmp_path)) < both


def test_too_many_open_files_are_no_damage(root: Path, tmp_path: Path, journal: Journal) -> None:
    save(root, journal, 1, "loss frisch")
    index = sorted((tmp_path / "cache").rglob("*.terms"))
    with no_more_files():
        answer = journal.search("frisch title:글 ")
        assert answer.unread
        assert any("too many open files" in f"{hint}" for hint in answer.hints)
        assert journal.search("tag:t1 ").total == POSTS // 2
        with pytest.raises(Unavailable, match="too many open files"):
            journal.refresh()
        with pytest.raises(Unavailable):
            journal.document("01.md")
    assert journal.ready
    assert not any(problem.message.code == "index-temporary" for problem in journal.problems)
    assert sorted((tmp_path / "cache").rglob("*.terms")) == index
    assert found(journal, "frisch ") == ["01.md"]
    assert journal.refresh().changed == ()
    assert len(journal.posts) == POSTS


@pytest.mark.parametrize("code", [errno.EMFILE, errno.ENFILE, errno.ENOMEM])
def test_what_passes_while_posts_are_read_changes_nothing(
    root: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    real = os.open

    def failing(path: str, *given: int, **named: int) -> int:
        if f"{path}".endswith(".md"):
            raise OSError(code, os.strerror(code), path)
        return real(path, *given, **named)

    before = journal.posts
    write(root, 2, "loss neu")
    with monkeypatch.context() as patched:
        patched.setattr(os, "open", failing)
        with pytest.raises(Unavailable):
            journal.refresh()
    assert journal.posts == before
    assert journal.problems == ()
    assert journal.refresh().changed == ("02.md",)
    assert found(journal, "neu ") == ["02.md"]


@pytest.mark.parametrize(
    "code", [errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO, errno.EACCES]
)
def test_an_index_that_cannot_be_read_for_a_while_is_read_again(
    root: Path, journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    save(root, journal, 3, "loss wieder")
    index = sorted((tmp_path / "cache").rglob("*.terms"))
    real = Path.open

    def failing(path: Path, *given: Any, **named: Any) -> object:
        if path.suffix == ".terms":
            raise OSError(code, os.strerror(code), f"{path}")
        return real(path, *given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", failing)
        answer = journal.search("wieder ")
        assert (answer.total, answer.unread) == (0, True)
    assert journal.ready
    assert sorted((tmp_path / "cache").rglob("*.terms")) == index
    assert found(journal, "wieder ") == ["03.md"]


def test_saves_without_a_rest_leave_few_segments(
    root: Path, tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merge_policy, "_TOO_MANY", 5)
    monkeypatch.setattr(merge_policy, "_MANY", 4)
    for number in range(12):
        save(root, journal, number % POSTS, f"loss w{number}")
        assert len([*(tmp_path / "cache").rglob("*.terms")]) < 6
    assert journal.search("loss ").total == POSTS
