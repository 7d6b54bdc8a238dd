"""The screen that the benchmark of keys looks at shows what a terminal would."""

from __future__ import annotations

from tests.bench.screen import COLUMNS, ROWS, Screen


def test_text_stands_where_it_was_put_with_wide_characters_in_two_columns() -> None:
    screen = Screen()
    screen.feed("\x1b[2;3H\x1b[1;38;2;1;2;3m학습\x1b[0m loss\x1b]0;title\x07\r\nnext".encode())
    assert screen.lines[1].startswith("  학습 loss ")
    assert screen.lines[2].startswith("next ")
    assert len(screen.lines) == ROWS
    assert len(screen.lines[2]) == COLUMNS


def test_what_is_cut_anywhere_is_drawn_when_the_rest_comes() -> None:
    written = "\x1b[?2026h\x1b[5;10H\x1b[48;2;9;9;9m분산 OK\x1b[0m\x1b[1;1H!".encode()
    whole = Screen()
    whole.feed(written)
    for cut in range(len(written)):
        parted = Screen()
        parted.feed(written[:cut])
        parted.feed(written[cut:])
        assert parted.lines == whole.lines
    assert whole.lines[4][9:].startswith("분산 OK ")
    assert whole.lines[0][0] == "!"


def test_the_cursor_goes_to_the_right() -> None:
    screen = Screen()
    screen.feed(b"\x1b[2;1Ha\x1b[3Cb\x1b[Cc\x1b[999Cd")
    assert screen.lines[1] == f"a   b c{' ' * (COLUMNS - 8)}d"
