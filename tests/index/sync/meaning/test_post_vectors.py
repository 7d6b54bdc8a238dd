"""Posts that are close to a query in meaning, with an encoder that is made for these tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import Cancelled, not_cancelled
from index.journal import Journal, finds_by_meaning, make_vectors
from index.results import Reason, Related, Relaxed
from index.sync.meaning import vector_file
from index.sync.meaning.encoder import Encoder, installed_version
from index.sync.meaning.post_vectors import PostVectors

POSTS = {
    "fruit.md": "# 과수원\n\n사과를 따서 담았다.\n",
    "train.md": "# 여행\n\n기차를 탔다.\n",
    "sea.md": "# Lamps\n\nThe harbour at night.\n",
}

Opened = Callable[..., Journal]


@pytest.fixture
def opened(tmp_path: Path, standin_encoder: str) -> Iterator[Opened]:
    """Opens the same journal again, each time with an encoder of its own."""
    folder = tmp_path / "journal"
    folder.mkdir()
    for name, text in POSTS.items():
        (folder / name).write_text(text, "utf-8")
    journals: list[Journal] = []

    def open_journal(worker: str = standin_encoder, made_by: str = "1") -> Journal:
        journal = Journal.open(folder, cache=tmp_path / "cache")
        vars(journal._updater)["_vectors"] = PostVectors(Encoder(worker), made_by)
        journal.refresh()
        journals.append(journal)
        return journal

    yield open_journal
    for journal in journals:
        journal.close()


def by_meaning(journal: Journal, query: str) -> list[str]:
    answer = journal.search(query)
    relaxed = journal.relax(answer, journal.suggest(answer), seconds=60)
    found = [one for one in relaxed if one.step == "meaning"]
    return [hit.post.path for one in found for hit in one.hits]


def codes(journal: Journal) -> list[str]:
    return [message.code for message in make_vectors(journal).told]


def file_of(journal: Journal) -> Path:
    return journal._updater._folder / vector_file.NAME


def test_a_post_is_found_by_a_query_in_another_language(opened: Opened) -> None:
    journal = opened()
    assert by_meaning(journal, "apple harvest ") == []
    assert make_vectors(journal).made == 3
    assert by_meaning(journal, "apple harvest ") == ["fruit.md"]
    assert by_meaning(journal, "railway ") == ["train.md"]
    assert by_meaning(journal, "xyzzy ") == []


def test_a_strict_answer_has_nothing_of_it(opened: Opened) -> None:
    journal = opened()
    make_vectors(journal)
    answer = journal.search("harbour ")
    assert [hit.post.path for hit in answer.hits] == ["sea.md"]
    assert not journal.search("apple ").hits


def test_filters_hold(opened: Opened) -> None:
    journal = opened()
    make_vectors(journal)
    assert by_meaning(journal, "railway path:train ") == ["train.md"]
    assert by_meaning(journal, "railway path:sea ") == []


def test_what_is_close_comes_before_what_has_some_words_and_both_are_shown(opened: Opened) -> None:
    journal = opened()
    make_vectors(journal)
    assert by_meaning(journal, "railway night ") == ["train.md", "sea.md"]
    answer = journal.search("railway night ")
    relaxed: tuple[Relaxed, ...] = journal.relax(answer, seconds=60)
    assert [one.step for one in relaxed] == ["meaning", "most"]


def test_a_post_that_is_close_in_meaning_is_related_without_a_word_in_common(
    opened: Opened,
) -> None:
    journal = opened()
    journal.file("fruit.md").with_name("pie.md").write_text("# Pie\n\nApple and butter.\n")
    journal.refresh()
    fruit = journal.find("fruit.md")
    assert journal.related(fruit) == ()
    make_vectors(journal)
    (related,) = journal.related(fruit)
    assert related == Related(journal.find("pie.md"), (Reason("meaning", ()),))
    journal.file("fruit.md").write_text("# 과수원\n\n사과를 다시 땄다.\n", "utf-8")
    journal.refresh()
    assert journal.related(journal.find("fruit.md")) == ()


def test_vectors_are_stored_and_made_once(opened: Opened) -> None:
    assert make_vectors(opened()).made == 3
    again = opened()
    assert make_vectors(again).made == 0
    assert finds_by_meaning(again)
    assert by_meaning(again, "apple harvest ") == ["fruit.md"]


def test_a_post_that_changed_has_none_until_they_are_made(opened: Opened) -> None:
    journal = opened()
    make_vectors(journal)
    file = journal.file("fruit.md")
    file.write_text("# 과수원\n\n바다를 보았다. 사과는 없다.\n", "utf-8")
    os.utime(file, ns=(1, 1))
    journal.refresh()
    assert by_meaning(journal, "apple harvest ") == []
    assert make_vectors(journal).made == 1
    assert by_meaning(journal, "harbour fruit ")[0] == "fruit.md"


def test_vectors_of_posts_that_went_are_dropped(opened: Opened) -> None:
    journal = opened()
    make_vectors(journal)
    size = file_of(journal).stat().st_size
    journal.file("fruit.md").unlink()
    journal.refresh()
    assert by_meaning(journal, "apple harvest ") == []
    make_vectors(journal)
    assert file_of(journal).stat().st_size < size


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: data[:-1], "meaning-damaged"),
        (lambda data: data[:10], "meaning-damaged"),
        (lambda data: b"", "meaning-damaged"),
        (lambda data: b"x" * len(data), "meaning-damaged"),
        (lambda data: data[:-9] + b"x" + data[-8:], "meaning-damaged"),
        (lambda data: data[:8] + b"\xff\xff" + data[10:], "meaning-outdated"),
    ],
)
def test_a_damaged_file_is_told_of_and_made_anew(
    opened: Opened, change: Callable[[bytes], bytes], code: str
) -> None:
    journal = opened()
    make_vectors(journal)
    file = file_of(journal)
    file.write_bytes(change(file.read_bytes()))
    journal.close()
    again = opened()
    assert by_meaning(again, "apple harvest ") == []
    assert codes(again) == [code]
    assert by_meaning(again, "apple harvest ") == ["fruit.md"]
    assert codes(again) == []


def test_vectors_of_another_encoder_are_not_compared(opened: Opened) -> None:
    make_vectors(opened())
    later = opened(made_by="2")
    assert by_meaning(later, "apple harvest ") == []
    assert codes(later) == ["meaning-outdated"]
    assert by_meaning(later, "apple harvest ") == ["fruit.md"]


def test_an_encoder_that_ends_is_told_of_and_finds_nothing(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKER_FAILS", "과수원")
    journal = opened()
    assert codes(journal) == ["meaning-failed"]
    assert by_meaning(journal, "apple harvest ") == []
    assert [one.step for one in journal.relax(journal.search("harbour apples "))] == ["most"]


def test_a_worker_that_cannot_be_imported_is_told_of(opened: Opened) -> None:
    journal = opened("no.such.module")
    assert codes(journal) == ["meaning-failed"]
    assert not finds_by_meaning(journal)


def test_without_an_encoder_nothing_is_made_and_nothing_told(opened: Opened) -> None:
    journal = opened(made_by="")
    assert make_vectors(journal).made == 0
    assert codes(journal) == []
    assert not file_of(journal).exists()


def test_making_stops_when_it_is_told_to_and_keeps_what_was_made(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.sync.meaning.post_vectors._AT_ONCE", 1)
    journal = opened()
    waited: list[int] = []
    with pytest.raises(Cancelled):
        make_vectors(
            journal, cancelled=lambda: len(waited) > 2, wait=lambda: waited.append(len(waited))
        )
    assert make_vectors(journal).made == 1


def test_a_folder_that_cannot_be_written_is_told_of_and_the_vectors_used(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(vector_file, "save", refuse)
    journal = opened()
    assert codes(journal) == ["meaning-unwritten"]
    assert by_meaning(journal, "apple harvest ") == ["fruit.md"]


def test_the_file_is_for_nobody_else(opened: Opened) -> None:
    journal = opened()
    make_vectors(journal)
    assert file_of(journal).stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not installed_version(), reason="ilgi[meaning] is not installed")
def test_the_encoder_that_is_installed_finds_korean_by_english(opened: Opened) -> None:
    journal = opened("index.sync.meaning.encoder_worker", installed_version())
    assert make_vectors(journal, cancelled=not_cancelled).made == 3
    assert by_meaning(journal, "picking apples in an orchard ")[0] == "fruit.md"
    assert replace(make_vectors(journal), told=()).made == 0
