from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Tmux

    Open = Callable[..., Tmux]

_FILLER = "\n\n".join(f"문단 {number}. 읽기 위한 줄이다." for number in range(60))
_POSTS = {
    "2021-09-10-day29.md": ("[boostcourse] Day29 학습기록", f"첫 줄 스물아홉.\n\n{_FILLER}"),
    "2021-09-09-day28.md": ("[boostcourse] Day28 학습기록", "첫 줄 스물여덟."),
    "2021-09-08-descent.md": (
        "경사하강법",
        f"첫 줄 내리막.\n\n## 앞부분\n\n{_FILLER}\n\n## 뒷부분\n\n여기서 손실함수를 줄인다.",
    ),
}


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """The folder of a Jekyll log with three posts."""
    site = tmp_path / "hong"
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text("title: hong's log\ntimezone: Asia/Seoul\n", "utf-8")
    for name, (title, body) in _POSTS.items():
        text = f'---\ntitle: "{title}"\ncategories: [boostcourse]\ntoc: true\n---\n{body}\n'
        (site / "_posts" / name).write_text(text, "utf-8")
    return site


def _assert_left_clean(terminal: Tmux) -> None:
    """The shell is back on the first screen, with a cursor, echo and no mouse reports."""
    state = "#{alternate_on} #{cursor_flag} #{mouse_any_flag}"
    terminal.wait_until(lambda _: terminal.tell_all(state) == "0 1 0", "the terminal as it was")
    terminal.run("clear")
    terminal.run("stty", "-a")
    settings = terminal.wait_for("echo", "icanon")
    assert "-echo " not in settings
    assert "-icanon" not in settings


def test_a_log_opens_and_is_read_searched_and_left(
    terminal: Open, ilgi: tuple[str, ...], log: Path
) -> None:
    tmux = terminal()
    tmux.run(*ilgi, str(log))
    tmux.wait_for("hong's log", "3 posts", "[boostcourse] Day29 학습기록", "첫 줄 스물아홉.")
    tmux.press("2")
    tmux.press("j")
    tmux.wait_for("첫 줄 스물여덟.")
    tmux.press("Enter")
    tmux.press("q")
    tmux.press("s")
    tmux.wait_for("⌕")
    tmux.type("손실함수")
    tmux.wait_for("1 hit", "경사하강법")
    tmux.press("Enter")
    tmux.wait_for("여기서 손실함수를 줄인다.")
    tmux.press("C-q")
    _assert_left_clean(tmux)


def test_without_a_path_the_demo_opens(
    terminal: Open, ilgi: tuple[str, ...], tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    tmux = terminal()
    tmux.run("cd", str(empty))
    tmux.run(*ilgi)
    shown = tmux.wait_for("일기 — a demo journal", "posts", "┃ Start here", "1. Read on: Space")
    assert "Press s and type gradient." not in shown
    tmux.press("Space")
    tmux.wait_for("Press s and type gradient.")
    tmux.press("s")
    tmux.wait_for("Esc close")
    tmux.type("gradient")
    tmux.wait_for("›2023-03-14", "gradient")
    tmux.press("Enter")
    tmux.wait_for("━ 경사하강법과 학습률 ━")
    tmux.press("H")
    tmux.wait_for("━ Start here ━", "3. Back: H")
    tmux.press("C-q")
    _assert_left_clean(tmux)


def test_a_second_ilgi_reads_on(terminal: Open, ilgi: tuple[str, ...], log: Path) -> None:
    first, second = terminal(), terminal()
    for tmux in (first, second):
        tmux.run(*ilgi, str(log))
    for tmux in (first, second):
        tmux.wait_for("3 posts", "첫 줄 스물아홉.")
    first.press("C-q")
    _assert_left_clean(first)
    second.press("s")
    second.wait_for("⌕")
    second.type("내리막")
    second.wait_for("1 hit", "경사하강법")
    second.press("C-q")
    _assert_left_clean(second)


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (70, 24), (40, 12)])
def test_a_small_terminal_does_for_reading(
    columns: int, rows: int, terminal: Open, ilgi: tuple[str, ...], log: Path
) -> None:
    tmux = terminal(columns, rows)
    tmux.run(*ilgi, str(log))
    tmux.wait_for("Day29")
    tmux.press("2")
    tmux.press("j")
    tmux.press("Enter")
    tmux.wait_for("스물여덟")
    tmux.press("C-q")
    _assert_left_clean(tmux)


