"""The configuration and the language, in a real terminal."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Tmux

    Open = Callable[..., Tmux]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The folder of a log with two posts."""
    (tmp_path / "log").mkdir()
    for day, title in (("10", "경사하강법"), ("09", "역전파")):
        text = f"---\ntitle: {title}\ntags: [DL]\n---\n## 오늘\n\n{title}을 배웠다.\n"
        (tmp_path / "log" / f"2021-09-{day}-post.md").write_text(text, "utf-8")
    return tmp_path / "log"


def _configure(text: str) -> None:
    folder = Path(os.environ["ILGI_CONFIG_DIR"])
    folder.mkdir(exist_ok=True)
    (folder / "config.toml").write_text(text, "utf-8")


def test_keys_are_the_readers_own_and_korean_ones_too(
    terminal: Open, ilgi: tuple[str, ...], log: Path
) -> None:
    _configure('languge = "ko"\n[keys]\n"jump.title" = "x"\n"app.quit" = "gq"\n')
    screen = terminal()
    screen.run(*ilgi, f"{log}")
    screen.wait_for("x jump", "line 1: there is no languge; did you mean language?")
    screen.type("x")
    screen.wait_for("Go to a post · 2 posts")
    screen.press("Escape")
    screen.wait_gone("Go to a post")
    screen.type("ㅌ")
    screen.wait_for("Go to a post · 2 posts")
    screen.press("Escape")
    screen.wait_gone("Go to a post")
    screen.type("ㅎㅂ")
    screen.wait_for("ready>")


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)], ids=str)
def test_a_korean_reader_sees_korean_whole_at_the_foot(
    terminal: Open, ilgi: tuple[str, ...], log: Path, size: tuple[int, int]
) -> None:
    screen = terminal(*size)
    screen.run("env", "LC_ALL=ko_KR.UTF-8", *ilgi, f"{log}")
    screen.wait_for("글 2개", "경사하강법")

    def is_whole(shown: str) -> bool:
        foot = shown.rstrip("\n").rpartition("\n")[2]
        hint = "Enter 읽기" if size[0] > 40 else "? 도움말  q 뒤로"
        return hint in foot and "1/2" in foot and "…" not in foot

    screen.wait_until(is_whole, "a foot with nothing cut")
    screen.type("?")
    screen.wait_for("도움말", "글 읽기", "Esc 닫기")
