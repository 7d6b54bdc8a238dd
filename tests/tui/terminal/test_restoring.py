"""The terminal is given back at once, also where no file can be opened."""

from __future__ import annotations

import errno
import os
import signal

import pytest

from tui.terminal.restoring import restore


@pytest.mark.parametrize("error", [None, errno.EMFILE])
def test_every_mode_is_left(error: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    master, terminal = os.openpty()
    os.set_blocking(master, False)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        with monkeypatch.context() as patched:
            if error is not None:

                def refused(*_: object) -> int:
                    raise OSError(error, os.strerror(error))

                patched.setattr(os, "open", refused)
            restore(terminal, None)
        written = os.read(master, 1_000)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        os.close(master)
        os.close(terminal)
    assert b"\x1b[?1049l" in written
    assert written.endswith(b"\x1b[?25h")
