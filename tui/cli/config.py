"""``ilgi config``: where the configuration is, what holds, and what is wrong in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from . import FOUND, NOTHING, WRONG

if TYPE_CHECKING:
    from pathlib import Path

    from tui.configuration.model import Configuration

    from .arguments import Arguments
    from .output import Json, Output


def print_config(arguments: Arguments, output: Output) -> int:
    """Print what holds and the mistakes; 0 without any, 1 without a file, 2 with a mistake.

    With ``--init`` the default file is written instead: 0, or 2 where it cannot be.
    """
    from tui.configuration.location import configuration_file
    from tui.configuration.reading import read

    file = configuration_file()
    if arguments.init:
        return _write(file, output)
    configuration = read(file)
    there = os.path.exists(file)  # noqa: PTH110  one that may not be looked at is not there
    if arguments.json:
        output.json(_described(file, configuration, there=there))
    else:
        _print(file, configuration, output, there=there)
        for mistake in configuration.mistakes:
            place = f"{file}:{mistake.line}" if mistake.line else f"{file}"
            output.warn(f"{place}: {mistake.message}")
    if configuration.mistakes:
        return WRONG
    return FOUND if there else NOTHING


def _write(file: Path, output: Output) -> int:
    from tui.configuration.default_file import write_default

    try:
        write_default(file)
    except FileExistsError:
        output.warn(f"{file} is there already, and stays as it is")
        return WRONG
    except OSError as error:
        output.warn(f"{file}: {error.strerror or error}")
        return WRONG
    output.line(output.paint(f"{file}"))
    return FOUND


def _described(file: Path, configuration: Configuration, *, there: bool) -> dict[str, Json]:
    from tui.configuration.options import OPTIONS

    options: dict[str, Json] = {}
    for option in OPTIONS:
        value = option.of(configuration)
        assert isinstance(value, str | int)
        options[option.path] = value
    return {
        "file": f"{file}",
        "exists": there,
        "options": options,
        "given": sorted(configuration.given),
        "journals": {name: f"{path}" for name, path in configuration.journals.items()},
        "kinds": dict(configuration.kinds),
        "keys": configuration.keys,
        "commands": {one.id: {"run": one.run, "say": one.say} for one in configuration.commands},
        "mistakes": [
            {"line": mistake.line, "message": mistake.message} for mistake in configuration.mistakes
        ],
    }


def _print(file: Path, configuration: Configuration, output: Output, *, there: bool) -> None:
    from tui.commands import key_label
    from tui.configuration.options import OPTIONS

    output.line(output.paint(f"{file}", "strong"))
    if not there:
        output.line("There is no such file: `ilgi config --init` writes one with the defaults.")
    output.line("")
    rows = [
        (option.path, _shown(option.of(configuration)), _origin(option.path, configuration))
        for option in OPTIONS
    ]
    rows += [
        (f"journals.{name}", f"{path}", "the file") for name, path in configuration.journals.items()
    ]
    rows += [
        (f"journals.{name}.kind", kind, "the file") for name, kind in configuration.kinds.items()
    ]
    rows += [(f"commands.{one.id}", one.run, "the file") for one in configuration.commands]
    rows += [
        (f"keys.{id_}", " ".join(map(key_label, keys)) or "none", "the file")
        for id_, keys in configuration.keys.items()
    ]
    output.table(rows, ("plain", "strong", "faint"))


def _shown(value: object) -> str:
    return f"{value}".lower() if isinstance(value, bool) else f"{value}"


def _origin(path: str, configuration: Configuration) -> str:
    return "the file" if path in configuration.given else "default"
