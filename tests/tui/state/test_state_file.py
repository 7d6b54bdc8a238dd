from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

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
    file.change([Record("note", f"{sys.argv[2]}-{number}", {"n": number}, now())], {})
    print(number, flush=True)
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


def test_two_processes_lose_and_double_nothing(file: RecordFile) -> None:
    writers = [_start(file.path, name, 40) for name in ("one", "two")]
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    written = {f"{name}-{number}" for name in ("one", "two") for number in range(40)}
    assert sorted(_notes(file)) == sorted(written)
    assert len(file.path.read_text("utf-8").splitlines()) == 81


def test_killed_at_any_moment_nothing_told_as_written_is_lost(file: RecordFile) -> None:
    told: set[str] = set()
    for turn in range(24):
        writer = _start(file.path, f"{turn}", 10_000)
        assert writer.stdout is not None
        told.add(f"{turn}-{writer.stdout.readline().strip()}")
        time.sleep(random.uniform(0, 0.02))
        writer.send_signal(signal.SIGKILL)
        told.update(f"{turn}-{line.strip()}" for line in writer.stdout if line.endswith("\n"))
        writer.wait()
        writer.stdout.close()
        notes = _notes(file)
        assert told <= set(notes)
        assert len(notes) == len(set(notes))
        assert not file.read().unread
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
