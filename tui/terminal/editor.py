"""How the reader's own editor is started on a file at a line."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from tui.configuration import programs

_GOTO_EDITORS = {"code", "code-insiders", "codium", "cursor"}
_LINE_SUFFIX_EDITORS = {"subl", "zed", "hx", "helix"}
_SERVER = "NVIM"
"""Where nvim tells the programs in its terminals how to reach it."""


@dataclass(frozen=True, slots=True)
class EditorCommand:
    """The program and arguments that open a file, to run without a shell.

    ``is_elsewhere`` is whether it only tells another program to open the file, so that this
    terminal is not needed for it.
    """

    words: list[str]
    is_elsewhere: bool = False


def editor_command(
    environment: Mapping[str, str], file: Path, line: int, *, template: str = "", root: str = ""
) -> EditorCommand:
    """How a file is opened in the reader's editor.

    It is what the configuration says, unless that needs an nvim around this terminal and there is
    none; else that nvim; else ``$VISUAL``, ``$EDITOR`` or ``vi``.

    Args:
        environment: The environment variables.
        file: The file.
        line: The line to put the cursor on, from 1.
        template: The command of the configuration, empty where there is none.
        root: The folder of the journal.

    Raises:
        ValueError: The quotes in the variable do not close.
    """
    server = environment.get(_SERVER, "")
    needs_server = programs.names(template, "server")
    if template and (server or not needs_server):
        values = {"file": f"{file}", "line": f"{line}", "root": root, "server": server}
        return EditorCommand(programs.filled_in(template, values), needs_server)
    if server:
        return EditorCommand(_within_nvim(server, file, line), is_elsewhere=True)
    return EditorCommand(_by_variable(environment, file, line))


def _within_nvim(server: str, file: Path, line: int) -> list[str]:
    """The command by which the nvim around this terminal opens a file in a tab of its own.

    The name is a string of Vim script, in which only the quote is more than itself.
    """
    name = "'" + f"{file}".replace("'", "''") + "'"
    opened = f"execute('tab drop ' .. fnameescape({name}))"
    return ["nvim", "--server", server, "--remote-expr", f"{opened} .. execute('{line}')"]


def _by_variable(environment: Mapping[str, str], file: Path, line: int) -> list[str]:
    wanted = environment.get("VISUAL") or environment.get("EDITOR") or "vi"
    command = shlex.split(wanted) or ["vi"]
    name = PurePath(command[0]).stem
    if name in _LINE_SUFFIX_EDITORS:
        return [*command, f"{file}:{line}"]
    if name in _GOTO_EDITORS:
        waiting = () if {"--wait", "-w"} & {*command} else ("--wait",)
        return [*command, *waiting, "--goto", f"{file}:{line}"]
    return [*command, f"+{line}", str(file)]
