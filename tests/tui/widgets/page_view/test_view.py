"""The viewer as a reader meets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.pilot import Pilot

from index.post import Document, Heading, Link, Outline, Post
from tui.render.document.page_state import PageState
from tui.widgets.page_view.page_movement import PageMovement
from tui.widgets.page_view.view import PageView


def document(body: str, *headings: Heading, path: str = "a.md") -> Document:
    post = Post(
        path=path,
        title="글",
        slug="a",
        date=None,
        updated=None,
        categories=(),
        tags=(),
        url="/a/",
        excerpt="",
        lead="",
        words=0,
        minutes=0,
        people=(),
        flags=(),
    )
    text = "---\ntitle: 글\n---\n" + body
    return Document(post, Outline(headings=headings), text, body, 4, "", "")


class Reader(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[object] = []

    def compose(self) -> ComposeResult:
        yield PageView()

    def on_page_view_shown(self, message: PageView.Shown) -> None:
        self.said.append(message)

    def on_page_view_heading_changed(self, message: PageView.HeadingChanged) -> None:
        self.said.append(message.heading)

    def on_page_view_link_activated(self, message: PageView.LinkActivated) -> None:
        self.said.append(message.link)


def screen(view: PageView) -> list[str]:
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


LONG = "\n\n".join(f"문단 {n}" for n in range(100))


async def settled(app: Reader, pilot: Pilot[None]) -> None:
    while any(not worker.is_finished for worker in app.workers):
        await pilot.pause()
    await pilot.pause()


async def test_a_post_is_drawn_with_its_links_to_follow() -> None:
    app = Reader()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.query_one(PageView)
        view.show(document("## 제목\n\n[여기](/b/)를 <b>보라</b>", Heading(2, "제목", "제목", 4)))
        await settled(app, pilot)
        lines = screen(view)
        assert [line.strip() for line in lines[:4]] == ["글", "", "◆ 제목", "여기를 보라"]
        await pilot.click(PageView, offset=(lines[3].index("여") + 1, 3))
        assert app.said[-1] == Link("/b/", "여기", 6)
        assert any(isinstance(said, PageView.Shown) for said in app.said)


async def test_a_place_stays_when_the_width_changes() -> None:
    app = Reader()
    body = "\n\n".join(f"{n} " + "긴 문단이 이어진다 " * 12 for n in range(60))
    async with app.run_test(size=(70, 20)) as pilot:
        view = app.query_one(PageView)
        view.show(document(body))
        await settled(app, pilot)
        view.go_to_source(64)
        await pilot.resize_terminal(40, 20)
        await settled(app, pilot)
        assert view.top_line == 64
        assert screen(view)[0].strip().startswith("30 ")


async def test_a_place_is_come_back_to_from_a_size_that_could_not_hold_it() -> None:
    app = Reader()
    body = "\n\n".join(f"{n} " + "긴 문단이 이어진다 " * 12 for n in range(60))
    async with app.run_test(size=(70, 20)) as pilot:
        view = app.query_one(PageView)
        view.show(document(body))
        await settled(app, pilot)
        PageMovement(view).to_end()
        top = view.scroll_offset.y
        for size in ((200, 60), (40, 8), (70, 20)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
        assert view.scroll_offset.y == top
        PageMovement(view).by_lines(-1)
        await pilot.resize_terminal(40, 20)
        await settled(app, pilot)
        await pilot.resize_terminal(70, 20)
        await settled(app, pilot)
        assert view.scroll_offset.y == top - 1


async def test_the_source_and_the_page_are_at_the_same_place() -> None:
    app = Reader()
    async with app.run_test(size=(60, 10)) as pilot:
        view = app.query_one(PageView)
        view.show(document("**굵게**\n\n" + LONG), line=44)
        await settled(app, pilot)
        assert screen(view)[0].strip() == "문단 19"
        view.set_options(source=True)
        await settled(app, pilot)
        assert screen(view)[0].strip() == "문단 19"
        view.scroll_to_line(0)
        await pilot.pause()
        assert screen(view)[0].strip() == "---"
        assert screen(view)[3].strip() == "**굵게**"


async def test_formulas_and_their_tex_are_at_the_same_place() -> None:
    body = "".join(f"문단 {n}\n\n$$\n\\frac{{a}}{{{n}}}\n$$\n\n" for n in range(30))
    app = Reader()
    async with app.run_test(size=(60, 10)) as pilot:
        view = app.query_one(PageView)
        view.show(document(body), line=4 + 6 * 20)
        await settled(app, pilot)
        drawn = screen(view)
        assert [line.strip() for line in drawn[:5]] == ["문단 20", "", "a", "──", "20"]
        view.set_options(formulas=False)
        await settled(app, pilot)
        assert [line.strip() for line in screen(view)[:3]] == ["문단 20", "", "\\frac{a}{20}"]
        view.set_options(formulas=True)
        await settled(app, pilot)
        assert screen(view) == drawn


async def test_what_was_found_in_formulas_stays_found_in_their_tex() -> None:
    body = "$\\alpha_1$\n\n$$\n\\frac{\\alpha}{b}\n$$\n\n| $\\alpha$ |\n| --- |\n\n## $\\alpha$\n"
    app = Reader()
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.query_one(PageView)
        view.show(document(body))
        await settled(app, pilot)
        view.find("alpha")
        view.change(PageState.step_match, 1)
        assert view.state.found == (2, 4)
        view.set_options(formulas=False)
        await settled(app, pilot)
        assert view.state.found == (2, 4)
        view.change(PageState.step_match, 1)
        assert view.state.found == (3, 4)
        view.text_select_all()
        copied = app.screen.get_selected_text() or ""
        assert "\\alpha_1\n\n\\frac{\\alpha}{b}\n" in copied
        assert "α" not in copied


async def test_headings_are_told_as_the_reader_scrolls() -> None:
    app = Reader()
    body = "# 하나\n\n" + LONG + "\n\n# 둘\n\n" + LONG
    headings = (Heading(1, "하나", "하나", 4), Heading(1, "둘", "둘", 206))
    async with app.run_test(size=(60, 10)) as pilot:
        view = app.query_one(PageView)
        view.show(document(body, *headings))
        await settled(app, pilot)
        view.go_to_source(206)
        await pilot.pause()
        assert screen(view)[0].strip() == "둘"
        view.change(PageState.go_to_heading, -1)
        await pilot.pause()
        assert app.said[-2:] == [1, 0]


async def test_the_last_of_two_documents_wins() -> None:
    app = Reader()
    async with app.run_test(size=(60, 10)) as pilot:
        view = app.query_one(PageView)
        view.show(document(LONG * 50, path="long.md"))
        view.show(document("짧다", path="short.md"))
        await settled(app, pilot)
        assert screen(view)[2].strip() == "짧다"


async def test_terms_are_marked_though_a_blank_or_a_line_end_divides_them() -> None:
    app = Reader()
    async with app.run_test(size=(30, 10)) as pilot:
        view = app.query_one(PageView)
        view.show(document("가" * 12 + " 손실 함수"), terms=["손실함수"])
        await settled(app, pilot)
        drawn = [segment for y in range(1, 5) for segment in view.render_line(y)]
        ground = next(s.style.bgcolor for s in drawn if s.style and "가" in s.text)
        texts = [s.text for s in drawn if s.style and s.style.bgcolor != ground]
        assert "".join(texts).replace(" ", "") == "손실함수"


async def test_a_footnote_is_a_jump_away_and_so_is_the_way_back() -> None:
    app = Reader()
    async with app.run_test(size=(60, 10)) as pilot:
        view = app.query_one(PageView)
        view.show(document(LONG + "\n\n여기[^1] 있다\n\n" + LONG + "\n\n[^1]: 설명"))
        await settled(app, pilot)
        view.follow(Link("#fn:1", "[1]", 1))
        await pilot.pause()
        assert "[1] 설명\N{NO-BREAK SPACE}↩" in [line.strip("› ") for line in screen(view)]
        view.follow(Link("#fnref:1", "↩", 1))
        await pilot.pause()
        assert screen(view)[0].strip() == "여기[1] 있다"


async def test_code_takes_its_colours_when_it_comes_into_sight() -> None:
    app = Reader()
    code = "```python\nname = '" + "x" * 60 + "'  # 끝\n```"
    async with app.run_test(size=(50, 10)) as pilot:
        view = app.query_one(PageView)
        view.set_options(wrapped=True)
        view.show(document(code + "\n\n" + LONG))
        await settled(app, pilot)
        drawn = [segment for y in range(5) for segment in view.render_line(y)]
        colour = next(s.style.color for s in drawn if s.text == "'" and s.style)
        same = [s.text for s in drawn if s.style and s.style.color == colour]
        assert "".join(same) == "'" + "x" * 60 + "'"


async def test_what_a_post_is_about_stands_at_its_head() -> None:
    app = Reader()
    shown = document("글")
    post = replace(
        shown.post,
        date=datetime(2021, 9, 10, tzinfo=UTC),
        categories=("boostcourse",),
        tags=("[b]",),
        minutes=3,
        flags=("draft", "code"),
    )
    async with app.run_test(size=(60, 10)) as pilot:
        view = app.query_one(PageView)
        view.show(replace(shown, post=post))
        await settled(app, pilot)
        lines = [line.strip() for line in screen(view)]
        assert lines[:2] == ["글", "2021-09-10 · boostcourse · #[b] · 3 min · draft"]
        assert lines[2:4] == ["", "글"]
        assert view.top_line == 1


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_every_kind_of_text_can_be_read(theme: str) -> None:
    app = Reader()
    app.theme = theme
    body = (
        "```python\nx = 1  # 말\n```\n\n`코드` **굵게** <kbd>K</kbd> ==표== [글](/a) $x$\n\n"
        "> 인용\n\nQ. 왜?\n\n---"
    )
    async with app.run_test(size=(60, 14)) as pilot:
        view = app.query_one(PageView)
        view.show(document(body), terms=["굵게"])
        await settled(app, pilot)
        for segment in (s for y in range(14) for s in view.render_line(y) if s.text.strip()):
            style = segment.style
            assert style is not None
            assert style.color
            assert style.bgcolor
            text, ground = (Color.from_rich_color(c) for c in (style.color, style.bgcolor))
            drawn = not segment.text.strip("─│▌ ")
            assert contrast(text, ground) > (1.5 if drawn else 2.5), segment


def contrast(one: Color, other: Color) -> float:
    """The ratio of two colours' luminance, 1 to 21 (WCAG 2)."""

    def luminance(colour: Color) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in colour.normalized
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
