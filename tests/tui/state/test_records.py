from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.state.records import Drop, Json, Record, Records

NOON = datetime(2021, 9, 10, 12, tzinfo=UTC)
LINE = b'{"kind": "search", "key": "loss", "values": {}, "when": "2021-09-10T12:00:00.000+00:00"}'

any_text = st.text(st.integers(0, 0x10FFFF).map(chr), max_size=8)
"""Half surrogate pairs too, as the names of files have them."""
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | any_text
values = st.dictionaries(any_text, scalars | st.lists(scalars, max_size=3), max_size=3)
moments = st.integers(0, 7_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
records = st.builds(Record, any_text, any_text, values, moments)


@given(records)
def test_a_record_is_read_as_it_was_written(record: Record) -> None:
    written = Records().changed([record], {}).text()
    assert written.count(b"\n") == 1
    assert list(Records.of(written).by_name.values()) == [record]


@given(st.lists(records, max_size=6), st.lists(st.binary(max_size=30), max_size=6), st.randoms())
def test_no_line_costs_another_and_none_is_lost(
    written: list[Record], junk: list[bytes], random: Random
) -> None:
    kept = Records().changed(written, {})
    bad = [line.replace(b"\n", b"") for line in junk]
    bad = [line for line in bad if line.strip() and not Records.of(line).by_name]
    lines = [*kept.text().split(b"\n")[:-1], *bad]
    random.shuffle(lines)
    found = Records.of(b"\n".join(lines))
    assert found.by_name == kept.by_name
    assert sorted(found.unread) == sorted(bad)
    assert Records.of(found.text()) == found


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[" * 100_000,
        b"\xff\xfe\x00",
        b'{"kind": "search", "key": "loss"',
        b'{"kind": "search", "key": 3, "values": {}, "when": "2021-09-10T12:00:00+00:00"}',
        b'{"kind": "search", "key": "loss", "values": {}, "when": "yesterday"}',
        b'{"kind": "search", "key": "loss", "values": {}, "when": "0001-01-01T00:00:00+14:00"}',
        b"1" * 10_000,
    ],
)
def test_a_bad_line_stays_as_it_is(line: bytes) -> None:
    found = Records.of(LINE + b"\n" + line + b"\n")
    assert [record.key for record in found.by_name.values()] == ["loss"]
    assert found.unread == ((line,) if line else ())
    assert line in found.text()


def test_what_a_newer_version_wrote_is_left_as_it_is() -> None:
    line = (
        b'{"v": 9, "kind": "hologram", "key": "x", "values": {"a": [1]}, "when": '
        b'"2031-01-01T00:00:00+09:00", "more": true}'
    )
    added = Record("search", "loss", {}, NOON)
    assert line in Records.of(line).changed([added], {}).text()


def test_the_record_written_last_stands_for_its_name() -> None:
    later = Record("position", "a.md", {"line": 2}, NOON + timedelta(seconds=1))
    earlier = Record("position", "a.md", {"line": 1}, NOON)
    for order in ([earlier, later], [later, earlier]):
        assert list(Records().changed(order, {}).by_name.values()) == [later]


def test_what_was_written_after_it_was_forgotten_stays() -> None:
    record = Record("bookmark", "a.md", {}, NOON)
    kept = Records().changed([record], {})
    assert not kept.changed([Drop("bookmark", "a.md", NOON)], {}).by_name
    assert kept.changed([Drop("bookmark", "a.md", NOON - timedelta(seconds=1))], {}).by_name


def test_of_a_kind_with_a_limit_the_newest_stay() -> None:
    values: dict[str, Json] = {}
    many = [Record("search", f"{number}", values, NOON) for number in range(9)]
    others = [Record("note", f"{number}", values, NOON) for number in range(9)]
    kept = Records().changed([*many, many[0], *others], {"search": 3})
    assert [record.key for record in kept.of_kind("search")] == ["7", "8", "0"]
    assert len(kept.of_kind("note")) == 9


@pytest.mark.parametrize(
    ("zone", "when"),
    [("Asia/Seoul", "9999-12-31T23:00:00+00:00"), ("America/Lima", "0001-01-01T01:00:00+00:00")],
)
def test_a_line_of_a_time_that_is_none_here_is_no_record(
    zone: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        records = Records.of(LINE.replace(b"2021-09-10T12:00:00.000+00:00", when.encode()))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert len(records.unread) == 1
