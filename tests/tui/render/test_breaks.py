"""The end of a line within a paragraph: a blank, or a new line where the journal has it so."""

from __future__ import annotations

from tui.render.blocks.parse import parse
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain

BODY = "아침에 걸었다\n점심에 **읽었\n다**\n\n> [!tip] 제목\n> 하나\n> 둘\n\n- 가\n  나\n"


def test_lines_are_joined_where_breaks_are_soft() -> None:
    assert plain(lay_out(parse(BODY), 40)).startswith("아침에 걸었다 점심에 읽었 다\n")


def test_lines_stay_where_breaks_are_hard() -> None:
    shown = plain(lay_out(parse(BODY, hard_breaks=True), 40))
    lines = [line.strip("┃ •") for line in shown.split("\n")]
    assert lines[:3] == ["아침에 걸었다", "점심에 읽었", "다"]
    assert [line for line in lines if line in {"하나", "둘"}] == ["하나", "둘"]
    assert [line for line in lines if line in {"가", "나"}] == ["가", "나"]


def test_an_image_has_its_words_without_its_size() -> None:
    assert "▣ 고양이 cat.png" in plain(lay_out(parse("![고양이|100x80](cat.png)"), 40))
