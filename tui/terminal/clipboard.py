"""The system's clipboard, beside what the terminal offers (OSC 52)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

_SECONDS = 3.0
_PLATFORM = sys.platform


def clipboard_command(*, environment: Mapping[str, str], platform: str) -> list[str] | None:
    """The program that takes a text for the clipboard from its input; None where there is none.

    Over SSH the clipboard of that machine is not the one the reader has, so that there is none.
    """
    if "SSH_CONNECTION" in environment or "SSH_TTY" in environment:
        return None
    if platform == "darwin":
        wanted = [["pbcopy"]]
    elif "WSL_DISTRO_NAME" in environment:
        wanted = [["clip.exe"]]
    elif environment.get("WAYLAND_DISPLAY"):
        wanted = [["wl-copy"]]
    elif environment.get("DISPLAY"):
        wanted = [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    else:
        wanted = []
    for program, *rest in wanted:
        if found := shutil.which(program, path=environment.get("PATH")):
            return [found, *rest]
    return None


def copy_by_system(text: str) -> bool:
    """Give a text to the system's clipboard, which takes some time; False where that fails."""
    command = clipboard_command(environment=os.environ, platform=_PLATFORM)
    if command is None:
        return False
    encoding = "utf-16-le" if command[0].endswith("clip.exe") else "utf-8"
    nothing = subprocess.DEVNULL
    try:
        # The programs go on in the background with the text, so that no pipe may be waited for.
        done = subprocess.run(  # noqa: S603  an argument list, the text on its input
            command,
            input=text.encode(encoding, "replace"),
            stdout=nothing,
            stderr=nothing,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
