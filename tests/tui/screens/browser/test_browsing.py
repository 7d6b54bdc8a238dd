from __future__ import annotations

import os
import re
from contextlib import nullcontext
from pathlib import Path
from threading import Event

import pytest
from textual.events import Key

from index.journal import Journal
from tests.tui.conftest import POSTS, Browse, write_posts
from tui.language import choose_language


async def test_a_journal_opens_on_its_newest_post(browse: Browse) -> None:
    async with browse() as browser:
        screen = browser.painted()
        assert "하은의 공부" in screen
        assert "5 posts" in screen
        assert "물체 검출을 배웠다." in browser.text("#viewer")
        assert "2021-09-10 [boostcourse] Day29" in browser.text("#list")
        await browser.press("enter")
        assert "목차" in browser.painted()
        assert browser.text("#contents").split() == ["›", "학습", "내용", "▾", "피어세션", "멘토링"]


async def test_a_post_at_random_is_never_the_one_that_is_shown(browse: Browse, log: Path) -> None:
    for name in [*POSTS][2:]:
        (log / "_posts" / name).unlink()
    async with browse() as browser:
        await browser.press("R")
        for other in ("Day28", "Day29") * 3:
            await browser.press("g", "r")
            assert other in browser.text("#viewer").splitlines()[0]


async def test_posts_without_dates_leave_no_room_for_them(browse: Browse, tmp_path: Path) -> None:
    folder = tmp_path / "til"
    folder.mkdir()
    (folder / "ls.md").write_text("# Sort files\n\nBy time.\n", "utf-8")
    with Journal.open(folder, cache=tmp_path / "cache") as journal:
        journal.refresh()
        async with browse(of=journal) as browser:
            assert browser.text("#list").startswith("›Sort files")


