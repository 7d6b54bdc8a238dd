"""Handing the terminal to the reader's own editor, and taking it back."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tui.language import translate

from .editor import editor_command


def edit(app: App[object], file: Path, line: int) -> bool:
    """Suspend the application, open a file in the reader's editor and wait for its end.

    Args:
        app: The application.
        file: The file.
        line: The line to put the cursor on, from 1.

    Returns:
        Whether the editor started.
    """
    try:
        command = editor_command(os.environ, file, line)
        with app.suspend():
            ended = _run(command)
    except SuspendNotSupported:
        said = translate("This terminal cannot be handed to an editor.")
        app.notify(said, severity="warning", markup=False)
        return False
    except ValueError as error:
        command, ended = [], error
    if isinstance(ended, int):
        if ended:
            said = translate(
                "{editor} ended with an error ({code}).", editor=command[0], code=ended
            )
            app.notify(said, severity="warning", markup=False)
        return True
    reason = getattr(ended, "strerror", None)
    told = f"{command[0]}: {reason}" if reason else ended
    said = translate("$EDITOR did not start: {error}", error=told)
    app.notify(said, severity="error", markup=False)
    return False


def _run(command: Sequence[str]) -> int | Exception:
    """The exit code of a program, or why it did not start.

    Nothing is raised, since Textual takes the terminal back from what comes to its end alone.
    """
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603  no shell
    except (OSError, ValueError) as error:
        return error
