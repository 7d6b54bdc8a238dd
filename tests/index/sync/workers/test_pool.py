"""Posts analysed by child processes: the same as here, whatever becomes of the children."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.errors import Cancelled
from index.journal import Journal
from index.post import Post
from index.reading.files.site import Site
from index.reading.files.walk import SourceFile, walk
from index.store.catalog import Entry
from index.store.segment.segment_files import SegmentFiles
from index.store.segment.written import WrittenSegment
from index.store.whoosh_codec.open_segments import OpenSegment
from index.store.whoosh_codec.toc import StoredSegment
from index.sync.workers import pool
from index.sync.workers.protocol import Part, Task, decode, decode_task, encode, encode_task
from index.sync.workers.segment_worker import build

MANY = 650
PLENTY = 60.0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "log" / "_posts"
    folder.mkdir(parents=True)
    for i in range(MANY):
        day = f"{2001 + i // 28}-02-{i % 28 + 1:02}"
        text = f"---\ntitle: 글 {i}\ntags: [n{i % 7}]\n---\n# 머리\n데이터 word{i} [다음](#머리)\n"
        (folder / f"{day}-name-{i}.md").write_text(text, encoding="utf-8")
    return folder.parent


def gone(process: int) -> bool:
    """Whether a process has ended, waited for as long as a slow machine may take."""
    until = time.monotonic() + PLENTY
    while time.monotonic() < until:
        state = Path(f"/proc/{process}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False


def children_of(process: int) -> list[int]:
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except FileNotFoundError:
        return []
    return [int(child) for child in found]


def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of all children, as they are started."""
    seen: list[int] = []
    start = pool._start

    def noted(site: Site) -> subprocess.Popen[bytes] | None:
        child = start(site)
        assert child is not None
        seen.append(child.pid)
        return child

    monkeypatch.setattr(pool, "_start", noted)
    monkeypatch.setattr(pool, "_children", lambda: 2)
    return seen


def all_posts(root: Path) -> tuple[Site, list[SourceFile]]:
    site = Site.load(root)
    return site, sorted((f for f in walk(site) if isinstance(f, SourceFile)), key=lambda f: f.path)


def tasks_of(files: list[SourceFile], folder: Path) -> list[Task]:
    """Two tasks of half the files each, in folders of their own."""
    half = len(files) // 2
    made = []
    for place, part in enumerate((files[:half], files[half:])):
        folder.joinpath(f"part-{place}").mkdir(parents=True)
        made.append(Task(str(folder / f"part-{place}"), 1 + place * half, part))
    return made


def entries(parts: list[tuple[int, Part]]) -> dict[str, Entry]:
    return {e.post.path: e for _, part in parts if isinstance(part, list) for e in part}


def alone(tasks: list[Task], site: Site) -> list[tuple[int, Part]]:
    """What this process makes of tasks."""
    return [(place, part) for place, task in enumerate(tasks) for part in build(task, site)]


def terms(parts: list[tuple[int, Part]], task: int) -> list[tuple[str, list[int], list[int]]]:
    """Every term of the body of what was built for a task, with its documents and times."""
    written = next(p for place, p in parts if place == task and isinstance(p, WrittenSegment))
    stored = StoredSegment(written.identifier, written.documents)
    opened = OpenSegment(Path(written.folder), stored, SegmentFiles().open)
    reader = opened.terms
    terms = reader.dictionary.field("body").between("", chr(0x10FFFF))
    found = [(term, reader.postings("body", term)) for term in terms]
    opened.close()
    return [(term, list(posts), list(times)) for term, (posts, times) in found]


