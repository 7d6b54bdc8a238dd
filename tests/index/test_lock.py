from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from index.lock import held

_HOLDER = """
import sys
from pathlib import Path
from index.lock import held

with held(Path(sys.argv[1]), 5.0) as is_held:
    print(is_held, flush=True)
    sys.stdin.read()
"""


def _holder(path: Path) -> subprocess.Popen[str]:
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, f"{path}"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=paths,
    )
    assert holder.stdout
    assert holder.stdout.readline() == "True\n"
    return holder


def test_one_process_holds_it_and_is_named_until_it_dies(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    holder = _holder(path)
    assert path.read_text() == f"{holder.pid}\n"
    with held(path, 0.0) as is_held:
        assert not is_held
    holder.kill()
    holder.wait()
    with held(path, 0.0) as is_held:
        assert is_held


def test_waiting_is_given_up_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    with held(path, 0.0), held(path, 3_600.0, cancelled) as is_held:
        assert not is_held