def test_no_control_of_a_post_reaches_the_terminal(
    terminal: Open, ilgi: tuple[str, ...], log: Path
) -> None:
    evil = '---\ntitle: "bad \\e]0;owned\\a title"\n---\nbody \x1b[2J\x1b]0;owned\x07 stays\n'
    (log / "_posts" / "2022-01-01-evil.md").write_text(evil, "utf-8")
    tmux = terminal()
    before = tmux.tell("pane_title")
    tmux.run(*ilgi, str(log))
    tmux.wait_for("4 posts", "bad ", "body ", "stays")
    assert "owned" not in tmux.tell("pane_title").replace(before, "")
    tmux.press("C-q")
    _assert_left_clean(tmux)
    tmux.run("clear")
    tmux.run(*ilgi, "show", "evil", "--journal", str(log))
    tmux.wait_for("bad ", "stays")
    assert "owned" not in tmux.tell("pane_title").replace(before, "")


def test_a_journal_that_cannot_be_read_ends_before_the_screen_is_taken(
    terminal: Open, ilgi: tuple[str, ...]
) -> None:
    tmux = terminal()
    tmux.run(*ilgi, "/nowhere/at-all")
    tmux.wait_for("ilgi: ", "/nowhere/at-all")
    tmux.type("echo code $?")
    tmux.press("Enter")
    tmux.wait_for("code 2")


def test_a_terminal_gets_colour_and_a_pipe_none(
    terminal: Open, ilgi: tuple[str, ...], log: Path, tmp_path: Path
) -> None:
    tmux = terminal()
    tmux.run(*ilgi, "search", "손실함수", "--journal", str(log))
    tmux.wait_for("경사하강법", "여기서 손실함수를")
    assert "\x1b[1m" in tmux.screen_with_styles()
    printed = tmp_path / "printed"
    tmux.type(f"{' '.join(ilgi)} list --journal {log} > {printed}; echo done")
    tmux.press("Enter")
    tmux.wait_until(lambda _: printed.exists() and printed.stat().st_size > 0, "the list")
    assert "\x1b" not in printed.read_text("utf-8")


def test_a_reader_that_goes_away_is_no_error(
    terminal: Open, ilgi: tuple[str, ...], log: Path
) -> None:
    tmux = terminal()
    tmux.type(f"{' '.join(ilgi)} list --json --journal {log} 2>&1 | head -c 5; echo '' code $?")
    tmux.press("Enter")
    screen = tmux.wait_for("code 0")
    assert "Traceback" not in screen
    assert "Broken" not in screen


def test_ctrl_c_is_quiet(terminal: Open, ilgi: tuple[str, ...], tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number}.md").write_text(f"# Note {number}\n", "utf-8")
    tmux = terminal()
    tmux.run(*ilgi, "index", str(tmp_path))
    tmux.wait_until(lambda screen: "/3,000" in screen, "progress")
    tmux.press("C-c")
    tmux.type("echo code $?")
    tmux.press("Enter")
    assert "Traceback" not in tmux.wait_for("code 130")


def test_a_note_is_written_in_korean_and_exported(
    terminal: Open, ilgi: tuple[str, ...], log: Path
) -> None:
    tmux = terminal(80, 24)
    tmux.run(*ilgi, str(log))
    tmux.wait_for("첫 줄 스물아홉.")
    tmux.press("E")
    tmux.wait_for("A note of your own")
    tmux.type("왜 이렇게 적었나?")
    tmux.press("Enter")
    tmux.type("q와 ㅓ는 글자다")
    tmux.wait_for("왜 이렇게 적었나?", "q와 ㅓ는 글자다")
    tmux.press("C-s")
    tmux.wait_gone("A note of your own")
    tmux.wait_for("✎ 왜 이렇게 적었나?", "┊ q와 ㅓ는 글자다")
    tmux.press("g")
    tmux.press("n")
    tmux.wait_for("Your notes", "왜 이렇게 적었나? q와 ㅓ는 글자다")
    tmux.press("Escape")
    tmux.wait_gone("Your notes")
    tmux.press("C-q")
    _assert_left_clean(tmux)
    tmux.run(*ilgi, "export", "--journal", str(log))
    tmux.wait_for(r"왜 이렇게 적었나?" + "\\")


def test_no_bytes_that_are_pasted_end_the_program(
    terminal: Open, ilgi: tuple[str, ...], log: Path
) -> None:
    tmux = terminal()
    tmux.run(*ilgi, str(log))
    tmux.wait_for("3 posts", "첫 줄 스물아홉.")
    tmux.press("s")
    tmux.wait_for("⌕ search")
    tmux.paste(b"\xff\xfe\x00\xc3(")
    tmux.resize(80, 40)
    tmux.wait_gone("─ Journal ─")
    tmux.type("내리막")
    tmux.wait_for("내리막", "1 hit")


def test_what_is_typed_beside_bytes_that_are_no_text_is_kept(
    terminal: Open, ilgi: tuple[str, ...], log: Path
) -> None:
    tmux = terminal()
    tmux.run(*ilgi, str(log))
    tmux.wait_for("3 posts", "첫 줄 스물아홉.")
    tmux.press("s")
    tmux.wait_for("⌕ search")
    tmux.paste(b"\xff" + "내리막".encode() + b"\xc3(")
    tmux.wait_for("내리막", "1 hit")
