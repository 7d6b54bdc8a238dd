"""YAML read part by part: it gives what YAML gives, or what the whole of it fails with."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.reading.front_matter import yaml_fast_path, yaml_loader
from index.reading.front_matter.scalars import Scalar
from index.reading.front_matter.yaml_loader import YamlError

KEYS = ["title", "date", "tags", "y", "null", "a-b", "태그", "k" * 101, "<<", "? a", '"q"', "a b"]
SCALARS = [
    *("", "~", "no", "3.10", "1_000", "0o7", "12:30:45", "2021-09-10", "2021-09-10 10:00:00 +0900"),
    *("제목", "é", "e\u0301", "a b  c", "a: b", "a:b", "a:", "a #b", "a#b", "# c", "http://x.y/z"),
    *("'it''s'", "'a'", '"a"', '"a\\n"', '"a', "'a' b", '""', "[a, b]", "[a", "[]", "{a: b}", "@x"),
    *("- a", "-a", "|", ">-", "&x a", "*x", "!!str 1", "a\tb", "a ", "\ufeffx", "a\u2028b: c", "="),
    *("a\u2028...", "%x", "? x", ": x", "`x`", "a\x00", "\U0001f600", "y", "Off", ".inf", "0x1F"),
]
CONTINUED = [
    "  b",
    "  b: c",
    "- b",
    "- b: c",
    "  - [b, c]",
    "    - d",
    "\tb",
    "",
    "  # c",
    "-",
    "  'b",
]
OTHER = ["# comment", "---", "...", "%YAML 1.1", "- a", "b", "\u2028"]

lines = st.one_of(
    st.builds("{}:{}{}".format, st.sampled_from(KEYS), st.sampled_from(["", " ", "  ", "\t"]),
              st.sampled_from(SCALARS) | st.text(max_size=6)),
    st.sampled_from(CONTINUED),
    st.sampled_from(OTHER),
)  # fmt: skip


def outcome(load: Any, source: str) -> object:
    try:
        loaded = load(source)
    except YamlError as error:
        return error.message, error.line, error.column
    return repr(loaded)  # lists that stand within themselves are equal to nothing


@given(st.lists(lines, max_size=6).map("\n".join), st.sampled_from(["", "\n", "\n\n"]))
@example('title: "a\nb: c"', "\n")
@example("a: &x [*x]", "\n")
@example("a: &x b\nc: *x", "\n")
@example("a: b\n\n\nc: |+\n  d\n\ne: f", "\n")
@example("a: 1\na: 2", "\n")
@settings(deadline=None)
def test_parts_give_what_the_whole_gives(source: str, end: str) -> None:
    expected = outcome(yaml_loader.load, source + end)
    assert outcome(yaml_fast_path.load, source + end) == expected


def test_the_front_matter_of_most_posts_is_never_parsed_as_a_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = (
        'title: "하나: 둘"\ndate: 2021-09-10\ntoc: true\n\n'
        "defaults:\n  - values:\n      a: 1\ntags:\n- [x, y]\ncategories: a b\n"
    )
    whole = yaml_loader.load(source)
    parsed: list[str] = []
    load = yaml_loader.load
    yaml_fast_path._part.cache_clear()

    def noted(part: str) -> yaml_loader.Loaded:
        parsed.append(part)
        return load(part)

    monkeypatch.setattr(yaml_loader, "load", noted)
    assert yaml_fast_path.load(source) == whole
    assert yaml_fast_path.load(source) == whole
    assert parsed == ["defaults:\n  - values:\n      a: 1\n", "tags:\n- [x, y]\n"]
    assert whole.value["date"] == Scalar("2021-09-10", "timestamp")
    assert whole.value["defaults"] == [{"values": {"a": Scalar("1", "int")}}]
