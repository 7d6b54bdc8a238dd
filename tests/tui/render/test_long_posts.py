"""Long posts: told in parts, coloured in parts, and the same as if they were not."""

from __future__ import annotations

import pytest

from tui.render.blocks.parse import parse
from tui.render.layout.highlight import highlight, highlighted
from tui.render.layout.layout import lay_out
from tui.render.syntax import dialect
from tui.widgets.page_view.code_highlighter import CodeHighlighter

POST = """문단 하나

문단 둘
{: .notice--info}

{: .notice--tip}
문단 셋

- 하나
- 둘

  둘째 문단

용어
: 정의

| a | b |
|---|---|
| 1 | 2 |

<details><summary>요약</summary>

안

</details>

제목
----

* TOC
{:toc}

끝
"""


def test_a_long_post_read_in_parts_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    body = POST * 20
    whole = parse(body)
    monkeypatch.setattr(dialect, "_TOLD_AT_ONCE", 1)
    assert parse(body) == whole


def test_the_first_lines_of_long_code_have_colours_before_the_rest_is_read() -> None:
    text = "\n".join(f'name_{n} = "글 {n}"  # 말' for n in range(5_000))
    rows = highlighted(text, "python")
    first = [next(rows) for _ in range(40)]
    assert "string" in {role for span in first[0] for role in span.roles}
    blocks = parse(f"```python\n{text}\n```")
    layout = lay_out(blocks, 80)
    colours = CodeHighlighter()
    (code,) = colours.wanted(blocks, layout.lines[:40])
    colours.learn(code, first, whole=False)
    assert not colours.wanted(blocks, layout.lines[:40])
    assert colours.wanted(blocks, layout.lines[:60]) == [code]
    whole = highlight(text, "python")
    assert whole is not None
    assert [tuple(row) for row in whole[:40]] == first
    assert len(whole) == 5_000
