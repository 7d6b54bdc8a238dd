"""Handing the terminal to the reader's own editor, and taking it back."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tui.language import translate

from .editor import editor_command

_SECONDS_TO_TELL = 3.0
"""How long a program may take to tell another one what to open."""


def edit(app: App[object], file: Path, line: int, *, template: str = "", root: str = "") -> bool:
    """Open a file in the reader's editor, and wait for its end where it uses this terminal.

    Args:
        app: The application, which is suspended for an editor in this terminal.
        file: The file.
        line: The line to put the cursor on, from 1.
        template: The command of the configuration, empty where there is none.
        root: The folder of the journal.

    Returns:
        Whether the editor started.
    """
    command: list[str] = []
    try:
        editor = editor_command(os.environ, file, line, template=template, root=root)
        command = editor.words
        if editor.is_elsewhere:
            ended = _run_quietly(command)
        else:
            with app.suspend():
                ended = _run(command)
    except SuspendNotSupported:
        said = translate("This terminal cannot be handed to an editor.")
        app.notify(said, severity="warning", markup=False)
        return False
    except ValueError as error:
        ended = error
    if isinstance(ended, int):
        if ended:
            said = translate(
                "{editor} ended with an error ({code}).", editor=command[0], code=ended
            )
            app.notify(said, severity="warning", markup=False)
        return True
    reason = getattr(ended, "strerror", None)
    told = f"{command[0]}: {reason}" if reason else ended
    said = translate("The editor did not start: {error}", error=told)
    app.notify(said, severity="error", markup=False)
    return False


def _run_quietly(command: Sequence[str]) -> int | Exception:
    """The exit code of a program that draws nothing, or why it did not start or come to its end."""
    nothing = subprocess.DEVNULL
    try:
        return subprocess.run(  # noqa: S603  no shell
            command, stdin=nothing, stdout=nothing, stderr=nothing, timeout=_SECONDS_TO_TELL
        ).returncode
    except subprocess.TimeoutExpired:
        return TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
    except (OSError, ValueError) as error:
        return error


def _run(command: Sequence[str]) -> int | Exception:
    """The exit code of a program, or why it did not start.

    Nothing is raised, since Textual takes the terminal back from what comes to its end alone.
    """
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603  no shell
    except (OSError, ValueError) as error:
        return error
