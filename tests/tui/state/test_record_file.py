from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from tui.state.location import file_for
from tui.state.record_file import RecordFile
from tui.state.records import Record, now

_WRITER = """
import sys
from pathlib import Path
from tui.state.record_file import RecordFile
from tui.state.records import Record, now

file = RecordFile(Path(sys.argv[1]), "log")
for number in range(int(sys.argv[3])):
    file.change([Record("note", f"{sys.argv[2]}-{number}", {"n": number}, now())], {}, 60.0)
    print(number, flush=True)
"""

_KILLER = """
import os, random, signal, sys, time
from pathlib import Path
from index.post import Document, Outline, Post
from tui.state import notes
from tui.state.memory import StateStore
from tui.state.record_file import RecordFile
from tui.state.records import Record, now

file = RecordFile(Path(sys.argv[1]), "log")
post = Post("a.md", "t", "a", None, None, (), (), "/a/", "", "", 0, 1, (), ())
document = Document(post, Outline(), "text", "text", 1, "text", "")
for turn in range(int(sys.argv[2])):
    told, tell = os.pipe()
    writer = os.fork()
    if writer == 0:
        memory, before = StateStore(file), ()
        for number in range(10_000):
            memory.put("mark", f"{turn}-{number}")
            note = notes.write(memory, document, 1, f"{turn}-{number}", before)
            before = (note.key,)
            memory.keep()
            os.write(tell, f"{turn}-{number} ".encode())
    os.close(tell)
    written = os.read(told, 100)
    time.sleep(random.uniform(0, 0.005))
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    while more := os.read(told, 10_000):
        written += more
    os.close(told)
    print(written.decode())
"""


@pytest.fixture
def file(tmp_path: Path) -> RecordFile:
    return RecordFile(tmp_path / "state" / "log.jsonl", "/home/haeun/log")


def _note(key: str) -> Record:
    return Record("note", key, {}, now())


def _notes(file: RecordFile) -> list[str]:
    return [record.key for record in file.read().of_kind("note")]


def _start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", _WRITER, f"{path}", name, f"{count}"]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=paths)


def test_a_file_is_for_its_user_alone_and_reads_as_text(file: RecordFile) -> None:
    file.change([_note("손실 함수")], {})
    file.change([_note("b")], {})
    for path in (file.path, file.backup):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700
    heading, first, second = file.path.read_text("utf-8").splitlines()
    assert "/home/haeun/log" in heading
    assert "손실 함수" in first
    assert '"b"' in second


def test_the_file_before_the_last_change_is_kept(file: RecordFile) -> None:
    file.change([_note("a")], {})
    before = file.path.read_bytes()
    file.change([_note("b")], {})
    assert file.backup.read_bytes() == before


@pytest.mark.parametrize("spoilt", [b"", b"\0" * 4096, b'{"kind": "no'])
def test_a_spoilt_file_costs_no_more_than_the_last_change(file: RecordFile, spoilt: bytes) -> None:
    file.change([_note("a")], {})
    file.change([_note("b")], {})
    file.path.write_bytes(spoilt)
    assert _notes(file) == ["a"]
    file.change([_note("c")], {})
    assert _notes(file) == ["a", "c"]
    assert spoilt in file.path.read_bytes()


def test_a_full_disk_leaves_what_was_kept(
    file: RecordFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.change([_note("a")], {})

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            file.change([_note("b")], {})
    assert _notes(file) == ["a"]
    file.change([_note("c")], {})
    assert _notes(file) == ["a", "c"]


@pytest.mark.parametrize("ending", ["", ".bak", ".new"])
def test_a_pipe_in_place_of_a_file_is_not_waited_for(file: RecordFile, ending: str) -> None:
    file.change([_note("a")], {})
    file.path.write_bytes(b"")
    pipe = file.path.with_name(file.path.name + ending)
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    told: list[str] = []

    def change() -> None:
        try:
            file.change([_note("b")], {})
        except OSError as error:
            told.append(f"{error.strerror}: {error.filename}")
        else:
            told.append("")

    changing = Thread(target=change, daemon=True)
    changing.start()
    changing.join(20)
    assert told == ["" if ending == ".new" else f"not a regular file: {pipe}"]


def test_a_file_that_is_far_too_large_is_left_as_it_is(
    file: RecordFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.change([_note("a")], {})
    monkeypatch.setattr("tui.state.record_file._MOST_BYTES", file.path.stat().st_size - 1)
    before = file.path.read_bytes()
    with pytest.raises(OSError, match="File too large"):
        file.change([_note("b")], {})
    assert file.path.read_bytes() == before


def test_a_file_of_a_newer_ilgi_is_read_and_left_as_it_is(file: RecordFile) -> None:
    file.change([_note("a")], {})
    newer = file.path.read_bytes().replace(b'"format": 1', b'"format": 2')
    file.path.write_bytes(newer)
    assert _notes(file) == ["a"]
    with pytest.raises(OSError, match="newer ilgi"):
        file.change([_note("b")], {})
    assert file.path.read_bytes() == newer
    assert sorted(path.suffix for path in file.path.parent.iterdir()) == [".jsonl", ".lock"]


def test_two_processes_lose_and_double_nothing(file: RecordFile) -> None:
    writers = [_start(file.path, name, 40) for name in ("one", "two")]
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    written = {f"{name}-{number}" for name in ("one", "two") for number in range(40)}
    assert sorted(_notes(file)) == sorted(written)
    assert len(file.path.read_text("utf-8").splitlines()) == 81


def test_killed_at_200_moments_nothing_told_as_written_is_lost_or_doubled(
    file: RecordFile,
) -> None:
    words = [sys.executable, "-c", _KILLER, f"{file.path}", "200"]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(words, capture_output=True, text=True, env=paths, check=True)
    told = set(ran.stdout.split())
    marks = [record.key for record in file.read().of_kind("mark")]
    assert len(told) >= 200
    assert told <= set(marks)
    changed = [f"{record.values['note']}" for record in file.read().of_kind("note")]
    turns = dict(text.split("-") for text in changed)
    assert len(changed) == len(turns) == 200
    for text in told:
        turn, number = text.split("-")
        assert int(turns[turn]) >= int(number)
    lines = file.path.read_text("utf-8").splitlines()
    assert len(lines) == len(set(lines)) == len(marks) + len(changed) + 1
    leftovers = {path.name for path in file.path.parent.iterdir()}
    assert leftovers <= {f"log.jsonl{end}" for end in ("", ".bak", ".lock", ".new", ".old")}


def test_each_journal_has_a_file_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ILGI_STATE_DIR", f"{tmp_path / 'state'}")
    (tmp_path / "a" / "log").mkdir(parents=True)
    (tmp_path / "b" / "log").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "a" / "log")
    first, second = file_for(tmp_path / "a" / "log"), file_for(tmp_path / "b" / "log")
    assert first != second
    assert first.parent == tmp_path / "state"
    assert first.name.startswith("log-")
    assert file_for(tmp_path / "link") == first
