"""A refresh walks through a journal only where its folders are not as they were."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.journal import Journal
from index.reading.files import folder_states
from index.reading.files import walk as walks
from index.store import location
from index.store.build import merge_policy
from index.sync import known_folders


class Walks:
    """Counts how often a journal is walked through."""

    def __init__(self) -> None:
        self.count = 0


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> Walks:
    counted, walk = Walks(), walks.walk

    def counting(*args: object, **named: object) -> Iterator[object]:
        counted.count += 1
        return walk(*args, **named)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(walks, "walk", counting)
    return counted


def _write(folder: Path, path: str, word: str, moment: int) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: {path} {word}\ndate: 2020-01-01\n---\n{word}\n", "utf-8")
    os.utime(file, ns=(moment * 10**9, moment * 10**9))


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    for number, path in enumerate(("a.md", "b.md", "one/a.md", "one/two/b.md")):
        _write(folder, path, "alpha", number)
    (folder / "one" / "picture.png").write_bytes(b"")
    (folder / "link.md").symlink_to(folder / "one" / "a.md")
    with _opened(folder) as journal:
        journal.refresh()
    return folder


def _opened(notes: Path) -> Journal:
    return Journal.open(notes, cache=notes.parent / "cache")


def _kept(notes: Path) -> Path:
    return location.folder(notes, notes.parent / "cache") / "folders"


def test_a_journal_that_has_not_changed_is_not_walked_through_and_nothing_is_written(
    notes: Path, walked: Walks
) -> None:
    folder = location.folder(notes, notes.parent / "cache")
    before = {path: known_folders.stamp(path) for path in (folder, *folder.rglob("*"))}
    with _opened(notes) as journal:
        done = journal.refresh()
        assert (done.posts, done.added, done.changed, done.removed) == (5, (), (), ())
        assert journal.document("one/two/b.md").post.title == "one/two/b.md alpha"
        assert journal.file("link.md") == notes / "link.md"
    assert walked.count == 0
    assert {path: known_folders.stamp(path) for path in (folder, *folder.rglob("*"))} == before


def _add(notes: Path) -> None:
    _write(notes, "one/new.md", "beta", 9)


def _add_folder(notes: Path) -> None:
    _write(notes, "three/new.md", "beta", 9)


def _change(notes: Path) -> None:
    _write(notes, "one/two/b.md", "beta", 9)


def _change_size_alone(notes: Path) -> None:
    _write(notes, "one/two/b.md", "alphabet", 3)


def _remove(notes: Path) -> None:
    (notes / "one" / "a.md").unlink()


def _remove_folder(notes: Path) -> None:
    shutil.rmtree(notes / "one" / "two")


def _rename_folder(notes: Path) -> None:
    (notes / "one").rename(notes / "other")


def _ignore(notes: Path) -> None:
    (notes / "one" / ".gitignore").write_text("a.md\n")


def _configure(notes: Path) -> None:
    (notes / "_config.yml").write_text("title: other\nexclude: [b.md]\n")


def _lead_elsewhere(notes: Path) -> None:
    (notes / "link.md").unlink()
    (notes / "link.md").symlink_to(notes / "one" / "two" / "b.md")


def _change_what_a_link_leads_to(notes: Path) -> None:
    _write(notes, "one/a.md", "beta", 9)


def _put_pipe(notes: Path) -> None:
    (notes / "b.md").unlink()
    os.mkfifo(notes / "b.md")


def _put_picture(notes: Path) -> None:
    (notes / "one" / "picture.png").rename(notes / "one" / "two" / "picture.png")


def _put_vault(notes: Path) -> None:
    (notes / "one" / ".obsidian").mkdir()


@pytest.mark.parametrize(
    "change",
    [
        *(_add, _add_folder, _change, _change_size_alone, _remove, _remove_folder, _rename_folder),
        *(_ignore, _configure, _lead_elsewhere, _change_what_a_link_leads_to, _put_pipe),
        *(_put_picture, _put_vault),
    ],
)
def test_whatever_has_changed_is_found_as_by_a_whole_reading(
    change: Callable[[Path], None], notes: Path, walked: Walks, tmp_path: Path
) -> None:
    change(notes)
    with _opened(notes) as journal, Journal.open(notes, cache=tmp_path / "other") as whole:
        journal.refresh()
        assert walked.count == 1
        whole.refresh()
        assert journal.posts == whole.posts
        assert journal.problems == whole.problems
        assert (journal.name, journal.kind) == (whole.name, whole.kind)
        journal.refresh()
        assert walked.count == 2, "the second refresh has walked"


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(("write", "remove", "rename")),
        st.sampled_from(("a.md", "one/a.md", "one/b.md", "one/two/c.md")),
        st.sampled_from(("alpha", "beta", "gamma")),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=10)
@given(_STEPS)
def test_any_changes_between_two_readings_are_found(steps: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as made:
        notes = Path(made, "notes")
        _write(notes, "a.md", "alpha", 0)
        for number, (kind, path, word) in enumerate(steps, 1):
            if kind == "write":
                _write(notes, path, word, number)
            elif kind == "remove":
                (notes / path).unlink(missing_ok=True)
            elif (notes / path).exists():
                (notes / path).rename((notes / path).with_name(f"{word}.md"))
            with _opened(notes) as journal:
                journal.refresh()
                with Journal.open(notes, cache=Path(made, f"other {number}")) as whole:
                    whole.refresh()
                    assert journal.posts == whole.posts


def test_a_post_that_is_dated_in_the_future_is_read_again_when_its_time_has_come(
    notes: Path, walked: Walks, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = datetime.now(UTC) + timedelta(days=2)
    (notes / "later.md").write_text(f"---\ndate: {day:%Y-%m-%d %H:%M:%S} +0000\n---\nx\n")
    with _opened(notes) as journal:
        journal.refresh()
        assert "future" in journal.find("later.md").flags
    now = time.time()
    for days, walks_then in ((1, 1), (3, 2)):
        monkeypatch.setattr(time, "time", lambda days=days: now + days * 24 * 3600)
        with _opened(notes) as journal:
            journal.refresh()
        assert walked.count == walks_then


@pytest.mark.parametrize("damage", [b"", b"ilgi-fol", b"\xff" * 40, None])
def test_what_is_kept_may_be_damaged_or_missing(
    damage: bytes | None, notes: Path, walked: Walks
) -> None:
    kept = _kept(notes)
    whole = kept.read_bytes()
    if damage is None:
        kept.unlink()
    else:
        kept.write_bytes(damage)
    with _opened(notes) as journal:
        assert journal.refresh().posts == 5
    assert walked.count == 1
    assert kept.read_bytes() == whole


def test_a_flipped_byte_in_what_is_kept_is_seen(notes: Path) -> None:
    kept = _kept(notes)
    whole = kept.read_bytes()
    for at in range(len(whole)):
        kept.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert known_folders.load(kept.parent) is None


def test_where_a_name_is_no_text_the_journal_is_walked_through(notes: Path, walked: Walks) -> None:
    try:
        (notes / os.fsdecode(b"\xff.md")).write_text("x\n")
    except OSError:
        pytest.skip("the file system has names that are text alone")
    for number in (1, 2):
        with _opened(notes) as journal:
            assert journal.refresh().posts == 6
        assert walked.count == number


@pytest.mark.parametrize("paths", [{"a.md"}, set()], ids=["named", "whole"])
def test_a_file_that_is_replaced_later_by_one_of_the_same_size_and_moment_is_read(
    paths: set[str], notes: Path
) -> None:
    with _opened(notes) as journal:
        journal.refresh()
        status, other = (notes / "a.md").stat(), notes / ".other"
        other.write_text((notes / "a.md").read_text("utf-8").replace("alpha", "gamma"), "utf-8")
        os.utime(other, ns=(status.st_mtime_ns, status.st_mtime_ns))
        other.rename(notes / "a.md")
        assert journal.refresh(paths=paths).changed == ("a.md",)
        assert not journal.refresh(paths=paths).changed


def test_named_files_are_looked_at_without_a_walk(notes: Path, walked: Walks) -> None:
    with _opened(notes) as journal:
        journal.refresh()
        _write(notes, "a.md", "beta", 9)
        _write(notes, "b.md", "beta", 9)
        assert journal.refresh(paths={"a.md"}).changed == ("a.md",)
        (notes / "one" / "a.md").unlink()
        assert journal.refresh(paths={"one/a.md"}).removed == ("one/a.md",)
        assert walked.count == 0
        assert set(journal.refresh().changed) == {"b.md"}


def test_a_folder_that_goes_while_it_is_looked_at_is_gone(
    notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = folder_states.state_of

    def remove(folder: str, extensions: frozenset[str]) -> folder_states.FolderState:
        if folder.endswith("/two"):
            shutil.rmtree(folder)
        return look(folder, extensions)

    monkeypatch.setattr(folder_states, "state_of", remove)
    with _opened(notes) as journal:
        assert journal.refresh().removed == ("one/two/b.md",)


def test_another_process_that_wrote_meanwhile_is_noticed(notes: Path) -> None:
    with _opened(notes) as journal, _opened(notes) as other:
        _write(notes, "a.md", "beta", 9)
        other.refresh()
        journal.refresh()
        assert journal.find("a.md").title == "a.md beta"


def test_after_a_merge_the_journal_is_not_walked_through(
    notes: Path, walked: Walks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _opened(notes) as journal:
        for number in range(2):
            _write(notes, f"one/{number}.md", "beta", 9)
            journal.refresh()
        monkeypatch.setattr(merge_policy, "needed", lambda _: True)
        walks_before = walked.count
        assert journal.tidy()
        journal.refresh()
        assert walked.count == walks_before
