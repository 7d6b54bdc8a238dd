"""Front matter: what it says, and what can be saved of it when it is broken."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass, field
from typing import Any

from index.lazy_pattern import lazy_pattern
from index.messages import Message, reported
from index.reading.decode import clean

from . import yaml_fast_path, yaml_loader
from .fences import Parts, SyntaxProblem, split
from .scalars import Scalar, Values
from .yaml_loader import YamlError

_KEY = lazy_pattern(r"([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*)")
_ANY_KEY = lazy_pattern(r"""^[ \t]*["']?[^\s"'#:][^\n:]{0,200}[:=](?:[ \t]|$)""", re.MULTILINE)
_SAVED = frozenset({"title", "date", "tag", "tags", "category", "categories"})
_ITEM = lazy_pattern(r"[ \t]*-[ \t]+(.+)")
_MOST_LINES = 500
_QUOTES = "\"'"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a file says of itself, and where its body begins.

    ``source`` is what stands between its fences, from line ``first_line`` of the file on.
    ``present`` is false where there is no front matter; then the whole text is body. ``broken``
    says that ``values`` are only those that could be recovered. ``body_line`` is the line of the
    file that the body begins on, from 1.
    """

    values: Values = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    present: bool = False
    broken: bool = False
    faults: tuple[SyntaxProblem, ...] = ()
    source: str = ""
    first_line: int = 1

    def line_of(self, key: str) -> int | None:
        """The line of the file that a key stands on, the last one if it is repeated."""
        pattern = re.compile(rf"""^[ \t]*["']?{re.escape(key)}["']?[ \t]*[:=]""", re.MULTILINE)
        starts = [match.start() for match in pattern.finditer(self.source)]
        return self.first_line + self.source.count("\n", 0, starts[-1]) if starts else None


def read_front_matter(text: str, *, mapping_only: bool = True) -> FrontMatter:
    """Take the front matter off a decoded file. Never raises.

    With ``mapping_only`` what is no mapping is an error. Without it, that is text between two
    rules, as in CommonMark.

    YAML stands between a first line ``---`` and the next ``---`` or ``...``, as in Jekyll; TOML
    between ``+++``; JSON from ``{`` to its ``}``, as in Hugo.
    """
    if text[:1] not in {"-", "+", "{"}:
        return FrontMatter(body=text)
    found = split(text)
    if not isinstance(found, Parts):
        return FrontMatter(body=text, faults=found)
    try:
        loaded = _load(found)
    except YamlError as error:
        if not mapping_only and _ANY_KEY.search(found.source) is None:
            return FrontMatter(body=text)
        return _recovered(found, error)
    if loaded.value is None:
        values: Values = {}
    elif isinstance(loaded.value, dict):
        values = loaded.value
    elif not mapping_only:
        return FrontMatter(body=text)
    else:
        return _recovered(found, YamlError(Message.of("no-mapping"), 0, 0))
    faults = tuple(
        SyntaxProblem(Message.of("key-repeated", key=_short(key)), found.first_line + line)
        for key, line in loaded.repeated
    )
    return FrontMatter(
        values,
        found.body,
        found.body_line,
        present=True,
        faults=faults,
        source=found.source,
        first_line=found.first_line,
    )


def _load(parts: Parts) -> yaml_loader.Loaded:
    if parts.language == "yaml":
        return yaml_fast_path.load(parts.source)
    try:
        loaded = _toml(parts.source) if parts.language == "toml" else _json(parts.source)
    except RecursionError as error:
        raise YamlError(Message.of("values-nested-too-deeply")) from error
    return yaml_loader.Loaded(_plain(loaded, yaml_loader.DEEPEST))


def _json(source: str) -> object:
    try:
        loaded: object = json.loads(source, parse_float=_float, parse_int=_int)
    except json.JSONDecodeError as error:
        raise YamlError(reported(error.msg), error.lineno - 1, error.colno - 1) from error
    except ValueError as error:
        raise _toml_error(f"{error}") from error
    return loaded


def _toml(source: str) -> object:
    from index import toml  # which compiles large patterns: not where nothing is in TOML

    try:
        loaded: object = toml.loads(source, parse_float=_float)
    except toml.TooLargeError as error:
        raise YamlError(Message.of("too-many-tables"), error.line - 1, 0) from error
    except ValueError as error:
        raise _toml_error(f"{error}") from error
    return loaded


_AT = lazy_pattern(r"(.*) \(at line (\d+), column (\d+)\)\Z", re.DOTALL)


def _toml_error(message: str) -> YamlError:
    found = _AT.match(message)
    if message.startswith("Exceeds the limit"):  # Python's advice is for programmers
        return YamlError(Message.of("number-too-long"))
    if found is None:
        return YamlError(reported(message))
    return YamlError(reported(found[1]), int(found[2]) - 1, int(found[3]) - 1)


def _float(source: str) -> Scalar:
    return Scalar(source, "float")


def _int(source: str) -> Scalar:
    return Scalar(source, "int")


def _plain(value: object, depth: int) -> Any:
    """The values of TOML and JSON as those of YAML are."""
    if value is None or isinstance(value, Scalar):
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", "bool")
    if isinstance(value, int):
        return Scalar(f"{value}" if abs(value) < 1 << 64 else hex(value), "int")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if depth == 0:
        raise YamlError(Message.of("values-nested-deeper-than", most=yaml_loader.DEEPEST))
    if isinstance(value, list):
        return [_plain(item, depth - 1) for item in value]
    assert isinstance(value, dict)
    return {clean(key): _plain(item, depth - 1) for key, item in value.items()}


def _recovered(parts: Parts, error: YamlError) -> FrontMatter:
    line = None if error.line is None else parts.first_line + error.line
    column = None if error.column is None else error.column + 1
    message = Message.of("front-matter-broken", reason=error.message.with_texts(_short))
    return FrontMatter(
        recover(parts.source) if parts.language == "yaml" else _recover_pairs(parts.source),
        parts.body,
        parts.body_line,
        present=True,
        broken=True,
        faults=(SyntaxProblem(message, line, column),),
        source=parts.source,
        first_line=parts.first_line,
    )


def recover(source: str) -> Values:
    """What can be saved of broken YAML: each key by itself, or else as its line has it.

    A key that is no YAML even by itself is saved only if it is a title, a date, tags or
    categories.
    """
    values: dict[str, Any] = {}
    chunks: list[list[str]] = []
    for line in source.split("\n", _MOST_LINES)[:_MOST_LINES]:
        if _KEY.match(line):
            chunks.append([line])
        elif chunks and (line[:1] in " \t-" and line.strip()):
            chunks[-1].append(line)
    for chunk in chunks:
        try:
            loaded = yaml_loader.load("\n".join(chunk)).value
        except YamlError:
            loaded = None
        if isinstance(loaded, dict):
            values.update(loaded)
            continue
        key, value = _raw(chunk)
        if key in _SAVED:
            values[key] = value
    return values


_PAIR = lazy_pattern(r"""(?m)^[ \t]*["']?([A-Za-z_][\w-]*)["']?[ \t]*[=:](.+)$""")


def _recover_pairs(source: str) -> Values:
    """What can be saved of broken TOML or JSON, whose pairs stand on a line each."""
    lines = "\n".join(source.split("\n", _MOST_LINES)[:_MOST_LINES])
    found = (
        _raw([f"{pair[1]}: {pair[2].strip().removesuffix(',')}"]) for pair in _PAIR.finditer(lines)
    )
    return {key: value for key, value in found if key in _SAVED}


def _raw(chunk: list[str]) -> tuple[str, str | list[str]]:
    """The key and the value of some lines that are no YAML."""
    found = _KEY.match(chunk[0])
    assert found is not None
    key, value = found[1], _unquoted(found[2].strip())
    if key in {"title", "date"}:
        return key, value
    items = [item[1] for line in chunk[1:] if (item := _ITEM.match(line))]
    if value.startswith("["):
        items += value.strip("[]").split(",")
    elif value:
        return key, value
    return key, [_unquoted(item.strip()) for item in items]


def _unquoted(value: str) -> str:
    quote = value[:1]
    if not quote or quote not in _QUOTES or quote in value[1:-1]:
        return value
    return value.strip(quote)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:119]}…"
