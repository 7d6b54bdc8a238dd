from __future__ import annotations

from pathlib import Path

from tui.state.memory import StateStore
from tui.state.recent_journals import recent_journals, remember
from tui.state.record_file import RecordFile

LINE = (
    '{"kind": "opened", "key": "/home/ahn/log", "values": {"name": "log"}, '
    '"when": "2021-09-03T10:00:00.000+00:00"}\n'
)


def loaded(path: Path) -> StateStore:
    memory = StateStore(RecordFile(path, "every journal"))
    memory.load()
    return memory


def test_a_journal_opened_by_an_earlier_version_is_still_listed(tmp_path: Path) -> None:
    file = tmp_path / "settings.jsonl"
    file.write_text(LINE, "utf-8")
    assert [(found.root, found.name) for found in recent_journals(loaded(file))] == [
        ("/home/ahn/log", "log")
    ]


def test_only_the_fifty_journals_opened_last_are_kept(tmp_path: Path) -> None:
    memory = loaded(tmp_path / "settings.jsonl")
    for number in range(51):
        remember(memory, f"/journals/{number}", f"{number}")
    roots = {found.root for found in recent_journals(memory)}
    assert len(roots) == 50
    assert "/journals/0" not in roots
