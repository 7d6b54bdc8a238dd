"""A refresh that is told what has changed looks at that alone, and finds what a whole one would."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import JournalError
from index.journal import Journal

WORDS = ("alpha", "beta", "gamma", "delta")
FOLDERS = ("", "one/", "one/two/")
NAMES = tuple(f"{folder}{name}.md" for folder in FOLDERS for name in ("a", "b", "c"))


def write(folder: Path, path: str, word: str, tick: list[int]) -> None:
    """Save a note as editors do, at a moment of its own."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(".fresh")
    fresh.write_text(f"---\ntitle: {path} {word}\ndate: 20{tick[0] % 30 + 10}-01-01\n---\n{word}\n")
    tick[0] += 1
    os.utime(fresh, ns=(tick[0] * 10**9, tick[0] * 10**9))
    fresh.rename(file)


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    for path in ("a.md", "b.md", "one/a.md"):
        write(folder, path, "alpha", [0])
    return folder


@pytest.fixture
def journal(notes: Path, tmp_path: Path) -> Journal:
    journal = Journal.open(notes, cache=tmp_path / "cache")
    journal.refresh()
    return journal


def test_files_that_are_not_named_are_not_looked_at(notes: Path, journal: Journal) -> None:
    for path in ("a.md", "b.md"):
        write(notes, path, "beta", [5])
    refreshed = journal.refresh(paths={"a.md", "a.md.tmp"})
    assert refreshed.changed == ("a.md",)
    assert [hit.post.path for hit in journal.search("beta").hits] == ["a.md"]
    assert journal.refresh().changed == ("b.md",)


@pytest.mark.parametrize("paths", [{"a.md"}, set()], ids=["named", "whole"])
def test_a_file_that_is_replaced_by_one_of_the_same_size_and_moment_is_read(
    notes: Path, journal: Journal, paths: set[str]
) -> None:
    file = notes / "a.md"
    status, other = file.stat(), notes / ".other"
    other.write_text(file.read_text("utf-8").replace("alpha", "gamma"), "utf-8")
    os.utime(other, ns=(status.st_mtime_ns, status.st_mtime_ns))
    other.rename(file)
    assert (file.stat().st_mtime_ns, file.stat().st_size) == (status.st_mtime_ns, status.st_size)
    assert journal.refresh(paths=paths).changed == ("a.md",)
    assert [hit.post.path for hit in journal.search("gamma").hits] == ["a.md"]
    assert not journal.refresh(paths=paths).changed


def test_a_file_that_is_gone_goes(notes: Path, journal: Journal) -> None:
    (notes / "b.md").unlink()
    assert journal.refresh(paths={"b.md"}).removed == ("b.md",)
    assert [post.path for post in journal.posts] == ["one/a.md", "a.md"]


def add_file(notes: Path) -> set[str]:
    write(notes, "new.md", "beta", [9])
    return {"new.md"}


def rename_folder(notes: Path) -> set[str]:
    (notes / "one").rename(notes / "other")
    return {"one", "other"}


def remove_folder(notes: Path) -> set[str]:
    shutil.rmtree(notes / "one")
    return {"one"}


def ignore_one(notes: Path) -> set[str]:
    (notes / ".gitignore").write_text("b.md\n")
    return {".gitignore"}


def put_link(notes: Path) -> set[str]:
    (notes / "a.md").unlink()
    (notes / "a.md").symlink_to(notes.parent / "elsewhere.md")
    return {"a.md"}


def name_journal(notes: Path) -> set[str]:
    (notes / "_config.yml").write_text("title: other\n")
    return {"_config.yml"}


@pytest.mark.parametrize(
    "change", [add_file, rename_folder, remove_folder, ignore_one, put_link, name_journal]
)
def test_what_may_change_what_a_walk_finds_has_it_walk(
    change: Callable[[Path], set[str]], notes: Path, journal: Journal, tmp_path: Path
) -> None:
    journal.refresh(paths=change(notes))
    with Journal.open(notes, cache=tmp_path / "other cache") as whole:
        whole.refresh()
        assert journal.posts == whole.posts
        assert journal.name == whole.name


Step = tuple[str, str, str]


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("write", "remove", "rename")),
            st.sampled_from(NAMES),
            st.sampled_from(WORDS),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_any_changes_that_are_named_are_found_as_by_a_whole_reading(steps: list[Step]) -> None:
    with TemporaryDirectory() as made:
        folder, tick = Path(made, "notes"), [0]
        for path in NAMES[:5]:
            write(folder, path, "alpha", tick)
        with Journal.open(folder, cache=Path(made, "cache")) as journal:
            journal.refresh()
            for step in steps:
                journal.refresh(paths=_done(folder, step, tick))
                journal.prepare()
                assert journal.search("alph").total >= 0
            with Journal.open(folder, cache=Path(made, "other")) as whole:
                whole.refresh()
                assert journal.posts == whole.posts
                for text in (*WORDS, *(word[:2] for word in WORDS)):
                    found, wanted = ({*each.search(text).posts} for each in (journal, whole))
                    assert found == wanted, text


def _done(folder: Path, step: Step, tick: list[int]) -> set[str]:
    """Do a step, and give the paths that a watcher would tell."""
    kind, path, word = step
    file = folder / path
    if kind == "write":
        write(folder, path, word, tick)
    elif kind == "remove":
        file.unlink(missing_ok=True)
    elif file.exists():
        file.rename(file.with_name(f"{word}.md"))
        return {path, f"{path.rpartition('/')[0]}/{word}.md".lstrip("/")}
    return {path}


def test_a_journal_that_goes_while_it_is_read_is_read_when_it_is_back(
    notes: Path, tmp_path: Path
) -> None:
    def take_away(_: object) -> None:
        notes.rename(notes.with_name("elsewhere"))

    with Journal.open(notes, cache=tmp_path / "cache") as journal:
        with pytest.raises(JournalError, match="path gone"):
            journal.refresh(titles=take_away)
        notes.with_name("elsewhere").rename(notes)
        journal.refresh()
        assert not journal.problems
        assert journal.search("alpha").total == 3


def test_a_post_is_read_again_when_what_its_templates_read_has_changed(tmp_path: Path) -> None:
    files = {
        "_config.yml": "title: 일지\n",
        "_data/one.yml": "word: 사과\n",
        "_posts/2021-09-10-with.md": "{{ site.data.one.word }}{% include two.md %}",
        "_posts/2021-09-11-without.md": "글",
    }
    for name, content in files.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    with Journal.open(tmp_path / "site", cache=tmp_path / "cache") as journal:
        journal.refresh()
        assert len(journal.search("사과").hits) == 1
        (tmp_path / "site/_data/one.yml").write_text("word: 바나나\n")
        refreshed = journal.refresh(paths={"_data/one.yml"})
        assert refreshed.changed == ("_posts/2021-09-10-with.md",)
        assert len(journal.search("바나나").hits) == 1
        (tmp_path / "site/_includes").mkdir()
        (tmp_path / "site/_includes/two.md").write_text("포도")
        assert len(journal.refresh(paths={"_includes/two.md"}).changed) == 1
        assert len(journal.search("포도").hits) == 1
        (tmp_path / "site/_includes/two.md").unlink()
        assert len(journal.refresh(paths={"_includes/two.md"}).changed) == 1
        assert len(journal.search("포도").hits) == 0
        assert journal.refresh().changed == ()
