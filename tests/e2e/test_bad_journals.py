from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

_MANY = 20_000 if os.environ.get("CI") else 10_000


def _ilgi(
    *words: str, seconds: float = 60, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *words],
        env={**(os.environ if env is None else env), "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=seconds,
    )


def test_what_cannot_be_read_is_a_problem_and_the_rest_is_listed(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# Good\n", "utf-8")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "binary.md").write_bytes(bytes(range(256)) * 64)
    listed = json.loads(_ilgi("list", "--json", "--journal", str(tmp_path)).stdout)
    problems = json.loads(_ilgi("problems", "--json", "--journal", str(tmp_path)).stdout)
    assert {post["path"] for post in listed} >= {"good.md", "binary.md"}
    assert {problem["path"] for problem in problems} >= {"gone.md", "binary.md"}


def test_a_pipe_named_like_a_post_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# Good\n", "utf-8")
    os.mkfifo(tmp_path / "pipe.md")
    ran = _ilgi("list", "--json", "--journal", str(tmp_path))
    assert "good.md" in {post["path"] for post in json.loads(ran.stdout)}


def test_a_journal_on_a_read_only_disk_opens(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "good.md").write_text("# Good\n", "utf-8")
    (tmp_path / "posts").chmod(0o555)
    ran = _ilgi("list", "--json", "--journal", str(tmp_path / "posts"))
    (tmp_path / "posts").chmod(0o755)
    assert [post["title"] for post in json.loads(ran.stdout)] == ["Good"]


@pytest.mark.parametrize(
    "env",
    [
        {},
        {"LANG": "C", "LC_ALL": "C"},
        {"LC_ALL": "ko_KR.EUC-KR", "PYTHONIOENCODING": "euc-kr"},
        {"HOME": "/nowhere", "TERM": "dumb"},
    ],
    ids=["no environment", "the C locale", "another encoding", "no home and a dumb terminal"],
)
def test_hangul_is_read_and_printed_in_any_surroundings(
    env: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "학습.md").write_text("# 손실 함수\n\n학습률을 줄인다.\n", "utf-8")
    kept = {"ILGI_CACHE_DIR": str(tmp_path / "cache"), **env}
    for words in (["list"], ["search", "학습률"], ["show", "학습"]):
        ran = _ilgi(*words, "--journal", str(tmp_path), env=kept)
        assert (ran.returncode, ran.stderr) == (0, "")
        assert "손실 함수" in ran.stdout


def test_where_nothing_at_all_can_be_written_it_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# Good\n", "utf-8")
    program = (
        "import resource, sys\n"
        "from tui.__main__ import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, "list", "--journal", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("ilgi: ")
    assert ran.stderr.count("\n") == 1


def test_what_cannot_be_printed_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("# Good\n", "utf-8")
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "tui", "list", "--json", "--journal", str(tmp_path)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ran.returncode == 2
    assert ran.stderr.startswith("ilgi: ")
    assert ran.stderr.count("\n") == 1


def test_every_one_of_very_many_files_is_indexed(tmp_path: Path) -> None:
    for year in range(100):
        folder = tmp_path / "log" / f"{1900 + year}"
        folder.mkdir(parents=True)
        for number in range(_MANY // 100):
            (folder / f"{number}.md").write_text(f"# Note {year} {number}\n", "utf-8")
    ran = _ilgi("index", "--json", str(tmp_path / "log"), seconds=600)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["posts"] == _MANY
    found = _ilgi("search", "Note 42", "--json", "--journal", str(tmp_path / "log"))
    assert json.loads(found.stdout)["total"] > 0
