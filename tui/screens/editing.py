"""Handing the terminal to the reader's own editor, and taking it back."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from textual.app import App, SuspendNotSupported

from tui.editor import editor_command
from tui.language import say


def edit(app: App[object], file: Path, line: int) -> bool:
    """Open ``file`` at ``line`` in the reader's editor and wait; False where it did not start."""
    try:
        command = editor_command(os.environ, file, line)
        with app.suspend():
            subprocess.run(command, check=False)  # noqa: S603  the reader's own choice, no shell
    except SuspendNotSupported:
        app.notify(say("This terminal cannot be handed to an editor."), severity="warning")
    except (OSError, ValueError) as error:
        said = say("$EDITOR did not start: {error}", error=error)
        app.notify(said, severity="error", markup=False)
    else:
        return True
    return False
