"""Standard streams that are closed, and a cache that cannot be written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
