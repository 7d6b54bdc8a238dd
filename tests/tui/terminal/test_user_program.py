from __future__ import annotations

import os
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tui.terminal.user_program import ProgramResult, run_to_end


def never() -> bool:
    return False


def test_a_program_runs_in_the_folder_without_a_shell_and_a_terminal(tmp_path: Path) -> None:
    script = 'printf "%s|" "$PWD" "$@" > told; test -t 0 || cat >> told'
    words = ["sh", "-c", script, "sh", "a b; c", "$HOME"]
    assert run_to_end(words, tmp_path, never) == ProgramResult(0)
    assert (tmp_path / "told").read_text("utf-8") == f"{tmp_path}|a b; c|$HOME|"


def test_the_last_line_of_its_errors_is_told(tmp_path: Path) -> None:
    script = "yes error | head -c 300000 >&2; printf 'first\\nlast \\033[31m\\n\\n' >&2; exit 3"
    assert run_to_end(["sh", "-c", script], tmp_path, never) == ProgramResult(3, "last \x1b[31m")


def test_what_a_program_says_is_dropped_but_for_its_end(tmp_path: Path) -> None:
    # It goes on once what it has said is gone from the file that it writes to.
    script = """
        import os
        for _ in range(300):
            os.write(2, b"error\\n" * 2_000)
        while os.fstat(2).st_size > 1_000_000:
            pass
        os.write(2, b"done\\n")
        os._exit(3)
    """
    words = [sys.executable, "-c", dedent(script)]
    assert run_to_end(words, tmp_path, never, seconds=45) == ProgramResult(3, "done")


def test_a_long_line_is_told_in_part(tmp_path: Path) -> None:
    script = "yes 가나 | tr -d '\\n' | head -c 300000 >&2; exit 3"
    said = run_to_end(["sh", "-c", script], tmp_path, never).said
    assert said.endswith("…")
    assert len(said) == 201


def test_a_program_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    child = tmp_path / "child"

    def has_started() -> bool:
        return child.exists() and child.read_text("utf-8").endswith("\n")

    script = "sleep 1000 & echo $! > child; wait"
    assert run_to_end(["sh", "-c", script], tmp_path, has_started) == ProgramResult(None)
    with pytest.raises(ProcessLookupError):
        _wait_for_end(int(child.read_text("utf-8")))
    assert run_to_end(["sleep", "1000"], tmp_path, never, seconds=0.1) == ProgramResult(None)


def _wait_for_end(process: int) -> None:
    """Look until a process is there no more; one that has ended and is not reaped has."""
    state = Path(f"/proc/{process}/stat")
    for _ in range(100_000):
        os.kill(process, 0)
        if state.exists() and state.read_text("utf-8").rpartition(") ")[2].startswith("Z"):
            raise ProcessLookupError


def test_a_program_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        run_to_end(["no-such-program"], tmp_path, never)
