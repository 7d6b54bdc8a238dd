"""Details and answers on the screen: opened and shut by a click."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from index.post import Document
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
SHUT = ["앞", "▸ 펼쳐 보기", "▸ ✦ 접은 쪽지", "▾ 열린 것", "열린 글", "▸ Details", "끝"]
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


def posts_of(page: Any) -> list[str]:
    """The lines in sight after what the post is about."""
    lines: list[str] = page.lines
    return lines[2:] if " min" in lines[1] else lines


async def test_details_are_shut_as_on_the_site_and_opened_by_their_summary(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    async with show_page(read_body(DETAILS)) as page:
        assert posts_of(page) == SHUT
        await page.click("펼쳐")
        assert posts_of(page)[1:4] == ["▾ 펼쳐 보기", "숨은 글", "◆ 숨은 제목"]
        await page.click("펼쳐")
        assert posts_of(page) == SHUT


async def test_what_was_opened_stays_open_when_the_width_changes(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    async with show_page(read_body(DETAILS)) as page:
        await page.click("펼쳐")
        await page.pilot.resize_terminal(50, 40)
        await page.settle()
        assert "숨은 글" in page.lines
        assert "쪽지 글" not in page.lines


async def test_an_answer_is_shown_by_a_click_where_answers_are_hidden(
    show_page: ShowPage, read_body: ReadBody
) -> None:
    async with show_page(read_body(ANSWERS)) as page:
        page.view.change(PageState.toggle_answers)
        assert posts_of(page) == ASKED
        await page.click("A. ▸")
        assert posts_of(page) == [*TOLD[:4], "답변: ▸ …", *TOLD[5:]]
        await page.show(read_body(ANSWERS, "b.md"))
        assert posts_of(page) == ASKED
