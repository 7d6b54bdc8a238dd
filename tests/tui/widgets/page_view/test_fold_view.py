"""Details, folded callouts and answers: shut and opened, and opened by what leads into them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest

from index.post import Document, Outline
from tui.render.document.page_state import PageState

ShowPage = Callable[..., AbstractAsyncContextManager[Any]]
ReadBody = Callable[..., Document]

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
SHUT = ["앞", "▸ 펼쳐 보기", "▸ 접은 쪽지", "▾ 열린 것", "열린 글", "▸ Details", "끝"]
HIDDEN = {"숨은 글", "숨은 제목", "secret = 1", "쪽지 글", "요약 없는 글"}
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
    "Q: 언제 멈추나요?", "답변: 더 줄지 않을 때.", "다음", "────", "글",
]  # fmt: skip
ASKED = ["Q. 왜 줄어드나요?", "A. ▸ …", "Q: 언제 멈추나요?", "답변: ▸ …", "다음", "────", "글"]


def posts_of(page: Any) -> list[str]:
    """The lines in sight after what the post is about."""
    lines: list[str] = page.lines
    return lines[1:] if " min" in lines[0] else lines


async def test_details_are_shut_as_on_the_site_and_opened_by_their_summary(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    async with show_page(read_body(DETAILS)) as page:
        assert posts_of(page) == SHUT
        await page.click("펼쳐")
        assert posts_of(page)[1:5] == ["▾ 펼쳐 보기", "숨은 글", "숨은 제목", "─────────"]
        await page.click("펼쳐")
        assert posts_of(page) == SHUT


async def test_all_details_are_opened_and_shut_at_once(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    async with show_page(read_body(DETAILS)) as page:
        page.view.change(PageState.toggle_details)
        assert set(page.lines) >= HIDDEN
        page.view.change(PageState.toggle_details)
        assert not HIDDEN & set(page.lines)
        assert "열린 글" not in page.lines


@pytest.mark.parametrize("sought", ["숨은글", "secret", "쪽지 글", "요약 없는"])
async def test_what_is_found_in_details_opens_them_while_it_is_sought(
    show_page: ShowPage, read_body: ReadBody, sought: str
) -> None:
    async with show_page(read_body(DETAILS)) as page:
        page.view.find(sought)
        assert page.view.state.found == (1, 1)
        assert HIDDEN & set(page.lines)
        page.view.find("")
        assert posts_of(page) == SHUT


async def test_a_hit_and_a_jump_open_what_hides_them(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    async with show_page(read_body(DETAILS), (60, 12)) as page:
        assert page.view.document is not None
        page.view.go_to_source(page.view.document.outline.headings[0].line)
        await page.settle()
        assert "숨은 제목" in page.lines
        await page.show(read_body(DETAILS, "b.md"), terms=["쪽지 글"], line=16)
        assert page.view.state.found == (1, 1)
        assert "쪽지 글" in page.lines


async def test_what_was_opened_stays_open_when_the_width_changes(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    async with show_page(read_body(DETAILS)) as page:
        await page.click("펼쳐")
        await page.pilot.resize_terminal(50, 40)
        await page.settle()
        assert "숨은 글" in page.lines
        assert "쪽지 글" not in page.lines


async def test_answers_are_hidden_all_or_one_by_one_and_shown_where_they_are_found(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    async with show_page(read_body(ANSWERS)) as page:
        assert posts_of(page) == TOLD
        page.view.change(PageState.toggle_answers)
        assert page.view.state.answers_hidden
        assert posts_of(page) == ASKED
        await page.click("A. ▸")
        assert posts_of(page) == [*TOLD[:4], "답변: ▸ …", *TOLD[5:]]
        page.view.find("더 줄지")
        assert posts_of(page) == TOLD
        page.view.find("")
        assert posts_of(page) == [*TOLD[:4], "답변: ▸ …", *TOLD[5:]]
        page.view.change(PageState.toggle_answers)
        assert posts_of(page) == TOLD


async def test_answers_hidden_in_one_post_are_hidden_in_the_next(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    async with show_page(read_body(ANSWERS)) as page:
        page.view.change(PageState.toggle_answers)
        await page.show(read_body(ANSWERS, "b.md"))
        assert posts_of(page) == ASKED


async def test_a_page_without_questions_folds_no_answer(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    asked = read_body(ANSWERS)
    async with show_page(replace(asked, outline=Outline(asked.outline.headings))) as page:
        page.view.change(PageState.toggle_answers)
        assert posts_of(page) == TOLD
