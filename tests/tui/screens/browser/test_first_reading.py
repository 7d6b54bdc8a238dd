"""What shows while a journal is read for the first time, and while it is read again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from threading import Event

import pytest

from index.journal import Journal
from index.post import Post
from index.results import Progress, Refreshed
from tests.tui.conftest import Browse
from tui.widgets.top_bar import TopBar


class Paused(Journal):
    """A journal whose first reading waits where all titles are shown."""

    def __init__(self, root: Path, folder: Path, kind: str = "") -> None:
        super().__init__(root, folder, kind)
        self.shown = Event()
        self.let_go = Event()

    def refresh(
        self,
        *,
        rebuild: bool = False,
        progress: Callable[[Progress], None] | None = None,
        titles: Callable[[Sequence[Post]], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        paths: Collection[str] = (),
        apart: bool = False,
    ) -> Refreshed:
        def show(posts: Sequence[Post]) -> None:
            if titles:
                titles(posts)
            self.shown.set()
            self.let_go.wait(120)

        return super().refresh(rebuild=rebuild, titles=show, cancelled=cancelled, paths=paths)


async def test_what_is_not_read_yet_is_not_counted_as_missing(
    browse: Browse, log: Path, tmp_path: Path
) -> None:
    journal = Paused.open(log, cache=tmp_path / "first")
    journal.let_go.set()
    async with browse(of=journal) as browser:
        assert "uncategorised" in browser.text("#tree")
        assert "so far" not in browser.painted()
        assert browser.text("#progress") == ""


async def test_titles_show_before_anything_is_read(
    browse: Browse, log: Path, tmp_path: Path
) -> None:
    class Unread(Journal):
        def refresh(self, **_: object) -> Refreshed:
            return Refreshed(behind=True)

    journal = Unread.open(log, cache=tmp_path / "first")
    journal.look_ahead()
    journal.first_posts()
    async with browse(of=journal, settled=False) as browser:
        await browser.pilot.pause()
        assert "경사하강법" in browser.painted()
        assert "5 posts" in browser.painted()


async def test_titles_that_come_after_the_first_paint_show_once_they_are_known(
    browse: Browse, log: Path, tmp_path: Path
) -> None:
    class Late(Paused):
        def refresh(self, **_: object) -> Refreshed:
            self.let_go.wait(120)
            return Refreshed(behind=True)

        def first_posts(
            self, *, than: int = 0, cancelled: Callable[[], bool] = lambda: False
        ) -> Sequence[Post]:
            self.look_ahead()
            return super().first_posts(than=than, cancelled=cancelled)

    journal = Late.open(log, cache=tmp_path / "first")
    async with browse(of=journal, settled=False) as browser:
        while "so far" not in browser.painted():
            await browser.pilot.pause()
        assert "경사하강법" in browser.painted()
        journal.let_go.set()


async def test_while_titles_alone_are_known_the_counts_are_so_far(
    browse: Browse, log: Path, tmp_path: Path
) -> None:
    journal = Paused.open(log, cache=tmp_path / "first")
    async with browse(of=journal, settled=False) as browser:
        while not journal.shown.is_set() or "so far" not in browser.painted():
            await browser.pilot.pause()
        tree = browser.text("#tree")
        assert "2021" in tree
        assert "uncategorised" not in tree
        assert "untagged" not in tree
        assert "5 posts" in browser.painted()
        journal.let_go.set()
        await browser.settle()
        assert "so far" not in browser.painted()
        assert "uncategorised" in browser.text("#tree")


@pytest.mark.parametrize(
    ("progress", "told"),
    [
        (Progress("scanning", 0, 0), "scanning"),
        (Progress("scanning", 1200, 0), "scanning 1,200"),
        (Progress("reading", 7, 9700), "reading     7/9,700"),
        (Progress("writing", 9700, 9700), "indexing 9,700/9,700"),
    ],
)
async def test_progress_stands_beside_the_number_of_posts(
    browse: Browse, progress: Progress, told: str
) -> None:
    async with browse() as browser:
        bar = browser.screen.query_one(TopBar)
        bar.show_progress(progress)
        await browser.settle()
        assert f"{told}  5 posts" in browser.painted()
        bar.show_progress(None)
        await browser.settle()
        assert told not in browser.painted()


async def test_a_notice_that_still_shows_is_not_shown_twice(browse: Browse) -> None:
    async with browse() as browser:
        for _ in range(4):
            await browser.press("R")
        assert browser.painted().count("0 new, 0 changed, 0 gone") == 1


async def test_who_has_done_nothing_is_shown_the_newest_post_however_late_its_title_comes(
    browse: Browse, log: Path, tmp_path: Path
) -> None:
    class Late(Journal):
        def refresh(
            self,
            *,
            rebuild: bool = False,
            progress: Callable[[Progress], None] | None = None,
            titles: Callable[[Sequence[Post]], None] | None = None,
            cancelled: Callable[[], bool] = lambda: False,
            paths: Collection[str] = (),
            apart: bool = False,
        ) -> Refreshed:
            refreshed = super().refresh(rebuild=rebuild, cancelled=cancelled, paths=paths)
            if titles:
                titles(self.posts[1:])
                titles(self.posts)
            return refreshed

    journal = Late.open(log, cache=tmp_path / "first")
    async with browse(of=journal) as browser:
        assert browser.screen.posts.current == journal.posts[0]
