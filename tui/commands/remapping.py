"""Commands under other keys: which key wins where two want the same.

Keys of one scope hold at once with those of ``pane`` (in a pane) and those of ``everywhere``. In
one scope a key has one command: one that was asked for comes before a default, and of two that
were asked for the first. A pane's key comes before the same key of ``everywhere``. A key alone that
also begins two keys would never be known from them: what was there first keeps it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tui.language import translatable

from .command import PANE_SCOPES, Command, Scope

Keys = Mapping[str, tuple[str, ...]]
"""Keys by the ids of commands."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A key that two commands want.

    ``text`` says what becomes of it, for ``translate`` with ``fields``.

    ``asked`` is the id of the command that was asked to have the key.
    """

    text: str
    asked: str
    key: str
    other: str
    more: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """What the text says."""
        fields = {"key": self.key, "asked": self.asked, "other": self.other}
        return {**fields, "more": self.more} if self.more else fields


_TAKEN = translatable('"{key}" is {asked} now, and {other} has no key left')
_HIDDEN = translatable('"{key}" is {asked} in the {more}, where {other} has no other key')
_SHARED = translatable('"{key}" is {other} already, so {asked} does not have it')
_BEGINS = translatable('"{key}" is not {asked}: "{more}", which is {other}, begins with it')
_BEGUN = translatable('"{key}" is not {asked}: its first key alone is {other}')


def remapped(wanted: Keys, commands: Sequence[Command]) -> tuple[Keys, tuple[Conflict, ...]]:
    """The keys of all commands whose keys are others than by default, and what was in conflict.

    ``wanted`` are the keys that were asked for, in the order of asking; none is a wish too.
    """
    if not wanted:
        return {}, ()
    conflicts: list[Conflict] = []
    requested = dict(wanted)
    while True:
        found = [*_resolved(requested, commands)]
        refused = next(_refused(requested, found), None)
        if refused is None:
            break
        conflicts.append(refused)
        left = tuple(key for key in requested[refused.asked] if key != refused.key)
        if left:
            requested[refused.asked] = left
        else:
            del requested[refused.asked]
    now = {command.id: command for command in found}
    conflicts += _lost(requested, commands, now)
    keys = {old.id: now[old.id].keys for old in commands if now[old.id].keys != old.keys}
    return keys, tuple(conflicts)


_RENAMED_SCOPES: Final = {"kept": "picker", "naming": "save_search", "around": "related"}


def current_id(written: str) -> str:
    """The id of a command, which a file may name as earlier versions did: ``kept.next``."""
    scope, dot, name = written.partition(".")
    if written == "viewer.around":
        return "viewer.related"
    return f"{_RENAMED_SCOPES.get(scope, scope)}{dot}{name}"


def with_keys(keys: Keys, commands: Sequence[Command]) -> tuple[Command, ...]:
    """The commands, those that ``keys`` names with the keys it gives them."""
    return tuple(
        replace(command, keys=keys[command.id]) if command.id in keys else command
        for command in commands
    )


def meet(one: Scope, other: Scope) -> bool:
    """Whether keys of two scopes are heard by the same pane, field or window."""
    return (
        one == other
        or (one == "pane" and other in PANE_SCOPES)
        or (other == "pane" and one in PANE_SCOPES)
    )


def _lies_under(scope: Scope) -> bool:
    return scope == "pane" or scope in PANE_SCOPES


def _heard_together(one: Scope, other: Scope) -> bool:
    """Whether keys of two scopes may hold at once, one behind the other or not."""
    if "everywhere" in (one, other):
        return one == other or _lies_under(one) or _lies_under(other)
    return meet(one, other)


def _resolved(requested: Keys, commands: Sequence[Command]) -> Iterator[Command]:
    """The commands with the keys that are left to them: each key of a scope is one command's."""
    order = list(requested)
    for command in commands:
        keys = requested.get(command.id, command.keys)
        rivals = [
            other
            for other in commands
            if other.id in requested
            and other.id != command.id
            and meet(command.scope, other.scope)
            and (command.id not in requested or order.index(other.id) < order.index(command.id))
        ]
        taken = {key for rival in rivals for key in requested[rival.id]}
        yield replace(command, keys=tuple(key for key in keys if key not in taken))


def _refused(requested: Keys, found: Sequence[Command]) -> Iterator[Conflict]:
    """Keys that were asked for and cannot be told from others, or are another's already."""
    places = {id_: place for place, id_ in enumerate(requested)}
    now = {command.id: command for command in found}
    for asked in map(now.__getitem__, requested):
        heard = [
            one
            for one in found
            if _heard_together(asked.scope, one.scope)
            and places.get(one.id, -1) <= places[asked.id]
        ]
        for key in requested[asked.id]:
            first, blank, _ = key.partition(" ")
            for other in heard:
                for other_key in other.keys:
                    if blank and other_key == first:
                        yield Conflict(_BEGUN, asked.id, key, other.id)
                    elif not blank and other_key.startswith(f"{key} "):
                        yield Conflict(_BEGINS, asked.id, key, other.id, other_key)
            if key not in asked.keys:
                owner = next(
                    one for one in heard if key in one.keys and meet(asked.scope, one.scope)
                )
                yield Conflict(_SHARED, asked.id, key, owner.id)


def _lost(
    requested: Keys, commands: Sequence[Command], now: Mapping[str, Command]
) -> Iterator[Conflict]:
    """What has lost its last key to one that was asked for, in its own scope or in a pane."""
    for old in commands:
        if old.keys and not now[old.id].keys and old.id not in requested:
            key, asked = next(
                (key, id_)
                for id_, keys in requested.items()
                for key in keys
                if key in old.keys and meet(now[id_].scope, old.scope)
            )
            yield Conflict(_TAKEN, asked, key, old.id)
    changed = {old.id for old in commands if old.id in requested and requested[old.id] != old.keys}
    panes = {
        scope: [one for one in now.values() if meet(one.scope, scope)] for scope in PANE_SCOPES
    }
    for outer in now.values():
        if outer.scope == "everywhere" and outer.keys:
            yield from _hidden(outer, changed, now, panes)


def _hidden(
    outer: Command,
    changed: Collection[str],
    now: Mapping[str, Command],
    panes: Mapping[Scope, Sequence[Command]],
) -> Iterator[Conflict]:
    """The panes where a command that holds everywhere is out of reach by what was asked for."""
    for scope, inner in panes.items():
        hiding = [(key, one.id) for one in inner for key in one.keys if key in outer.keys]
        by_request = [(key, id_) for key, id_ in hiding if id_ in changed or outer.id in changed]
        if by_request and len(hiding) == len(outer.keys):
            key, asked = by_request[0]
            yield Conflict(_HIDDEN, asked, key, outer.id, scope)
            if now[asked].scope == "pane":
                return
