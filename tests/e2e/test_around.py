"""What stands around a post, and the questions, in a real terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.conftest import Tmux

    Open = Callable[..., Tmux]


def test_one_goes_from_a_post_to_what_links_to_it_and_through_the_questions(
    terminal: Open, ilgi: tuple[str, ...], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    log.mkdir()
    (log / "2021-09-10-sum.md").write_text("# 합계\n\nQ. 왜 더하나?\n\nA. 세려고.\n", "utf-8")
    linking = "# 노트\n\n먼저 읽는다. [합계](2021-09-10-sum.md) 글로 이어진다. 끝.\n"
    (log / "2021-09-09-note.md").write_text(linking, "utf-8")
    tmux = terminal()
    tmux.run(*ilgi, str(log))
    tmux.wait_for("2 posts", "왜 더하나?")
    tmux.press("Enter")
    tmux.press("r")
    tmux.wait_for("Linked from · 1", "합계 글로 이어진다.", "older 2021-09-09 노트")
    tmux.press("Enter")
    tmux.wait_for("먼저 읽는다.")
    tmux.press("g")
    tmux.press("q")
    tmux.wait_for("Questions · by date · 1/1", "✓ 왜 더하나?")
    tmux.press("r")
    tmux.wait_for("1/1", "A. ▸ …")
    tmux.press("Space")
    tmux.wait_for("A. 세려고.")
    tmux.press("C-q")
