"""Standard streams that are closed or lead nowhere, and a system that allows little."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.pseudo_terminal import PseudoTerminal

_WORDS = (sys.executable, "-m", "tui", "list", "--journal")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    folder = tmp_path / "log"
    folder.mkdir()
    (folder / "good.md").write_text("# Good\n", "utf-8")
    return folder


def _run(log: Path, redirected: str) -> subprocess.CompletedProcess[str]:
    script = f'exec "$@" {redirected}'
    command = ["sh", "-c", script, "sh", *_WORDS, f"{log}"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_without_a_standard_output_it_says_so(log: Path) -> None:
    ran = _run(log, ">&-")
    assert ran.returncode == 2
    assert ran.stderr == "ilgi: standard output is closed: nothing was printed\n"


@pytest.mark.parametrize("redirected", ["2>&-", "<&-", "2>&- <&-"])
def test_without_the_other_streams_it_prints(log: Path, redirected: str) -> None:
    ran = _run(log, redirected)
    assert ran.returncode == 0
    assert "Good" in ran.stdout
    assert not ran.stderr


def test_with_no_stream_at_all_it_ends(log: Path) -> None:
    assert _run(log, ">&- 2>&- <&-").returncode == 2


def test_a_cache_that_cannot_be_written_is_told_once(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ILGI_CACHE_DIR", f"{log / 'good.md'}")
    ran = _run(log, "")
    assert ran.returncode == 0
    assert "Good" in ran.stdout
    assert ran.stderr.count("\n") == 1
    assert "uses a temporary one" in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
def test_help_on_a_full_device_is_no_success() -> None:
    script = f"exec {sys.executable} -m tui --help >/dev/full"
    ran = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith("ilgi: ")
    assert "Traceback" not in ran.stderr


def test_help_that_cannot_be_printed_is_no_success() -> None:
    script = f"exec {sys.executable} -m tui --help >&-"
    ran = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr == "ilgi: standard output is closed: nothing was printed\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
def test_where_nothing_can_be_said_the_exit_code_tells(log: Path) -> None:
    assert _run(log, ">/dev/full").returncode == 2
    ran = _run(log, ">/dev/full 2>/dev/full")
    assert ran.returncode == 2
    assert not (log.parent / "state" / "reports").exists()


def _browser(log: Path, before: str, redirected: str) -> PseudoTerminal:
    words = (sys.executable, "-m", "tui", f"{log}")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return PseudoTerminal(
        ["sh", "-c", f'{before} exec "$@" {redirected}', "sh", *words], environment
    )


@pytest.mark.xdist_group("terminal")
@pytest.mark.parametrize("redirected", ["2>/dev/null", "2>&-"])
def test_a_browser_without_a_standard_error_is_seen(log: Path, redirected: str) -> None:
    terminal = _browser(log, "", redirected)
    try:
        terminal.wait_for("1 post", "Good")
        terminal.press("\x11")
        assert terminal.end()[0] == 0
        terminal.assert_restored()
    finally:
        terminal.close()


@pytest.mark.xdist_group("terminal")
@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("ulimit -n 31;", "ilgi: the browser needs 32 open files, and may have 31"),
        ("ulimit -v 1000000;", "ilgi: 2,048 MB of address space are needed, and there are 976 MB"),
    ],
)
def test_a_browser_that_could_not_run_says_what_it_needs(log: Path, limit: str, said: str) -> None:
    terminal = _browser(log, limit, "")
    try:
        assert terminal.end()[0] == 2
        terminal.wait_for(said)
        assert not terminal.modes
    finally:
        terminal.close()


def test_a_command_that_could_not_run_says_what_it_needs(log: Path) -> None:
    script = 'ulimit -v 200000; exec "$@"'
    command = ["sh", "-c", script, "sh", *_WORDS, f"{log}"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert (
        ran.stderr
        == "ilgi: 256 MB of address space are needed, and there are 195 MB: see `ulimit -v`\n"
    )
