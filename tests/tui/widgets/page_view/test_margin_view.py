"""Notes of the reader's own on a page: under what they are on, and never part of its text."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest
from textual.geometry import Offset
from textual.selection import Selection

from index.post import Document
from tui.render.document.page_state import PageState
from tui.render.document.pages import Page, pages
from tui.render.layout.layout import lay_out
from tui.render.layout.margin_notes import SIGN, Margin, MarginNote, annotated
from tui.render.layout.text import plain
from tui.widgets.page_view.passages import code_in_sight, paragraph_in_sight, selected

ShowPage = Callable[..., AbstractAsyncContextManager[Any]]
ReadBody = Callable[..., Document]

BODY = """# 제목

# 머리

첫 문단의 글은 여러 줄로
이어진다. [고리](https://example.com/a)

- 하나
- 둘

```python
a = 1
b = 2
```

> 인용한 글

## 다음

[^1]: 각주
"""


def _page(document: Document, width: int = 50) -> Page:
    return list(pages(document, width, blocks=None, whole=True, cancelled=lambda: False))[-1]


def _line(document: Document, words: str) -> int:
    return next(n for n, line in enumerate(document.text.split("\n"), 1) if words in line)


def _noted(document: Document, **notes: str) -> Page:
    """The page with notes by the words of the lines that they are on."""
    margin = [MarginNote(_line(document, words), text) for words, text in notes.items()]
    return _page(document).with_margin(Margin(tuple(margin)))


def _rows(page: Page) -> list[str]:
    return [row for row in plain(page.layout).split("\n") if row.strip()]


@pytest.mark.parametrize(
    ("words", "above"),
    [
        ("# 머리", "━━━━"),
        ("첫", "이어진다. 고리"),
        ("이어진다", "이어진다. 고리"),
        ("- 하나", "• 하나"),
        ("a = 1", "│ a = 1"),
        ("b = 2", "│ b = 2"),
        ("인용한", "▌ 인용한 글"),
    ],
)
def test_a_note_stands_under_what_it_is_on(read_body: ReadBody, words: str, above: str) -> None:
    rows = _rows(_noted(read_body(BODY), **{words: "내 생각\n\n둘째 줄"}))
    at = rows.index("✎ 내 생각")
    assert rows[at - 1].strip().endswith(above)
    assert rows[at + 1 : at + 3] == ["┊", "┊ 둘째 줄"]


def test_several_notes_at_one_place_stand_in_their_order(read_body: ReadBody) -> None:
    document = read_body(BODY)
    line = _line(document, "- 둘")
    notes = (MarginNote(line, "먼저"), MarginNote(line, "나중"), MarginNote(1, "처음"))
    rows = _rows(_page(document).with_margin(Margin(notes)))
    assert [row for row in rows if "✎" in row] == ["✎ 처음", "✎ 먼저", "✎ 나중"]


@pytest.mark.parametrize("width", [8, 20, 40, 78, 120])
def test_no_note_is_wider_than_the_page(read_body: ReadBody, width: int) -> None:
    from rich.cells import cell_len

    document = read_body(BODY)
    long = MarginNote(_line(document, "첫"), "아주 긴 메모 " * 20 + "a" * 200)
    page = _page(document, width).with_margin(Margin((long,)))
    notes = [row for row in _rows(page) if row.startswith(("✎", "┊"))]
    assert max(map(cell_len, notes)) <= width
    assert sum(row.count("a") for row in notes) == 200


def test_all_else_is_where_it_was(read_body: ReadBody) -> None:
    document = read_body(BODY)
    bare = _page(document)
    noted = _noted(document, 첫="하나\n둘", **{"a = 1": "셋", "# 머리": "넷"})
    layout = noted.layout
    assert [row for row in _rows(noted) if not row.startswith(("✎", "┊"))] == _rows(bare)
    for numbers, before in (
        (layout.headings, bare.layout.headings),
        (layout.codes, bare.layout.codes),
        (noted.outline_lines, bare.outline_lines),
        (layout.begins, bare.layout.begins),
    ):
        assert [layout.lines[n] for n in numbers] == [bare.layout.lines[n] for n in before]
    for source in range(1, len(document.text.split("\n")) + 1):
        at, was = layout.line_of(source), bare.layout.line_of(source)
        assert layout.lines[at] == bare.layout.lines[was]


def test_notes_are_no_text_of_the_post(read_body: ReadBody) -> None:
    page = _noted(read_body(BODY), 첫="비밀 메모", **{"a = 1": "비밀"})
    said = selected(page, Selection(Offset(0, 0), Offset(0, len(page.layout.lines))))
    bare = _page(page.document)
    assert "비밀" not in said
    assert said == selected(bare, Selection(Offset(0, 0), Offset(0, len(bare.layout.lines))))
    for top in range(len(page.layout.lines)):
        assert "비밀" not in paragraph_in_sight(page, top, 5)
        assert code_in_sight(page, top, 5) in ("", "a = 1\nb = 2")


def test_without_notes_a_page_is_as_it_was(read_body: ReadBody) -> None:
    document = read_body(BODY)
    page = _noted(document, 첫="메모")
    assert page.with_margin(Margin()).layout == _page(document).layout


def test_notes_on_lines_that_are_to_come_wait(read_body: ReadBody) -> None:
    blocks = _page(read_body("하나\n")).blocks
    layout = lay_out(blocks, 40)
    margin = Margin((MarginNote(900, "뒤"),))
    assert annotated(layout, blocks, margin, begun_only=True) == layout
    assert "뒤" in plain(annotated(layout, blocks, margin))


FOLDED = """앞

<details><summary>펼쳐 보기</summary>

숨은 글

</details>

끝
"""


async def test_a_note_folds_with_what_it_is_on_and_leaves_its_sign(
    read_body: ReadBody, show_page: ShowPage
) -> None:
    document = read_body(FOLDED)
    async with show_page(document) as shown:
        shown.view.change(
            PageState.annotate, document, (MarginNote(_line(document, "숨은"), "안쪽 메모"),)
        )
        assert shown.lines[2:] == ["앞", "▸ 펼쳐 보기", "끝"]
        (sign,) = (line for line in shown.screen if line.endswith(SIGN))
        assert sign.startswith("▸ 펼쳐 보기")
        shown.view.change(PageState.toggle_details)
        assert shown.lines[2:] == ["앞", "▾ 펼쳐 보기", "숨은 글", "✎ 안쪽 메모", "끝"]
        shown.view.change(PageState.toggle_details)
        assert shown.lines[2:] == ["앞", "▸ 펼쳐 보기", "끝"]


async def test_notes_come_go_and_hide_without_moving_the_reader(
    read_body: ReadBody, show_page: ShowPage
) -> None:
    document = read_body("\n\n".join(f"문단 {n}" for n in range(60)))
    async with show_page(document, size=(40, 10)) as shown:
        shown.view.go_to_source(_line(document, "문단 30"))
        notes = tuple(MarginNote(_line(document, f"문단 {n}"), "메모") for n in (2, 30, 31))
        shown.view.change(PageState.annotate, document, notes)
        assert shown.lines[:4] == ["문단 30", "✎ 메모", "문단 31", "✎ 메모"]
        shown.view.set_options(notes_shown=False)
        assert shown.lines[:2] == ["문단 30", "문단 31"]
        assert [line.endswith(SIGN) for line in shown.screen[:3]] == [True, False, True]
        shown.view.set_options(notes_shown=True)
        shown.view.change(PageState.annotate, document, ())
        assert shown.lines[:2] == ["문단 30", "문단 31"]


async def test_notes_survive_the_source_another_width_and_another_text(
    read_body: ReadBody, show_page: ShowPage
) -> None:
    document = read_body(BODY)
    async with show_page(document) as shown:
        shown.view.change(
            PageState.annotate, document, (MarginNote(_line(document, "- 하나"), "메모"),)
        )
        shown.view.set_options(source=True)
        await shown.settle()
        at = shown.lines.index("✎ 메모")
        assert shown.lines[at - 1 : at + 2] == ["- 하나", "✎ 메모", "- 둘"]
        shown.view.set_options(source=False)
        shown.view.set_options(reading_width=30)
        await shown.settle()
        assert shown.lines[shown.lines.index("✎ 메모") - 1] == "• 하나"
        after = replace(document, post=document.post)
        notes = (MarginNote(_line(document, "- 둘"), "메모"),)
        shown.view.show(after, notes=notes)
        await shown.settle()
        assert shown.lines[shown.lines.index("✎ 메모") - 1] == "• 둘"
