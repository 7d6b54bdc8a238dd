"""Damaged files of configuration: what is right holds, what is wrong is told, nothing raises."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tui.commands import COMMANDS
from tui.commands.remapping import with_keys
from tui.configuration.default_file import default_text
from tui.configuration.options import OPTIONS
from tui.configuration.reading import read

_VALUES: Final = (
    "true", "0", "-1", "1e400", "nan", "9" * 30, '""', '"ko"', '"x\\u0000"', "[]", "[1, [2]]", "{}",
    "{ a = 1 }", "2024-01-01", "12:00", '"""\na\n"""', "'", "[", '"ctrl+"', '["g g", "g"]',
    '"\\ud800"', "0x_1", "inf", '["", " ", "가"]', '"~/없다/\\u001b[2J"', "1_000",
)  # fmt: skip
_DEEP: Final = ("a = " + "[" * 3_000, "[" + "a." * 500 + "b]\nc = 1", "x = '" + "y" * 50_000)


class Configurations:
    """The default file with its options set to anything, and with its bytes damaged."""

    name = "configurations"
    seconds = 5.0
    is_cut = True

    def __init__(self, folder: Path) -> None:
        """Write the files to an empty folder."""
        self._file = folder / "config.toml"
        commented = re.compile(r"^# (?=[\w\"\[])", re.MULTILINE)
        self._default = commented.sub("", default_text())

    def make(self, draw: random.Random, number: int) -> bytes:
        """The bytes of a file."""
        from .damage import damaged

        match number % 4:
            case 0:
                return damaged(self._default.encode(), draw)
            case 1:
                return "\n".join(self._lines(draw)).encode()
            case 2:
                text = "\n".join(self._lines(draw))
                return damaged(text.encode(), draw)
            case _ if draw.random() < 0.1:
                return draw.choice(_DEEP).encode()
            case _:
                return damaged("\n".join(self._keys(draw)).encode(), draw)

    def _lines(self, draw: random.Random) -> Iterator[str]:
        yield f"version = {draw.choice(('1', '2', *_VALUES))}"
        for option in draw.sample(list(OPTIONS), k=min(len(OPTIONS), 8)):
            name = f"{option.table}.{option.name}" if option.table else option.name
            yield f"{name} = {draw.choice(_VALUES)}"
        yield "[journals]"
        for name in ("log", '"가 나"', '""'):
            yield f"{name} = {draw.choice(_VALUES)}"
        yield from self._keys(draw)

    def _keys(self, draw: random.Random) -> Iterator[str]:
        yield "[keys]"
        names = ["q", "g", "g g", "ctrl+q", "enter", "j", "가", "", "f99", "g  g", "a b c"]
        for command in draw.sample(COMMANDS, k=draw.randint(1, 40)):
            wanted = draw.sample(names, k=draw.randint(0, 3))
            given = [f'"{name}"' for name in wanted]
            value = f"[{', '.join(given)}]" if draw.random() < 0.9 else draw.choice(_VALUES)
            yield f'"{command.id}" = {value}'

    def check(self, made: bytes) -> Iterator[str]:
        """What is wrong with how a file is read."""
        self._file.write_bytes(made)
        found = read(self._file)
        for mistake in found.mistakes:
            if mistake.line is not None and not 1 <= mistake.line <= made.count(b"\n") + 1:
                yield f"a mistake in no line: {mistake.line}"
        known = {command.id for command in COMMANDS}
        if lost := found.keys.keys() - known:
            yield f"keys for no command: {lost}"
        given = with_keys(found.keys, COMMANDS)
        if len(given) != len(COMMANDS):
            yield "a command is lost"
