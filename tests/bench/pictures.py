"""Draw every screen: ``python -m tests.bench.pictures FOLDER`` writes an SVG for each.

The demo journal is drawn in light and dark colours, in strong ones and in none, at the sizes of
terminals; ``--only calendar`` draws those whose name has that.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index import Journal
from tui.app import IlgiApp
from tui.cli.opening import demo
from tui.themes import CONTRAST, INK, PAPER

from .picture import WEB_FONT, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

SCREENS: Final[Mapping[str, Sequence[str]]] = {
    "main": (),
    "tree": ("1", "j"),
    "page": ("o", *"markup", "enter"),
    "contents": ("l", "4"),
    "zoomed": ("l", "z"),
    "source": ("l", "v"),
    "labels": ("o", *"start here", "enter", "f"),
    "found": ("l", "/", *"the"),
    "search": ("s", *"손실"),
    "completions": ("s", *"tag:"),
    "nothing": ("s", *"pyhton"),
    "problems": ("g", "p"),
    "titles": ("o", *"bin"),
    "names": ("#", "p"),
    "dates": ("@", *"2023"),
    "calendar": ("c", "{"),
    "marked-days": ("c", "{", "space", "[", "j"),
    "this-day": ("g", "h"),
    "statistics": ("g", "s"),
    "history": ("l", "J", "g", "l"),
    "bookmarks": ("l", "m", "'"),
    "saving": ("s", *"손실", "enter", "S"),
    "earlier": ("s", *"손실", "enter", "s", "ctrl+r"),
    "copy": ("l", "y"),
    "metadata": ("l", "i"),
    "theme": ("T",),
    "help": ("?",),
    "syntax": ("s", "f1"),
    "palette": (":",),
}
"""The keys that lead to each screen."""

THEMES: Final = {"dark": INK.name, "light": PAPER.name, "contrast": CONTRAST.name}
COLOURLESS: Final = "colourless"
SIZES: Final = ((120, 40), (80, 24), (60, 20), (40, 12))


async def draw(journal: Journal, look: str, size: tuple[int, int], keys: Sequence[str]) -> str:
    """A screen as an SVG that loads nothing."""
    with _surroundings(look), tempfile.TemporaryDirectory(prefix="ilgi-pictures-") as state:
        os.environ["ILGI_STATE_DIR"] = state
        app = IlgiApp(journal)
        app.theme = THEMES.get(look, INK.name)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settle(pilot)
            await pilot.press(*keys)
            await settle(pilot)
            return WEB_FONT.sub("", app.export_screenshot(title=f"{look} {size}"))


@contextmanager
def _surroundings(look: str) -> Iterator[None]:
    before = dict(os.environ)
    if look == COLOURLESS:
        os.environ["NO_COLOR"] = "1"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


async def _draw_all(folder: Path, only: str) -> None:
    with tempfile.TemporaryDirectory(prefix="ilgi-pictures-") as cache:
        journal = Journal.open(demo(), cache=Path(cache))
        journal.refresh()
        for name, keys in SCREENS.items():
            for look in (*THEMES, COLOURLESS):
                for size in SIZES:
                    picture = f"{name}-{look}-{size[0]}x{size[1]}"
                    if only in picture:
                        svg = await draw(journal, look, size, keys)
                        (folder / f"{picture}.svg").write_text(svg, "utf-8")


def main() -> None:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="a part of the pictures' names")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(_draw_all(asked.folder, asked.only))


if __name__ == "__main__":
    main()
