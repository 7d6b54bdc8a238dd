"""Folding, finding and going along a page, without a terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Concatenate, ParamSpec

import pytest

from index.post import Document, Outline
from tests.tui.widgets.page_view.conftest import ReadBody
from tui.render.document.page_state import PageChange, PageState
from tui.render.document.pages import pages
from tui.render.document.viewport import Viewport
from tui.render.layout.layout import is_title
from tui.render.layout.margin_notes import MarginNote

Values = ParamSpec("Values")

DETAILS = """앞

<details><summary>펼쳐 보기</summary>

숨은 글

## 숨은 제목

```python
secret = 1
```

</details>

> [!tip]- 접은 쪽지
> 쪽지 글

<details open><summary>열린 것</summary>열린 글</details>

<details>요약 없는 글</details>

끝
"""
SHUT = ["앞", "▸ 펼쳐 보기", "▸ ✦ 접은 쪽지", "▾ 열린 것", "열린 글", "▸ Details", "끝"]
HIDDEN = {"숨은 글", "◆ 숨은 제목", "secret = 1", "쪽지 글", "요약 없는 글"}
ANSWERS = """Q. 왜 줄어드나요?
A. 기울기를 따라 내려가서요.

그리고 조금씩요.

Q: 언제 멈추나요?

답변: 더 줄지 않을 때.

## 다음

