"""A file in TOML to a configuration: what is right holds, what is wrong is told."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from index.lazy_pattern import lazy_pattern
from index.post import KIND_NAMES
from index.regular_file import read_at_most
from tui.language import translatable

from .model import VERSION, Configuration, ConfigurationProblem, PaneWidths, Reading, UserCommand

if TYPE_CHECKING:
    from .options import Option

_LARGEST: Final = 1_000_000
"""Bytes that a configuration may have; what is larger is no configuration."""
_MOST_COMMANDS: Final = 100
"""Commands of the reader's own: each is compared with all others for its keys."""
_AT = lazy_pattern(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_LONG_NUMBER = lazy_pattern(r"(?<![\w\"'])[+-]?(?:\d_?){4300}\d")
"""Digits that Python refuses to read as a number."""
_JOURNALS, _KEYS, _COMMANDS = "journals", "keys", "commands"

_MOST_LOOKED_UP: Final = 100
"""For how many unknown names the known one is looked for that was meant: each takes 0.3 ms."""

Table = Mapping[str, Any]
"""A table of TOML, whose values may be of any kind."""


def read(file: Path) -> Configuration:
    """The configuration of a file; without the file it is the default one. Raises nothing."""
    try:
        raw = read_at_most(file, _LARGEST + 1)
    except FileNotFoundError:
        return Configuration()
    except OSError as error:
        text = translatable("cannot be read: {reason}")
        return _wrong(ConfigurationProblem(text, {"reason": error.strerror or f"{error}"}))
    if len(raw) > _LARGEST:
        return _wrong(ConfigurationProblem(translatable("is larger than a configuration can be")))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return _wrong(
            ConfigurationProblem(translatable("is not UTF-8, and nothing of it holds"), line=line)
        )
    return read_text(text, file.parent)


def read_text(text: str, folder: Path) -> Configuration:
    """The configuration that a text gives; paths in it may be relative to ``folder``."""
    from index import toml

    try:
        found = toml.loads(text)
    except toml.TooLargeError as error:
        wrong = translatable(
            "has too many tables, or a key of too many parts, and nothing of it holds"
        )
        return _wrong(ConfigurationProblem(wrong, line=error.line))
    except (ValueError, RecursionError) as error:
        if number := _LONG_NUMBER.search(text):
            wrong = translatable("has a number of too many digits, and nothing of it holds")
            return _wrong(ConfigurationProblem(wrong, line=text.count("\n", 0, number.start()) + 1))
        at = _AT.search(f"{error}")
        reason = _AT.sub("", f"{error}")
        wrong = translatable("is no TOML, and nothing of it holds: {reason}")
        line = int(at[1] or text.removesuffix("\n").count("\n") + 1) if at else None
        return _wrong(ConfigurationProblem(wrong, {"reason": reason}, line))
    return _Reader(text, found, folder).configuration()


def _wrong(mistake: ConfigurationProblem) -> Configuration:
    return Configuration(mistakes=(mistake,))


class _Reader:
    """Reads the tables one after the other, and collects what is wrong in them."""

    def __init__(self, text: str, found: Table, folder: Path) -> None:
        from .lines import lines_of

        self._found = found
        self._folder = folder
        self._lines = lines_of(text)
        self._mistakes: list[ConfigurationProblem] = []
        self._given: dict[str, Any] = {}
        self._looked_up = 0

    def configuration(self) -> Configuration:
        self._look_at_version()
        self._read_options()
        found = [*self._journals()]
        own = [*self._own_commands()]
        keys = self._keys(own)
        return Configuration(
            **{name: value for name, value in self._given.items() if "." not in name},
            reading=replace(Reading(), **self._given_in("reading")),
            panes=replace(PaneWidths(), **self._given_in("panes")),
            journals={name: path for name, path, _ in found},
            kinds={name: kind for name, _, kind in found if kind},
            keys=keys,
            commands=tuple(command for command, _ in own if command.id in keys),
            given=frozenset(self._given),
            mistakes=tuple(sorted(self._mistakes, key=lambda mistake: mistake.line or 0)),
        )

    def _say(self, path: tuple[str, ...], text: str, **said: object) -> None:
        line = next(
            (
                self._lines[path[:end]]
                for end in range(len(path), 0, -1)
                if path[:end] in self._lines
            ),
            None,
        )
        self._mistakes.append(ConfigurationProblem(text, said, line))

    def _given_in(self, table: str) -> dict[str, Any]:
        start = f"{table}."
        return {
            name.removeprefix(start): value
            for name, value in self._given.items()
            if name.startswith(start)
        }

    def _look_at_version(self) -> None:
        version = self._found.get("version", VERSION)
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            text = translatable("version is a whole number from 1 on, not {value}")
            self._say(("version",), text, value=_shown(version))
        elif version > VERSION:
            text = translatable(
                "is of version {value}, for a newer ilgi; what is known of it holds"
            )
            self._say(("version",), text, value=_shown(version))

    # The options

    def _read_options(self) -> None:
        from .options import OPTIONS

        tables = {option.table for option in OPTIONS if option.table}
        top = {"version", _JOURNALS, _KEYS, _COMMANDS, *tables}
        self._take(self._found, "", [option for option in OPTIONS if not option.table], top)
        for table in sorted(tables):
            values = self._table(table)
            self._take(values, table, [one for one in OPTIONS if one.table == table], set())

    def _table(self, name: str) -> Table:
        values = self._found.get(name, {})
        if isinstance(values, dict):
            return values
        text = translatable("{name} is a table: write [{name}] above its lines")
        self._say((name,), text, name=name)
        return {}

    def _take(self, values: Table, table: str, options: list[Option], others: set[str]) -> None:
        known = {option.name: option for option in options}
        for name, value in values.items():
            path = (table, name) if table else (name,)
            if option := known.get(name):
                if option.accepts.takes(value):
                    self._given[option.path] = value
                else:
                    text, said = option.accepts.wants()
                    self._say(path, text, name=option.path, value=_shown(value), **said)
            elif name not in others:
                self._say_unknown(path, [*known, *others])

    def _say_unknown(self, path: tuple[str, ...], known: list[str]) -> None:
        near = self._near(path[-1], known)
        name = ".".join(path)
        if near:
            text = translatable("there is no {name}; did you mean {near}?")
            self._say(path, text, name=name, near=".".join((*path[:-1], *near)))
        else:
            text = translatable("there is no {name}; known are {known}")
            self._say(path, text, name=name, known=", ".join(sorted(known)))

    def _near(self, name: str, known: list[str]) -> list[str]:
        """The known name that is most like another, if any is."""
        from difflib import get_close_matches

        self._looked_up += 1
        return get_close_matches(name, known, 1) if self._looked_up <= _MOST_LOOKED_UP else []

    # Journals

    def _journals(self) -> Iterator[tuple[str, Path, str]]:
        """The name, the path and the kind of each journal; the kind is empty where none is given.

        A journal is its path, or a table with ``path`` and ``kind``.
        """
        for name, given in self._table(_JOURNALS).items():
            path: tuple[str, ...] = (_JOURNALS, name)
            value, kind = given, ""
            if isinstance(given, dict):
                path = (_JOURNALS, name, "path")
                value, kind = given.get("path"), self._kind(name, given)
            if not name.strip() or not name.isprintable():
                self._say(path, translatable("a journal needs a name that can be read"))
            elif not isinstance(value, str) or not value.strip() or "\0" in value:
                text = translatable("{name} is the path of a journal in quotes, not {value}")
                self._say(path, text, name=".".join(path), value=_shown(value))
            else:
                # What Path has for it raises where nobody has such a home.
                folder = os.path.expanduser(os.path.expandvars(value))  # noqa: PTH111  see above
                yield name, Path(os.path.normpath(self._folder / folder)), kind

    def _kind(self, name: str, table: Table) -> str:
        """The kind that the table of a journal names, empty where it names none that there is."""
        for key in table:
            if key not in {"path", "kind"}:
                self._say_unknown((_JOURNALS, name, key), ["kind", "path"])
        kind = table.get("kind", "")
        if kind == "" or kind in KIND_NAMES:
            return f"{kind}"
        text = translatable("{name} is one of {words}, not {value}")
        place = (_JOURNALS, name, "kind")
        words = ", ".join(f'"{one}"' for one in KIND_NAMES)
        self._say(place, text, name=".".join(place), words=words, value=_shown(kind))
        return ""

    # Commands of the reader's own

    def _own_commands(self) -> Iterator[tuple[UserCommand, str]]:
        """The commands of the file, each with its two keys."""
        from tui.commands.user import command_of

        from . import programs
        from .key_notation import WrongKeyError, key_of

        for number, (written, given) in enumerate(self._table(_COMMANDS).items(), 1):
            path = (_COMMANDS, written)
            if number > _MOST_COMMANDS:
                text = translatable("commands: there can be {most}, and the others are left out")
                self._say(path, text, most=_MOST_COMMANDS)
                return
            run = given.get("run") if isinstance(given, dict) else None
            say = given.get("say", "") if isinstance(given, dict) else ""
            if not (isinstance(run, str) and programs.is_command(run)):
                text = translatable(
                    "commands: {name} needs run, a program with its arguments: {example}"
                )
                self._say(path, text, name=written, example='{ run = "wc {file}" }')
                continue
            if not (isinstance(say, str) and programs.is_text(say)):
                text = translatable("commands: say of {name} is a line that may have {file} in it")
                self._say(path, text, name=written, file="{file}")
                say = ""
            command = UserCommand(f"user.{number}", run, say)
            try:
                key = key_of(written, command_of(command))
            except WrongKeyError as mistake:
                self._say(path, mistake.text, **mistake.fields)
                continue
            if " " in key:
                yield command, key
            else:
                text = translatable('commands: {name} is to be two keys, such as "g o"')
                self._say(path, text, name=written)

    # Keys

    def _keys(self, own: Sequence[tuple[UserCommand, str]]) -> Mapping[str, tuple[str, ...]]:
        from tui.commands import COMMANDS
        from tui.commands.remapping import current_id, remapped
        from tui.commands.user import command_of

        written = dict(_flat(self._table(_KEYS), ()))
        names = {".".join(path) for path in written}
        by_id = {command.id: command for command in COMMANDS}
        wanted: dict[str, tuple[str, ...]] = {}
        paths: dict[str, tuple[str, ...]] = {}
        for path, value in written.items():
            name = ".".join(path)
            id_ = current_id(name)
            if id_ != name and id_ in names:
                continue
            paths[id_] = (_KEYS, *path)
            if id_ not in by_id:
                self._say_no_command(paths[id_], name, [*by_id])
            elif (keys := self._keys_of(id_, value, paths[id_])) is not None:
                wanted[id_] = keys
        names_of_own = [*self._table(_COMMANDS)] if own else []
        for command, key in own:
            wanted[command.id] = (key,)
            number = int(command.id.removeprefix("user."))
            paths[command.id] = (_COMMANDS, names_of_own[number - 1])
        commands = (*COMMANDS, *(command_of(command) for command, _ in own))
        keys_now, conflicts = remapped(wanted, commands)
        for conflict in conflicts:
            path = paths.get(conflict.asked) or paths[conflict.other]
            self._say(path, conflict.text, **conflict.fields)
        return keys_now

    def _say_no_command(self, path: tuple[str, ...], id_: str, ids: list[str]) -> None:
        near = self._near(id_, ids)
        if near:
            text = translatable('keys: there is no command "{name}"; did you mean {near}?')
            self._say(path, text, name=id_, near=near[0])
        else:
            self._say(path, translatable('keys: there is no command "{name}"'), name=id_)

    def _keys_of(self, id_: str, value: object, path: tuple[str, ...]) -> tuple[str, ...] | None:
        """The keys that are wanted for a command, None where none of them can be used."""
        from tui.commands import COMMANDS

        from .key_notation import WrongKeyError, key_of

        command = next(command for command in COMMANDS if command.id == id_)
        written = [value] if isinstance(value, str) else value
        if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
            text = translatable('{name} is a key in quotes, or a list of them: ["s", "ctrl+f"]')
            self._say(path, text, name=id_)
            return None
        keys: dict[str, None] = {}
        for one in written:
            try:
                keys[key_of(one, command)] = None
            except WrongKeyError as mistake:
                self._say(path, mistake.text, **mistake.fields)
        return tuple(keys) if keys or not written else None


def _flat(table: Table, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    """The values of a table and of those in it, each with its path: ``list.sort = "x"`` is two."""
    for name, value in table.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, (*above, name))
        else:
            yield (*above, name), value


def _shown(value: object) -> str:
    """A value as the file has it, more or less, and not longer than a line."""
    if isinstance(value, bool):
        return f"{value}".lower()
    try:
        shown = f'"{value}"' if isinstance(value, str) else f"{value}"
    except ValueError:  # a number of more than 4,300 digits, which may be written as 0xfff…
        return "…"
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
