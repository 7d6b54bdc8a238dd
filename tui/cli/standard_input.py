"""``ilgi -``: standard input as a page, and the keys from the terminal."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from . import CommandError

_MOST: Final = 16 * 1024 * 1024
"""Bytes that are read, as of a file."""
_BLOCK: Final = 1024 * 1024
_INPUT: Final = 0
_NAME: Final = "standard-input.md"


def is_page() -> bool:
    """Whether something is piped or redirected into ilgi, so that it is meant to be shown."""
    try:
        mode = os.fstat(_INPUT).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def kept_page(folder: Path) -> Path:
    """Write standard input to a file in a folder, with all that will be remembered of it.

    The cache and the state of this process are in that folder, too: it begins with the settings of
    the reader, and nothing of it stays.

    Args:
        folder: A folder that is taken away when ilgi ends.

    Returns:
        The file, a journal of one post.

    Raises:
        CommandError: There is nothing in standard input, or it is no text.
    """
    from tui.state.location import settings_file

    text = _read()
    state = folder / "state"
    state.mkdir()
    settings = settings_file()
    if settings.is_file():
        (state / settings.name).write_bytes(settings.read_bytes())
    os.environ["ILGI_STATE_DIR"] = f"{state}"
    os.environ["ILGI_CACHE_DIR"] = f"{folder / 'cache'}"
    page = folder / "page"
    page.mkdir()
    file = page / _NAME
    file.write_bytes(text)
    return file


def _read() -> bytes:
    """The bytes of standard input up to the most that a post may have; all else is not read."""
    if os.isatty(_INPUT):
        raise CommandError("standard input is the terminal: write `… | ilgi -`")
    parts: list[bytes] = []
    left = _MOST + 1
    while left > 0 and (part := os.read(_INPUT, min(left, _BLOCK))):
        parts.append(part)
        left -= len(part)
    text = b"".join(parts)
    if not text.strip():
        raise CommandError("standard input is empty")
    if b"\0" in text[:_BLOCK]:
        raise CommandError("standard input is no text")
    return text


def take_keys_from_terminal() -> None:
    """Let the terminal be standard input, now that all of that was read.

    Raises:
        CommandError: This process has no terminal.
    """
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | getattr(os, "O_NOCTTY", 0))
    except OSError as error:
        reason = error.strerror or error
        raise CommandError(
            f"the browser takes keys from the terminal: /dev/tty: {reason}"
        ) from error
    os.dup2(terminal, _INPUT)
    os.close(terminal)
