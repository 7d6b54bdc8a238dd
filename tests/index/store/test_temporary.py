"""The folder of an index that is for one run, and what is left of runs that were killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.store.temporary import TemporaryFolder

_MAKER = """
import sys
from index.store.temporary import TemporaryFolder
folder = TemporaryFolder()
print(folder.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", f"{tmp_path}")
    return tmp_path


def _names(there: Path) -> set[str]:
    return {path.name for path in there.iterdir()}


def test_it_is_private_and_goes(there: Path) -> None:
    folder = TemporaryFolder()
    assert folder.path.stat().st_mode & 0o777 == 0o700
    (folder.path / "catalog").write_text("x")
    folder.close()
    assert not _names(there)


def test_what_a_killed_process_left_is_removed_and_what_is_in_use_is_not(there: Path) -> None:
    maker = subprocess.Popen(
        [sys.executable, "-c", _MAKER],
        env={**os.environ, "TMPDIR": f"{there}", "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert maker.stdout is not None
    theirs = Path(maker.stdout.readline().strip())
    (there / "ilgi-of-something-else").mkdir()
    mine = TemporaryFolder()
    assert {theirs.name, mine.path.name} <= _names(there)
    maker.send_signal(signal.SIGKILL)
    maker.communicate()
    TemporaryFolder().close()
    assert _names(there) == {mine.path.name, "ilgi-of-something-else"}
    mine.close()
