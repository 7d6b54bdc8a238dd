"""Notices and completions over the borders of panes, none of whose letters is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from index.journal import Journal
from tests.tui.conftest import Browse, write_posts
from tui.language import choose_language, translate
from tui.terminal.toast_layout import laid_out, moved

_TEXTS = st.text(st.sampled_from("가힣漢🙂ab.( \n"), max_size=60)
_CUTS = st.lists(st.integers(2, 30), max_size=40).map(
    lambda gaps: {sum(gaps[:end]) for end in range(1, len(gaps) + 1)}
)


def _bare(text: str) -> str:
    return "".join(text.split())


def _lies_across(line: str, column: int, cuts: set[int]) -> bool:
    return any(
        cell_len(character) == 2 and column + cell_len(line[:at]) + 1 in cuts
        for at, character in enumerate(line)
    )


@given(_TEXTS, st.integers(0, 80), st.integers(4, 40), _CUTS)
def test_no_wide_character_lies_across_a_cut(
    text: str, column: int, width: int, cuts: set[int]
) -> None:
    shown = laid_out(text, column, width, cuts)
    assert _bare(shown) == _bare(text)
    if not any(cell_len(character) == 2 for character in text):
        assert shown == text
        return
    for line in shown.split("\n"):
        assert cell_len(line) <= width
        assert not _lies_across(line, column, cuts)


@given(_TEXTS.map(lambda text: text.replace("\n", " ")), st.integers(0, 80), _CUTS)
def test_a_line_keeps_off_the_cuts(text: str, column: int, cuts: set[int]) -> None:
    line = moved(text, column, cuts)
    assert _bare(line) == _bare(text)
    assert not _lies_across(line, column, cuts)


def test_a_word_moves_as_a_whole_where_that_will_do() -> None:
    assert laid_out("글 둘째", 0, 20, {6}) == "글  둘째"
    assert laid_out("가나다", 0, 20, {3, 6}) == "가 나 다"


@pytest.mark.parametrize("size", [(120, 40), (119, 40), (80, 24), (40, 12)])
async def test_a_notice_over_borders_shows_every_syllable(
    browse: Browse, size: tuple[int, int]
) -> None:
    for shift in range(2):
        async with browse(size) as browser:
            await browser.press("j")  # to a page that scrolls
            choose_language("ko")
            said = "a" * shift + translate("No search to save: {search_open} searches the journal.")
            said = f"{said} {'검색합니다' * 12}"
            browser.app.notify(said, markup=False)
            await browser.settle()
            toast = browser.app.screen.query_one("Toast").content_region
            lines = browser.painted().split("\n")[toast.y : toast.bottom]
            assert _bare(said) in _bare(
                "".join(_cells(line, toast.x, toast.right) for line in lines)
            )


async def test_completions_over_borders_show_every_syllable(
    browse: Browse, journal: Journal
) -> None:
    names = ["가나다라마바사아자차카타파하거너더러", "a나다라마바사아자차카타파하거너더러"]
    for number, name in enumerate(names):
        write_posts(journal.root, {f"2022-01-0{number + 1}-x.md": (f"tags: ['{name}']", "글")})
    journal.refresh()
    async with browse() as browser:
        await browser.press("s")
        await browser.type("tag:")
        shown = _bare(browser.painted())
        assert all(name in shown for name in names)


def _cells(line: str, start: int, end: int) -> str:
    column, kept = 0, ""
    for character in line:
        if start <= column < end:
            kept += character
        column += cell_len(character)
    return kept
