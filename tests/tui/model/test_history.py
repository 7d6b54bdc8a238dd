"""Back and forward among posts: where they were left, and what had found them."""

from __future__ import annotations

from tests.tui.conftest import Browse, Browser
from tui.model.history import History, Visit

FIRST = "_posts/2021-09-10-day29.md"
LONG = "_posts/2021-09-09-day28.md"
SHORT = "_posts/2021-08-02-descent.md"


def _shown(browser: Browser) -> str:
    post = browser.screen.reader.post
    return post.path if post else ""


def _cursor(browser: Browser) -> str:
    post = browser.screen.posts.current
    return post.path if post else ""


def test_each_visit_is_come_back_to_as_it_was_left() -> None:
    history = History()
    history.visit("a.md", "loss")
    history.use("a.md", "contents")
    history.leave_at("a.md", 12)
    history.visit("b.md")
    history.use("a.md", "viewer")
    history.leave_at("a.md", 3)
    assert history.step(-1) == Visit("a.md", "loss", 12, "contents")
    assert history.step(-1) is None
    assert history.step(1) == Visit("b.md")


def test_what_lay_ahead_is_forgotten_by_another_way() -> None:
    history = History(limit=2)
    for path in ("a.md", "b.md", "b.md", "c.md"):
        history.visit(path)
    assert history.step(-1) == Visit("b.md")
    history.visit("d.md")
    assert history.step(1) is None
    assert history.step(-1) == Visit("b.md")
    assert history.step(-1) is None


async def test_back_shows_again_what_the_query_found(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("enter", "s")
        await browser.type("손실함수")
        await browser.press("enter")
        hit = _shown(browser)
        hits = browser.text("#list")
        await browser.press("d", "3", "q", "q")
        assert browser.screen.bar.search.value == ""
        await browser.press("G", "enter")
        away = _shown(browser)
        await browser.press("H")
        assert browser.screen.bar.search.value == "손실함수"
        assert browser.text("#list") == hits
        assert _shown(browser) == _cursor(browser) == hit
        assert browser.screen.reader.viewer.state.found[1] > 0
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        await browser.press("H")
        assert browser.screen.bar.search.value == ""
        assert _shown(browser) == _cursor(browser) == FIRST
        await browser.press("L", "L")
        assert browser.screen.bar.search.value == ""
        assert _shown(browser) == _cursor(browser) == away


async def test_back_and_forward_keep_the_scroll(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "d", "d")
        left = browser.screen.reader.top_line
        await browser.press("J", "H")
        assert _shown(browser) == LONG
        assert browser.screen.reader.top_line == left


async def test_back_gives_the_keys_to_the_pane_that_had_them(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("enter", "4")
        await browser.press("o")
        await browser.type("경사")
        await browser.press("enter")
        assert _shown(browser) == SHORT
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        await browser.press("H")
        assert _shown(browser) == FIRST
        assert browser.screen.focused is browser.screen.query_one("#contents")
        await browser.press("L")
        assert browser.screen.focused is browser.screen.query_one("#viewer")


async def test_keys_that_follow_at_once_are_for_the_post_gone_back_to(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실함수")
        await browser.press("enter", "q", "q", "G", "enter")
        away = _shown(browser)
        await browser.burst("HL")
        assert _shown(browser) == away
        assert browser.screen.bar.search.value == ""
