"""YAML that keeps what its author wrote, and that no document can make large or slow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

import yaml
from frontmatter.default_handlers import YAMLHandler

from index.lazy_pattern import lazy_pattern
from index.messages import Message, reported
from index.reading.decode import clean

from .scalars import Scalar, ScalarKind, line_of

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]  # the same in Python

DEEPEST = 64
"""How deep lists and mappings may stand in each other."""

LARGEST = 1_000_000
"""How many characters of YAML are read."""

MOST_VALUES = 100_000
"""How many values a document may have, those in the mappings that it merges among them.

A value takes libyaml's nodes a thousand bytes or so, while its text may have two.
"""

_TAG = "tag:yaml.org,2002:"
_KINDS: dict[str, ScalarKind] = {
    f"{_TAG}bool": "bool",
    f"{_TAG}int": "int",
    f"{_TAG}float": "float",
    f"{_TAG}timestamp": "timestamp",
}
_NULL = f"{_TAG}null"
_MERGE = f"{_TAG}merge"
_TOO_MANY = Message.of("too-many-values", most=MOST_VALUES)
_TOO_DEEP = Message.of("collections-nested-deeper-than", most=DEEPEST)
_ADVICE = {
    "exceeded maximum nesting depth": _TOO_DEEP,  # what libyaml itself refuses
    "mapping values are not allowed in this context": Message.of("quote-colon"),
    "found character that cannot start any token": Message.of("quote-sign"),
    "found a tab character that violates indentation": Message.of("indent-with-blanks"),
    "did not find expected key": Message.of("quote-whole-value"),
    "did not find expected ',' or ']'": Message.of("close-bracket"),
    "did not find expected ',' or '}'": Message.of("close-brace"),
    "found unexpected end of stream": Message.of("close-quote"),
    "could not find expected ':'": Message.of("separate-key-and-value"),
}
_MAY_BE_DEEP = lazy_pattern(r"(?:[-?:][ \t]+){16}|\n {64}")
_OPENINGS = 48
_BETWEEN_VALUES = (",", "\n", ":", "- ", "-\t", "? ", "?\t")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a YAML document says, and the keys that it says twice, as (key, line from 0)."""

    value: Any
    repeated: tuple[tuple[str, int], ...] = ()


class _Marked(Protocol):
    """A place in a document."""

    line: int
    column: int


class YamlError(Exception):
    """A document is not YAML, or too large.

    Args:
        message: What is wrong with it.
        line: The line where that is, from 0; None where it is unknown.
        column: The column where that is, from 0; None where it is unknown.
    """

    def __init__(
        self, message: Message, line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


def load(source: str) -> Loaded:
    """Load a YAML document; scalars that are no strings are ``Scalar``, null is None.

    Unknown tags are passed over and nothing is constructed by them. Of a key that stands twice
    the last one wins. Raises YamlError.
    """
    if len(source) > LARGEST:
        raise YamlError(Message.of("front-matter-too-long", most=LARGEST))
    try:
        _check(source)
        loaded = YAMLHandler().load(source, Loader=_SourceLoader)
    except yaml.YAMLError as error:
        raise _yaml_error(error) from error
    return cast("Loaded", loaded)


def plain_value(text: str) -> str | Scalar | None:
    """The value of a scalar without quotes."""
    resolvers = _SafeLoader.yaml_implicit_resolvers
    for tag, pattern in (*resolvers.get(text[:1], ()), *resolvers.get(None, ())):
        if pattern.match(text):
            return _scalar(text, tag)
    return clean(text)


def _scalar(text: str, tag: str) -> str | Scalar | None:
    if tag == _NULL:
        return None
    kind = _KINDS.get(tag)
    return clean(text) if kind is None else Scalar(clean(text), kind)


class _SourceLoader(_SafeLoader):
    """A loader whose document is ``Loaded``; it goes from nodes to values without constructors."""

    def get_single_data(self) -> Loaded:
        """Take the one document of the stream."""
        node = self.get_single_node()
        reader = _Nodes()
        value = None if node is None else reader.value(node)
        return Loaded(value, tuple(reader.repeated))


class _Nodes:
    """Turns nodes into values, each node once, so that aliases share what they stand for."""

    def __init__(self) -> None:
        self.repeated: list[tuple[str, int]] = []
        self._known: dict[int, Any] = {}
        self._merged = 0

    def value(self, node: yaml.Node) -> Any:
        """The value of a node; one that stands within itself is the same list or mapping."""
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node.value, node.tag)
        if id(node) in self._known:
            return self._known[id(node)]
        if isinstance(node, yaml.SequenceNode):
            items: list[Any] = []
            self._known[id(node)] = items
            items.extend(self.value(item) for item in node.value)
            return items
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        values: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        self._known[id(node)] = values
        for key_node, value_node in node.value:
            value = self.value(value_node)
            if key_node.tag == _MERGE:
                for source in value if isinstance(value, list) else [value]:
                    if isinstance(source, dict):
                        self._merge(source, merged)
                continue
            key = self._key(key_node)
            if key in values:
                self.repeated.append((key, key_node.start_mark.line))
            values[key] = value
        for key, value in merged.items():
            values.setdefault(key, value)
        return values

    def _merge(self, source: Mapping[str, Any], merged: dict[str, Any]) -> None:
        """Take what is not merged yet; the source stands in the document, maybe many times."""
        self._merged += 1 + len(source)
        if self._merged > MOST_VALUES:
            raise YamlError(_TOO_MANY)
        for key, value in source.items():
            merged.setdefault(key, value)

    def _key(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode):
            return clean(node.value)
        return line_of(self.value(node))


def _check(source: str) -> None:
    """Refuse what would overflow the stack or the memory, before a tree is made of it."""
    brackets = source.count("[") + source.count("{")
    # Each value but the first is set off from the one before it by one of these at least.
    values = brackets + sum(map(source.count, _BETWEEN_VALUES))
    may_be_deep = brackets >= _OPENINGS or _MAY_BE_DEEP.search(source) is not None
    if values < MOST_VALUES and not may_be_deep:
        return
    depth = count = 0
    for event in yaml.parse(source, Loader=_SafeLoader):
        if isinstance(event, yaml.NodeEvent):
            count += 1
            if count > MOST_VALUES:
                raise _refused(_TOO_MANY, event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise _refused(_TOO_DEEP, event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _refused(why: Message, mark: _Marked | None) -> YamlError:
    return YamlError(why) if mark is None else YamlError(why, mark.line, mark.column)


def _yaml_error(error: yaml.YAMLError) -> YamlError:
    if not isinstance(error, yaml.MarkedYAMLError):
        return YamlError(Message.of("no-yaml-because", reason=f"{error}"))
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context
    message = Message.of("no-yaml")
    if problem:
        message = _ADVICE.get(problem) or reported(problem)
    if mark is None:
        return YamlError(message)
    return YamlError(message, mark.line, mark.column)
