"""What the list shows of a query that is taken less strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal, make_vectors
from index.sync.meaning.encoder import Encoder
from index.sync.meaning.post_vectors import PostVectors
from tests.tui.conftest import Browse


def _lines(text: str) -> list[str]:
    return [line.strip(" ›") for line in text.splitlines()]


async def test_what_has_most_of_the_words_stands_below_a_line(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실함수 기울기 zzzz ")
        lines = _lines(browser.text("#list"))
        assert "Nothing found; most of the words: 1 post" in lines
        below = lines.index("Nothing found; most of the words: 1 post") + 1
        assert lines[below].endswith("경사하강법")
        assert "손실함수" in lines[below + 1]
        assert not browser.screen.has_class("-nothing")
        assert "0 exactly · 1 similar" in browser.painted()
        await browser.press("enter")
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        assert "기울기를 따라 내려가며" in browser.text("#viewer")


async def test_other_steps_are_told_with_their_totals(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("tag:study/math title:Day28 ")
        lines = _lines(browser.text("#list"))
        assert "Nothing found; without tag:study/math: 1 post" in lines
        assert "without title:Day28: 1 post" in str(browser.screen.posts.border_subtitle)


async def test_each_step_is_chosen_by_key_while_typing_and_in_the_list(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("tag:study/math title:Day28 ")
        assert str(browser.screen.posts.border_subtitle).count("F2 without title:Day28") == 1
        await browser.press("f2")
        lines = _lines(browser.text("#list"))
        assert "Nothing found; without title:Day28: 1 post" in lines
        assert "F2 without tag:study/math" in str(browser.screen.posts.border_subtitle)
        browser.screen.set_focus(browser.screen.posts)
        await browser.press("f2")
        assert "Nothing found; without tag:study/math: 1 post" in _lines(browser.text("#list"))


async def test_a_query_without_other_steps_says_so(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실함수 기울기 zzzz ")
        await browser.press("f2")
        assert "The query is not taken in any other way." in browser.painted()


async def test_a_small_answer_stays_and_others_follow_below_a_line(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실함수 기울기 ")
        lines = _lines(browser.text("#list"))
        (divider,) = [line for line in lines if line.startswith("Besides, most of the words")]
        assert any(line.endswith("경사하강법") for line in lines[: lines.index(divider)])
        assert any("Day28" in line for line in lines[lines.index(divider) :])
        assert browser.screen.posts.cursor == 0
        await browser.press("down")
        assert browser.screen.posts.cursor == 1
        assert "드디어 손실함수가 줄었다." in browser.text("#viewer")
        for line, cursor in ((divider, 1), (lines[0], 0), (lines[lines.index(divider) + 2], 1)):
            await browser.pilot.click("#list", offset=(8, lines.index(line) + 1))
            await browser.settle()
            assert browser.screen.posts.cursor == cursor


@pytest.mark.parametrize(
    ("language", "columns", "shown"),
    [
        ("C.UTF-8", 40, "most of the words: 1 post"),
        ("C.UTF-8", 24, "most words: 1"),
        ("ko_KR.UTF-8", 40, "낱말 대부분이 든 글: 글 1개"),
        ("ko_KR.UTF-8", 24, "낱말 대부분: 1"),
    ],
)
async def test_the_line_has_a_wording_for_which_there_is_room(
    browse: Browse, monkeypatch: pytest.MonkeyPatch, language: str, columns: int, shown: str
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    async with browse((columns, 20)) as browser:
        await browser.press("s")
        await browser.type("손실함수 기울기 zzzz ")
        assert shown in _lines(browser.text("#list"))


@pytest.mark.parametrize("query", ["zzzz ", "손실 "])
async def test_what_needs_no_help_has_no_line(browse: Browse, query: str) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type(query)
        assert "most of the words" not in browser.painted()


async def test_the_first_step_is_shown_in_place_of_suggestions(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실함슈 기울기 ")
        assert browser.screen.has_class("-nothing")
        await browser.press("f2")
        assert not browser.screen.has_class("-nothing")
        assert "spelled as in the journal, 손실함수 기울기" in browser.text("#list")
        assert "경사하강법" in browser.text("#list")


async def test_what_is_close_in_meaning_is_shown_once_the_encoder_is_loaded(
    browse: Browse, log: Path, tmp_path: Path, standin_encoder: str
) -> None:
    (log / "_posts" / "2021-01-01-orchard.md").write_text("# 과수원\n\n사과를 땄다.\n", "utf-8")
    journal = Journal.open(log, cache=tmp_path / "meaning")
    vectors = PostVectors(Encoder(standin_encoder), "1")
    vars(journal._updater)["_vectors"] = vectors
    journal.refresh()
    make_vectors(journal)
    async with browse(of=journal) as browser:
        await browser.press("s")
        await browser.type("fruit zzzz ")
        await browser.settle()
        assert "close in meaning" in browser.text("#list")
        assert "과수원" in browser.text("#list")