def test_children_give_what_this_process_would(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    children = started(monkeypatch)
    site, files = all_posts(root)
    parts = list(pool.built(tasks_of(files, tmp_path / "theirs"), site, lambda: None))
    own = alone(tasks_of(files, tmp_path / "own"), site)
    assert len(children) == 2
    assert entries(parts) == entries(own)
    assert len(entries(parts)) == MANY
    for task in (0, 1):
        assert terms(parts, task) == terms(own, task)
    assert all(map(gone, children))


def test_what_is_sent_arrives_as_it_was(root: Path, tmp_path: Path) -> None:
    site, files = all_posts(root)
    task = tasks_of(files, tmp_path)[0]
    assert decode_task(encode_task(task)) == task
    for part in build(task, site):
        assert decode(encode(part)) == part


@pytest.mark.parametrize("dying", [1, 2])
def test_what_a_dead_child_leaves_is_done_here(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dying: int
) -> None:
    children = started(monkeypatch)
    site, files = all_posts(root)
    parts = pool.built(tasks_of(files, tmp_path / "theirs"), site, lambda: None)
    first = next(parts)
    for child in children[:dying]:
        os.kill(child, signal.SIGKILL)
    found = [first, *parts]
    own = alone(tasks_of(files, tmp_path / "own"), site)
    assert entries(found) == entries(own)
    assert [terms(found, task) for task in (0, 1)] == [terms(own, task) for task in (0, 1)]


def test_what_a_dead_child_leaves_is_in_nobodys_way(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_children", lambda: 0)
    site, files = all_posts(root)
    tasks = tasks_of(files[:10], tmp_path)
    for task in tasks:
        left = Path(task.folder, "MAIN.tmp")
        left.mkdir()
        left.joinpath("left.trm").write_bytes(b"half")
        Path(task.folder, "left.places").write_bytes(b"half")
    written = [p for _, p in pool.built(tasks, site, lambda: None) if isinstance(p, WrittenSegment)]
    assert [path.name for each in written for path in Path(each.folder).glob("**/left*")] == []
    assert len(written) == 2


def test_children_that_cannot_be_started_are_done_without(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_children", lambda: 2)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Journal.open(root, cache=tmp_path / "kept") as journal:
        assert journal.refresh().posts == MANY


def test_a_cancelled_build_ends_its_children_and_goes_on_later(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    children = started(monkeypatch)
    with Journal.open(root, cache=tmp_path / "kept") as journal:
        with pytest.raises(Cancelled):
            journal.refresh(cancelled=lambda: bool(children))
        assert all(map(gone, children))
        assert journal.refresh().posts == MANY
        assert [hit.post.title for hit in journal.search("word77 ").hits] == ["글 77"]
        assert journal.search("데이터 ").total == MANY


def test_titles_come_by_name_first_and_as_they_are_later(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.sync import refresh

    monkeypatch.setattr(refresh, "_FIRST_TELLING", 0.0)
    told: list[list[Post]] = []
    with Journal.open(root, cache=tmp_path / "kept") as journal:
        journal.refresh(titles=lambda posts: told.append(list(posts)))
        assert [len(posts) for posts in told] == [MANY] * len(told)
        newest, oldest = told[0][0], told[0][-1]
        assert (newest.title, newest.tags) == ("글 649", ("n5",))
        assert (oldest.title, oldest.day) == ("Name 0", "2001-02-01")
        assert told[-1][-1].title == "글 0"
        assert tuple(told[-1]) == journal.posts
        known = [sum(post.words > 0 for post in posts) for posts in told]
        assert known == sorted(known)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_a_killed_parent_leaves_no_child(root: Path, tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from time import sleep; from index.journal import Journal;"
        "from index.sync.workers import pool, segment_worker;"
        "pool._children = lambda: 2; segment_worker._CHUNK = 1;"
        "journal = Journal.open(sys.argv[1], cache=pathlib.Path(sys.argv[2]));"
        "hold = lambda p: p.phase == 'reading' and p.done and (print(flush=True), sleep(600));"
        "journal.refresh(progress=hold)"
    )
    command = [sys.executable, "-c", program, str(root), str(tmp_path / "kept")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline()
        children = children_of(parent.pid)
        parent.kill()
    assert children
    assert all(map(gone, children))
