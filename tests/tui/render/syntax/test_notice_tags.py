"""Notices that tags of Hexo and shortcodes of Hugo make, for both readers."""

from __future__ import annotations

import pytest

from index.reading.markdown.outline import scan
from index.syntax import NOTICE_TAG, notice_of
from tui.render.blocks.parse import parse
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain


def page(source: str) -> str:
    return plain(lay_out(parse(source), 60))


@pytest.mark.parametrize(
    ("tag", "kind", "title"),
    [
        ("{% note %}", "note", ""),
        ("{% note warning %}", "warning", ""),
        ("{% note info 제목은 아니다 %}", "info", ""),
        ("{{% notice tip %}}", "tip", ""),
        ('{{< callout type="warning" title="조심" >}}', "warning", "조심"),
        ('{{< admonition tip "한 줄" >}}', "tip", "한 줄"),
    ],
)
def test_a_tag_says_what_kind_of_notice_it_begins(tag: str, kind: str, title: str) -> None:
    found = NOTICE_TAG.match(tag)
    assert found is not None
    assert notice_of(found) == (kind, title)


@pytest.mark.parametrize("tag", ["{% notebook %}", "{{< callout-x >}}", "{% note %} 뒤에 글"])
def test_another_tag_begins_none(tag: str) -> None:
    assert NOTICE_TAG.match(tag) is None


NOTICES = [
    "{% note info %}\n# 제목\n\n글\n{% endnote %}\n\n뒤\n",
    "{{% notice info %}}\n# 제목\n\n글\n{{% /notice %}}\n\n뒤\n",
    "{{< callout info >}}\n# 제목\n\n글\n{{< /callout >}}\n\n뒤\n",
]


@pytest.mark.parametrize("source", NOTICES)
def test_what_is_in_a_notice_is_markdown_for_both_readers(source: str) -> None:
    shown, found = page(source), scan(source, 1)
    assert "┃ 글" in shown
    assert "┃ 뒤" not in shown
    assert [heading.text for heading in found.headings] == ["제목"]
    for text in (shown, found.prose):
        assert "note" not in text
        assert "{" not in text


def test_a_notice_within_a_notice_ends_before_it() -> None:
    source = (
        "{% note info %}\n밖\n\n{% note tip %}\n안\n{% endnote %}\n\n밖 둘\n{% endnote %}\n뒤\n"
    )
    lines = page(source).split("\n")
    assert "┃ ┃ 안" in lines
    assert "┃ 밖 둘" in lines
    assert "뒤" in lines


def test_a_notice_that_is_never_ended_is_none() -> None:
    assert "┃" not in page("{% note info %}\n글\n")