글
"""
TOLD = [
    "Q. 왜 줄어드나요?", "A. 기울기를 따라 내려가서요.", "그리고 조금씩요.",
    "Q: 언제 멈추나요?", "답변: 더 줄지 않을 때.", "◆ 다음", "글",
]  # fmt: skip
ASKED = ["Q. 왜 줄어드나요?", "A. ▸ …", "Q: 언제 멈추나요?", "답변: ▸ …", "◆ 다음", "글"]
SECOND_ASKED = [*TOLD[:4], "답변: ▸ …", *TOLD[5:]]
PARAGRAPHS = "\n\n".join(f"문단 {number}" for number in range(100))


class Reading:
    """A page and what of it is in view, scrolled as a view would scroll it."""

    def __init__(self, document: Document, height: int = 40, **wanted: Any) -> None:
        self.state = PageState()
        self.viewport = Viewport(0, height, 0)
        self.show(document, **wanted)

    def show(self, document: Document, **wanted: Any) -> None:
        """Show another document, or the same written anew."""
        self.state = self.state.asking_for(document, **wanted)
        made = pages(document, 40, blocks=None, whole=True, wrapped=False, cancelled=lambda: False)
        top = self.viewport.top
        source = self.state.source_at(top)
        within = top - self.state.page.layout.line_of(source) if self.state.page else 0
        place = (source, within)
        for page in made:
            self.apply(self.state.with_page(self.viewport, page, place, begun=False))

    def apply(self, change: PageChange | None) -> bool:
        """Make a change; tells whether there is one."""
        if change is None:
            return False
        self.viewport = change.viewport(self.viewport)
        self.state = change.state
        return True

    def do(
        self,
        change: Callable[Concatenate[PageState, Viewport, Values], PageChange | None],
        *values: Values.args,
        **named: Values.kwargs,
    ) -> bool:
        """Change the state by one of its methods; tells whether that changed anything."""
        return self.apply(change(self.state, self.viewport, *values, **named))

    @property
    def lines(self) -> list[str]:
        """What the lines in view say, without empty ones, the title and what the post is about."""
        top = self.viewport.top
        drawn = self.state.lines(top, top + self.viewport.height)
        lines = (one.line for one in drawn if not is_title(one.line))
        texts = ("".join(span.text for span in (*line.gutter, *line.spans)) for line in lines)
        said = (text.strip("│▌┃ ") for text in texts)
        return [text for text in said if text.strip("─━") and " min" not in text]

    @property
    def marked(self) -> str:
        """The text of the link that is marked."""
        assert self.state.shown is not None
        assert self.state.shown.marked is not None
        return self.state.shown.marked.link.text


def test_all_details_are_opened_and_shut_at_once(read_body: ReadBody) -> None:
    reading = Reading(read_body(DETAILS))
    assert reading.lines == SHUT
    reading.do(PageState.toggle_details)
    assert set(reading.lines) >= HIDDEN
    reading.do(PageState.toggle_details)
    assert not set(reading.lines) & {*HIDDEN, "열린 글"}


def test_a_page_without_details_has_none_to_toggle(read_body: ReadBody) -> None:
    reading = Reading(read_body("글\n"))
    assert not reading.do(PageState.toggle_details)
    assert not reading.do(PageState.toggle_answer)
    assert not reading.do(PageState.toggle_fold_in_view)


@pytest.mark.parametrize("sought", ["숨은글", "secret", "쪽지 글", "요약 없는"])
def test_what_is_found_in_details_opens_them_while_it_is_sought(
    read_body: ReadBody, sought: str
) -> None:
    reading = Reading(read_body(DETAILS))
    reading.do(PageState.find, sought)
    assert reading.state.found == (1, 1)
    assert HIDDEN & set(reading.lines)
    reading.do(PageState.find, "")
    assert reading.lines == SHUT


def test_a_hit_and_a_jump_open_what_hides_them(read_body: ReadBody) -> None:
    document = read_body(DETAILS)
    reading = Reading(document, height=12)
    reading.do(PageState.go_to_source, document.outline.headings[0].line)
    assert reading.lines[0] == "◆ 숨은 제목"
    reading.show(read_body(DETAILS, "b.md"), terms=["쪽지 글"], line=16)
    assert reading.state.found == (1, 1)
    assert "쪽지 글" in reading.lines


def test_answers_are_hidden_all_or_one_by_one_and_shown_where_they_are_found(
    read_body: ReadBody,
) -> None:
    reading = Reading(read_body(ANSWERS))
    assert reading.lines == TOLD
    reading.do(PageState.toggle_answers)
    assert reading.lines == ASKED
    reading.do(PageState.toggle_answer)
    assert reading.lines == SECOND_ASKED
    reading.do(PageState.find, "더 줄지")
    assert reading.lines == TOLD
    reading.do(PageState.find, "")
    assert reading.lines == SECOND_ASKED
    reading.do(PageState.toggle_answers)
    assert reading.lines == TOLD


def test_answers_hidden_in_one_post_are_hidden_in_the_next(read_body: ReadBody) -> None:
    reading = Reading(read_body(ANSWERS))
    reading.do(PageState.toggle_answers)
    reading.show(read_body(ANSWERS, "b.md"))
    assert reading.lines == ASKED


def test_a_page_without_questions_folds_no_answer(read_body: ReadBody) -> None:
    asked = read_body(ANSWERS)
    reading = Reading(replace(asked, outline=Outline(asked.outline.headings)))
    reading.do(PageState.toggle_answers)
    assert reading.lines == TOLD


def test_find_goes_from_match_to_match_and_round(read_body: ReadBody) -> None:
    reading = Reading(read_body(PARAGRAPHS), height=20)
    reading.do(PageState.find, "문단 5")
    assert reading.state.found == (1, 11)
    reading.do(PageState.step_match, -1)
    assert reading.state.found == (11, 11)
    assert "문단 59" in reading.lines
    reading.do(PageState.step_match, 1)
    assert reading.state.found == (1, 11)
    assert "문단 5" in reading.lines
    reading.do(PageState.find, "")
    assert reading.state.found == (0, 0)


def test_find_begins_at_what_is_in_view(read_body: ReadBody) -> None:
    document = read_body(PARAGRAPHS)
    line = document.text.split("\n").index("문단 40") + 1
    reading = Reading(document, height=20, line=line)
    before = reading.viewport
    reading.do(PageState.find, "문단")
    assert reading.state.found == (41, 100)
    assert reading.viewport == before


def test_a_search_is_marked_until_its_terms_are_cleared(read_body: ReadBody) -> None:
    reading = Reading(read_body(PARAGRAPHS), terms=["문단"])
    assert reading.state.found == (0, 100)
    assert reading.do(PageState.clear_terms)
    assert reading.state.found == (0, 0)
    assert not reading.do(PageState.clear_terms)


LINKS = (
    "[하나](a.md) [둘](b.md)\n\n" + PARAGRAPHS + "\n\n[셋](c.md)\n\n" + PARAGRAPHS + "\n\n[넷](#끝)"
)


def test_links_are_marked_in_their_order_and_come_into_view(read_body: ReadBody) -> None:
    reading = Reading(read_body(LINKS), height=20)
    seen = []
    while reading.do(PageState.step_link, 1):
        seen.append(reading.marked)
        assert any(reading.marked in line for line in reading.lines)
    assert seen == ["하나", "둘", "셋", "넷"]
    reading.do(PageState.step_link, -1)
    assert reading.marked == "셋"


def test_the_first_link_marked_is_one_in_view(read_body: ReadBody) -> None:
    document = read_body(LINKS)
    reading = Reading(document, height=20, line=document.text.split("\n").index("[셋](c.md)") - 2)
    reading.do(PageState.step_link, 1)
    assert reading.marked == "셋"
    assert reading.apply(reading.state.unmark_link())
    assert not reading.apply(reading.state.unmark_link())


def test_a_link_hint_is_typed_to_follow_its_link(read_body: ReadBody) -> None:
    reading = Reading(read_body(LINKS), height=20)
    assert reading.do(PageState.show_link_hints)
    (line,) = (line for line in reading.state.lines(0, 20) if line.hints)
    assert [hint.letters for hint in line.hints] == ["a", "s"]
    change = reading.state.type_link_hint("s")
    assert change is not None
    assert change.follows is not None
    assert change.follows.target == "b.md"
    reading.apply(change)
    assert not any(line.hints for line in reading.state.lines(0, 20))


def test_letters_that_begin_no_link_hint_hide_them(read_body: ReadBody) -> None:
    reading = Reading(read_body(LINKS), height=20)
    reading.do(PageState.show_link_hints)
    change = reading.state.type_link_hint("z")
    assert change is not None
    assert change.follows is None
    reading.apply(change)
    assert reading.state.type_link_hint("s") is None


def test_where_no_link_is_in_view_no_hint_is_shown(read_body: ReadBody) -> None:
    reading = Reading(read_body(LINKS), height=20, line=60)
    assert not reading.do(PageState.show_link_hints)


def test_a_broken_link_is_told_of_the_post_that_has_it(read_body: ReadBody) -> None:
    document = read_body(LINKS)
    reading = Reading(document, height=20)
    reasons = {("b.md", "link"): "no post is at b.md"}
    assert not reading.apply(reading.state.with_broken_links(read_body("글", "b.md"), reasons))
    assert reading.apply(reading.state.with_broken_links(document, reasons))
    assert [line.is_broken for line in reading.state.lines(0, 20)].count(True) == 1


def test_notes_come_and_go_without_moving_the_line_at_the_top(read_body: ReadBody) -> None:
    document = read_body(PARAGRAPHS)
    line = document.text.split("\n").index("문단 30") + 1
    reading = Reading(document, height=10, line=line)
    notes = tuple(MarginNote(at, "메모") for at in (line - 20, line, line + 2))
    reading.do(PageState.annotate, document, notes)
    assert reading.lines[:4] == ["문단 30", "✎ 메모", "문단 31", "✎ 메모"]
    assert reading.state.source_at(reading.viewport.top) == line
    reading.do(PageState.with_options, replace(reading.state.options, notes_shown=False))
    assert reading.lines[:2] == ["문단 30", "문단 31"]
    assert next(reading.state.lines(reading.viewport.top, reading.viewport.top + 1)).is_noted
    reading.do(PageState.annotate, document, ())
    assert reading.lines[:2] == ["문단 30", "문단 31"]


def test_nothing_is_found_in_notes(read_body: ReadBody) -> None:
    document = read_body(PARAGRAPHS)
    reading = Reading(document)
    reading.do(PageState.annotate, document, (MarginNote(5, "비밀"),))
    reading.do(PageState.find, "비밀")
    assert reading.state.found == (0, 0)


def test_a_post_that_is_written_anew_stays_at_its_place(read_body: ReadBody) -> None:
    document = read_body(PARAGRAPHS)
    reading = Reading(document, height=10, line=61)
    at_top = reading.lines[0]
    reading.do(PageState.find, "문단 9")
    reading.do(PageState.go_to_source, 61)
    reading.show(read_body("새 글\n\n" + PARAGRAPHS))
    assert reading.lines[0] == at_top
    assert reading.state.sought == "문단 9"
    reading.show(read_body("다른 글\n\n" + PARAGRAPHS, "b.md"))
    assert reading.lines[0] == "다른 글"
    assert reading.state.sought == ""


def test_headings_are_gone_to_one_after_the_other(read_body: ReadBody) -> None:
    reading = Reading(read_body("\n\n".join(f"## 제목 {n}\n\n{PARAGRAPHS}" for n in range(3))), 10)
    for heading in ("◆ 제목 0", "◆ 제목 1", "◆ 제목 2"):
        assert reading.do(PageState.go_to_heading, 1)
        assert reading.lines[0] == heading
    assert not reading.do(PageState.go_to_heading, 1)
    assert reading.do(PageState.go_to_heading, -1)
    assert reading.lines[0] == "◆ 제목 1"


def test_only_wide_code_is_scrolled_sideways_and_no_further_than_it_goes(
    read_body: ReadBody,
) -> None:
    reading = Reading(read_body("앞\n\n```\nshort\n" + "긴 " * 100 + "\n```\n"))

    def shifts() -> set[int]:
        return {line.shift for line in reading.state.lines(0, 40)}

    assert shifts() == {0}
    reading.apply(reading.state.scroll_sideways(16))
    assert shifts() == {0, 16}
    reading.apply(reading.state.scroll_sideways(10_000))
    assert max(shifts()) < 300
    reading.apply(reading.state.scroll_sideways(-10_000))
    assert shifts() == {0}
