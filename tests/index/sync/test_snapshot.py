"""What a journal finds and counts after its posts have changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from index.journal import Journal
from index.results import Facets, Marks


def write(root: Path, name: str, tags: str, body: str = "손실 loss") -> None:
    text = f"---\ntitle: {name}\ntags: [{tags}]\n---\n\n{body}\n"
    (root / "_posts").mkdir(exist_ok=True)
    (root / "_posts" / f"{name}.md").write_text(text, "utf-8")


def asked(journal: Journal) -> list[tuple[list[str], Facets]]:
    answers = [journal.search(query) for query in ("", "loss ", "손실 sort:old", "tag:a -tag:b ")]
    found = [([post.title for post in answer.posts], journal.facets(answer)) for answer in answers]
    return [*found, ([], journal.facets())]


def test_after_changes_a_journal_answers_as_if_it_were_new(tmp_path: Path) -> None:
    root = tmp_path / "log"
    root.mkdir()
    for day in range(1, 8):
        write(root, f"2024-01-0{day}-day{day}", "a, B" if day % 2 else "a/c")
    with Journal.open(root, cache=tmp_path / "cache") as journal:
        journal.refresh()
        journal.prepare()
        changes: list[Callable[[], None]] = [
            lambda: write(root, "2024-01-03-day3", "b", "loss 손실을 줄인다"),
            (root / "_posts" / "2024-01-05-day5.md").unlink,
            lambda: write(root, "2023-12-31-day0", "a"),
            lambda: write(root, "2024-02-01-day9", ""),
        ]
        for change in changes:
            change()
            journal.refresh()
            journal.prepare()
            with Journal.open(root, cache=tmp_path / f"{len(journal.posts)}") as fresh:
                fresh.refresh(rebuild=True)
                assert asked(journal) == asked(fresh)


def test_what_was_noted_is_searched(tmp_path: Path) -> None:
    write(tmp_path, "2024-01-01-one", "")
    write(tmp_path, "2024-01-02-two", "")
    with Journal.open(tmp_path, cache=tmp_path / "cache") as journal:
        journal.refresh()
        one, two = reversed(journal.posts)
        marks = Marks(frozenset({one.path}), frozenset({two.path}), {one.path: ("ask Kim",)})
        assert list(journal.search("is:read", marks=marks).posts) == [one]
        assert list(journal.search("is:unread", marks=marks).posts) == [two]
        assert list(journal.search("is:bookmarked", marks=marks).posts) == [two]
        assert list(journal.search("note:kim", marks=marks).posts) == [one]
        assert journal.search("is:read").total == 0
