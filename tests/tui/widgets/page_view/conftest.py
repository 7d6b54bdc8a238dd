"""A page in a terminal that is not there, and documents made of a body alone."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from index.post import Document
from index.reading.files.site import Site
from index.reading.files.walk import SourceFile, walk
from index.reading.read import read
from tui.render.layout.margin_notes import SIGN
from tui.render.pictures.document_pictures import PictureSource
from tui.widgets.page_view.view import PageView


class PageApp(App[None]):
    """Nothing but a page."""

    def __init__(self, picture_source: PictureSource | None = None) -> None:
        super().__init__()
        self._picture_source = picture_source

    def compose(self) -> ComposeResult:
        """The page."""
        yield PageView(picture_source=self._picture_source)


class Shown:
    """A page that is shown."""

    def __init__(self, view: PageView, pilot: Pilot[None]) -> None:
        self.view = view
        self.pilot = pilot

    async def settle(self) -> None:
        """Wait until no worker is at work and nothing is on its way."""
        while any(not worker.is_finished for worker in self.pilot.app.workers):
            await self.pilot.pause()
        await self.pilot.pause()

    async def show(
        self, document: Document, terms: Iterable[str] = (), line: int | None = None
    ) -> None:
        """Show another document."""
        self.view.show(document, terms=tuple(terms), line=line)
        await self.settle()

    async def click(self, text: str) -> None:
        """Click where a text stands."""
        drawn = [self.view.render_line(y).text for y in range(self.view.size.height)]
        y = next(number for number, line in enumerate(drawn) if text in line)
        await self.pilot.click(PageView, offset=(drawn[y].index(text) + 1, y))

    @property
    def screen(self) -> list[str]:
        """The lines in sight, without blanks around them."""
        return [self.view.render_line(y).text.strip() for y in range(self.view.size.height)]

    @property
    def lines(self) -> list[str]:
        """What the lines in sight say, without their gutters, signs and the empty ones."""
        said = (line.removesuffix(SIGN).strip(" │▌┃") for line in self.screen)
        return [line for line in said if line]


ShowPage = Callable[..., AbstractAsyncContextManager[Shown]]
ReadBody = Callable[..., Document]


@pytest.fixture
def read_body(tmp_path: Path) -> ReadBody:
    """The document that a body is, read as a note of its name."""

    def made(body: str, name: str = "a.md") -> Document:
        (tmp_path / name).write_text(body, "utf-8")
        site = Site.load(tmp_path)
        files = (found for found in walk(site) if isinstance(found, SourceFile))
        return read(next(found for found in files if found.path == name), site)

    return made


@pytest.fixture
def show_page() -> ShowPage:
    """Show a document at a size."""

    @asynccontextmanager
    async def start(
        document: Document,
        size: tuple[int, int] = (60, 40),
        picture_source: PictureSource | None = None,
    ) -> AsyncIterator[Shown]:
        app = PageApp(picture_source)
        async with app.run_test(size=size) as pilot:
            shown = Shown(app.query_one(PageView), pilot)
            await shown.show(document)
            yield shown

    return start
