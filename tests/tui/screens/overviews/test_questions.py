"""The questions of all posts: listed, filtered, opened, and asked one at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from tests.tui.conftest import FILLER, Browse, Browser, write_posts
from tui.widgets.page_view.scrolled_page import ScrolledPage

POSTS = {
    "2021-09-10-zebra.md": (
        "title: Zebra",
        f"## Q & A\n\n{FILLER}\n\nQ. 왜 **손실**인가?\n\nA. [red]\n\n```python\nloss()\n```\n\n"
        f"Q: 언제 멈추나?\n\n## 뒤\n\n{FILLER}",
    ),
    "2021-09-09-apple.md": ("title: Apple", "Q. How?\n\nA. Like so.\n\nNot a question."),
    "2021-09-08-plain.md": ("title: Plain", "아무것도 묻지 않는다."),
}


@pytest.fixture
def asking(tmp_path: Path) -> Journal:
    """A log with three questions, indexed."""
    journal = Journal.open(write_posts(tmp_path / "asking", POSTS), cache=tmp_path / "cache")
    journal.refresh()
    return journal


def listed(browser: Browser) -> list[str]:
    """The questions that the window lists, with their signs."""
    lines = (line.split("┃") for line in browser.painted().splitlines())
    inside = (line[1].strip("› ") for line in lines if len(line) > 1)
    return [line for line in inside if line.startswith(("✓", "?"))]


def window_title(browser: Browser, name: str) -> str:
    """What the border of a window says."""
    title = browser.app.screen.query_one(name).border_title
    return "" if title is None else str(title)


def asked(browser: Browser) -> str:
    """Which question a review is at, and the title of the post that asks it."""
    page = browser.app.screen.query_one("#question", ScrolledPage)
    return f"{window_title(browser, '#review')} · {page.render_line(0).text.strip()}"


async def test_all_questions_are_listed_newest_first(browse: Browse, asking: Journal) -> None:
    async with browse(of=asking) as browser:
        await browser.press("g", "q")
        assert listed(browser) == ["✓ 왜 손실인가?", "? 언제 멈추나?", "✓ How?"]
        assert "2021-09-10 Zebra" in browser.painted()
        assert window_title(browser, "#questions") == "Questions · by date · 1/3"
        await browser.press("escape")
        assert browser.app.screen is browser.screen


async def test_keys_choose_which_and_in_what_order(browse: Browse, asking: Journal) -> None:
    async with browse(of=asking) as browser:
        await browser.press("g", "q", "a")
        assert listed(browser) == ["? 언제 멈추나?"]
        await browser.press("a")
        assert listed(browser) == ["✓ 왜 손실인가?", "✓ How?"]
        await browser.press("a", ".")
        assert listed(browser) == ["✓ How?", "✓ 왜 손실인가?", "? 언제 멈추나?"]


async def test_typing_filters_by_question_answer_and_post(browse: Browse, asking: Journal) -> None:
    async with browse(of=asking) as browser:
        await browser.press("g", "q", "/")
        await browser.type("like")
        assert listed(browser) == ["✓ How?"]
        await browser.press("enter", "escape")
        assert len(listed(browser)) == 3
        await browser.press("/")
        await browser.type("zebra 멈")
        assert listed(browser) == ["? 언제 멈추나?"]
        await browser.type("x")
        assert "No question matches." in browser.painted()
        await browser.press("escape", "q")
        assert browser.app.screen is browser.screen


async def test_a_question_is_opened_where_it_is_asked(browse: Browse, asking: Journal) -> None:
    async with browse(of=asking) as browser:
        await browser.press("j", "g", "q", "j", "enter")
        assert browser.app.screen is browser.screen
        assert browser.text("#viewer").splitlines()[0].strip() == "Q: 언제 멈추나?"
        await browser.press("1", "g", "q", "k", "enter")  # it stands at the one that was opened
        assert browser.text("#viewer").splitlines()[0].strip() == "Q. 왜 손실인가?"


async def test_a_review_shows_the_answer_on_demand(browse: Browse, asking: Journal) -> None:
    async with browse(of=asking) as browser:
        await browser.press("g", "q", "r")
        assert asked(browser) == "1/3 · Zebra"
        assert "Q. 왜 손실인가?" in browser.painted()
        assert "loss()" not in browser.painted()
        await browser.press("space")
        assert "A. [red]" in browser.painted()
        assert "│ loss()" in browser.painted()
        assert "언제" not in browser.painted()
        await browser.press("space")
        assert asked(browser) == "2/3 · Zebra"
        assert "not answered yet" in browser.painted()
        await browser.press("space")
        assert "Q. How?" in browser.painted()
        assert "Like so." not in browser.painted()
        await browser.press("enter")
        assert "Like so." in browser.painted()
        await browser.press("n")
        assert asked(browser) == "3/3 · Apple"
        await browser.press("p", "p", "p")
        assert asked(browser) == "1/3 · Zebra"
        assert "loss()" not in browser.painted()


async def test_a_review_asks_what_is_listed_from_the_cursor_on(
    browse: Browse, asking: Journal
) -> None:
    async with browse(of=asking) as browser:
        await browser.press("g", "q", "a", "a", "j", "r")
        assert asked(browser) == "2/2 · Apple"
        await browser.press("p", "q")
        assert window_title(browser, "#questions") == "Answered questions · by date · 1/2"
        await browser.press("r", "o")
        assert browser.app.screen is browser.screen
        assert browser.text("#viewer").splitlines()[0].strip() == "Q. 왜 손실인가?"


async def test_at_random_every_question_comes_once(browse: Browse, asking: Journal) -> None:
    async with browse(of=asking) as browser:
        await browser.press("g", "q", "r", "r")
        assert asked(browser).startswith("1/3 · at random · ")
        seen = set()
        for _ in range(3):
            seen |= {q for q in ("왜 손실", "언제 멈추나", "How?") if q in browser.painted()}
            await browser.press("n")
        assert len(seen) == 3
        await browser.press("r")
        assert "at random ·" not in asked(browser)


async def test_a_review_shows_no_answer_before_it_is_asked_for(
    browse: Browse, tmp_path: Path
) -> None:
    said = (
        "Q. 첫 질문은?\n\n이하나 CTO : 첫 답이다.\n\n  1. Q. 둘째는?\n\n    A. 둘째 답이다.\n\n"
        "Q. 셋째는?\n\nA.\n\n```python\nthird()\n```\n\nQ. 넷째는?\n\n넷째 답이다.\n\nQ. 다섯째는?"
    )
    log = write_posts(tmp_path / "spoken", {"2021-12-09-day88.md": ("title: 질문", said)})
    journal = Journal.open(log, cache=tmp_path / "cache-spoken")
    journal.refresh()
    async with browse(of=journal) as browser:
        await browser.press("g", "q")
        assert [line[0] for line in listed(browser)] == ["✓", "✓", "✓", "✓", "?"]
        await browser.press("r")
        for answer in ("첫 답이다", "둘째 답이다", "third()", "넷째 답이다"):
            assert answer not in review(browser)
            await browser.press("space")
            assert answer in review(browser)
            await browser.press("n")
        assert "not answered yet" in browser.painted()


def review(browser: Browser) -> str:
    """What the window shows that asks the questions, line by line."""
    region = browser.app.screen.query_one("#review").region
    return "\n".join(browser.painted().split("\n")[region.y : region.bottom])


async def test_a_small_screen_has_room_for_both(browse: Browse, asking: Journal) -> None:
    async with browse((40, 12), of=asking) as browser:
        await browser.press("g", "q")
        assert "✓ 왜 손실인가?" in browser.painted()
        assert " Enter opens  Esc closes  / filter " in browser.painted()
        await browser.press("r")
        assert "Q. 왜 손실인가?" in browser.painted()
        await browser.press("space", "G")
        assert "loss()" in browser.painted()


async def test_a_journal_without_questions_says_so(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("g", "q")
        assert "No post asks anything" in browser.painted()
        await browser.press("r", "q")
        assert browser.app.screen is browser.screen


async def test_questions_that_come_while_the_list_is_open_show_in_it(
    browse: Browse, asking: Journal
) -> None:
    async with browse(of=asking) as browser:
        await browser.press("g", "q", "j")
        new = "---\ntitle: New\n---\nQ. 새로?\n"
        (asking.root / "_posts" / "2021-09-11-new.md").write_text(new, "utf-8")
        await browser.run("journal.reindex")
        assert listed(browser) == ["? 새로?", "✓ 왜 손실인가?", "? 언제 멈추나?", "✓ How?"]
        assert window_title(browser, "#questions").endswith("3/4")


async def test_the_formulas_of_a_question_are_drawn(browse: Browse, tmp_path: Path) -> None:
    log = write_posts(tmp_path / "log", {"2021-09-10-a.md": ("title: A", "Q. How many for $x^2$?")})
    journal = Journal.open(log, cache=tmp_path / "cache")
    journal.refresh()
    async with browse(of=journal) as browser:
        await browser.press("g", "q")
        assert listed(browser) == ["? How many for x²?"]
