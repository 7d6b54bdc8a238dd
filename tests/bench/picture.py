"""Draw the picture of the README: ``python -m tests.bench.picture`` writes ``.github/ilgi.svg``."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path
from typing import Final

from textual.pilot import Pilot

from index import Journal
from tui.app import IlgiApp
from tui.cli.opening import demo

_PICTURE: Final = Path(__file__).resolve().parents[2] / ".github" / "ilgi.svg"
WEB_FONT: Final = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_QUERY: Final = "손실"


async def draw() -> str:
    """The demo journal at 120 × 36, with a search in it, as an SVG that loads nothing."""
    with tempfile.TemporaryDirectory(prefix="ilgi-picture-") as scratch:
        os.environ["ILGI_STATE_DIR"] = scratch
        journal = Journal.open(demo(), cache=Path(scratch))
        journal.refresh()
        app = IlgiApp(journal)
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.press("s", *_QUERY)
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            return WEB_FONT.sub("", app.export_screenshot(title="ilgi"))


async def settle(pilot: Pilot[int]) -> None:
    """Wait until nothing is at work but what watches the folder, which never ends."""
    for _ in range(8):
        at_work = [worker for worker in pilot.app.workers if worker.group != "watch"]
        if at_work:
            await pilot.app.workers.wait_for_complete(at_work)
        await pilot.pause()


if __name__ == "__main__":
    _PICTURE.parent.mkdir(exist_ok=True)
    _PICTURE.write_text(asyncio.run(draw()), "utf-8")
