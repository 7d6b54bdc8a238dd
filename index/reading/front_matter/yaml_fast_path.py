"""YAML of the shape that front matter has, read part by part: what many posts say is parsed once.

A part is a key at the beginning of a line with the indented lines and items below it. Where each of
them is a mapping by itself, all of them together are the mapping that they make one after another,
since nothing reaches from one into the next. Whatever is not of that shape is read as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from index.lazy_pattern import lazy_pattern
from index.reading.decode import composed

from . import yaml_loader
from .yaml_loader import Loaded, YamlError

_LARGEST = 10_000
_OTHER_BREAKS = lazy_pattern("[\r\x85\u2028\u2029\ufeff]")
_PART = lazy_pattern(
    r"""[A-Za-z_][\w-]*:(?=[ \n]|\Z)[^\n]*
        (?:\n(?:[ \t][^\n]*|-[ ][^\n]*|(?=\n|\Z)))*\n?""",
    re.VERBOSE,
)
_LINE = lazy_pattern(
    r"""([A-Za-z_][\w-]{0,99}):[ ]+
        (?:"([^"\\]*)"|'([^']*)'
          |([^\W_](?:[^\s:\#]|[ ]++(?=[^\s\#])|:(?![\s]|\Z)|(?<![ ])\#)*+)
        )\n*\Z""",
    re.VERBOSE,
)


def load(source: str) -> Loaded:
    """Load YAML: the same as ``yaml_loader.load`` does, and raising the same."""
    values = _values(source)
    return yaml_loader.load(source) if values is None else Loaded(values)


def _values(source: str) -> dict[str, Any] | None:
    """The mapping that the parts of a document make, None where it has to be read as a whole."""
    if len(source) > _LARGEST or _OTHER_BREAKS.search(source) is not None:
        return None
    values: dict[str, Any] = {}
    count = 0
    for part in _parts(source):
        line = _LINE.match(part) if part.rstrip("\n").isprintable() else None
        if line is not None:
            key, double, single, plain = line.groups()
            quoted = single if double is None else double
            values[key] = _plain(plain) if quoted is None else composed(quoted)
            count += 1
            continue
        loaded = _part(part) if part else None
        if loaded is None:
            return None
        values |= loaded
        count += len(loaded)
    return values if values and len(values) == count else None


def _parts(source: str) -> Iterator[str]:
    """The parts of a document, the last one empty where something is left that is no part."""
    at = 0
    while at < len(source):
        part = _PART.match(source, at)
        if part is None:
            yield ""
            return
        yield part[0]
        at = part.end()


@lru_cache(maxsize=512)
def _part(source: str) -> dict[str, Any] | None:
    try:
        loaded = yaml_loader.load(source)
    except YamlError:
        return None
    return loaded.value if isinstance(loaded.value, dict) and not loaded.repeated else None


@lru_cache(maxsize=512)
def _plain(text: str) -> Any:
    return yaml_loader.plain_value(text)
