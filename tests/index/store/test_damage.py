"""An index that is altered behind our back: found out, told, and made anew; never wrong unseen."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import whoosh.index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.writing import SegmentWriter

from index.journal import Journal
from index.messages import Message
from index.store.segment import segment_files

POSTS = 24
QUERIES = (
    "데이터 ",
    "loss ",
    "w7 ",
    "tag:even 데이터 ",
    "los",
    "title:글 ",
    "데",
    '"loss 데이터 w"',
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A journal and its cache, whose index has three segments and deleted documents."""
    base = tmp_path_factory.mktemp("damage")
    root, cache = base / "log", base / "kept"
    root.mkdir()
    for i in range(POSTS):
        write(root, i, f"loss 데이터 w{i}\n" * (1 + i % 3))
    with Journal.open(root, cache=cache) as journal:
        journal.refresh()
        for changed in (3, 17):
            write(root, changed, f"loss w{changed} 다시\n" * 300)
            journal.refresh()
    return root, cache


def write(root: Path, number: int, text: str) -> None:
    parity = "even" if number % 2 == 0 else "odd"
    head = f"---\ntitle: 글 {number}\ndate: 2021-01-{number + 1:02}\ntags: [{parity}]\n---\n"
    (root / f"{number:02}.md").write_text(head + text, encoding="utf-8")


def found(journal: Journal, query: str) -> tuple[list[str], tuple[Message, ...]]:
    answer = journal.search(query)
    return [hit.post.path for hit in answer.hits], answer.hints


def index_files(cache: Path) -> list[Path]:
    (folder,) = cache.iterdir()
    return sorted(path for path in folder.iterdir() if path.suffix != ".lock")


def cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def emptied(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(0)


def flipped(path: Path) -> None:
    """A bit in every 50 bytes, in place."""
    with path.open("r+b") as file:
        data = bytearray(file.read())
        for at in range(0, len(data), 50):
            data[at] ^= 4
        file.seek(0)
        file.write(data)


def zeroed(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(bytes(size))


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("opened", [False, True], ids=["before", "while-open"])
@pytest.mark.parametrize("attack", [cut, emptied, flipped, zeroed, gone])
def test_what_is_altered_is_never_answered_from(
    whole: tuple[Path, Path], tmp_path: Path, attack: Callable[[Path], None], opened: bool
) -> None:
    root, cache = whole
    with Journal.open(root, cache=cache) as journal:
        right = {query: found(journal, query)[0] for query in QUERIES}
        outlines = {post.path: journal.outline(post.path) for post in journal.posts}
    names = [path.name for path in index_files(cache)]
    for name in names:
        mine = tmp_path / f"kept-{name}"
        shutil.copytree(cache, mine, symlinks=True)
        (path,) = mine.glob(f"*/{name}")
        if not opened:
            attack(path)
        with Journal.open(root, cache=mine) as journal:
            if opened:
                found(journal, QUERIES[0])
                attack(path)
            for query in QUERIES:
                paths, hints = found(journal, query)
                assert paths == right[query] or Message.of("no-index-yet") in hints, name
            for post in journal.posts:
                assert journal.outline(post.path) == outlines[post.path], name
            journal.refresh()
            assert {query: found(journal, query)[0] for query in QUERIES} == right, name


@pytest.mark.parametrize("ending", ["terms", "postings", "places"])
def test_a_file_that_is_cut_short_while_it_is_read_from_ends_nothing(
    whole: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    """None is held in memory, as in a large journal."""
    monkeypatch.setattr(segment_files, "SMALL", 0)
    root, cache = whole
    queries = (*QUERIES, '"loss 데이터"')
    mine = tmp_path / "kept"
    shutil.copytree(cache, mine)
    with Journal.open(root, cache=cache) as journal:
        right = {query: found(journal, query)[0] for query in queries}
    with Journal.open(root, cache=mine) as journal:
        assert found(journal, QUERIES[0])[0] == right[QUERIES[0]]
        for path in mine.glob(f"*/*.{ending}"):
            emptied(path)
        answers = {query: found(journal, query) for query in queries}
        assert any(Message.of("no-index-yet") in hints for _, hints in answers.values())
        for query, (paths, hints) in answers.items():
            assert paths == right[query] or Message.of("no-index-yet") in hints
        journal.refresh()
        assert {query: found(journal, query)[0] for query in queries} == right


def test_a_segment_of_another_writer_means_a_new_index(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    root, cache = whole
    mine = tmp_path / "kept"
    shutil.copytree(cache, mine)
    with Journal.open(root, cache=cache) as journal:
        right = {query: found(journal, query)[0] for query in QUERIES}
    (folder,) = mine.iterdir()
    writer = SegmentWriter(whoosh.index.open_dir(folder), codec=W3Codec())
    writer.add_document(number=99, path=b"foreign.md", body={"loss": 1})
    writer.commit(merge=False)
    with Journal.open(root, cache=mine) as journal:
        journal.refresh()
        assert journal.ready
        assert {query: found(journal, query)[0] for query in QUERIES} == right


def test_whoosh_opens_the_index_by_itself(whole: tuple[Path, Path]) -> None:
    from whoosh.query import And, Or, Prefix, Term

    root, cache = whole
    (folder,) = cache.iterdir()
    with Journal.open(root, cache=cache) as journal:
        ours = {
            "loss 데이터 ": set(found(journal, "loss 데이터 ")[0]),
            "w1": set(found(journal, "w1")[0]),
        }
    with whoosh.index.open_dir(folder).searcher() as searcher:
        paths = searcher.reader().column_reader("path")
        for query, asked in (
            (
                "loss 데이터 ",
                And([Term("body", "loss"), Term("body", "데이"), Term("body", "이터")]),
            ),
            ("w1", Or([Prefix("body", "w1")])),
        ):
            hits = searcher.search(asked, limit=None)
            assert {paths[hit.docnum].decode() for hit in hits} == ours[query]


@pytest.mark.parametrize("lost", ["toc", "ilgi"])
@pytest.mark.parametrize(
    "query", ["-loss", "/w1+/", "has:code", "tag:even", "date:2021-01", "is:draft OR -tag:odd"]
)
def test_without_an_index_every_query_says_that_the_answer_may_be_another(
    whole: tuple[Path, Path], tmp_path: Path, lost: str, query: str
) -> None:
    root, cache = whole
    mine = tmp_path / "kept"
    shutil.copytree(cache, mine)
    for path in mine.glob(f"*/*.{lost}"):
        flipped(path)
    with Journal.open(root, cache=mine) as journal:
        assert Message.of("no-index-yet") in found(journal, query)[1]
        assert Message.of("no-index-yet") not in found(journal, "")[1]
    with Journal.open(root, cache=cache) as journal:
        assert Message.of("no-index-yet") not in found(journal, query)[1]


def test_what_a_writer_left_that_was_killed_is_removed_by_the_next(tmp_path: Path) -> None:
    root, cache = tmp_path / "log", tmp_path / "kept"
    root.mkdir()
    write(root, 1, "loss")
    with Journal.open(root, cache=cache) as journal:
        journal.refresh()
        (folder,) = cache.iterdir()
        left = {"_MAIN_2.toc.1638.25", "catalog-a1b2.tmp", "MAIN_0123456789abcdef.terms"}
        for name in left:
            (folder / name).write_bytes(b"cut off")
        for name in ("part-0", "merge-a1b2"):
            (folder / name).mkdir()
            (folder / name / "MAIN_0123456789abcdef.terms").write_bytes(b"cut off")
        write(root, 2, "loss")
        journal.refresh()
    names = {path.name for path in folder.iterdir()}
    assert not names & (left | {"part-0", "merge-a1b2"})
    with Journal.open(root, cache=cache) as journal:
        assert len(journal.search("loss ").hits) == 2
