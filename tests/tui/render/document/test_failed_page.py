"""A post whose page cannot be made: its title, the reason and its source are shown."""

from __future__ import annotations

import pytest

from index.entities import unescape
from index.post import Document
from tests.tui.widgets.page_view.conftest import ReadBody, ShowPage
from tui.render.blocks.parse import parse
from tui.render.document.pages import Page, pages, source_page
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain

BODY = "---\ntitle: 제목\n---\n글 하나\n\n```python\nx = 1\n```\n"


def _last(document: Document, width: int = 60) -> Page:
    return [*pages(document, width, blocks=None, whole=True, cancelled=lambda: False)][-1]


def _raise(*_: object, **__: object) -> object:
    raise ValueError("something\x1b[31m odd")


@pytest.mark.parametrize(
    "broken",
    [
        "tui.render.document.about.parse",
        "tui.render.document.pages.lay_out",
        "tui.render.document.pages.folds_of",
        "tui.render.layout.layout.wrap",
    ],
)
def test_a_page_that_fails_is_its_title_the_reason_and_its_source(
    broken: str, read_body: ReadBody, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = read_body(BODY)
    monkeypatch.setattr(broken, _raise)
    page = _last(document)
    said = plain(page.layout)
    assert page.document is document
    assert said.startswith("제목\nThis page could not be made (ValueError: something")
    assert said.endswith(document.text)
    assert "\x1b" not in said
    assert max(len(line.text) for line in page.layout.lines) <= 60


def test_where_folding_fails_the_reason_stands_alone(
    read_body: ReadBody, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = read_body(BODY)
    monkeypatch.setattr("tui.render.layout.raw_source.fold", _raise)
    assert "ValueError" in plain(source_page(document, 60).layout)
    monkeypatch.setattr("tui.render.document.about.parse", _raise)
    assert "글 하나" not in (said := plain(_last(document).layout))
    assert "ValueError" in said


async def test_a_post_that_fails_shows_nothing_of_the_one_before(
    read_body: ReadBody, show_page: ShowPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = read_body("앞의 글"), read_body(BODY, "b.md")
    async with show_page(before) as shown:
        assert "앞의 글" in "\n".join(shown.screen)
        monkeypatch.setattr("tui.render.document.about.parse", _raise)
        await shown.show(after)
        said = "\n".join(shown.screen)
        assert "앞의 글" not in said
        assert "제목" in said
        assert "글 하나" in said
        assert shown.view.page is not None
        assert shown.view.page.document is after
        monkeypatch.undo()
        shown.view.set_options(reading_width=40)
        await shown.settle()
        assert "could not be made" not in "\n".join(shown.screen)


async def test_a_picture_that_fails_costs_the_page_only_itself(
    read_body: ReadBody, show_page: ShowPage
) -> None:
    document = read_body("앞\n\n![그림](a.png)\n\n뒤")
    async with show_page(document, picture_source=_raise) as shown:
        shown.view.set_options(pictures=True)
        await shown.settle()
        assert "뒤" in shown.screen
        assert "could not be made" not in "\n".join(shown.screen)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("&#" + "9" * 4_301 + ";", "\N{REPLACEMENT CHARACTER}"),
        ("&#" + "9" * 100_000, "\N{REPLACEMENT CHARACTER}"),
        ("&#x" + "f" * 5_000 + ";", "\N{REPLACEMENT CHARACTER}"),
        ("&#" + "0" * 5_000 + "65;", "A"),
        ("&#X" + "0" * 5_000 + "41;", "A"),
        ("&#65;&#x41;&amp;&lt;&copy 2021", "AA&<© 2021"),
        ("&#1114112;", "\N{REPLACEMENT CHARACTER}"),
        ("&&#;&#x;&가;", "&&#;&#x;&가;"),
    ],
)
def test_character_references_of_any_length_are_read(written: str, text: str) -> None:
    assert unescape(written) == text


@pytest.mark.parametrize(
    "around", ["{}", "<b>{}</b>", "<div>\n{}\n</div>", "<img alt='{}'>", "`{}`", "[a]({})"]
)
def test_a_character_reference_of_too_many_digits_does_not_hide_a_post(around: str) -> None:
    body = around.format("&#" + "9" * 4_301 + ";") + "\n\n끝"
    assert plain(lay_out(parse(body), 60)).endswith("끝\n")


def test_text_after_a_table_row_in_a_paragraph_is_read() -> None:
    assert "나" in plain(lay_out(parse("가<table>다\n{: .notice}<tr>나"), 40))