@pytest.mark.parametrize(("dated", "shown"), [(1, False), (2, True)])
async def test_a_single_date_among_estimated_ones_takes_no_column(
    browse: Browse, tmp_path: Path, dated: int, shown: bool
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for at in range(4):
        front = f"---\ndate: 2020-01-0{at + 1}\n---\n" if at < dated else ""
        (folder / f"note{at}.md").write_text(f"{front}# Note {at}\n", "utf-8")
    with Journal.open(folder, cache=tmp_path / "cache") as journal:
        async with browse(of=journal) as browser:
            assert ("20-01-01" in browser.text("#list")) is shown


async def test_what_a_post_holds_is_said_in_the_readers_language(
    browse: Browse, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    choose_language("auto")
    body = "$x$\n\n`a`\n\n| a |\n| - |\n| b |\n\n[a](b)\n\nQ. 왜?\n\nA. 그냥."
    write_posts(log, {"2021-09-11-all.md": ("title: 모두", body)})
    async with browse() as browser:
        await browser.press("R", "g", "g", "i")
        marks = next(line for line in browser.painted().splitlines() if "표시" in line)
        assert not re.search("[a-z]{3}", marks.partition("표시")[2].partition("┃")[0])
        assert "수식" in marks
        assert "질문" in marks


async def test_moving_shows_each_post_and_enter_reads_it(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "j")
        assert "기울기를 따라" in browser.text("#viewer")
        assert browser.screen.focused is browser.screen.query_one("#list")
        await browser.press("enter")
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        await browser.press("G")
        await browser.press("q")
        assert browser.screen.focused is browser.screen.query_one("#list")
        assert "3/5" in browser.text("StatusBar")
        await browser.press("G")
        assert "여기서 시작한다." in browser.text("#viewer")
        await browser.press("g", "g")
        assert "1/5" in browser.text("StatusBar")


async def test_keys_that_come_at_once_are_done_one_after_the_other(browse: Browse) -> None:
    async with browse() as browser:
        for key in ("j", "enter", "q", "j", "enter"):
            browser.app.post_message(Key(key, key if len(key) == 1 else None))
        await browser.settle()
        assert browser.app.is_running
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        assert "기울기를 따라" in browser.text("#viewer")


async def test_titles_are_text_and_never_markup(browse: Browse) -> None:
    async with browse((180, 40)) as browser:
        await browser.press("j", "j", "j")
        assert "Shortest paths <b>&amp;</b> [/red] graphs" in browser.text("#list")
        assert "Shortest paths <b>&amp;</b> [/red] graphs" in browser.text("#viewer")
        await browser.press("enter", "v")  # of a source, the border has the title
        assert "Shortest paths <b>&amp;</b> [/red] graphs" in browser.painted().split("\n")[1]


async def test_the_tree_counts_and_unfolds(browse: Browse) -> None:
    async with browse() as browser:
        tree = [line.split() for line in browser.text("#tree").splitlines()]
        assert ["boostcourse", "2"] in tree
        assert ["uncategorised", "1"] in tree
        assert ["untagged", "2"] in tree
        assert ["▸", "study", "1"] in tree
        await browser.press("1", *"jjjjjjj")
        while "study" not in f"{browser.screen.journal_tree.current}":
            await browser.press("j")
        await browser.press("l")
        assert ["math", "1"] in [line.split() for line in browser.text("#tree").splitlines()]
        await browser.press("h")
        assert "calculus" not in browser.text("#tree")
        await browser.press("a")
        assert "calculus" in browser.text("#tree")


async def test_a_node_narrows_adds_and_excludes(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("1", "j", "j")
        assert "›  boostcourse" in browser.text("#tree").replace("›   ", "›  ")
        await browser.press("enter")
        assert "cat:boostcourse" in browser.text("TopBar #search")
        assert "2 hits" in browser.painted()
        assert "경사하강법" not in browser.text("#list")
        await browser.press("1", "-")
        assert "-cat:boostcourse" in browser.text("TopBar #search")
        assert "3 hits" in browser.painted()
        await browser.press("j", "+")
        assert "-cat:boostcourse cat:math" in browser.text("TopBar #search")
        assert browser.text("#list").split()[-1] == "경사하강법"
        await browser.press("escape")
        assert "5/5" in browser.text("StatusBar") or "/5" in browser.text("StatusBar")


async def test_a_click_is_on_the_row_that_is_clicked(browse: Browse) -> None:
    async with browse() as browser:
        await browser.pilot.click("#list", offset=(5, 2))
        await browser.settle()
        assert browser.text("#list").split("\n")[1].startswith("›")
        branch = browser.text("#tree").split("\n")
        row = next(number for number, line in enumerate(branch) if "▸" in line)
        await browser.pilot.click("#tree", offset=(branch[row].index("▸") + 1, row + 1))
        await browser.settle()
        assert "▾" in browser.text("#tree").split("\n")[row]


async def test_contents_jump_and_follow(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "4", "j", "enter")
        assert "드디어 손실함수가" in browser.text("#viewer")
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        await browser.press("g", "g")
        assert browser.text("#contents").startswith("›오늘")


async def test_contents_are_named_in_the_readers_language(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    async with browse() as browser:
        await browser.press("j")
        assert str(browser.screen.query_one("#contents").border_title) == "목차"


async def test_toc_false_starts_closed_and_t_opens(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "j", "enter")
        assert not browser.screen.query_one("#contents").region
        await browser.press("t")
        assert browser.screen.query_one("#contents").region
        await browser.press("t")
        assert not browser.screen.query_one("#contents").region


async def test_back_and_forward_restore_the_place(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "space")
        assert "문단 25" in browser.text("#viewer")
        assert "문단 5:" not in browser.text("#viewer")
        await browser.press("J")
        assert "기울기를 따라" in browser.text("#viewer")
        await browser.press("H")
        assert "문단 25" in browser.text("#viewer")
        assert "문단 5:" not in browser.text("#viewer")
        await browser.press("L")
        assert "기울기를 따라" in browser.text("#viewer")


async def test_problems_name_file_line_and_reason(browse: Browse, tmp_path: Path) -> None:
    broken = {"2022-01-01-broken.md": ("title: [unclosed\ntags: x", "그래도 읽힌다.")}
    log = write_posts(tmp_path / "broken", POSTS | broken)
    journal = Journal.open(log, cache=tmp_path / "cache-2")
    async with browse(of=journal) as browser:
        await browser.press("g", "p")
        shown = browser.text("#problems")
        assert "_posts/2022-01-01-broken.md" in shown
        assert "front matter" in shown
        await browser.press("enter")
        assert "그래도 읽힌다." in browser.text("#viewer")
        await browser.press("q", "q")
        assert "6 posts" in browser.painted()
        assert browser.screen.focused is browser.screen.query_one("#list")


async def test_a_first_run_fills_list_and_tree(browse: Browse, log: Path, tmp_path: Path) -> None:
    journal = Journal.open(log, cache=tmp_path / "new")
    assert not journal.posts
    async with browse(of=journal) as browser:
        assert "5 posts" in browser.painted()
        assert "boostcourse" in browser.text("#tree")
        assert "물체 검출을 배웠다." in browser.text("#viewer")


async def test_reading_again_keeps_the_place(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("j", "j")
        new = {"2021-10-01-new.md": ("title: 새 글", "새로 쓴 글.")}
        write_posts(log, new)
        await browser.press("R")
        assert "새 글" in browser.text("#list")
        assert "6 posts" in browser.painted()
        assert "4/6" in browser.text("StatusBar")
        assert "기울기를 따라" in browser.text("#viewer")


async def test_an_empty_folder_says_what_is_looked_for(browse: Browse, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    journal = Journal.open(tmp_path / "empty", cache=tmp_path / "cache-3")
    async with browse(of=journal) as browser:
        assert "No posts here yet." in browser.text("#list")
        assert ".md" in browser.text("#list")
        await browser.press(*"jkGdu", "enter", "3", "j", "G", "4", "1", "enter", "H", "e", "i", "J")


async def test_a_journal_that_goes_away_is_told_and_stays_on_screen(
    browse: Browse, log: Path
) -> None:
    async with browse() as browser:
        for file in (log / "_posts").iterdir():
            file.unlink()
        (log / "_posts").rmdir()
        (log / "_config.yml").unlink()
        log.rmdir()
        await browser.press("R", "j", "enter")
        assert browser.app.is_running


async def test_no_other_post_stands_in_for_one_whose_file_has_gone(
    browse: Browse, log: Path
) -> None:
    async with browse() as browser:
        gone = browser.screen.posts.rows[1]
        log.joinpath(gone.path).unlink()
        await browser.press("j", "enter")
        assert browser.screen.reader.post is None
        assert browser.text("#viewer").strip() == ""
        await browser.press("e", "i", "v", "2", "k")
        assert browser.screen.reader.post == browser.screen.posts.rows[0]


async def test_a_post_that_is_read_stays_when_its_file_goes_and_is_not_made_anew(
    browse: Browse, log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    monkeypatch.setenv("VISUAL", f"touch {started}")
    monkeypatch.chdir(tmp_path)
    async with browse() as browser:
        read = browser.screen.posts.rows[0]
        await browser.press("enter")
        shown = browser.text("#viewer")
        log.joinpath(read.path).unlink()
        monkeypatch.setattr(type(browser.app), "suspend", nullcontext)
        await browser.press("e")
        assert not started.exists()
        assert not log.joinpath(read.path).exists()
        assert browser.text("#viewer") == shown


@pytest.mark.parametrize(("opened", "left"), [("t", "3"), ("4", "shift+tab")])
async def test_contents_over_the_page_are_put_away_when_left(
    browse: Browse, opened: str, left: str
) -> None:
    async with browse((80, 24)) as browser:
        contents = browser.screen.query_one("#contents")
        await browser.press("enter", opened)
        assert contents.region.width > 0
        await browser.press(left)
        assert contents.region.width == 0


@pytest.mark.parametrize("opened", ["t", "4"])
@pytest.mark.parametrize("key", ["escape", "q"])
async def test_the_keys_that_go_back_close_contents_over_the_page_first(
    browse: Browse, opened: str, key: str
) -> None:
    async with browse((80, 24)) as browser:
        contents = browser.screen.query_one("#contents")
        await browser.press("enter", opened, key)
        assert contents.region.width == 0
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        await browser.press(key)
        assert browser.screen.focused is browser.screen.query_one("#list")


async def test_contents_never_lie_over_the_preview(browse: Browse) -> None:
    async with browse((80, 24)) as browser:
        contents = browser.screen.query_one("#contents")
        await browser.press("enter", "t", "2")
        assert contents.region.width == 0
        await browser.press("t")
        assert contents.region.width == 0
        assert "no room for contents" in browser.text("StatusBar")
        await browser.press("enter")
        assert contents.region.width == 0


@pytest.mark.parametrize("size", [(120, 40), (100, 30), (80, 24), (70, 20), (60, 20), (40, 12)])
async def test_every_pane_can_be_reached_at_every_size(
    browse: Browse, size: tuple[int, int]
) -> None:
    async with browse(size) as browser:
        for key, pane in (("1", "tree"), ("2", "list"), ("3", "viewer"), ("4", "contents")):
            await browser.press(key)
            widget = browser.screen.query_one(f"#{pane}")
            assert browser.screen.focused is widget
            assert widget.region.width >= 16
        await browser.press("q")
        for _ in range(3):
            await browser.press("tab")
            assert browser.screen.focused is not None
            assert browser.screen.focused.region


async def test_where_one_pane_shows_the_post_that_is_chosen_is_read(browse: Browse) -> None:
    async with browse((60, 20)) as browser:
        await browser.press("enter", "q", "j", "j", "enter")
        assert "기울기를 따라" in browser.text("#viewer")


async def test_growing_and_shrinking_keeps_the_place(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "space")
        first = browser.text("#viewer").strip().splitlines()[0]
        await browser.pilot.resize_terminal(60, 20)
        await browser.settle()
        await browser.pilot.resize_terminal(120, 40)
        await browser.settle()
        assert browser.text("#viewer").strip().splitlines()[0] == first
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        assert "2/5" in browser.text("StatusBar")


async def test_zoom_fills_the_screen_and_back(browse: Browse) -> None:
    async with browse() as browser:
        width = browser.screen.query_one("#list").region.width
        await browser.press("z")
        assert browser.screen.query_one("#list").region.width == 120
        await browser.press("escape")
        assert browser.screen.query_one("#list").region.width == width


async def test_quitting_from_the_root(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("enter", "q")
        assert browser.app.is_running
        await browser.pilot.press("q")
        await browser.pilot.pause()
        assert not browser.app.is_running


async def test_the_contents_mark_the_section_at_hand_to_the_end_of_the_post(
    browse: Browse, log: Path
) -> None:
    body = "## 첫째\n\n" + "줄\n\n" * 60 + "## 둘째\n\n짧다[^1].\n\n## 셋째\n\n끝.\n\n[^1]: 설명"
    (log / "_posts" / "2021-09-11-ends.md").write_text(f"---\ntitle: 끝\n---\n{body}\n", "utf-8")
    journal = Journal.open(log, cache=log.parent / "other")
    journal.refresh()
    async with browse(of=journal) as browser:
        await browser.press("enter", "d")
        assert browser.text("#contents").startswith("›첫째")
        await browser.press("]")
        assert browser.text("#contents").split() == ["첫째", "›둘째", "셋째"]
        await browser.press("]")
        assert browser.text("#contents").split() == ["첫째", "둘째", "›셋째"]
        await browser.press("[", "[")
        assert browser.text("#contents").startswith("›첫째")


async def test_a_disk_that_does_not_answer_holds_up_no_key(
    browse: Browse, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = Event()
    exists = os.path.exists

    def hang(path: str | os.PathLike[str]) -> bool:
        if os.fspath(path).startswith(f"{log}"):
            answers.wait(60)
        return exists(path)

    async with browse() as browser:
        monkeypatch.setattr(os.path, "exists", hang)
        try:
            await browser.press("e")
            assert "cannot be read now" in browser.painted()
        finally:
            answers.set()


async def test_a_command_on_a_post_opens_it_where_there_is_no_room_for_its_page(
    browse: Browse,
) -> None:
    async with browse((60, 20)) as browser:
        await browser.press("j", "E", *"여기", "ctrl+z", *"적는다", "ctrl+s")
        assert "적는다" in browser.text("#viewer")
        await browser.press("q", "j", "m")
        assert "Bookmarked" in browser.painted()


async def test_a_post_beside_a_list_without_it_has_no_number_and_is_left_for_the_row(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await browser.press("s", *"title:Day28", "enter", "2", "o", *"Day29", "enter")
        assert "post –/1 " in browser.text("StatusBar")
        await browser.press("q")
        assert "post 1/1 " in browser.text("StatusBar")
        post = browser.screen.posts.current
        assert post is not None
        assert browser.screen.shown_path == post.path


async def test_a_line_and_a_part_of_the_post_are_gone_to_by_number(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", ":", *"50%", "enter")
        assert browser.screen.reader.percent == 50
        assert browser.screen.focused is browser.screen.query_one("#viewer")
        await browser.press(":", *"30", "enter")
        assert browser.screen.reader.top_line == 30
        await browser.press(":", *"100%", "enter")
        assert browser.screen.reader.percent == 100
        await browser.press("g", "g", ":", "$", "enter")
        assert browser.screen.reader.percent == 100


async def test_the_next_post_shows_in_the_list_where_moving_shows_none(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("p", "j", "j")
        assert "기울기를 따라" not in browser.text("#viewer")
        await browser.press("K", "J")
        assert "기울기를 따라" in browser.text("#viewer")
        assert browser.screen.focused is browser.screen.query_one("#list")
        await browser.press("G", "J")
        assert "This is the last post of the list." in browser.painted()
        await browser.press("g", "g", "enter", "K")
        assert "This is the first post of the list." in browser.painted()


async def test_a_narrow_list_leaves_out_what_titles_share(browse: Browse) -> None:
    async with browse((80, 24)) as browser:
        assert "2021-09-09 [boostcourse] Day28 학습기록" in browser.text("#list")  # it has room
        await browser.press("j")
        assert "[boostcourse]Day28학습기록" in "".join(browser.text("#viewer").split())
        await browser.pilot.resize_terminal(40, 12)
        await browser.settle()
        assert "…Day28 학습기록" in browser.text("#list")
        await browser.press("enter")
        assert "[boostcourse] Day28 학습기록" in browser.painted()
        await browser.press("q")
        await browser.pilot.resize_terminal(160, 40)
        await browser.settle()
        assert "[boostcourse] Day28 학습기록" in browser.text("#list")


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_the_whole_of_a_long_title_is_at_the_top_of_its_page(
    browse: Browse, log: Path, size: tuple[int, int]
) -> None:
    title = " ".join(f"word{number}" for number in range(30))
    write_posts(log, {"2022-01-01-long.md": (f"title: {title}", "짧은 글.")})
    async with browse(size) as browser:
        await browser.press("R", "g", "g", "enter")
        assert title in " ".join(browser.text("#viewer").split())
        await browser.press("J")
        assert "word29" not in browser.painted()
