"""The head of a page: the title, which is said once, and what is told of the post."""

from __future__ import annotations

import pytest

from tests.tui.widgets.page_view.conftest import ReadBody
from tui.render.document.about import blocks_of
from tui.render.document.pages import pages
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain


@pytest.mark.parametrize(
    "body",
    [
        "# *제목*\n\n글",
        "---\ntitle: 제목\n---\n\n# 제목\n\n글",
        "---\ntitle: 제목\n---\n<!-- x -->\n\n제목\n====\n\n글",
        "---\ntitle: Title of it\n---\n# TITLE  of it\n\n글",
    ],
)
def test_an_opening_heading_that_says_the_title_is_the_title(
    read_body: ReadBody, body: str
) -> None:
    document = read_body(body)
    (page,) = pages(document, 60, blocks=None, whole=True, cancelled=lambda: False)
    lines = plain(page.layout).split("\n")
    title = document.outline.headings[0].text
    assert lines[0].split() == title.split()
    assert (" min" in lines[1], lines[2:]) == (True, ["", "글", ""])
    assert page.title_lines == 1
    assert page.section_at(0) == 0
    assert page.layout.headings == (0,)
    assert page.layout.source_of(0) == 1


@pytest.mark.parametrize(
    "body",
    [
        "# 다른 제목",
        "## 제목",
        "> # 제목",
        "앞\n\n# 제목",
    ],
)
def test_any_other_heading_stands_below_the_title(read_body: ReadBody, body: str) -> None:
    document = read_body(f"---\ntitle: 제목\n---\n\n{body}\n\n글")
    layout = lay_out(blocks_of(document), 60)
    lines = plain(layout).split("\n")
    assert lines[0] == "제목"
    assert sum("제목" in line for line in lines) == 2
    assert 0 not in layout.headings
