"""TOML that would take far more memory than its text is refused, and nothing else is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest

from index import toml

DEEP = ".".join("a" * 65)


@pytest.mark.parametrize(
    "source",
    [
        f"{DEEP} = 1",
        f"b = 1\n[{DEEP}]",
        f"b = 1\n[[{DEEP}]]",
        f"b = {{ {DEEP} = 1 }}",
        " . ".join(["'a b'"] * 65) + " = 1",
        " . ".join(['"a \\" b"'] * 65) + " = 1",
        f'b = [\n  """x"""", {{ c = """ " """, {DEEP} = 1 }},\n]',
        "\n".join(f"[a{number}]" for number in range(40_001)),
        "\n".join(f"b{number}.{'.'.join('a' * 50)} = 1" for number in range(1_000)),
    ],
    ids=["key", "table", "array", "braces", "texts", "strings", "after strings", "many", "dots"],
)
def test_too_many_parts_are_refused_before_they_are_read(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tomllib, "loads", lambda *_, **__: pytest.fail("it was read"))
    with pytest.raises(toml.TooLargeError) as raised:
        toml.loads(source)
    assert 1 <= raised.value.line <= source.count("\n") + 1


def _documents() -> Iterator[str]:
    yield ".".join("a" * 64) + " = 1"
    yield "a = '" + "b." * 5_000 + "'"
    yield 'a = """\n' + "b." * 5_000 + '=1\n"""'
    yield "# " + "b." * 5_000 + "=1"
    yield "a = [" + "1.5, " * 50_000 + "]"
    yield "\n".join(f"a{number} = {number}" for number in range(50_000))
    yield "\n".join(f"[a{number}]\nb.c = 1" for number in range(5_000))


@pytest.mark.parametrize("source", _documents(), ids=lambda source: source[:8])
def test_all_else_is_read_as_python_reads_it(source: str) -> None:
    assert toml.loads(source) == tomllib.loads(source)


@pytest.mark.parametrize("number", ["1" * 200_000, "1_" * 100_000 + "1", "0." + "1" * 200_000])
def test_a_number_without_end_is_refused_before_it_is_read(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tomllib, "loads", lambda *_, **__: pytest.fail("it was read"))
    with pytest.raises(ValueError, match="digits"):
        toml.loads(f"a = {number}")
