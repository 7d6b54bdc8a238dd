"""Front matter defaults: what ``_config.yml`` says of posts that do not say it themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.reading.front_matter.scalars import Values, scalar_text

from .globs import path_pattern

_DEEPEST = 32


@dataclass(frozen=True, slots=True)
class DefaultSet:
    """One entry of ``defaults``: its values, and the posts it is for (``type`` None: all)."""

    values: Values
    path: str = ""
    type: str | None = None


def default_sets(value: object) -> tuple[tuple[DefaultSet, ...], bool]:
    """The sets that a ``defaults`` setting holds, and whether all of it made sense."""
    if value is None:
        return (), True
    if not isinstance(value, list):
        return (), False
    found = [_default_set(one) for one in value]
    return tuple(one for one in found if one is not None), None not in found


def _default_set(value: object) -> DefaultSet | None:
    if not isinstance(value, Mapping) or not isinstance(value.get("values"), Mapping):
        return None
    scope = value.get("scope")
    if scope is None:
        return DefaultSet(value["values"])
    if not isinstance(scope, Mapping):
        return None
    return DefaultSet(
        value["values"],
        (scalar_text(scope.get("path")) or "").removeprefix("/"),
        scalar_text(scope.get("type")),
    )


def defaults_for(sets: Iterable[DefaultSet], path: str, kind: str) -> dict[str, Any]:
    """Merge the default values that apply to a post.

    As Jekyll's ``FrontmatterDefaults#all``: in the order of the file, a set overrides the current
    winner if it takes precedence over it, and otherwise fills gaps.

    Args:
        sets: The entries of ``defaults`` in ``_config.yml``, in their order.
        path: The path of the post relative to the root of the site.
        kind: The label of its collection: ``posts``, ``drafts``, ``pages`` or another.
    """
    values: dict[str, Any] = {}
    winner: DefaultSet | None = None
    for one in sets:
        if not _applies(one, path, kind):
            continue
        if winner is None or _precedes(one, winner):
            values, winner = merge(values, one.values), one
        else:
            values = merge(one.values, values)
    return values


def own_defaults(values: Values) -> dict[str, Any]:
    """The values of ``defaults`` that stand in a post's own front matter, the last set on top."""
    found: dict[str, Any] = {}
    for one in default_sets(values.get("defaults"))[0]:
        found = merge(found, one.values)
    return found


def merge(weak: Values, strong: Values, depth: int = _DEEPEST) -> dict[str, Any]:
    """Merge two mappings, nested ones too, into a new one.

    Args:
        weak: The values that are used where ``strong`` has none.
        strong: The values that win. A null does not replace a value.
        depth: How many levels of nested mappings are merged; below, the strong one is taken whole.
    """
    merged = dict(weak)
    for key, value in strong.items():
        old = merged.get(key)
        if value is None:
            merged.setdefault(key, None)
        elif isinstance(old, Mapping) and isinstance(value, Mapping) and depth:
            merged[key] = merge(old, value, depth - 1)
        else:
            merged[key] = value
    return merged


def _applies(one: DefaultSet, path: str, kind: str) -> bool:
    if one.type is not None and one.type != kind:
        return False
    if "*" not in one.path:
        return path.startswith(one.path)
    pattern = path_pattern(one.path)
    return any(pattern.match(head) for head in _heads(path.split("/")))


def _heads(parts: Sequence[str]) -> Iterable[str]:
    return ("/".join(parts[: end + 1]) for end in range(len(parts)))


def _precedes(new: DefaultSet, old: DefaultSet) -> bool:
    if len(new.path) != len(old.path):
        return len(new.path) > len(old.path)
    return new.type is not None or old.type is None
