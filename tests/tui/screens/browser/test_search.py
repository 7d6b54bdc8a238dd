from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from rich.text import Text
from textual.geometry import Region
from textual.worker import WorkerFailed

from index.journal import Journal
from index.results import Answer, Marks
from tests.tui.conftest import Browse, Browser, write_posts
from tui.widgets import journal_tree
from tui.widgets.branches import Node


async def test_hits_show_while_typing_with_their_snippets(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실")
        assert "2 hits" in browser.painted()
        listed = browser.text("#list")
        assert "경사하강법" in listed
        assert "손실함수를 줄인" in listed
        assert "Day29" not in listed
        await browser.type("함수가")
        assert "1 hit" in browser.painted()


async def test_words_that_are_completed_leave_hints_in_sight(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("tga:x OR 손실")
        assert browser.screen.completions.display
        assert [row.text for row in browser.screen.completions.rows] == ["손실함수"]
        assert 'no field "tga"' in browser.painted()
        await browser.press("tab")
        assert browser.screen.bar.search.value == "tga:x OR 손실함수"


async def test_what_comes_in_one_burst_with_the_key_is_typed_in_order(browse: Browse) -> None:
    async with browse() as browser:
        await browser.burst("2js손실 함수qj")
        assert browser.screen.bar.search.value == "손실 함수qj"
        assert browser.screen.focused is browser.screen.bar.search


async def test_days_that_are_typed_behind_others_take_their_place(browse: Browse) -> None:
    async with browse() as browser:
        browser.screen.run_query("date:2021-09-09")
        await browser.settle()
        await browser.press("s")
        await browser.type("date:2021-09-10")
        assert browser.screen.bar.search.value == "date:2021-09-10"
        assert "1 hit" in browser.painted()


async def test_a_search_that_fails_holds_up_no_key(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = Journal.search

    def fail(journal: Journal, query: str, **asked: Any) -> Answer:
        if query == "a":
            raise RuntimeError("unexpected")
        return search(journal, query, **asked)

    monkeypatch.setattr(Journal, "search", fail)
    async with browse() as browser:
        with suppress(WorkerFailed):
            await browser.burst("sa\r")
        await browser.settle()
        assert "RuntimeError: unexpected" in browser.painted()
        assert browser.screen.input_ready.is_set()
        await browser.burst("\x7f손실함수가\r")
        await browser.settle()
        assert "드디어 손실함수가 줄었다." in browser.text("#viewer")


async def test_suggestions_that_fail_hold_up_no_key(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Journal, __: Answer, **___: Any) -> tuple[object, ...]:
        raise RuntimeError("unexpected")

    monkeypatch.setattr(Journal, "suggest", fail)
    async with browse() as browser:
        with suppress(WorkerFailed):
            await browser.burst("sqqqqqq\r")
        await browser.settle()
        assert "RuntimeError: unexpected" in browser.painted()
        await browser.press("enter")
        assert browser.screen.input_ready.is_set()
        await browser.press("escape", "escape")
        assert browser.screen.bar.search.value == ""


async def test_enter_opens_the_hit_at_its_first_match(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("/")
        await browser.type("손실함수 tag:PyTorch")
        assert "드디어 손실함수가 줄었다." in browser.text("#viewer")
        await browser.press("enter")
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        assert "드디어 손실함수가 줄었다." in browser.text("#viewer")
        assert "tag:PyTorch" in browser.text("TopBar #search")


async def test_n_goes_on_to_the_next_match_of_the_search(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실 tag:PyTorch")
        await browser.press("enter")
        first = browser.screen.reader.match_position
        number, total = (int(part) for part in first.split("/"))
        assert total > 1
        await browser.press("n")
        assert browser.screen.reader.match_position == f"{number % total + 1}/{total}"
        assert f"match {number % total + 1}/{total}" in browser.painted()
        await browser.press("N")
        assert browser.screen.reader.match_position == first


@pytest.mark.parametrize(
    ("query", "matches"),
    [("/손실함수\\S/", 2), ("손실하수~1", 3)],
    ids=["expression", "similar words"],
)
async def test_a_hit_is_marked_for_what_only_its_text_tells(
    browse: Browse, query: str, matches: int
) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type(f"{query} title:Day28")
        await browser.press("enter")
        assert "드디어 손실함수가 줄었다." in browser.text("#viewer")
        # The first match is the title, which ``title:`` finds.
        assert browser.screen.reader.match_position == f"2/{matches}"


async def test_a_hit_opens_at_its_match_in_a_pane_that_was_hidden(browse: Browse) -> None:
    async with browse((60, 20)) as browser:
        await browser.press("s")
        await browser.type("드디어 손실함수가")
        await browser.press("enter")
        assert "드디어 손실함수가 줄었다." in browser.text("#viewer")


async def test_arrows_move_through_the_hits_while_typing(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실함수")
        first = browser.text("#viewer")
        await browser.press("down")
        assert browser.text("#viewer") != first
        assert browser.screen.focused is browser.screen.query_one("#search")
        await browser.press("up")
        assert browser.text("#viewer") == first


async def test_escape_clears_then_closes(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        assert "Esc close" in browser.text("StatusBar")
        await browser.type("손실")
        assert "Esc clear" in browser.text("StatusBar")
        await browser.press("escape")
        assert "Esc close" in browser.text("StatusBar")
        assert "hit" not in browser.painted().splitlines()[0]
        assert browser.screen.focused is browser.screen.query_one("#search")
        assert browser.text("#list").count("\n") >= 5
        await browser.press("escape")
        assert browser.screen.focused is browser.screen.query_one("#list")
        assert not browser.screen.query_one("#search").region


_NARROWED = pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (("1", "j", "j", "enter"), "cat:boostcourse"),
        (("#", *"PyTor", "enter"), "tag:PyTorch"),
        (("@", *"2021-09", "enter"), "date:2021-09"),
    ],
    ids=["the tree", "#", "@"],
)


@_NARROWED
async def test_words_are_searched_beside_the_filter_of_a_narrowed_list(
    browse: Browse, keys: tuple[str, ...], chosen: str
) -> None:
    async with browse() as browser:
        await browser.press(*keys)
        assert f"⌕ {chosen}" in browser.painted()
        assert "2 hits" in browser.painted()
        await browser.press("s")
        assert "2 hits" in browser.painted()
        await browser.type("손실")
        assert f"⌕ {chosen} 손실" in browser.painted()
        assert "1 hit" in browser.painted()
        assert "Day28" in browser.text("#list")


async def test_the_key_that_deletes_to_the_left_takes_filters_and_selected_words(
    browse: Browse,
) -> None:
    async with browse() as browser:
        browser.screen.run_query("date:2021-09 손실")
        await browser.settle()
        await browser.press("s", "ctrl+u")
        assert browser.screen.bar.search.value == ""


async def test_a_long_query_shows_from_its_first_filter_on(browse: Browse) -> None:
    query = 'date:2021 tag:"손실 함수" -tag:none cat:study 손실'
    async with browse((80, 24)) as browser:
        await browser.press("s")
        await browser.type("손실")
        assert "하은의 공부" in browser.painted().split("\n")[0]
        await browser.press("ctrl+u")
        await browser.type(query)
        assert query in browser.painted().split("\n")[0]


@_NARROWED
@pytest.mark.parametrize("is_typing", [True, False], ids=["in the field", "in the list"])
async def test_escape_takes_back_the_words_then_the_filter(
    browse: Browse, keys: tuple[str, ...], chosen: str, is_typing: bool
) -> None:
    async with browse() as browser:
        await browser.press(*keys)
        await browser.press("s")
        await browser.type("손실")
        if not is_typing:
            await browser.press("enter", "2")
        await browser.press("escape")
        assert chosen in browser.painted()
        assert "손실" not in browser.painted().splitlines()[0]
        assert "2 hits" in browser.painted()
        await browser.press("escape")
        assert chosen not in browser.painted()
        assert "hit" not in browser.painted().splitlines()[0]


async def test_words_take_the_place_of_those_of_a_search_that_was_gone_back_to(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await browser.press("s", *"손실", "enter")
        await browser.press("s", "escape", *"Dijkstra", "enter", "H")
        assert "⌕ 손실" in browser.painted()
        await browser.press("s", *"손실")
        assert browser.text("TopBar #search").strip() == "손실"
        await browser.press("enter", "s", *"Dijkstra")
        assert browser.text("TopBar #search").strip() == "Dijkstra"
        assert "1 hit" in browser.painted()


async def test_words_are_typed_on_behind_those_of_a_search_that_is_opened_again(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await browser.press("s", *"손실", "enter", "s", "right", *"기울기")
        assert browser.text("TopBar #search").strip() == "손실 기울기"
        assert "1 hit" in browser.painted()


async def test_the_filter_stays_where_other_words_are_typed(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s", *"손실", "enter", "#", *"PyTor", "enter")
        assert browser.text("TopBar #search").strip() == "tag:PyTorch 손실"
        await browser.press("s", *"물체")
        assert browser.text("TopBar #search").strip() == "tag:PyTorch 물체"
        assert "Day29" in browser.text("#list")


async def test_a_filter_is_set_apart_from_words(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s", *"tag:PyTorch -cat:math 손실", "enter")
        field = browser.screen.bar.search
        grounds = {
            segment.text.strip(): segment.style.bgcolor
            for line in field.render_lines(Region(0, 0, *field.size))
            for segment in line
            if segment.style is not None and segment.text.strip()
        }
        assert grounds["tag:PyTorch"] == grounds["-cat:math"] != grounds["손실"]


async def test_a_search_that_is_opened_again_finds_what_it_found(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s", *"Dijk", "enter", "s")
        assert "1 hit" in browser.painted()
        assert not browser.screen.completions.display
        await browser.press("end", "x", "backspace")
        assert "1 hit" in browser.painted()


async def test_a_click_in_the_field_types_no_word_onto_another(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s", *"손실", "enter")
        await browser.pilot.click("#search", offset=(20, 0))
        await browser.type("기울기")
        assert "⌕ 손실 기울기" in browser.painted()


async def test_branches_without_a_hit_fold_into_one_row(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s", *"손실", "enter", "1")
        assert "algorithm" not in browser.text("#tree")
        await browser.press("j", "j", "j")
        rows = browser.text("#tree")
        at = next(line for line in rows.splitlines() if line.startswith("›"))
        assert "1 without a hit" in at
        await browser.press("enter")
        assert "algorithm" in browser.text("#tree")
        await browser.press("enter")
        assert "algorithm" not in browser.text("#tree")
        await browser.press("escape", "escape")
        assert "algorithm" in browser.text("#tree")


async def test_branches_stay_in_their_places_where_the_list_is_only_narrowed(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await browser.press("1", "j")
        before = [line.strip("› ").split()[:1] for line in browser.text("#tree").splitlines()]
        await browser.press("enter")
        after = [line.strip("› ").split()[:1] for line in browser.text("#tree").splitlines()]
        assert after == before


async def test_the_tree_counts_what_is_found(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손실")
        counts = [line.split() for line in browser.text("#tree").splitlines()]
        assert ["boostcourse", "1"] in counts
        assert ["algorithm", "0"] not in counts
        assert ["▸", "1", "without", "a", "hit"] in counts


async def test_nothing_found_says_how_it_was_understood(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("zzzz")
        assert "Nothing found." in browser.text("#suggestions")
        assert "zzzz" in browser.text("#suggestions")
        await browser.press("enter", "j")
        assert browser.app.is_running
        await browser.press("q")
        assert "5/5" in browser.painted() or "1/5" in browser.painted()
        assert browser.screen.focused is browser.screen.query_one("#list")


async def test_a_filter_that_is_typed_again_stands_there_once(browse: Browse) -> None:
    async with browse() as browser:
        for _ in range(2):
            await browser.press("s")
            await browser.type("tag:PyTorch")
            await browser.press("enter", "2")
            assert browser.text("TopBar #search").strip() == "tag:PyTorch"
        assert browser.screen.query_one("#list").has_focus


async def test_sorting_is_part_of_the_query(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s", *"손실함수", "enter", "2", ".")
        assert "sort:updated" in browser.text("TopBar #search")
        await browser.press(".")
        assert "sort:old" in browser.text("TopBar #search")
        assert "경사하강법" in browser.text("#list").splitlines()[0]
        await browser.press(".", ".")
        assert browser.text("TopBar #search").strip() == "손실함수"


async def test_the_order_of_all_posts_is_remembered(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press(".", ".")
        assert "첫 기록" in browser.text("#list").splitlines()[0]
        assert "oldest first" in browser.painted()
        await browser.press("s", *"graph", "escape", "escape")
        assert "첫 기록" in browser.text("#list").splitlines()[0]
        await browser.press("q")
    async with browse() as browser:
        assert "첫 기록" in browser.text("#list").splitlines()[0]
        await browser.press(".")
        titles = [line.split()[1] for line in browser.text("#list").splitlines() if line.strip()]
        assert titles[:2] == ["[boostcourse]", "[boostcourse]"]
        assert titles[-1] == "첫"
        await browser.press(".")
        assert "[boostcourse] Day29" in browser.text("#list").splitlines()[0]


class Held(Journal):
    """A journal whose answer to one query waits until it is let go."""

    held = "손"

    def __init__(self, root: Path, folder: Path, kind: str = "") -> None:
        super().__init__(root, folder, kind)
        self.asked = Event()
        self.let_go = Event()

    def search(
        self,
        query: str,
        *,
        marks: Marks | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Answer:
        answer = super().search(query, marks=marks)
        if query == self.held:
            self.asked.set()
            self.let_go.wait(120)
        return answer


async def test_an_older_answer_never_overwrites_a_newer_one(
    browse: Browse, log: Path, tmp_path: Path
) -> None:
    journal = Held.open(log, cache=tmp_path / "held")
    journal.refresh()
    async with browse(of=journal) as browser:
        await browser.pilot.press("s", "손")
        while not journal.asked.is_set():
            await browser.pilot.pause()
        await browser.pilot.press(*"실함수가")
        while "1 hit" not in browser.painted():
            await browser.pilot.pause()
        journal.let_go.set()
        await browser.settle()
        assert "1 hit" in browser.painted()
        assert "경사하강법" not in browser.text("#list")


async def test_enter_before_the_answer_opens_the_answer(
    browse: Browse, log: Path, tmp_path: Path
) -> None:
    journal = Held.open(log, cache=tmp_path / "held")
    journal.refresh()
    journal.held = "기울기"
    async with browse(of=journal) as browser:
        await browser.pilot.press("s", *"기울기", "enter")
        journal.let_go.set()
        await browser.settle()
        assert "기울기를 따라" in browser.text("#viewer")
        assert browser.screen.focused is browser.screen.query_one("#viewer")


async def test_enter_before_the_answer_opens_no_answer_to_what_is_typed_after_it(
    browse: Browse, log: Path, tmp_path: Path
) -> None:
    journal = Held.open(log, cache=tmp_path / "held")
    journal.refresh()
    async with browse(of=journal) as browser:
        await browser.pilot.press("s", "손", "enter", *"실함수")
        journal.let_go.set()
        await browser.settle()
        assert "2 hits" in browser.painted()
        assert browser.screen.focused is browser.screen.query_one("#search")


async def test_find_in_the_post_counts_and_steps(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "/")
        await browser.type("손실함수")
        assert "1/2" in browser.text("StatusBar")
        await browser.press("enter", "n")
        assert "2/2" in browser.text("StatusBar")
        await browser.press("N")
        assert "1/2" in browser.text("StatusBar")
        assert "드디어 손실함수가" in browser.text("#viewer")
        await browser.press("escape")
        assert "1/2" not in browser.text("StatusBar")


async def test_what_a_post_does_not_have_is_told_beside_the_field_and_at_the_foot(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "/")
        assert "no match" not in browser.painted()
        await browser.type("Zanzibar")
        *_, beside, foot = (line for line in browser.painted().split("\n") if "no match" in line)
        assert "Zanzibar" in beside
        assert "no match" in foot.split("post")[1]
        await browser.press("enter")
        assert "no match" in browser.text("StatusBar")
        await browser.press("escape")
        assert "no match" not in browser.painted()


async def test_what_comes_in_one_burst_with_the_find_key_is_sought_in_the_post(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await browser.press("j", "enter")
        await browser.burst("/손실함수jq")
        assert browser.screen.reader.field.value == "손실함수jq"
        assert browser.screen.focused is browser.screen.reader.field


async def test_an_index_that_is_found_damaged_is_made_anew(
    browse: Browse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "index.store.segment.segment_files.SMALL", 0
    )  # small ones are in memory else
    async with browse() as browser:
        for stored in (tmp_path / "cache").rglob("*.terms"):
            stored.write_bytes(bytes(stored.stat().st_size))
        await browser.press("s")
        await browser.type("손실")
        assert "2 hits" in browser.painted()
        assert "damaged" in browser.painted()
        assert "손실함수를 줄인" in browser.text("#list")


async def test_what_is_opened_while_the_preview_of_an_answer_rests_stays(browse: Browse) -> None:
    async with browse() as browser:
        previewed, opened = browser.screen.journal.posts[:2]
        browser.screen.reader.open(previewed.path, rest=0.02)
        browser.screen.reader.open(opened.path)
        await browser.settle()
        assert browser.screen.reader.post == opened


async def test_a_letter_that_changes_no_count_has_no_row_of_the_tree_drawn(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    draw = journal_tree.draw_node

    def noted(row: Node, *rest: Any) -> Text:
        drawn.append(row.label)
        return draw(row, *rest)

    monkeypatch.setattr(journal_tree, "draw_node", noted)
    async with browse() as browser:
        await browser.press("s")
        await browser.type("손")
        drawn.clear()
        await browser.type("실")
        assert "2 hits" in browser.painted()
        assert drawn == []
        await browser.type("함수가")
        assert drawn


async def test_where_nothing_is_found_the_page_is_empty_until_a_post_is_shown(
    browse: Browse,
) -> None:
    back = "backspace"
    async with browse() as browser:
        await browser.press("s", *"손실")
        assert "기울기를 따라 내려가며" in browser.text("#viewer")
        await browser.press(back, back, *"qqqq")
        assert browser.painted().count("Nothing found.") == 1
        assert browser.text("#viewer").strip() == ""
        assert "경사하강법" not in browser.painted()
        assert "match" not in browser.text("StatusBar")
        await browser.press(back, back, back, back, *"손실")
        assert "기울기를 따라 내려가며" in browser.text("#viewer")
        await browser.press(back, back, *"qqqq")
        await browser.press("escape", "escape")
        assert "기울기를 따라 내려가며" in browser.text("#viewer")
        assert "경사하강법" in _current_row(browser)
        assert "match" not in browser.text("StatusBar")


async def test_what_may_be_meant_takes_no_more_room_than_it_needs(browse: Browse) -> None:
    async with browse() as browser:
        listed = browser.screen.posts.region.width
        page = browser.screen.query_one("#page").region.width
        await browser.press("s", *"qqqq", "enter")
        assert browser.screen.suggestions.region.width < listed
        assert browser.screen.query_one("#page").region.width > page
        await browser.press("escape")
        assert browser.screen.posts.region.width == listed


async def test_no_command_is_for_the_post_before_where_nothing_is_found(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s", *"qqqq", "enter", "y")
        assert browser.app.screen is browser.screen
        assert "No post is shown." in browser.painted()


async def test_a_post_that_is_read_stays_where_nothing_is_found_any_more(
    browse: Browse, log: Path
) -> None:
    async with browse() as browser:
        await browser.press("s", *"Dijkstra", "enter")
        file = log / "_posts" / "2020-12-24-graphs.md"
        file.write_text("---\ntitle: Graphs\n---\nNobody walks the graph.\n", "utf-8")
        await browser.press("R")
        assert "Nobody walks the graph." in browser.text("#viewer")
        await browser.press("q")
        assert "Nothing found" in browser.painted()


async def test_where_moving_shows_nothing_the_post_before_is_shown_again(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("p", "j", "j", "s", *"qqqq")
        assert browser.text("#viewer").strip() == ""
        await browser.press("escape")
        assert "물체 검출을 배웠다." in browser.text("#viewer")


async def test_a_hit_that_was_chosen_while_typing_stays_chosen_where_it_is_one_still(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await browser.press("s", *"손실", "down")
        chosen = _current_row(browser)
        assert browser.screen.posts.cursor == 1
        await browser.type("함수")
        assert _current_row(browser) == chosen
        await browser.press("backspace", "backspace", "backspace", "backspace", *"Day")
        assert browser.screen.posts.cursor == 0


async def test_a_hit_that_was_chosen_is_one_no_more_where_it_is_not_found(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s", *"Day", "down", *"29")
        assert "Day29" in _current_row(browser)
        await browser.press("backspace", "backspace")
        assert browser.screen.posts.cursor == 0


async def test_other_words_are_marked_in_a_hit_that_stays_chosen(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s", *"손실함수", "down", "up", "down")
        await browser.type(" 끝")
        assert browser.screen.reader.match_position.endswith("/3")


@pytest.mark.parametrize("is_typing", [True, False], ids=["in the field", "in the list"])
async def test_after_a_search_the_list_stands_on_the_post_that_is_shown(
    browse: Browse, is_typing: bool, tmp_path: Path
) -> None:
    posts = {
        f"2021-01-{day:02}-{day}.md": (f"title: Post {day}", f"word{day % 7}")
        for day in range(1, 29)
    }
    journal = Journal.open(write_posts(tmp_path / "many", posts), cache=tmp_path / "other")
    journal.refresh()
    async with browse((120, 12), journal) as browser:
        await browser.press("s", *"word3", "down", "down", "enter")
        shown = browser.screen.shown_path
        assert shown is not None
        await browser.press("q")
        if is_typing:
            await browser.press("s")
        await browser.press("escape")
        assert browser.screen.bar.search.value == ""
        current = browser.screen.posts.current
        assert current is not None
        assert current.path == shown
        assert current.title in _current_row(browser)
        assert len(browser.screen.posts.rows) == 28
        assert "match" not in browser.text("StatusBar")


async def test_list_and_page_agree_after_a_post_that_is_no_hit(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s", *"Dijkstra", "enter", "o", *"첫 기록", "enter")
        assert "여기서 시작한다." in browser.text("#viewer")
        await browser.press("q", "escape")
        assert "Shortest paths" in _current_row(browser)
        assert "Dijkstra walks the graph." in browser.text("#viewer")


def _current_row(browser: Browser) -> str:
    rows = browser.text("#list").splitlines()
    return next((line for line in rows if line.startswith("›")), "")
