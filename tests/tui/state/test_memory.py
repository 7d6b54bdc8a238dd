from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.state import searches
from tui.state.memory import LIMITS, StateStore
from tui.state.record_file import RecordFile
from tui.state.records import Record


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "log.jsonl"


def _memory(path: Path) -> StateStore:
    memory = StateStore(RecordFile(path, "log"))
    memory.load()
    return memory


def test_what_is_put_is_known_at_once_and_kept_for_another_day(path: Path) -> None:
    memory = _memory(path)
    memory.put("position", "a.md", {"line": 3})
    memory.put("position", "b.md", {"line": 4})
    memory.drop("position", "b.md")
    found = memory.get("position", "a.md")
    assert found is not None
    assert found.values == {"line": 3}
    assert not path.exists()
    memory.keep()
    assert [record.key for record in _memory(path).of_kind("position")] == ["a.md"]


def test_what_another_ilgi_keeps_comes_in_with_the_next_change(path: Path) -> None:
    one, other = _memory(path), _memory(path)
    one.put("note", "one")
    one.keep()
    other.put("note", "other")
    other.keep()
    assert [record.key for record in other.of_kind("note")] == ["one", "other"]


def test_what_cannot_be_written_is_held_and_kept_later(path: Path) -> None:
    path.parent.write_text("in the way")
    memory = StateStore(RecordFile(path, "log"))
    memory.put("note", "a")
    with pytest.raises(OSError, match="state"):
        memory.keep()
    assert memory.get("note", "a")
    path.parent.unlink()
    memory.put("note", "b")
    memory.keep()
    assert [record.key for record in _memory(path).of_kind("note")] == ["a", "b"]


def test_a_record_from_a_clock_that_was_ahead_can_be_changed(path: Path) -> None:
    ahead = Record("note", "a", {"n": 1}, datetime(2099, 1, 1, tzinfo=UTC))
    RecordFile(path, "log").change([ahead], {})
    memory = _memory(path)
    memory.put("note", "a", {"n": 2})
    found = memory.get("note", "a")
    assert found is not None
    assert found.values == {"n": 2}
    memory.drop("note", "a")
    memory.keep()
    assert _memory(path).get("note", "a") is None


def test_lines_that_cannot_be_read_are_counted(path: Path) -> None:
    memory = _memory(path)
    memory.put("note", "a")
    memory.keep()
    with path.open("ab") as file:
        file.write(b"{half\nhalf}\n")
    assert StateStore(RecordFile(path, "log")).load() == 2


def test_earlier_searches_are_newest_first_each_once_and_bounded(path: Path) -> None:
    memory = _memory(path)
    for query in ("loss", "  ", "경사  하강법 ", "loss", "tag:PyTorch"):
        searches.remember(memory, query)
    assert searches.earlier(memory) == ["tag:PyTorch", "loss", "경사 하강법"]
    for number in range(LIMITS["search"] + 10):
        searches.remember(memory, f"word{number}")
    memory.keep()
    kept = searches.earlier(_memory(path))
    assert len(kept) == LIMITS["search"]
    assert kept[0] == f"word{LIMITS['search'] + 9}"


def _from_the_future(path: Path, values: str = '{"line": 1}') -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    when = "2135-01-01T00:00:00.000+00:00"
    line = f'{{"kind": "note", "key": "a.md", "values": {values}, "when": "{when}"}}'
    path.write_text(f"{line}\n", "utf-8")


def test_a_record_from_the_future_is_replaced_with_the_time_of_now(path: Path) -> None:
    _from_the_future(path)
    _memory(path).put("note", "a.md", {"line": 2})
    memory = _memory(path)
    memory.put("note", "a.md", {"line": 3})
    memory.keep()
    found = _memory(path).get("note", "a.md")
    assert found is not None
    assert found.values == {"line": 3}
    assert found.when <= datetime.now(UTC)


@pytest.mark.parametrize("known", [True, False])
def test_a_record_from_the_future_gives_way_to_an_ilgi_that_did_not_know_it(
    path: Path, known: bool
) -> None:
    memory, dropping = _memory(path), _memory(path)
    _from_the_future(path)
    if known:
        dropping.load()
    memory.put("note", "a.md", {"line": 3})
    memory.keep()
    assert [record.values for record in _memory(path).of_kind("note")] == [{"line": 3}]
    _from_the_future(path)
    dropping.drop("note", "a.md")
    dropping.keep()
    assert not _memory(path).of_kind("note")


def test_what_the_future_has_is_shown_as_of_now(path: Path) -> None:
    _from_the_future(path)
    (record,) = _memory(path).of_kind("note")
    assert record.at <= datetime.now(UTC)
