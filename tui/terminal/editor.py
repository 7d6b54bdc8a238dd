"""How the reader's own editor is started on a file at a line."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path, PurePath

_GOTO_EDITORS = {"code", "code-insiders", "codium", "cursor"}
_LINE_SUFFIX_EDITORS = {"subl", "zed", "hx", "helix"}


def editor_command(environment: Mapping[str, str], file: Path, line: int) -> list[str]:
    """The program and arguments that open a file in the reader's editor, to run without a shell.

    Args:
        environment: The environment variables: ``$VISUAL``, else ``$EDITOR``, else ``vi``.
        file: The file.
        line: The line to put the cursor on, from 1.

    Raises:
        ValueError: The quotes in the variable do not close.
    """
    wanted = environment.get("VISUAL") or environment.get("EDITOR") or "vi"
    command = shlex.split(wanted) or ["vi"]
    name = PurePath(command[0]).stem
    if name in _LINE_SUFFIX_EDITORS:
        return [*command, f"{file}:{line}"]
    if name in _GOTO_EDITORS:
        waiting = () if {"--wait", "-w"} & {*command} else ("--wait",)
        return [*command, *waiting, "--goto", f"{file}:{line}"]
    return [*command, f"+{line}", str(file)]
