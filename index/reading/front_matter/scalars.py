"""The scalars of front matter: what they mean, and how their author wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from index.reading.decode import clean_line

ScalarKind = Literal["bool", "int", "float", "timestamp"]
_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})
_MOST_VISITED = 10_000
_LONGEST_TEXT = 10_000
_FEW = 100
_FEW_WITHIN, _SHALLOW = 20, 4
"""Up to so many values on each of so many levels are rendered at once."""
_SHORT = 80


@dataclass(frozen=True, slots=True)
class Scalar:
    """A plain scalar that is no string to YAML 1.1, as its source has it: ``3.10``, ``no``."""

    source: str
    kind: ScalarKind


Values = Mapping[str, Any]
"""Front matter: values are ``str``, ``Scalar``, ``None``, lists of these, and mappings."""


def as_boolean(value: object) -> bool | None:
    """True or False where ``value`` is a boolean of YAML 1.1, None for anything else."""
    if not isinstance(value, Scalar) or value.kind != "bool":
        return None
    word = value.source.lower()
    return True if word in _TRUE else False if word in _FALSE else None


def scalar_text(value: object) -> str | None:
    """The text of a string or another scalar as it was written, None for anything else."""
    if isinstance(value, str):
        return value
    return value.source if isinstance(value, Scalar) else None


def line_of(value: object) -> str:
    """Any value in one line: ``[a, b]`` for a list, ``{a: b}`` for a mapping, empty for null."""
    if value is None:
        return ""
    text = scalar_text(value)
    return clean_line(_render(value)) if text is None else short_line(text)


def number(value: object) -> int | None:
    """The whole number that ``value`` is, up to six digits, else None."""
    text = (scalar_text(value) or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None


def flatten(value: object) -> tuple[list[str], bool]:
    """All the texts of a nested list, in order, and whether that was all of them.

    Nulls, empty texts and mappings give nothing. Stops after 10,000 values, since aliases can
    make a list of nine short lines endless.
    """
    if value is None:
        return [], True
    if not isinstance(value, list):
        text = short_line(scalar_text(value) or "")
        return ([text] if text else []), True
    if len(value) < _FEW and not any(isinstance(one, list) for one in value):
        lines = [short_line(scalar_text(one) or "") for one in value]
        return [line for line in lines if line], True
    found: list[str] = []
    todo: list[Iterator[object]] = [iter((value,))]
    for _ in range(_MOST_VISITED):
        try:
            one = next(todo[-1])
        except StopIteration:
            todo.pop()
            if not todo:
                return found, True
            continue
        if isinstance(one, list):
            todo.append(iter(one))
        elif text := clean_line(scalar_text(one) or ""):
            found.append(text)
    return found, False


@lru_cache(maxsize=4_096)
def _known_line(text: str) -> str:
    return clean_line(text)


def short_line(text: str) -> str:
    """A text in one line, as ``clean_line`` gives it; quick where a short one is asked for again.

    The texts of front matter are: a title is asked for as such and as a property, and a journal has
    the same tags in many of its posts.
    """
    return _known_line(text) if len(text) < _SHORT else clean_line(text)


def _render(value: object) -> str:
    """A list or mapping as YAML's flow style has it, as far as a line of it could be wanted."""
    shallow = _rendered(value, _SHALLOW)
    if shallow is not None:
        return shallow
    parts: list[str] = []
    todo: list[object] = [_Sign(""), value]
    length = 0
    while todo and length < _LONGEST_TEXT and len(parts) < _MOST_VISITED:
        one = todo.pop()
        text = one.text if isinstance(one, _Sign) else scalar_text(one)
        if text is not None:
            parts.append(text)
            length += len(text)
        elif isinstance(one, list):
            todo.append(_Sign("]"))
            for index in range(min(len(one), _MOST_VISITED) - 1, -1, -1):
                todo += [one[index], _Sign(", " if index else "[")]
            if not one:
                todo.append(_Sign("["))
        elif isinstance(one, Mapping):
            pairs = list(one.items())[:_MOST_VISITED]
            todo.append(_Sign("}"))
            for index in range(len(pairs) - 1, -1, -1):
                key, item = pairs[index]
                todo += [] if item is None else [item, _Sign(": ")]
                todo += [key, _Sign(", " if index else "{")]
            if not pairs:
                todo.append(_Sign("{"))
    return "".join(parts)


def _rendered(value: object, levels: int) -> str | None:
    """A value of a few short texts within a few levels, as most are; None for any other."""
    if isinstance(value, str):
        return value
    if isinstance(value, Scalar):
        return value.source
    if not levels or not isinstance(value, list | Mapping) or len(value) > _FEW_WITHIN:
        return "" if value is None else None
    parts: list[str] = []
    length = 0
    if isinstance(value, list):
        for one in value:
            text = _rendered(one, levels - 1)
            if text is None:
                return None
            length += len(text)
            parts.append(text)
        return f"[{', '.join(parts)}]" if length < _LONGEST_TEXT // 2 else None
    for key, item in value.items():
        name, text = scalar_text(key), _rendered(item, levels - 1)
        if name is None or text is None:
            return None
        length += len(name) + len(text)
        parts.append(name if item is None else f"{name}: {text}")
    return f"{{{', '.join(parts)}}}" if length < _LONGEST_TEXT // 2 else None


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign between two values that are rendered."""

    text: str
