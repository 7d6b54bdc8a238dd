"""How each group of constructs looks, in light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from index.post import Document
from tests.tui.rest import wait_for_rest
from tui.render.document.page_state import PageState
from tui.themes import INK, PAPER
from tui.widgets.page_view.view import PageView

POSTS = Path(__file__).parent / "posts"
"""They are no ``.md``, since the folder of the project is no journal."""


class Picture(App[None]):
    """A page of a document."""

    def __init__(self, document: Document, theme: str) -> None:
        super().__init__()
        self.document = document
        for known in (INK, PAPER):
            self.register_theme(known)
        self.theme = theme

    def compose(self) -> ComposeResult:
        """The page."""
        yield PageView()


@pytest.mark.parametrize("width", [120, 80])
@pytest.mark.parametrize("theme", [INK.name, PAPER.name])
@pytest.mark.parametrize("name", sorted(path.stem for path in POSTS.glob("*.txt")))
def test_a_page_looks_as_it_did(
    snap_compare: Callable[..., bool],
    read_body: Callable[..., Document],
    name: str,
    theme: str,
    width: int,
) -> None:
    document = read_body((POSTS / f"{name}.txt").read_text("utf-8"))
    # The date would be that of the file, which is written anew each time.
    document = replace(document, post=replace(document.post, date=None, date_source=""))
    app = Picture(document, theme)

    async def show(pilot: Pilot[None]) -> None:
        view = pilot.app.query_one(PageView)
        view.show(app.document)
        await wait_for_rest(pilot.app)
        if name == "questions":
            view.change(PageState.toggle_answers)
            view.change(PageState.toggle_answer)

    assert snap_compare(app, terminal_size=(width, 42), run_before=show)
