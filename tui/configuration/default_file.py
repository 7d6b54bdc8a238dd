"""The default configuration as a file, every line of it a comment that may be taken away."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tui.commands import COMMANDS, Command

from .model import VERSION, Configuration
from .options import OPTIONS

_INTRODUCTION: Final = f"""\
# What you prefer in ilgi. Take the sign # away from a line to change what it says; each line shows
# the default. `ilgi config` tells what holds and what is wrong here. What you choose by key in ilgi
# is remembered and holds until you change its line here: the last word counts.

version = {VERSION}
"""
_JOURNALS: Final = """\
[journals]
# Your journals by name, in the order in which they are offered; ~ is your home folder:
# log = "~/blog"
# By whose rules a journal is read follows from its folder; name another where that is wrong:
# site = { path = "~/site", kind = "hugo" }
"""
_COMMANDS: Final = """\
[commands]
# Programs of your own by two keys; {file}, {line} and {root} stand for the post that is shown. They
# run without a shell, and say is told when they have ended well:
# "g o" = { run = "pandoc {file} -o /tmp/post.pdf", say = "Made /tmp/post.pdf of {file}" }
"""
_KEYS: Final = """\
[keys]
# Keys by command: one, or several in a list; [] is none, and "g r" is two keys one after the other.
# They are written as "s", "?", "ctrl+o", "f2", "pagedown", and hold with the Korean layout as well.
"""


def default_text() -> str:
    """The whole file, made from the options and the table of commands."""
    default = Configuration()
    tables = dict.fromkeys(option.table for option in OPTIONS)
    parts = [_INTRODUCTION]
    for table in tables:
        lines = [f"[{table}]"] if table else []
        for option in OPTIONS:
            if option.table == table:
                line = f"#{option.name} = {_toml(option.of(default))}"
                lines.append(f"{line:<28}# {option.comment}")
        parts.append("\n".join(lines) + "\n")
    parts += [_JOURNALS, _COMMANDS, _KEYS + "\n".join(_keys()) + "\n"]
    return "\n".join(parts)


def _keys() -> Iterator[str]:
    scopes = dict.fromkeys(command.scope for command in COMMANDS)
    for scope in scopes:
        yield f"\n# {scope}"
        yield from (_key(command) for command in COMMANDS if command.scope == scope)


def _key(command: Command) -> str:
    keys = command.keys[0] if len(command.keys) == 1 else list(command.keys)
    line = f'#"{command.id}" = {_toml(keys)}'
    return f"{line:<44}# {command.description}"


def _toml(value: object) -> str:
    """A text, number, flag or list of texts; JSON writes these as TOML does."""
    return json.dumps(value, ensure_ascii=False)


def write_default(file: Path) -> None:
    """Write the default file where there is none yet, with its folder.

    Raises ``FileExistsError`` where there is one, which stays as it is, and ``OSError`` where it
    cannot be written; nothing half written stays then.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as opened:
        try:
            opened.write(default_text())
            opened.flush()
            os.fsync(opened.fileno())
        except OSError:
            file.unlink()
            raise
