from __future__ import annotations

import gc
import importlib
import pkgutil
import re
from typing import Any

import pytest

import index
import tui
from index.lazy_pattern import lazy_pattern


def test_it_finds_what_the_compiled_expression_finds() -> None:
    found = lazy_pattern(r"(?P<word>[a-z]+)-(\d)", re.IGNORECASE)
    compiled = re.compile(r"(?P<word>[a-z]+)-(\d)", re.IGNORECASE)
    text = "AB-1, cd-2"
    assert [match.groups() for match in found.finditer(text)] == [("AB", "1"), ("cd", "2")]
    assert found.sub("x", text) == compiled.sub("x", text) == "x, x"
    assert found.findall(text) == compiled.findall(text)
    assert found.match(text, 4) is None
    assert (found.groups, found.groupindex, found.flags, found.pattern) == (
        compiled.groups,
        compiled.groupindex,
        compiled.flags,
        compiled.pattern,
    )


def test_it_finds_bytes() -> None:
    assert lazy_pattern(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_it_is_compiled_once_and_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    original = re.compile

    def counted(source: str, flags: int) -> re.Pattern[str]:
        compiled.append(source)
        return original(source, flags)

    monkeypatch.setattr(re, "compile", counted)
    found = lazy_pattern("a+")
    assert found.pattern == "a+"
    assert compiled == []
    assert found.search("baa") is not None
    assert found.sub("c", "baa") == "bc"
    assert compiled == ["a+"]


def test_it_has_no_other_members() -> None:
    with pytest.raises(AttributeError):
        getattr(lazy_pattern("a"), "missing")  # noqa: B009  # a type checker would know it


def test_all_of_the_program_can_be_compiled() -> None:
    for package in (index, tui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    compiled = type(lazy_pattern("")).__base__
    assert compiled is not None
    patterns: list[Any] = [found for found in gc.get_objects() if isinstance(found, compiled)]
    assert len(patterns) > 300
    for pattern in patterns:
        pattern.search(pattern.pattern[:0])
