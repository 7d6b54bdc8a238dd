"""What of a post in MDX is a program is hidden, and every other line stays where it is."""

from __future__ import annotations

import pytest

from index.reading.markdown.modules import without_modules


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("import A from 'a'\nimport B from 'b'\n\n글\n", "글"),
        ("export const a = {\n\n  b: [1],\n\n}\n\n글\n", "글"),
        ("글\nimport 를 설명한다\n", "글 import 를 설명한다"),
        ("```js\n\nimport A from 'a'\n```\n\n글", "```js import A from 'a' ``` 글"),
        ("앞 {/* 숨김\n둘째 줄 */} 뒤", "앞 뒤"),
        ("```js\nf({/* 보임 */})\n```", "```js f({/* 보임 */}) ```"),
        ("imports are text", "imports are text"),
        ("export const a = {\n" + "\n끝없이 (\n" * 300, "끝없이 ( " * 300),
    ],
)
def test_modules_are_hidden(body: str, kept: str) -> None:
    found = without_modules(body)
    assert "".join(found.split()) == "".join(kept.split())
    assert found.count("\n") == body.count("\n")


def test_comments_that_never_end_take_linear_time() -> None:
    body = "{/* " * 250_000
    assert without_modules(body) == body
